"""Sets of papers with their scores, as arrays."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from readinglist.search.postings import Numbers


class Hits(NamedTuple):
    """Papers by id, each once, with their scores (0 where there is none). Not to be changed."""

    ids: Numbers
    scores: NDArray[np.float64]

    def score(self, paper_id: int) -> float:
        """A paper's score; 0 for one that is not among them."""
        place = int(np.searchsorted(self.ids, paper_id))
        return float(self.scores[place]) if place < len(self.ids) and self.ids[place] == paper_id else 0.0

    def of(self, ids: Numbers) -> NDArray[np.float64]:
        """The scores of papers that are among them."""
        return self.scores[np.searchsorted(self.ids, ids)]

    def among(self, ids: Numbers, others: bool = False) -> "Hits":
        """Those that are among `ids`, which are in order; or the others."""
        kept = contained(self.ids, ids) != others
        return self if kept.all() else Hits(self.ids[kept], self.scores[kept])

    def ranked(self) -> list[int]:
        """The ids, high scores first, newer papers first among equals.

        Scores are equal where they agree in 24 bits. Numbers made of score and id are sorted: numpy does that several
        times faster than it finds an order.
        """
        bits = self.scores.astype(np.float32).view(np.uint32).astype(np.uint64)
        keys = np.sort(bits << np.uint64(32) | self.ids.astype(np.uint64))
        ranked: list[int] = (keys[::-1] & np.uint64(0xFFFFFFFF)).tolist()
        return ranked


NOTHING = Hits(np.empty(0, np.int64), np.empty(0, np.float64))


def unscored(ids: Sequence[int] | Numbers) -> Hits:
    """Papers in any order, each once, without scores."""
    return Hits(np.sort(np.asarray(ids, np.int64)), np.zeros(len(ids)))


def contained(numbers: Numbers, among: Numbers) -> NDArray[np.bool_]:
    """Which of the numbers are among others, which are in order."""
    if not len(among):
        return np.zeros(len(numbers), bool)
    nearest = among[np.minimum(np.searchsorted(among, numbers), len(among) - 1)]
    return np.equal(nearest, numbers)


def all_of(parts: Sequence[Hits]) -> Hits:
    """The papers that are in every part, of one at least, with the sums of their scores."""
    if len(parts) == 1:
        return parts[0]
    fewest = min(parts, key=lambda part: len(part.ids))
    ids = fewest.ids
    for part in parts:
        if part is not fewest:
            ids = ids[contained(ids, part.ids)]
    return Hits(ids, sum((part.of(ids) for part in parts), np.zeros(len(ids))))


def any_of(parts: Sequence[Hits]) -> Hits:
    """The papers that are in any part, with the sums of their scores."""
    if len(parts) < 2:
        return parts[0] if parts else NOTHING
    ids = np.concatenate([part.ids for part in parts])
    order = np.argsort(ids, kind="stable")  # merges runs that are in order already
    ids = ids[order]
    first = np.flatnonzero(np.diff(ids, prepend=-1))
    scores = np.concatenate([part.scores for part in parts])[order]
    return Hits(ids[first], np.add.reduceat(scores, first) if len(first) else scores)
