"""The numbers by which libraries know a paper or book that nobody gave a DOI: PubMed's, and the ISBN."""

import re

from readinglist.domain.identifiers import Identifier, Kind, parse_isbn, parse_pmcid, parse_pmid
from readinglist.domain.paper import Paper

_OF_PUBMED = frozenset({"pmid", "pmc", "pmcid"})
"""What sources call PubMed's numbers, in lower case."""

_WHOLE = ("book", "article")
"""Types to which an ISBN belongs; to a chapter it says only in which book it stands. "article" may be anything."""

_LIKE_AN_ISBN = re.compile(r"(?<![\d-])(?:97[89](?:[ -]?\d){10}|\d(?:[ -]?\d){8}[ -]?[\dX])(?!\w)", re.ASCII | re.I)


def numbers(paper: Paper) -> tuple[Identifier, ...]:
    """PubMed's numbers of a paper, then the ISBNs of a book, each in the one way it is written here."""
    found = []
    for name, value in paper.extra.items():
        if name.lower() not in _OF_PUBMED:
            continue
        if pmid := parse_pmid(f"PMID:{value}"):
            found.append(Identifier(Kind.PMID, pmid))
        elif pmcid := parse_pmcid(value):
            found.append(Identifier(Kind.PMCID, pmcid))
    if paper.isbn and paper.type in _WHOLE:
        found += (Identifier(Kind.ISBN, isbn) for isbn in isbns(paper.isbn))
    return tuple(dict.fromkeys(found))


def isbns(text: str) -> tuple[str, ...]:
    """The ISBNs of a field that may hold several, hyphened or not, with 13 digits each; what is none is left out."""
    return tuple(isbn for found in _LIKE_AN_ISBN.findall(text) if (isbn := parse_isbn(found)))
