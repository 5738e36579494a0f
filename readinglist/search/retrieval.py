"""Whoosh's queries answered on whole arrays, with the scores that Whoosh's own matchers give.

A matcher calls Python several times for each posting; here each step is one operation on all postings of a word. What
is no query of ours is left to its matcher. The formula is BM25F as Whoosh has it (`whoosh.scoring.bm25`): b = 0.75,
k1 = 1.2, a document's length in the 256 steps of `segments.LENGTHS`. Only beginnings of words differ: all words with a
beginning count as one word, where Whoosh gives every document the same.
"""

from collections.abc import Callable, Sequence
from math import log
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from whoosh import query as wq
from whoosh.searching import Searcher

from readinglist.search.codec import read
from readinglist.search.hits import NOTHING, Hits, contained, unscored
from readinglist.search.postings import Array, Numbers, Postings
from readinglist.search.segments import LENGTHS

B, K1 = 0.75, 1.2
_AT_A_TIME = 1 << 18
"""Postings of a beginning that are looked at in one step: what bounds the memory, and how long a step takes."""

Check = Callable[[], None]
"""Called between steps; raises what ends the search."""


class Occurrences(NamedTuple):
    """Documents of a segment in order, with something of each: how often a word stands there, or a score."""

    docs: Array
    values: Array


_NONE = Occurrences(np.empty(0, np.int64), np.empty(0, np.float64))


class Retrieval:
    """An open index as arrays. To be used by one thread."""

    def __init__(self, searcher: Searcher) -> None:
        self._searcher = searcher
        self._leaves = [leaf for leaf, _ in searcher.leaf_searchers() if leaf.doc_count_all()]
        self._segments = [read(leaf.reader()) for leaf in self._leaves]
        self._alive = [_alive(leaf) for leaf in self._leaves]

    def close(self) -> None:
        """Let go of the mapped files."""
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
            case wq.Term() | wq.Prefix():
                return self._bm25(query.fieldname, self._counted(query, check), query.boost)
            case wq.Or(subqueries=parts) if query.boost == 1.0:
                scored = [self._scored(part, check) for part in parts]
                return [_union(len(segment), each) for segment, *each in zip(self._segments, *scored, strict=True)]
            case wq.Sequence(subqueries=parts, slop=1, ordered=True, boost=1.0):
                return self._side_by_side(parts, check)
        return [self._matched(query, number) for number in range(len(self._leaves))]

    def _counted(self, query: wq.Term | wq.Prefix, check: Check) -> list[Occurrences]:
        """By segment, how often the word stands in each document, or any word with the beginning."""
        counted = []
        for segment in self._segments:
            postings = segment.fields[query.fieldname]
            first, last = _words(postings, query)
            start, end = int(postings.starts[first]), int(postings.starts[last])
            if last - first < 2:
                counted.append(Occurrences(postings.docs[start:end], postings.counts[start:end]))
                continue
            amounts = np.zeros(len(segment), np.int64)
            for begin in range(start, end, _AT_A_TIME):
                check()
                some = slice(begin, min(end, begin + _AT_A_TIME))
                amounts += np.bincount(postings.docs[some], postings.counts[some], len(segment)).astype(np.int64)
            docs = np.flatnonzero(amounts)
            counted.append(Occurrences(docs, amounts[docs]))
        return counted

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

    def _side_by_side(self, parts: Sequence[wq.Query], check: Check) -> list[Occurrences]:
        """The documents where the parts stand one after another; their scores are the sums of the parts'."""
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
                found.append(_NONE)
                continue
            places = [self._places(part, number, wanted, check) for part in parts]
            starts = places[0]
            for step, others in enumerate(places[1:], 1):
                starts = starts[contained(starts + step, others)]
            docs = starts >> 32
            docs = docs[np.flatnonzero(np.diff(docs, prepend=-1))]
            total = np.zeros(len(segment))
            for others, values in each:
                total[others] += values
            found.append(Occurrences(docs, total[docs]))
        return found

    def _places(self, query: wq.Query, number: int, wanted: NDArray[np.bool_], check: Check) -> Numbers:
        """Where a part of a sequence stands in the wanted documents, in order: document << 32 | position."""
        check()
        match query:
            case wq.Or(subqueries=parts):
                return np.sort(np.concatenate([self._places(part, number, wanted, check) for part in parts]))
            case wq.Term() | wq.Prefix():
                postings = self._segments[number].fields[query.fieldname]
                first, last = _words(postings, query)
                places = _places_of(postings, first, last, wanted)
                return places if last - first < 2 else np.sort(places)
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


def _words(postings: Postings, query: wq.Term | wq.Prefix) -> tuple[int, int]:
    """The numbers of the words that are meant: the first, and the one after the last."""
    text = query.text.encode()
    if isinstance(query, wq.Prefix):
        return postings.words.beginning_with(text)
    word = postings.words.find(text)
    return (0, 0) if word is None else (word, word + 1)


def _places_of(postings: Postings, first: int, last: int, wanted: NDArray[np.bool_]) -> Numbers:
    start, end = int(postings.starts[first]), int(postings.starts[last])
    counts = postings.counts[start:end].astype(np.int64)
    ends = np.cumsum(counts) + int(postings.firsts[first])
    kept = np.flatnonzero(wanted[postings.docs[start:end]])
    amounts = counts[kept]
    which = np.repeat(ends[kept] - np.cumsum(amounts), amounts) + np.arange(amounts.sum())
    docs = np.repeat(postings.docs[start:end][kept].astype(np.int64), amounts)
    return docs << 32 | postings.positions[which].astype(np.int64)


def _union(size: int, parts: Sequence[Occurrences]) -> Occurrences:
    """The documents of all parts, of so many in the segment, with the sums of their scores."""
    there = [part for part in parts if len(part.docs)]
    if len(there) < 2:
        return there[0] if there else _NONE
    found, total = np.zeros(size, bool), np.zeros(size)
    for docs, values in there:
        found[docs] = True
        total[docs] += values
    docs = np.flatnonzero(found)
    return Occurrences(docs, total[docs])
