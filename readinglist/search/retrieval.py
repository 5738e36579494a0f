"""Whoosh's queries answered on whole arrays, with the scores that Whoosh's own matchers give.

A matcher calls Python several times for each posting; here each step is one operation on all postings of a word. What
is no query of ours is left to its matcher. The formula is BM25F as Whoosh has it (`whoosh.scoring.bm25`): b = 0.75,
k1 = 1.2, a document's length in the 256 steps of `segments.LENGTHS`. Only words that are like something differ
(`Expansion`): all words with a beginning, of a pattern or near to a word count as one word, where Whoosh counts how
often they stand in a document and no more.
"""

from collections.abc import Sequence
from math import log

import numpy as np
from numpy.typing import NDArray
from whoosh import query as wq
from whoosh.searching import Searcher

from readinglist.search.codec import read
from readinglist.search.expansion import (
    NONE,
    Check,
    Expanding,
    Expansion,
    Occurrences,
    can_expand,
    occurrences,
    places_of,
)
from readinglist.search.hits import NOTHING, Hits, contained, unscored
from readinglist.search.postings import Numbers
from readinglist.search.segments import LENGTHS
from readinglist.search.vocabulary import Vocabulary

B, K1 = 0.75, 1.2


class Retrieval:
    """An open index as arrays. To be used by one thread."""

    def __init__(self, searcher: Searcher) -> None:
        self._searcher = searcher
        self._leaves = [leaf for leaf, _ in searcher.leaf_searchers() if leaf.doc_count_all()]
        self._segments = [read(leaf.reader()) for leaf in self._leaves]
        self._alive = [_alive(leaf) for leaf in self._leaves]
        fields = [segment.fields for segment in self._segments]
        self._expansion = Expansion(fields)
        self.vocabulary = Vocabulary(fields, self._expansion)

    def close(self) -> None:
        """Let go of the mapped files."""
        self._expansion = Expansion([])
        self.vocabulary = Vocabulary([], self._expansion)
        self._segments.clear()
        self._leaves.clear()
        self._searcher.close()

    @property
    def documents(self) -> int:
        """How many papers are in it."""
        return int(self._searcher.doc_count())

    def everything(self) -> Hits:
        """All papers."""
        living = zip(self._segments, self._alive, strict=True)
        parts = [segment.ids if alive is None else segment.ids[alive] for segment, alive in living]
        return unscored(np.concatenate(parts)) if parts else NOTHING

    def hits(self, query: wq.Query, check: Check) -> Hits:
        """The papers that a query finds, with their scores."""
        ids, scores = [], []
        for segment, alive, found in zip(self._segments, self._alive, self._scored(query, check), strict=True):
            docs, values = found
            if alive is not None:
                kept = alive[docs]
                docs, values = docs[kept], values[kept]
            ids.append(segment.ids[docs])
            scores.append(values)
        if not ids:
            return NOTHING
        papers, points = np.concatenate(ids).astype(np.int64), np.concatenate(scores)
        order = np.argsort(papers, kind="stable")
        return Hits(papers[order], points[order])

    def _scored(self, query: wq.Query, check: Check) -> list[Occurrences]:
        """By segment, the documents with their scores."""
        check()
        match query:
            case wq.Term() | wq.Prefix() | wq.Wildcard() | wq.FuzzyTerm() if can_expand(query):
                return self._bm25(query.fieldname, self._counted(query, check), query.boost)
            case wq.Or(subqueries=parts) if query.boost == 1.0:
                scored = [self._scored(part, check) for part in parts]
                return [_union(len(segment), each) for segment, *each in zip(self._segments, *scored, strict=True)]
            case wq.Sequence(subqueries=parts, ordered=True, boost=1.0):
                return self._in_order(parts, query.slop, check)
        return [self._matched(query, number) for number in range(len(self._leaves))]

    def _counted(self, query: Expanding, check: Check) -> list[Occurrences]:
        """By segment, how often any of the words that are meant stands in each document."""
        return [
            occurrences(segment.fields[query.fieldname], words, len(segment), check)
            for segment, words in zip(self._segments, self._expansion.words(query), strict=True)
        ]

    def _bm25(self, field: str, counted: Sequence[Occurrences], boost: float) -> list[Occurrences]:
        papers, having = self._searcher.doc_count_all(), sum(len(each.docs) for each in counted)
        idf = log(papers / (having + 1)) + 1 if papers else 0.0
        by_length = K1 * ((1 - B) + B * LENGTHS / (self._searcher.avg_field_length(field) or 1))
        scored = []
        for segment, (docs, counts) in zip(self._segments, counted, strict=True):
            tf = counts.astype(np.float64)
            scored.append(
                Occurrences(docs, boost * idf * (tf * (K1 + 1) / (tf + by_length[segment.lengths[field][docs]])))
            )
        return scored

    def _in_order(self, parts: Sequence[wq.Query], reach: int, check: Check) -> list[Occurrences]:
        """The documents where each part stands at most `reach` after the one before; the scores are their parts'."""
        scored = [self._scored(part, check) for part in parts]
        found = []
        for number, segment in enumerate(self._segments):
            check()
            each = [part[number] for part in scored]
            parts_in = np.zeros(len(segment), np.int64)
            for docs, _ in each:
                parts_in[docs] += 1
            wanted = parts_in == len(parts)
            if not wanted.any():
                found.append(NONE)
                continue
            reached, *others = [self._places(part, number, wanted, check) for part in parts]
            for places in others:
                reached = _within(reached, places, reach)
            docs = reached >> 32
            docs = docs[np.flatnonzero(np.diff(docs, prepend=-1))]
            total = np.zeros(len(segment))
            for others_docs, values in each:
                total[others_docs] += values
            found.append(Occurrences(docs, total[docs]))
        return found

    def _places(self, query: wq.Query, number: int, wanted: NDArray[np.bool_], check: Check) -> Numbers:
        """Where a part of a sequence stands in the wanted documents, in order: document << 32 | position."""
        check()
        match query:
            case wq.Or(subqueries=parts):
                return np.sort(np.concatenate([self._places(part, number, wanted, check) for part in parts]))
            case wq.Term() | wq.Prefix() | wq.Wildcard() | wq.FuzzyTerm():
                words = self._expansion.words(query)[number]
                return places_of(self._segments[number].fields[query.fieldname], words, wanted)
        raise TypeError(f"No part of a sequence: {query!r}")

    def _matched(self, query: wq.Query, number: int) -> Occurrences:
        """What the query's own matcher finds in a segment."""
        leaf = self._leaves[number]
        matcher = query.matcher(leaf, leaf.boolean_context().set(weighting=self._searcher.weighting))
        docs, scores = [], []
        while matcher.is_active():
            docs.append(matcher.id())
            scores.append(matcher.score())
            matcher.next()
        return Occurrences(np.array(docs, np.int64), np.array(scores, np.float64))


def _alive(leaf: Searcher) -> NDArray[np.bool_] | None:
    """Which documents are not deleted; None where none is."""
    deleted = leaf.reader().segment().deleted_docs()
    gone = np.fromiter(deleted, np.int64)
    if not len(gone):
        return None
    alive = np.ones(leaf.doc_count_all(), bool)
    alive[gone] = False
    return alive


def _within(reached: Numbers, places: Numbers, reach: int) -> Numbers:
    """Those of the places, both in order, that are at most `reach` after one that is reached."""
    if reach == 1 and len(reached) < len(places):
        side_by_side: Numbers = reached + 1
        return side_by_side[contained(side_by_side, places)]
    if reach == 1 or not len(reached):
        return places[contained(places - 1, reached)]
    before = np.searchsorted(reached, places) - 1  # the nearest before
    return places[(before >= 0) & (places - reached[before] <= reach)]


def _union(size: int, parts: Sequence[Occurrences]) -> Occurrences:
    """The documents of all parts, of so many in the segment, with the sums of their scores."""
    there = [part for part in parts if len(part.docs)]
    if len(there) < 2:
        return there[0] if there else NONE
    found, total = np.zeros(size, bool), np.zeros(size)
    for docs, values in there:
        found[docs] = True
        total[docs] += values
    docs = np.flatnonzero(found)
    return Occurrences(docs, total[docs])
