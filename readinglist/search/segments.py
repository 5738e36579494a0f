"""What a segment of the index holds: papers, how long their texts are, and the postings of each field."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from whoosh.util.numeric import byte_to_length

from readinglist.search.postings import Array, Numbers, Postings, Words, narrow, runs

LENGTHS: NDArray[np.int64] = np.array([byte_to_length(code) for code in range(256)], np.int64)
"""The lengths of texts that Whoosh tells apart, by the byte that it keeps of each."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Papers, numbered from 0 as the documents of one segment.

    `ids` are the papers' ids, `lengths` by field the codes of how many forms each paper's text has, `totals` the sums
    of these lengths, `fields` the postings.
    """

    ids: Numbers
    lengths: Mapping[str, NDArray[np.uint8]]
    totals: Mapping[str, int]
    fields: Mapping[str, Postings]

    def __len__(self) -> int:
        return len(self.ids)


def codes_of_lengths(lengths: Array) -> NDArray[np.uint8]:
    """The bytes that Whoosh keeps of lengths: the next of those it tells apart."""
    return np.minimum(np.searchsorted(LENGTHS, lengths), 255).astype(np.uint8)


def merged(parts: Sequence[tuple[Segment, NDArray[np.bool_]]]) -> Segment:
    """One segment of several: of each the papers that live, in their order."""
    ids = np.concatenate([segment.ids[alive] for segment, alive in parts])
    names = dict.fromkeys(name for segment, _ in parts for name in segment.fields)
    lengths = {name: np.concatenate([segment.lengths[name][alive] for segment, alive in parts]) for name in names}
    totals = {
        name: sum(
            segment.totals[name] if alive.all() else int(LENGTHS[segment.lengths[name][alive]].sum())
            for segment, alive in parts
        )
        for name in names
    }
    return Segment(ids, lengths, totals, {name: _merged_field(name, parts, len(ids)) for name in names})


class _Living:
    """The postings of one field in the papers of a segment that live.

    `amounts` is how many each word has, `places` how many positions; of words that have any, `used` are the numbers.
    """

    def __init__(self, postings: Postings, alive: NDArray[np.bool_]) -> None:
        self._postings = postings
        self._alive = alive
        self._kept = None if alive.all() else alive[postings.docs]
        counts = postings.counts if self._kept is None else postings.counts * self._kept
        amounts = np.diff(
            _sums_before(np.ones(len(counts), bool) if self._kept is None else self._kept)[postings.starts]
        )
        self.used = np.flatnonzero(amounts)
        self.amounts = amounts[self.used]
        self.places = np.diff(_sums_before(counts)[postings.starts])[self.used]

    def words(self) -> list[bytes]:
        """The words used."""
        words = self._postings.words[:]
        return [words[number] for number in self.used.tolist()]

    def docs(self, base: int) -> Numbers:
        """Of each posting the document, numbered anew from `base` on among those that live."""
        docs = self._postings.docs if self._kept is None else self._postings.docs[self._kept]
        renumbered: Numbers = (np.cumsum(self._alive) - 1 + base)[docs]
        return renumbered

    def counts(self) -> Array:
        """Of each posting how often the word stands there."""
        return self._postings.counts if self._kept is None else self._postings.counts[self._kept]

    def positions(self) -> Array:
        """The positions of all postings."""
        positions = self._postings.positions
        return positions if self._kept is None else positions[np.repeat(self._kept, self._postings.counts)]


def _merged_field(name: str, parts: Sequence[tuple[Segment, NDArray[np.bool_]]], papers: int) -> Postings:
    """The postings of one field together. A word's postings of one part follow those of the part before.

    Each part is copied to its places in turn, so that only the whole and one part are in memory.
    """
    living = [_Living(segment.fields[name], alive) for segment, alive in parts]
    named = [each.words() for each in living]
    words = sorted(set().union(*named))
    number_of = {word: number for number, word in enumerate(words)}
    numbers = [np.fromiter(map(number_of.__getitem__, each), np.int64, len(each)) for each in named]
    amounts, places = np.zeros(len(words), np.int64), np.zeros(len(words), np.int64)
    for number, each in zip(numbers, living, strict=True):
        amounts[number] += each.amounts
        places[number] += each.places
    starts, firsts = _sums_before(amounts), _sums_before(places)
    docs = np.empty(starts[-1], np.min_scalar_type(max(papers - 1, 0)))
    counts = np.empty(starts[-1], np.result_type(*(each.counts() for each in living)))
    positions = np.empty(firsts[-1], np.result_type(*(each.positions() for each in living)))
    next_posting, next_place, base = starts[:-1].copy(), firsts[:-1].copy(), 0
    for (_, alive), number, each in zip(parts, numbers, living, strict=True):
        where = runs(next_posting[number], each.amounts)
        docs[where] = each.docs(base)
        counts[where] = each.counts()
        positions[runs(next_place[number], each.places)] = each.positions()
        next_posting[number] += each.amounts
        next_place[number] += each.places
        base += int(np.count_nonzero(alive))
    return Postings(Words.of(words), narrow(starts), docs, counts, narrow(firsts), positions)


def _sums_before(amounts: Array) -> Numbers:
    """The sums of what comes before each, and of all."""
    return np.concatenate((np.zeros(1, np.int64), np.cumsum(amounts, dtype=np.int64)))
