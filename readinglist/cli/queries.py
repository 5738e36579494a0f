"""What the commands that take a query have in common: its words, its order and the papers that it means."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from readinglist import paths
from readinglist.cli.application import say
from readinglist.domain.query.expression import EVERYTHING, Query, has_words
from readinglist.domain.query.parser import parse
from readinglist.domain.query.sort import Sort
from readinglist.domain.reading import PaperDetails
from readinglist.domain.text import count_of
from readinglist.library import reads
from readinglist.library.library import Library
from readinglist.search import indexer
from readinglist.search.advice import Change, advise
from readinglist.search.evaluate import SearchResult, search
from readinglist.search.index import PaperIndex

QueryArgument = Annotated[
    list[str] | None, typer.Argument(metavar="[QUERY]", help="Words and filters, as in the window's search box.")
]
SortOption = Annotated[Sort, typer.Option(metavar="F", help=f"One of {', '.join(Sort)}.")]


def parsed(words: list[str] | None) -> Query:
    """Read the words of a query as they stand on the command line; what there is to remark on is said."""
    query = parse(" ".join(words or ()))
    for remark in query.remarks:
        say(remark)
    return query


def found(
    library: Library, query: Query, sort: Sort, limit: int | None = None
) -> tuple[SearchResult, list[PaperDetails]]:
    """Search, and read the first papers found."""
    result = _search(library, query, sort)
    with library.read() as session:
        return result, reads.details(session, result.ids[:limit])


def found_ids(library: Library, query: Query, sort: Sort) -> list[int]:
    """Search, for the papers alone."""
    return _search(library, query, sort).ids


def _search(library: Library, query: Query, sort: Sort) -> SearchResult:
    """Search with the index brought up to date, as far as no other program is writing it."""
    with opened_index(library) as index:
        indexer.catch_up(index, library)
        result = search(library, index, query, sort=sort)
    assert result is not None, "only a cancelled search has no result"
    return result


def say_what_to_try(library: Library, query: Query) -> None:
    """Say which words of a search that found nothing are in no paper, and which other searches find something."""
    if not has_words(query.node):
        return
    with opened_index(library) as index:
        advice = advise(library, index, query.text, EVERYTHING)
    assert advice is not None, "nobody cancels it"
    for missing in advice.missing:
        say(f"No paper has {missing}.")
    for other in advice.tries:
        papers = count_of(other.papers, "paper")
        match other.change:
            case Change.WORD:
                say(f"Did you mean {other.what}? {papers}: {other.search}")
            case Change.LEFT_OUT:
                say(f"Without {other.what}: {papers}: {other.search}")


@contextmanager
def opened_index(library: Library) -> Iterator[PaperIndex]:
    """Open the library's index for one command."""
    index = PaperIndex.open(paths.cache_folder(), library)
    try:
        yield index
    finally:
        index.close()
