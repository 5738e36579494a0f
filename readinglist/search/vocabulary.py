"""The words of an index by how often they stand in it: to complete what is begun, to guess what was meant."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from readinglist.domain.query.expression import TextField
from readinglist.search.analysis import fold
from readinglist.search.expansion import Expansion
from readinglist.search.postings import Numbers, Postings

MOST = 20
"""Words in an answer."""

_SHORT = 5
"""Letters up to which a word is near to others by one edit alone."""


class Vocabulary:
    """The words of all fields of an open index. Papers that are gone count until their segment is merged."""

    def __init__(self, segments: Sequence[Mapping[str, Postings]], expansion: Expansion) -> None:
        self._segments = segments
        self._expansion = expansion

    def near(self, word: str, fields: Iterable[TextField]) -> list[str]:
        """Other words that `word`, folded, may have been meant for: the nearest first, of these the most frequent."""
        counts: Counter[str] = Counter()
        nearness: dict[str, float] = {}
        near = self._expansion.near(word, 1 if len(word) <= _SHORT else 2)
        for field in fields:
            for segment, (numbers, shares) in zip(self._segments, near.get(field.value, ()), strict=True):
                assert shares is not None, "what is near has shares"
                for name, count, share in zip(*_most_frequent(segment[field.value], numbers, shares), strict=True):
                    counts[name] += count
                    nearness[name] = max(share, nearness.get(name, 0.0))
        counts.pop(word, None)
        return sorted(counts, key=lambda name: (-nearness[name], -counts[name], name))[:MOST]

    def beginning(self, prefix: str, field: TextField) -> list[str]:
        """The words with a beginning, folded, in one field, the most frequent first."""
        counts: Counter[str] = Counter()
        for segment in self._segments:
            postings = segment[field.value]
            numbers = np.arange(*postings.words.beginning_with(prefix.encode()))
            for name, count, _ in zip(*_most_frequent(postings, numbers, np.ones(len(numbers))), strict=True):
                counts[name] += count
        return sorted(counts, key=lambda name: (-counts[name], name))[:MOST]


def _most_frequent(
    postings: Postings, numbers: Numbers, shares: NDArray[np.float64]
) -> tuple[list[str], list[int], list[float]]:
    """Of some words those in the most papers, folded, of the nearest above all: names, papers, shares."""
    papers = postings.starts[numbers + 1].astype(np.int64) - postings.starts[numbers]
    chosen = np.lexsort((-papers, -shares))[: 2 * MOST]
    names = [fold(postings.words[number].decode()) for number in numbers[chosen].tolist()]
    return names, papers[chosen].tolist(), shares[chosen].tolist()
