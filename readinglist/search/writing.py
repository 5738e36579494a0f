"""Commits: papers exchanged in an index, and its segments kept few."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.base import Segment as StoredSegment
from whoosh.index import FileIndex
from whoosh.reading import SegmentReader

from readinglist.search.codec import PaperWriter, read
from readinglist.search.postings import MOST_DOCUMENTS
from readinglist.search.segments import Segment, merged

MOST_AT_ONCE = 2_000
"""Papers of small segments that a commit of a few papers takes with it; larger ones wait for `merge`."""


@dataclass(frozen=True, slots=True)
class _Open:
    """A segment of the index and what it holds; `alive` tells which of its papers are not deleted."""

    stored: StoredSegment
    segment: Segment
    alive: NDArray[np.bool_]

    @property
    def size(self) -> int:
        return int(np.count_nonzero(self.alive))

    def delete(self, ids: Collection[int]) -> None:
        docs = np.flatnonzero(np.isin(self.segment.ids, np.fromiter(ids, np.int64, len(ids))) & self.alive)
        self.alive[docs] = False
        for doc in docs.tolist():
            self.stored.delete_document(doc)


def replace(index: FileIndex, ids: Collection[int], new: Segment) -> None:
    """Let the papers of `new` come into the index, and `ids` go from what is there."""
    with PaperWriter(index) as writer:
        _replace(writer, ids, new)


def merge(index: FileIndex) -> bool:
    """Merge segments that are worth it, and clear out those most of whose papers are gone; False where there is none.

    May take some seconds.
    """
    chosen = _to_merge(index._segments())
    if chosen:
        with PaperWriter(index) as writer:
            _merge(writer, chosen)
    return bool(chosen)


def _to_merge(stored: Sequence[StoredSegment]) -> list[int]:
    chosen = worth_merging([each.doc_count() for each in stored], 0, MOST_DOCUMENTS)
    return chosen or [place for place, each in enumerate(stored) if 2 * each.doc_count() < each.doc_count_all()][:1]


# What is open here must be closed before the commit, which deletes files: hence functions of their own.


def _replace(writer: PaperWriter, ids: Collection[int], new: Segment) -> None:
    with _opened(writer) as there:
        for each in there:
            each.delete(ids)
        sizes = [each.size for each in there]
        chosen = worth_merging(sizes, len(new), MOST_AT_ONCE) if len(new) <= MOST_AT_ONCE else []
        gone = [place for place, size in enumerate(sizes) if size == 0]
        _put(writer, there, {*chosen, *gone}, [(new, np.ones(len(new), bool))])


def _merge(writer: PaperWriter, chosen: Sequence[int]) -> None:
    with _opened(writer) as there:
        _put(writer, there, set(chosen), [])


def _put(
    writer: PaperWriter, there: Sequence[_Open], chosen: set[int], new: list[tuple[Segment, NDArray[np.bool_]]]
) -> None:
    """Write the new papers and those of the chosen segments, which are then no more, as one segment."""
    parts = [*((there[place].segment, there[place].alive) for place in sorted(chosen)), *new]
    writer.segments = [each.stored for place, each in enumerate(there) if place not in chosen]
    if any(alive.any() for _, alive in parts):
        writer.add(merged(parts) if len(parts) > 1 or not new else new[0][0])


@contextmanager
def _opened(writer: PaperWriter) -> Iterator[list[_Open]]:
    with ExitStack() as closing:
        there = []
        for stored in writer.segments:
            reader = SegmentReader(writer.storage, writer.schema, stored)
            closing.callback(reader.close)
            segment = read(reader)
            alive = np.ones(len(segment), bool)
            alive[np.fromiter(stored.deleted_docs(), np.int64)] = False
            there.append(_Open(stored, segment, alive))
        yield there


def worth_merging(sizes: Sequence[int], new: int, most: int) -> list[int]:
    """Which segments of these sizes to merge with `new` papers, into one that holds no more than `most`.

    The smaller ones among them make up a third of the whole at least: so a paper is copied some dozen times, not each
    time, and of all sizes there remain few.
    """
    places = sorted(range(len(sizes)), key=sizes.__getitem__)
    chosen, total = 0, new
    for count, place in enumerate(places, 1):
        smaller, total = total, total + sizes[place]
        if total > most:
            break
        if 2 * smaller >= sizes[place] and (new or count > 1):
            chosen = count
    return places[:chosen]
