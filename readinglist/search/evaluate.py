"""Answers a query: words by the index, state by SQL, joined as sets of papers.

Papers that changed since the index last caught up are answered from the library: a few by looking at their texts with
the index's own rules, so that nothing jumps while the index follows; many by SQL's substrings.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

from readinglist.domain.query.expression import EVERYTHING, And, Node, Not, Or, Phrase, Query, State, Word, has_words
from readinglist.domain.query.sort import Sort
from readinglist.library.following import latest_text_seq, texts_changed_since
from readinglist.library.library import Library
from readinglist.library.lists import matching, ordered
from readinglist.library.reads import PaperText, texts
from readinglist.search.analysis import tokens
from readinglist.search.index import IndexDamagedError, IndexView, PaperIndex
from readinglist.search.pattern import pattern
from readinglist.search.schema import pieces

FEW = 100
"""Papers of which the texts are looked at when the index is behind."""

Hits = Mapping[int, float]
"""Papers with their scores."""


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The papers found, in order. `scores` holds those found by words; `behind` counts papers not indexed yet."""

    ids: list[int]
    scores: dict[int, float] = field(default_factory=dict)
    behind: int = 0


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
    view = index.view()
    try:
        try:
            return _search(library, view, query.node, sort, cancelled)
        except IndexDamagedError:
            assert view is not None, "only a view meets damage"
            index.discard(view.mark)
            return _search(library, None, query.node, sort, cancelled)
    except _CancelledError:
        return None


class _CancelledError(Exception):
    pass


def _search(
    library: Library,
    view: IndexView | None,
    node: Node,
    sort: Sort,
    cancelled: Callable[[], bool] | None,
) -> SearchResult:
    # The view was opened before this session, so the library here is never older than the index.
    with library.read() as session:
        if view is not None and view.mark.seq > latest_text_seq(session):
            view = None
        seq = view.mark.seq if view else 0
        behind = [(paper_id, gone) for paper_id, _seq, gone in texts_changed_since(session, seq)]
        unread = [paper_id for paper_id, gone in behind if not gone]
        stale = frozenset(paper_id for paper_id, _gone in behind)
        if len(unread) <= FEW:
            looked_at = texts(session, unread)
            scores = dict(_Evaluation(partial(matching, session), view, stale, looked_at, cancelled).hits(node))
        else:
            indexed = _Evaluation(partial(matching, session), view, stale, [], cancelled).hits(node) if view else {}
            scores = {paper_id: score for paper_id, score in indexed.items() if paper_id not in stale}
            scores.update(dict.fromkeys(matching(session, node, changed_after=seq), 0.0))
        if not scores:
            ids = []
        elif sort is Sort.RELEVANCE and any(scores.values()):
            ids = sorted(scores, key=lambda paper_id: (-scores[paper_id], -paper_id))
        else:
            ids = ordered(session, scores.keys(), sort)
    return SearchResult(ids, scores, len(unread))


class _Evaluation:
    """One query over one state of the library."""

    def __init__(
        self,
        matching: Callable[[Node], list[int]],
        view: IndexView | None,
        stale: frozenset[int],
        unread: list[PaperText],
        cancelled: Callable[[], bool] | None,
    ) -> None:
        self._matching = matching
        self._view = view
        self._stale = stale
        self._unread = [
            (paper.id, {name: [list(tokens(text)) for text in value] for name, value in pieces(paper).items()})
            for paper in unread
        ]
        self._cancelled = cancelled

    def hits(self, node: Node) -> Hits:
        """The papers for which the node holds, with the sums of their words' scores."""
        if self._cancelled and self._cancelled():
            raise _CancelledError
        if not has_words(node):
            return dict.fromkeys(self._matching(node), 0.0)
        match node:
            case Word() | Phrase():
                return self._leaf(node)
            case Not(part):
                excluded = self.hits(part)
                return {paper_id: 0.0 for paper_id in self._matching(EVERYTHING) if paper_id not in excluded}
            case And():
                return self._all(node)
            case Or():
                return self._any(node)
            case State():
                raise AssertionError("a state has no words")

    def _leaf(self, leaf: Word | Phrase) -> Hits:
        indexed = self._view.hits(leaf) if self._view else {}
        if not self._stale:
            return indexed
        found = {paper_id: score for paper_id, score in indexed.items() if paper_id not in self._stale}
        looked_for = pattern(leaf)
        for paper_id, fields in self._unread:
            if any(looked_for.spans(text) for name in looked_for.fields for text in fields[name]):
                found[paper_id] = indexed.get(paper_id, 0.0)  # keeps its place until the index has the new text
        return found

    def _all(self, node: And) -> Hits:
        worded, state = _parted(tuple(part for part in node.parts if part != EVERYTHING))
        wanted = [part for part in worded if not isinstance(part, Not)]
        excluded = [part.part for part in worded if isinstance(part, Not)]
        found: Hits | None = self.hits(And(state)) if state or not wanted else None
        for part in wanted:
            hits = self.hits(part)
            if found is None:
                found = hits
                continue
            fewer, more = (found, hits) if len(found) < len(hits) else (hits, found)
            found = {paper_id: score + more[paper_id] for paper_id, score in fewer.items() if paper_id in more}
        assert found is not None
        for unwanted in excluded:
            hits = self.hits(unwanted)
            found = {paper_id: score for paper_id, score in found.items() if paper_id not in hits}
        return found

    def _any(self, node: Or) -> Hits:
        worded, state = _parted(node.parts)
        found = dict(self.hits(Or(state))) if state else {}
        for part in worded:
            for paper_id, score in self.hits(part).items():
                found[paper_id] = found.get(paper_id, 0.0) + score
        return found


def _parted(parts: tuple[Node, ...]) -> tuple[list[Node], tuple[Node, ...]]:
    """The parts with words in them, and those that SQL answers all at once."""
    return [part for part in parts if has_words(part)], tuple(part for part in parts if not has_words(part))
