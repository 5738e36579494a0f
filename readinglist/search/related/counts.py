"""How often papers have their terms: what is kept of their texts, a batch of papers at a time."""

import hashlib
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from readinglist.library.reads import PaperGist
from readinglist.search.postings import Array, Numbers, narrow
from readinglist.search.related.terms import GAP, Stretches, pairs

MOST_PAPERS = 4_000
"""Papers in a batch."""

TITLE_COUNTS = 2
"""A term of the title counts as often as one that stands so many times in the abstract."""

GONE = 0
"""The print of a paper that is no more."""

_SHIFT = np.uint64(16)


@dataclass(frozen=True, slots=True)
class Batch:
    """The terms of some papers, by term: those of `terms[t]` are from `starts[t]` to before `starts[t + 1]`.

    `rows` says which of the batch's papers has the term, `counts` how often (255 at most). Of the papers, `ids` are
    their ids in order and `prints` the prints of their texts, by which it is seen whether they changed.
    """

    ids: Array
    prints: Array
    terms: Array
    starts: Array
    rows: Array
    counts: Array

    def arrays(self) -> dict[str, Array]:
        """What to write."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, Array]) -> "Batch":
        """What `arrays` gave.

        Raises:
            TypeError, ValueError: Something is missing, or does not fit the rest.
        """
        batch = cls(**arrays)
        check_spans(batch.starts, len(batch.terms), len(batch.rows), len(batch.counts))
        check_numbers(batch.rows, len(batch.ids))
        if len(batch.prints) != len(batch.ids):
            raise ValueError("There is not one print for each paper.")
        return batch

    @property
    def amounts(self) -> Numbers:
        """How many papers have each term."""
        starts = self.starts.astype(np.int64)
        return starts[1:] - starts[:-1]


def check_spans(starts: Array, count: int, *lengths: int) -> None:
    """Raise ValueError unless these are the beginnings of `count` spans, one after another, of arrays so long."""
    if len(starts) != count + 1 or any(length != starts[-1] for length in lengths) or (starts[1:] < starts[:-1]).any():
        raise ValueError("The spans do not fit what they are of.")


def check_numbers(numbers: Array, count: int) -> None:
    """Raise ValueError unless all numbers are below `count`."""
    if numbers.max(initial=0) >= max(1, count):
        raise ValueError("A number is of nothing.")


def print_of(gist: PaperGist) -> int:
    """A number that changes with the paper's title or abstract, never `GONE`."""
    digest = hashlib.blake2b(f"{gist.title}\0{gist.abstract}".encode("utf-8", "surrogatepass"), digest_size=8)
    return int.from_bytes(digest.digest(), "little") or 1


def counted(papers: Sequence[PaperGist], gone: Sequence[int], stretches: Stretches) -> Batch:
    """Count the terms of papers; `gone` are others that are no more."""
    met, met_by = array("q"), array("q")
    papers = sorted(papers, key=lambda paper: paper.id)
    for paper in papers:
        before = len(met)
        for text in (*[paper.title] * TITLE_COUNTS, paper.abstract):
            met.extend(map(stretches.__getitem__, text.split()))
            met.append(0)
        met_by.append(len(met) - before)
    words, amounts = stretches.words_of(np.array(met, np.int64))
    row_of_stretch = np.repeat(np.arange(len(papers)), np.array(met_by, np.int64))
    rows = np.repeat(row_of_stretch, amounts)
    joined = (words[:-1] != GAP) & (words[1:] != GAP)
    keys = np.concatenate(
        [
            _keys(words[words != GAP], rows[words != GAP]),
            _keys(pairs(words[:-1][joined], words[1:][joined]), rows[:-1][joined]),
        ]
    )
    return batch_of(
        np.array([*(paper.id for paper in papers), *gone], np.uint64),
        np.array([*map(print_of, papers), *[GONE] * len(gone)], np.uint64),
        *np.unique(keys, return_counts=True),
    )


def batch_of(ids: NDArray[Any], prints: NDArray[Any], keys: NDArray[np.uint64], counts: NDArray[Any]) -> Batch:
    """A batch from sorted keys made of term and row, and how often each was met."""
    terms = (keys >> _SHIFT).astype(np.uint32)
    firsts = np.flatnonzero(np.diff(terms.astype(np.int64), prepend=-1))
    return Batch(
        ids=narrow(ids),
        prints=prints,
        terms=terms[firsts],
        starts=narrow(np.append(firsts, len(terms))),
        rows=(keys & np.uint64(0xFFFF)).astype(np.uint16),
        counts=np.minimum(counts, 255).astype(np.uint8),
    )


def _keys(terms: NDArray[Any], rows: NDArray[Any]) -> NDArray[np.uint64]:
    return terms.astype(np.uint64) << _SHIFT | rows.astype(np.uint64)


def merged(batches: Sequence[Batch]) -> list[Batch]:
    """The same papers in few batches, each paper once and those that are gone left out.

    What is large, and of which nothing is outdated, stays as it is.
    """
    places = alive(batches)[1]
    whole = [
        len(batch.ids) * 2 > MOST_PAPERS and bool((place >= 0).all())
        for batch, place in zip(batches, places, strict=True)
    ]
    kept = [batch for batch, stays in zip(batches, whole, strict=True) if stays]
    group: list[tuple[Batch, NDArray[Any]]] = []
    size = 0
    for batch, place, stays in zip(batches, places, whole, strict=True):
        rows = np.flatnonzero(place >= 0)
        if stays or not len(rows):
            continue
        if size + len(rows) > MOST_PAPERS:
            kept.append(_joined(group))
            group, size = [], 0
        group.append((batch, rows))
        size += len(rows)
    return [*kept, _joined(group)] if group else kept


def alive(batches: Sequence[Batch]) -> tuple[Array, list[NDArray[np.int32]]]:
    """The ids of the papers there are, and for each batch which of these its rows are; -1 is none any more.

    A later batch has the later word on a paper.
    """
    ids = np.concatenate([np.empty(0, np.uint64), *(batch.ids for batch in batches)])
    prints = np.concatenate([np.empty(0, np.uint64), *(batch.prints for batch in batches)])
    _, from_end = np.unique(ids[::-1], return_index=True)
    latest = len(ids) - 1 - from_end
    latest = latest[prints[latest] != GONE]
    places = np.full(len(ids), -1, np.int32)
    places[latest] = np.arange(len(latest))
    ends = np.cumsum([len(batch.ids) for batch in batches], dtype=np.int64)
    return ids[latest], np.split(places, ends[:-1]) if len(ends) else []


def _joined(group: Sequence[tuple[Batch, NDArray[Any]]]) -> Batch:
    """One batch of the rows that are named of some."""
    keys, counts, size = [], [], 0
    for batch, rows in group:
        row = np.full(len(batch.ids), -1, np.int64)
        row[rows] = np.arange(size, size + len(rows))
        size += len(rows)
        there = row[batch.rows] >= 0
        terms = np.repeat(batch.terms, batch.amounts)
        keys.append(_keys(terms[there], row[batch.rows][there]))
        counts.append(batch.counts[there])
    key = np.concatenate(keys)
    order = np.argsort(key)
    ids = np.concatenate([batch.ids[rows] for batch, rows in group])
    prints = np.concatenate([batch.prints[rows] for batch, rows in group])
    return batch_of(ids.astype(np.uint64), prints, key[order], np.concatenate(counts)[order])
