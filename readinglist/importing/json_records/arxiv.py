"""The arXiv id among the things that a record says of itself."""

from collections.abc import Iterable

from readinglist.domain.identifiers import ArxivId, parse_arxiv

NO_ARXIV = ArxivId("")


def first_arxiv(stated: Iterable[str]) -> ArxivId:
    """The first arXiv id among identifiers and addresses; an empty one where there is none."""
    return next((found for text in stated if (found := parse_arxiv(text))), NO_ARXIV)
