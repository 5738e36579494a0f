"""Which services may know a paper; told without loading what speaks to them."""

from enum import StrEnum

from readinglist.domain.addresses import is_stand_in
from readinglist.domain.identifiers import arxiv_of_doi, doi_of_arxiv, parse_pmcid, parse_pmid
from readinglist.domain.paper import Paper


class Name(StrEnum):
    """The services, by the names that the reader is told."""

    ARXIV = "arXiv"
    CROSSREF = "Crossref"
    DATACITE = "DataCite"
    PUBMED = "PubMed"
    HUGGING_FACE = "Hugging Face"
    OPENALEX = "OpenAlex"
    OPEN_LIBRARY = "Open Library"


def route(paper: Paper) -> list[tuple[Name, str]]:
    """The services that may know a paper, best first, each with the id by which it is asked; empty where none may."""
    arxiv = arxiv_of_doi(paper.doi) if paper.doi else None
    arxiv_id, version = (paper.arxiv_id, paper.arxiv_version) if paper.arxiv_id else (arxiv.id if arxiv else "", "")
    steps = []
    if arxiv_id:
        steps += [
            (Name.ARXIV, arxiv_id + version),
            (Name.HUGGING_FACE, arxiv_id),
            (Name.DATACITE, doi_of_arxiv(arxiv_id)),
        ]
    if paper.doi and not arxiv:
        steps += [(Name.CROSSREF, paper.doi), (Name.DATACITE, paper.doi), (Name.OPENALEX, paper.doi)]
    extra = {name.lower(): value for name, value in paper.extra.items()}
    pmid, pmcid = parse_pmid(f"PMID:{extra.get('pmid', '')}"), parse_pmcid(extra.get("pmc") or extra.get("pmcid", ""))
    if number := pmid or pmcid:
        steps.append((Name.PUBMED, number))
    if paper.isbn and paper.type in ("book", "article") and not steps:
        steps.append((Name.OPEN_LIBRARY, paper.isbn.split()[0].replace("-", "")))
    return steps


def is_bare(paper: Paper) -> bool:
    """Whether a paper's title only stands in for the unknown one, and a service may know it."""
    return is_stand_in(paper.title) and bool(route(paper))
