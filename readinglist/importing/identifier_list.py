"""A text of nothing but identifiers and links: arXiv ids, DOIs and their addresses, as they are copied from anywhere.

What the papers are called is not known from that: a stand-in title is kept until a better account of them comes.
"""

import re

from readinglist.domain.identifiers import arxiv_of_doi, parse_arxiv, parse_doi, stand_in_title
from readinglist.domain.paper import Paper
from readinglist.importing.source import Draft, Failure, Parsed, Source

FORMAT = "identifiers"

_PIECE = re.compile(r"[^\s,;]+")
_EDGES = "<>()[]{}\"'.,;•*-"
_ARXIV_WORD = re.compile(r"\b(arxiv|doi):\s+", re.IGNORECASE)
_MOST_SNIFFED = 200_000
_MOST_WORDS = 500_000


def looks_like(text: str) -> bool:
    """Whether every word of the text is an identifier or a link to a paper."""
    pieces = _pieces(text[:_MOST_SNIFFED])
    if len(text) > _MOST_SNIFFED:
        pieces = pieces[:-1]  # the cut may have parted it from its other half
    return bool(pieces) and all(_paper(piece) for _, piece in pieces)


def parse(source: Source) -> Parsed:
    """Read the identifiers, each once; a word that is none is a failure with its line."""
    drafts: dict[tuple[str, str], Draft] = {}
    failures: list[Failure] = []
    pieces = _pieces(source.text)
    if len(pieces) > _MOST_WORDS:
        return Parsed((), (Failure(source.name, 1, "This is too long a list. Split it and import the parts."),), FORMAT)
    for line, piece in pieces:
        if paper := _paper(piece):
            drafts.setdefault((paper.arxiv_id, paper.doi), Draft(paper, line))
        else:
            failures.append(
                Failure(source.name, line, f"“{piece[:60]}” is no arXiv id, DOI or link to one. Check its spelling.")
            )
    return Parsed(tuple(drafts.values()), tuple(failures), FORMAT)


def _pieces(text: str) -> list[tuple[int, str]]:
    """The words of the text with the numbers of their lines, from 1."""
    return [
        (number, piece)
        for number, line in enumerate(text.split("\n"), start=1)
        for found in _PIECE.findall(_ARXIV_WORD.sub(r"\1:", line))
        if (piece := found.strip(_EDGES))
    ]


def _paper(piece: str) -> Paper | None:
    doi = parse_doi(piece) or ""
    arxiv = arxiv_of_doi(doi) if doi else parse_arxiv(piece)
    if arxiv:
        return Paper(stand_in_title(arxiv.id, ""), arxiv_id=arxiv.id, arxiv_version=arxiv.version, urls=_address(piece))
    return Paper(stand_in_title("", doi), doi=doi) if doi else None


def _address(piece: str) -> tuple[str, ...]:
    """The link as it was given, unless it says no more than the id."""
    is_page = piece.startswith(("http://", "https://")) and "arxiv.org/" not in piece and "doi.org/" not in piece
    return (piece,) if is_page else ()
