"""Which paper a text names that is nothing but an identifier, or an address that holds or implies one."""

import re
from collections.abc import Callable
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from readinglist.domain.identifiers import (
    Identifier,
    Kind,
    arxiv_of_doi,
    parse_arxiv,
    parse_doi,
    parse_isbn,
    parse_pmcid,
    parse_pmid,
)

_LONGEST = 2_000
_NATURE = re.compile(r"/articles/([a-z]*[\w.-]*\d[\w.-]*?)(?:_reference)?(?:\.pdf)?/?", re.ASCII | re.IGNORECASE)
_EARLY = re.compile(r"/content/(?:biorxiv|medrxiv)?/?early/\d{4}/\d\d/\d\d/([\d.]+)", re.ASCII)
_PREPRINT_TAIL = re.compile(r"v\d+(?:\..*)?$|\.(?:full|abstract|supplementary).*$", re.ASCII | re.DOTALL)
_DOI_IN_PATH = re.compile(r"/(10\.\d{4,9}(?:\.\d+)*/.+)", re.ASCII)
_TAIL = re.compile(
    r"(?:\.pdf|\.epub|\.xml|\.html?|[./](?:full|abstract|summary|meta|html|pdf|epdf|epub|fulltext|references|figures"
    r"|tables|metrics|citations|full-text|full\.pdf))*/?$",
    re.IGNORECASE,
)
_OXFORD = re.compile(r"(10\.\d+/.+/.+)/\d+/?", re.ASCII)
_ACL_ID = re.compile(
    r"(?P<old>[A-Z]\d\d-\d{4})|(?P<new>(?P<year>20\d\d)\.(?P<venue>[a-z0-9_]+)-(?P<volume>[a-z0-9_]+)\.\d{1,4})",
    re.ASCII,
)
_ACL_TAIL = re.compile(r"(?:v\d+)?(?:\.pdf|\.bib|\.xml|\.endf)?$")
_ACL_VENUES = frozenset({"acl", "emnlp", "naacl", "eacl", "aacl", "findings", "conll"})
"""The venues of the ACL's own, all of whose papers have had a DOI made from their id since 2020."""
_ACL_LETTERS = "PNDEK"
"""The letters of ACL, NAACL, EMNLP, EACL and CoNLL, all of whose papers have such a DOI from 2016 to 2019."""
_OPENREVIEW_ID = re.compile(r"[\w-]{6,40}", re.ASCII)


def identify(text: str) -> Identifier | None:
    """Read a text that is nothing but an identifier or a paper's address.

    A number of PubMed must say that it is one; of two identifiers in an address the more telling one is taken, arXiv's
    id before its DOI.
    """
    text = text.strip()
    if not text or len(text) > _LONGEST:
        return None
    doi = parse_doi(text)
    if arxiv := arxiv_of_doi(doi) if doi else parse_arxiv(text):
        return Identifier(Kind.ARXIV, arxiv.id, arxiv.version)
    if doi:
        return Identifier(Kind.DOI, doi)
    for kind, read in ((Kind.PMID, parse_pmid), (Kind.PMCID, parse_pmcid), (Kind.ISBN, parse_isbn)):
        if value := read(text):
            return Identifier(kind, value)
    return _in_address(text)


def is_stand_in(title: str) -> bool:
    """Whether a title only stands in for the unknown one: it is nothing but the paper's identifier."""
    return identify(title) is not None


def _in_address(text: str) -> Identifier | None:
    try:
        url = urlsplit(text if "://" in text else f"https://{text}")
        host = (url.hostname or "").removeprefix("www.")
    except ValueError:
        return None
    if url.scheme not in ("http", "https") or "." not in host or "/" not in text or re.search(r"\s", text):
        return None
    for ends, read in _READERS:
        if host == ends or host.endswith(f".{ends}"):
            return read(url)
    return _doi_in(url)


def _doi_in(url: SplitResult) -> Identifier | None:
    """The DOI that a publisher's address ends in, or that it names in its query."""
    query = parse_qs(url.query)
    for name in ("id", "doi"):
        for value in query.get(name, ()):
            if doi := parse_doi(value):
                return _doi(doi)
    found = _DOI_IN_PATH.search(unquote(url.path))
    return _doi(_TAIL.sub("", found[1])) if found else None


def _doi(text: str) -> Identifier | None:
    return identify(text) if parse_doi(text) else None


def _of_preprint_server(url: SplitResult) -> Identifier | None:
    """An address of bioRxiv or medRxiv: the version in it is no part of the DOI."""
    path = unquote(url.path)
    if early := _EARLY.match(path):
        return _doi(f"10.1101/{early[1].rstrip('.')}")
    found = _DOI_IN_PATH.search(path)
    return _doi(_PREPRINT_TAIL.sub("", found[1])) if found else None


def _of_oxford(url: SplitResult) -> Identifier | None:
    """An address of Oxford's journals has a number of its own behind the DOI."""
    found = _DOI_IN_PATH.search(unquote(url.path))
    return _doi(_OXFORD.sub(r"\1", _TAIL.sub("", found[1]))) if found else None


def _of_nature(url: SplitResult) -> Identifier | None:
    found = _NATURE.fullmatch(url.path)
    return _doi(f"10.1038/{found[1]}") if found else _doi_in(url)


def _of_acl(url: SplitResult) -> Identifier | None:
    """An id of the ACL Anthology: its DOI where all papers of the venue and year have one, else its page."""
    parts = [part for part in url.path.split("/") if part and part not in ("anthology", "papers")]
    found = _ACL_ID.fullmatch(_ACL_TAIL.sub("", parts[-1])) if parts else None
    if not found:
        return None
    paper = found.group()
    if found["new"]:
        has_doi = found["venue"] in _ACL_VENUES
    else:
        has_doi = paper[0] in _ACL_LETTERS and 16 <= int(paper[1:3]) <= 19
    if has_doi:
        return Identifier(Kind.DOI, f"10.18653/v1/{paper}".lower())
    return Identifier(Kind.ADDRESS, f"https://aclanthology.org/{paper}/")


def _of_openreview(url: SplitResult) -> Identifier | None:
    forum = next(iter(parse_qs(url.query).get("id", ())), "")
    if url.path not in ("/forum", "/pdf") or not _OPENREVIEW_ID.fullmatch(forum):
        return None
    return Identifier(Kind.ADDRESS, f"https://openreview.net/forum?id={forum}")


def _of_ncbi(url: SplitResult) -> Identifier | None:
    """An address of PubMed or PubMed Central."""
    for part in url.path.split("/"):
        if pmcid := parse_pmcid(part):
            return Identifier(Kind.PMCID, pmcid)
    numbers = [part for part in url.path.split("/") if part not in ("", "pubmed")]
    is_pubmed = url.hostname == "pubmed.ncbi.nlm.nih.gov" or url.path.startswith("/pubmed/")
    pmid = parse_pmid(f"PMID:{numbers[0]}") if is_pubmed and numbers else None
    return Identifier(Kind.PMID, pmid) if pmid else None


def _of_europe_pmc(url: SplitResult) -> Identifier | None:
    [*_, source, number] = ["", "", *url.path.rstrip("/").split("/")]
    if pmcid := parse_pmcid(number):
        return Identifier(Kind.PMCID, pmcid)
    pmid = parse_pmid(f"PMID:{number}") if source.upper() == "MED" else None
    return Identifier(Kind.PMID, pmid) if pmid else None


def _of_books(url: SplitResult) -> Identifier | None:
    """An address of Google Books or Open Library that names an ISBN."""
    query = parse_qs(url.query)
    stated = [value for name in ("isbn", "vid") for value in query.get(name, ())]
    if url.path.startswith("/isbn/"):
        stated.append(url.path.split("/")[2])
    isbn = next((isbn for value in stated if (isbn := parse_isbn(value))), None)
    return Identifier(Kind.ISBN, isbn) if isbn else None


_READERS: tuple[tuple[str, Callable[[SplitResult], Identifier | None]], ...] = (
    ("biorxiv.org", _of_preprint_server),
    ("medrxiv.org", _of_preprint_server),
    ("nature.com", _of_nature),
    ("academic.oup.com", _of_oxford),
    ("aclanthology.org", _of_acl),
    ("aclanthology.info", _of_acl),
    ("aclweb.org", _of_acl),
    ("openreview.net", _of_openreview),
    ("ncbi.nlm.nih.gov", _of_ncbi),
    ("europepmc.org", _of_europe_pmc),
    ("books.google.com", _of_books),
    ("openlibrary.org", _of_books),
)
