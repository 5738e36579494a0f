"""Which services may know a paper; told without loading what speaks to them."""

from enum import StrEnum

from readinglist.domain.addresses import is_stand_in
from readinglist.domain.identifiers import Kind, arxiv_of_doi, doi_of_arxiv
from readinglist.domain.identity.numbers import numbers
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
    steps: list[tuple[Name, str]] = []
    if arxiv_id:
        steps += [
            (Name.ARXIV, arxiv_id + version),
            (Name.HUGGING_FACE, arxiv_id),
            (Name.DATACITE, doi_of_arxiv(arxiv_id)),
        ]
    if paper.doi and not arxiv:
        steps += [(Name.CROSSREF, paper.doi), (Name.DATACITE, paper.doi), (Name.OPENALEX, paper.doi)]
    told = numbers(paper)
    steps += [(Name.PUBMED, number.value) for number in told if number.kind is not Kind.ISBN][:1]
    if not steps:
        steps += [(Name.OPEN_LIBRARY, number.value) for number in told][:1]
    return steps


def is_bare(paper: Paper) -> bool:
    """Whether a paper's title only stands in for the unknown one, and a service may know it."""
    return is_stand_in(paper.title) and bool(route(paper))
