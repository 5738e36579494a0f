"""What a segment of the index holds: papers, how long their texts are, and the postings of each field."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from whoosh.util.numeric import byte_to_length

from readinglist.search.postings import Array, Numbers, Postings, Words, narrow

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
    numbers, base = [], 0
    for _, alive in parts:
        numbers.append(np.cumsum(alive) - 1 + base)
        base += int(alive.sum())
    return Segment(ids, lengths, totals, {name: _merged_field(name, parts, numbers) for name in names})


@dataclass(frozen=True, slots=True)
class _Living:
    """The postings of one field in the documents that live, with their new numbers; `words` is the word of each."""

    words: Numbers
    docs: Array
    counts: Array
    positions: Array


def _living(postings: Postings, alive: NDArray[np.bool_], numbers: Numbers) -> _Living:
    starts = postings.starts.astype(np.int64)
    words = np.repeat(np.arange(len(postings.words)), starts[1:] - starts[:-1])
    if alive.all():
        return _Living(words, numbers[postings.docs], postings.counts, postings.positions)
    kept = alive[postings.docs]
    return _Living(
        words[kept],
        numbers[postings.docs[kept]],
        postings.counts[kept],
        postings.positions[np.repeat(kept, postings.counts)],
    )


def _merged_field(
    name: str, parts: Sequence[tuple[Segment, NDArray[np.bool_]]], numbers: Sequence[Numbers]
) -> Postings:
    """The postings of one field together. A word's postings of one part follow those of the part before."""
    living = []
    named: list[list[bytes]] = []
    for (segment, alive), renumbered in zip(parts, numbers, strict=True):
        postings = segment.fields[name]
        each = _living(postings, alive, renumbered)
        words = postings.words[:]
        used = np.flatnonzero(np.bincount(each.words, minlength=len(words)))
        rank = np.zeros(len(words), np.int64)
        rank[used] = np.arange(len(used))
        living.append(_Living(rank[each.words], each.docs, each.counts, each.positions))
        named.append([words[number] for number in used.tolist()])
    together = sorted(set().union(*named))
    number_of = {word: number for number, word in enumerate(together)}
    ranks = [np.fromiter(map(number_of.__getitem__, words), np.int64, len(words)) for words in named]
    word_of = [rank[each.words] for rank, each in zip(ranks, living, strict=True)]
    words_of_places = [np.repeat(word, each.counts) for word, each in zip(word_of, living, strict=True)]
    starts, docs = _side_by_side(word_of, [each.docs for each in living], together)
    _, counts = _side_by_side(word_of, [each.counts for each in living], together)
    firsts, positions = _side_by_side(words_of_places, [each.positions for each in living], together)
    return Postings(Words.of(together), starts, docs, counts, firsts, positions)


def _side_by_side(words: Sequence[Numbers], values: Sequence[Array], together: Sequence[bytes]) -> tuple[Array, Array]:
    """Values of words, ordered by word and then by part: where each word's values start, and the values."""
    amounts = [np.bincount(word, minlength=len(together)) for word in words]
    starts = np.concatenate(([0], np.cumsum(sum(amounts, np.zeros(len(together), np.int64)))))
    greatest = max(int(each.max(initial=0)) for each in values)
    ordered = np.empty(starts[-1], np.min_scalar_type(greatest))
    free = starts[:-1].copy()
    for word, each, amount in zip(words, values, amounts, strict=True):
        shift = free - (np.cumsum(amount) - amount)
        ordered[shift[word] + np.arange(len(word))] = each
        free += amount
    return narrow(starts), ordered
