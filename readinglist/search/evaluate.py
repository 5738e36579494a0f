"""Answers a query: words by the index, state by SQL, joined as sets of papers.

Papers that changed since the index last caught up are answered from the library: a few by looking at their texts with
the index's own rules, so that nothing jumps while the index follows; many by SQL's substrings.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from readinglist.domain.query.expression import EVERYTHING, And, Node, Not, Or, Phrase, Query, State, Word, has_words
from readinglist.domain.query.sort import Sort
from readinglist.library import files
from readinglist.library.following import latest_seq, texts_changed_since
from readinglist.library.library import Library
from readinglist.library.lists import matching, ordered
from readinglist.library.reads import PaperText, texts
from readinglist.search.analysis import tokens
from readinglist.search.expansion import Check
from readinglist.search.hits import NOTHING, Hits, all_of, any_of, unscored
from readinglist.search.index import PaperIndex
from readinglist.search.page_index import PageIndex
from readinglist.search.pattern import pattern
from readinglist.search.schema import pieces
from readinglist.search.stored_index import IndexDamagedError, IndexView, SearchCancelledError

FEW = 100
"""Papers of which the texts are looked at when the index is behind."""


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The papers found, in order. `hits` has the scores of those found by words.

    `behind` counts papers that are not indexed, `unread` PDFs whose text is not.
    """

    ids: list[int]
    hits: Hits = NOTHING
    behind: int = 0
    unread: int = 0


def search(
    library: Library,
    index: PaperIndex,
    query: Query,
    *,
    sort: Sort = Sort.RELEVANCE,
    cancelled: Callable[[], bool] | None = None,
) -> SearchResult | None:
    """The papers that `query` means, in the order of `sort`; None where `cancelled` said so on the way.

    RELEVANCE puts high scores first, newer papers first among equals; where no words are looked for, it is ADDED.
    """
    if not has_words(query.node):
        with library.read() as session:
            return SearchResult(matching(session, query.node, sort=sort))

    def check() -> None:
        if cancelled and cancelled():
            raise SearchCancelledError

    view = index.view()
    try:
        try:
            return _search(library, index.pages, view, query.node, sort, check)
        except IndexDamagedError:
            assert view is not None, "only a view meets damage"
            index.discard(view.mark)
            return _search(library, index.pages, None, query.node, sort, check)
    except SearchCancelledError:
        return None


def _search(
    library: Library, pages: PageIndex, view: IndexView | None, node: Node, sort: Sort, check: Check
) -> SearchResult:
    # The view was opened before this session, so the library here is never older than the index.
    with library.read() as session:
        seq = view.mark.seq if view else 0
        latest = texts_changed_since(session, seq - 1)
        if seq and not latest:  # the library is an older one
            view, seq, latest = None, 0, texts_changed_since(session, 0)
        behind = [(paper_id, gone) for paper_id, number, gone in latest if number > seq]
        unread = [paper_id for paper_id, gone in behind if not gone]
        stale = unscored([paper_id for paper_id, _gone in behind])
        pages.follow(latest_seq(session), partial(files.pdfs, session))
        if len(unread) <= FEW:
            looked_at = texts(session, unread) if unread else []
            hits = _Evaluation(partial(matching, session), pages.hits, view, stale, looked_at, check).hits(node)
        else:
            evaluation = _Evaluation(partial(matching, session), pages.hits, view, stale, [], check)
            hits = evaluation.hits(node) if view else NOTHING
            changed = unscored(matching(session, node, changed_after=seq))
            hits = any_of([hits.among(stale.ids, others=True), changed])
        check()
        if not len(hits.ids):
            ids = []
        elif sort is Sort.RELEVANCE and hits.scores.any():
            ids = hits.ranked()
        else:
            ids = ordered(session, set(hits.ids.tolist()), sort)
        return SearchResult(ids, hits, len(unread), pages.unread())


class _Evaluation:
    """One query over one state of the library."""

    def __init__(
        self,
        matching: Callable[[Node], list[int]],
        in_pages: Callable[[Word | Phrase, Check], Hits],
        view: IndexView | None,
        stale: Hits,
        unread: list[PaperText],
        check: Check,
    ) -> None:
        self._matching = matching
        self._in_pages = in_pages
        self._view = view
        self._stale = stale
        self._unread = [
            (paper.id, {name: [list(tokens(text)) for text in value] for name, value in pieces(paper).items()})
            for paper in unread
        ]
        self._check = check

    def hits(self, node: Node) -> Hits:
        """The papers for which the node holds, with the sums of their words' scores."""
        self._check()
        if not has_words(node):
            return unscored(self._matching(node))
        match node:
            case Word() | Phrase():
                return self._leaf(node)
            case Not(part):
                return self._everything().among(self.hits(part).ids, others=True)
            case And():
                return self._all(node)
            case Or():
                return self._any(node)
            case State():
                raise AssertionError("a state has no words")

    def _everything(self) -> Hits:
        indexed = self._view.everything() if self._view else NOTHING
        unread = unscored([paper_id for paper_id, _ in self._unread])
        return any_of([indexed.among(self._stale.ids, others=True), unread])

    def _leaf(self, leaf: Word | Phrase) -> Hits:
        in_papers, in_pages = self._in_papers(leaf), self._in_pages(leaf, self._check)
        return any_of([in_papers, in_pages]) if len(in_pages.ids) else in_papers

    def _in_papers(self, leaf: Word | Phrase) -> Hits:
        indexed = self._view.hits(leaf, self._check) if self._view else NOTHING
        if not len(self._stale.ids):
            return indexed
        looked_for = pattern(leaf)
        fitting = unscored(
            [
                paper_id
                for paper_id, fields in self._unread
                if any(looked_for.spans(text) for name in looked_for.fields for text in fields.get(name, ()))
            ]
        )
        kept = indexed.among(fitting.ids)  # they keep their places until the index has the new texts
        return any_of([indexed.among(self._stale.ids, others=True), kept, fitting])

    def _all(self, node: And) -> Hits:
        worded, state = _parted(tuple(part for part in node.parts if part != EVERYTHING))
        wanted = [part for part in worded if not isinstance(part, Not)]
        excluded = [part.part for part in worded if isinstance(part, Not)]
        parts = [self.hits(part) for part in wanted]
        if state:
            parts.append(self.hits(And(state)))
        found = all_of(parts or [self._everything()])
        for part in excluded:
            found = found.among(self.hits(part).ids, others=True)
        return found

    def _any(self, node: Or) -> Hits:
        worded, state = _parted(node.parts)
        parts = [*worded, Or(state)] if state else worded
        return any_of([self.hits(part) for part in parts])


def _parted(parts: tuple[Node, ...]) -> tuple[list[Node], tuple[Node, ...]]:
    """The parts with words in them, and those that SQL answers all at once."""
    return [part for part in parts if has_words(part)], tuple(part for part in parts if not has_words(part))
