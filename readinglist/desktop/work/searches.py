"""The window's searches, in the search lane.

The search itself takes a good part of a second to load, and a list without words does not need it: it is loaded by the
first search for a word, or beforehand by `prepare`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from readinglist.desktop.work.hint import Hint
from readinglist.desktop.work.tasks import Lane, Tasks
from readinglist.domain.query.completion import Begun, Completion
from readinglist.domain.query.expression import And, Node, Query, TextField, has_words
from readinglist.domain.query.sort import Sort
from readinglist.library import reads
from readinglist.library.library import Library
from readinglist.library.lists import matching

if TYPE_CHECKING:
    from readinglist.search.advice import Advice
    from readinglist.search.highlight import Highlighter
    from readinglist.search.index import PaperIndex
    from readinglist.search.page_snippets import PageSnippet


@dataclass(frozen=True, slots=True)
class Found:
    """What a search came to: papers in order, and what marks the words found.

    `behind` counts papers that the index does not know yet, `unread` PDFs that are not read yet.
    """

    ids: list[int]
    behind: int = 0
    unread: int = 0
    marker: "Highlighter | None" = None


class Searches:
    """Finds papers for one window, the newest search before all others."""

    def __init__(self, library: Library, cache_folder: Path, tasks: Tasks) -> None:
        self._library = library
        self._cache_folder = cache_folder
        self._tasks = tasks
        self._newest = object()
        self._begun_last = object()
        self._index: PaperIndex | None = None
        self._marked: tuple[Node, Highlighter] | None = None

    def prepare(self, owner: QObject) -> None:
        """Load what a search for words needs."""
        self._tasks.run(self._opened, lane=Lane.SEARCH, owner=owner)

    def find(
        self,
        owner: QObject,
        query: Query,
        scope: Node,
        sort: Sort,
        done: Callable[[Found], None],
        among: Sequence[int] | None = None,
    ) -> None:
        """Find the papers of a scope that a query means; a newer search replaces this one.

        `among`: only these papers, and in their order.
        """
        asked = self._newest = object()

        def work() -> Found | None:
            both = Query(query.text, And((scope, query.node)))
            if has_words(both.node):
                return self._search(query, both, sort, lambda: self._newest is not asked)
            with self._library.read() as session:
                return Found(matching(session, both.node, sort=sort))

        def told(found: Found | None) -> None:
            if found is not None and self._newest is asked:  # it may have come while a newer one was asked for
                done(found if among is None else replace(found, ids=_among(found.ids, among)))

        self._tasks.run(work, lane=Lane.SEARCH, owner=owner, done=told, replace="find")

    def _search(self, query: Query, both: Query, sort: Sort, cancelled: Callable[[], bool]) -> Found | None:
        from readinglist.search.evaluate import search

        result = search(self._library, self._opened(), both, sort=sort, cancelled=cancelled)
        return None if result is None else Found(result.ids, result.behind, result.unread, self._marker_of(query))

    def _opened(self) -> "PaperIndex":
        from readinglist.search.index import PaperIndex

        if self._index is None:
            self._index = PaperIndex.open(self._cache_folder, self._library)
        return self._index

    def _marker_of(self, query: Query) -> "Highlighter | None":
        """The marker of a query with words; the same one while the query is the same."""
        from readinglist.search.highlight import Highlighter

        if not has_words(query.node):
            return None
        if self._marked is None or self._marked[0] != query.node:
            self._marked = query.node, Highlighter(query)
        return self._marked[1]

    def where_found(
        self, owner: QObject, marker: "Highlighter", ids: Sequence[int], done: Callable[[dict[int, Hint]], None]
    ) -> None:
        """Where a query's words stand in each paper."""

        def where(text: reads.PaperText, on_page: "PageSnippet | None") -> Hint:
            found = marker.snippets(text)
            fields = [each.field for each in found if each.field is not None]
            snippets = [f"{field.label}: {each.text}" for field, each in zip(fields, found, strict=True)]
            if on_page is not None:
                name = f"PDF, page {on_page.place.page}"
                there = f"{name}: {on_page.snippet.text}"
                return Hint(f"in the {name}", "\n".join((there, *snippets)), on_page.place.path, on_page.place.page)
            if not fields or fields[0] is TextField.TITLE:
                return Hint("", snippets[1] if len(snippets) > 1 else "")
            return Hint(f"in {fields[0].label}", snippets[0])

        def work() -> dict[int, Hint]:
            from readinglist.search.page_snippets import page_snippets

            with self._library.read() as session:
                texts = reads.texts(session, ids)
            on_pages = page_snippets(self._library, self._opened().pages, marker, texts)
            return {text.id: where(text, on_pages.get(text.id)) for text in texts}

        self._tasks.run(work, lane=Lane.SEARCH, owner=owner, done=done)

    def advise(self, owner: QObject, query: Query, scope: Node, done: Callable[["Advice"], None]) -> None:
        """Find what to try where a query finds nothing in a scope; a newer search makes it needless."""
        asked = self._newest

        def work() -> "Advice | None":
            from readinglist.search.advice import advise

            needless = lambda: self._newest is not asked  # noqa: E731
            return advise(self._library, self._opened(), query.text, scope, needless)

        def told(advice: "Advice | None") -> None:
            if advice is not None and self._newest is asked:
                done(advice)

        self._tasks.run(work, lane=Lane.SEARCH, owner=owner, done=told)

    def complete(self, owner: QObject, typed: Begun, done: Callable[[list[Completion]], None]) -> None:
        """Find what may be meant by what is begun in the search; what is begun later replaces it."""
        asked = self._begun_last = object()

        def work() -> list[Completion]:
            from readinglist.search.completion import complete

            return [] if self._begun_last is not asked else complete(self._library, self._opened(), typed)

        self._tasks.run(work, lane=Lane.SEARCH, owner=owner, done=done, replace="complete")

    def close(self) -> None:
        """Let go of the index, when nothing is searched any more."""
        if self._index is not None:
            self._index.close()


def _among(found: Sequence[int], wanted: Sequence[int]) -> list[int]:
    there = set(found)
    return [paper for paper in wanted if paper in there]
