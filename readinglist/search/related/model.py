"""The papers of a library as vectors of their terms, and how near they are to one of them or to a taste.

TF-IDF as usual (Salton & Buckley 1988): a term counts 1 + ln(times it stands in the paper), times 1 + ln((1 + papers) /
(1 + papers that have it)); one that no other paper has does not count. Of each paper its heaviest words and pairs are
kept, and its vector is brought to length 1, so that the likeness of two papers, the cosine of the angle between their
vectors, is the sum over the terms they share.

It is all arrays that are used as they are mapped. Weights lie between 0 and 1 and are kept as whole 65,535ths.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from readinglist.search.postings import Array, Numbers, narrow
from readinglist.search.related.counts import Batch, alive, check_numbers, check_spans
from readinglist.search.related.terms import PAIR

Weights = NDArray[np.float32]

WORDS_KEPT, PAIRS_KEPT = 48, 24
"""Terms kept of a paper."""

LEAST_PAPERS = 2
"""Papers that must have a term for it to count."""

_ONE = np.float32(65_535)

_PARTS = 16
"""Parts in which the papers of each term are counted."""


@dataclass(frozen=True, slots=True)
class Vector:
    """Some of the model's terms, each with a weight."""

    terms: Numbers
    weights: Weights

    def heaviest(self, most: int) -> "Vector":
        """The terms whose weights are farthest from 0."""
        if len(self.terms) <= most:
            return self
        kept = np.sort(np.argsort(-np.abs(self.weights), kind="stable")[:most])
        return Vector(self.terms[kept], self.weights[kept])


@dataclass(frozen=True, slots=True)
class Model:
    """The papers' vectors, by paper and by term.

    Paper `p` is the one with the id `ids[p]`; its terms and their weights are from `starts[p]` to before
    `starts[p + 1]` in `terms` and `weights`. Term `t` has the number `hashes[t]`; the papers that have it are from
    `firsts[t]` to before `firsts[t + 1]` in `papers`, their weights in `shares`, and the sum of these in
    `totals`.
    """

    ids: Array
    starts: Array
    terms: Array
    weights: Array
    hashes: Array
    firsts: Array
    papers: Array
    shares: Array
    totals: Array

    def arrays(self) -> dict[str, Array]:
        """What to write."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, Array]) -> "Model":
        """What `arrays` gave.

        Raises:
            TypeError, ValueError: Something is missing, or does not fit the rest.
        """
        model = cls(**arrays)
        check_spans(model.starts, len(model.ids), len(model.terms), len(model.weights))
        check_spans(model.firsts, len(model.hashes), len(model.papers), len(model.shares))
        check_numbers(model.terms, len(model.hashes))
        check_numbers(model.papers, len(model.ids))
        if len(model.totals) != len(model.hashes):
            raise ValueError("There is not one total for each term.")
        return model

    def places(self, ids: Sequence[int]) -> dict[int, int]:
        """Which papers of the model have these ids; those it does not have are missing."""
        if not len(self.ids):
            return {}
        near = np.minimum(np.searchsorted(self.ids, ids), len(self.ids) - 1)
        found = zip(ids, near.tolist(), self.ids[near].tolist(), strict=True)
        return {wanted: place for wanted, place, there in found if wanted == there}

    def vector(self, place: int) -> Vector:
        """A paper's vector."""
        part = slice(int(self.starts[place]), int(self.starts[place + 1]))
        return Vector(self.terms[part].astype(np.int64), self.weights[part].astype(np.float32) / _ONE)

    def vectors(self, places: Sequence[int]) -> tuple[NDArray[np.int64], Vector]:
        """Papers' vectors one after another, and which of the papers each term is of."""
        chosen = np.array(places, np.int64)
        begins = self.starts[chosen].astype(np.int64)
        amounts = self.starts[chosen + 1].astype(np.int64) - begins
        each = np.repeat(begins - np.cumsum(amounts) + amounts, amounts) + np.arange(int(amounts.sum()))
        vectors = Vector(self.terms[each].astype(np.int64), self.weights[each].astype(np.float32) / _ONE)
        return np.repeat(np.arange(len(places)), amounts), vectors

    def leaning(self, places: Sequence[int], factors: Sequence[float]) -> Vector:
        """The sum of papers' vectors, each times its factor, less what all papers have of the same terms on average."""
        owner, vectors = self.vectors(places)
        terms, number = np.unique(vectors.terms, return_inverse=True)
        taken = np.bincount(number, vectors.weights * np.array(factors)[owner], len(terms))
        usual = self.totals[terms].astype(np.float64) / (float(_ONE) * len(self.ids))
        return Vector(terms, (taken - usual).astype(np.float32))

    def likeness(self, vector: Vector) -> NDArray[np.float64]:
        """How near each paper is to a vector."""
        begins = self.firsts[vector.terms].astype(np.int64)
        ends = self.firsts[vector.terms + 1].astype(np.int64)
        parts = [slice(begin, end) for begin, end in zip(begins.tolist(), ends.tolist(), strict=True)]
        papers = _joined([self.papers[part] for part in parts], self.papers.dtype)
        shares = _joined([self.shares[part] for part in parts], np.uint16).astype(np.float64)
        shares *= np.repeat(vector.weights / _ONE, ends - begins)
        return np.bincount(papers, shares, len(self.ids)).astype(np.float64)


def model_of(batches: Sequence[Batch]) -> Model:
    """Make the model of the papers in these batches; a later batch has the later word on a paper."""
    ids, places = alive(batches)
    hashes, having = _terms(batches, places)
    rarity = (1 + np.log((1 + len(ids)) / (1 + having))).astype(np.float32)
    amounts, terms, weights = _by_paper(
        [_kept(batch, place, hashes, rarity) for batch, place in zip(batches, places, strict=True)], len(ids)
    )
    by_term = np.argsort(terms, kind="stable")
    firsts = np.searchsorted(terms[by_term], np.arange(len(hashes) + 1, dtype=terms.dtype))
    shares = weights[by_term]
    summed = np.append(np.uint64(0), np.cumsum(shares, dtype=np.uint64))
    return Model(
        ids=narrow(ids),
        starts=narrow(np.append(0, np.cumsum(amounts))),
        terms=narrow(terms),
        weights=weights,
        hashes=hashes,
        firsts=narrow(firsts),
        papers=np.repeat(narrow(np.arange(len(ids))), amounts)[by_term],
        shares=shares,
        totals=narrow(summed[firsts[1:]] - summed[firsts[:-1]]),
    )


def _terms(batches: Sequence[Batch], places: Sequence[NDArray[np.int32]]) -> tuple[Array, Numbers]:
    """The terms that enough papers have, and how many have each; a part of all at a time, to hold little in memory."""
    having = []
    for batch, place in zip(batches, places, strict=True):
        there = np.append(0, np.cumsum(place[batch.rows] >= 0))
        having.append((there[batch.starts[1:]] - there[batch.starts[:-1]]).astype(np.uint16))
    hashes, totals = [], []
    bounds = np.linspace(0, 1 << 32, _PARTS + 1).astype(np.uint64)
    for low, high in pairwise(bounds):
        packed = []
        for batch, amounts in zip(batches, having, strict=True):
            part = slice(*np.searchsorted(batch.terms, [low, high]))
            packed.append(batch.terms[part].astype(np.uint64) << np.uint64(32) | amounts[part].astype(np.uint64))
        some_hashes, some_totals = _added(_joined(packed, np.uint64))
        hashes.append(some_hashes)
        totals.append(some_totals)
    return _joined(hashes, np.uint32), _joined(totals, np.int64)


def _added(packed: NDArray[np.uint64]) -> tuple[Array, Numbers]:
    """The terms that enough papers have, of numbers with a term in the upper and an amount in the lower half."""
    packed.sort()
    hashes = (packed >> np.uint64(32)).astype(np.uint32)
    packed &= np.uint64(0xFFFFFFFF)
    firsts = np.flatnonzero(np.append(True, hashes[1:] != hashes[:-1])[: len(hashes)])
    totals = np.add.reduceat(packed, firsts).astype(np.int64) if len(firsts) else np.empty(0, np.int64)
    enough = totals >= LEAST_PAPERS
    return hashes[firsts][enough], totals[enough]


def _kept(
    batch: Batch, place: NDArray[np.int32], hashes: Array, rarity: Weights
) -> tuple[Numbers, Numbers, NDArray[np.uint32], NDArray[np.uint16]]:
    """The vectors of a batch's papers: which papers, of how many terms each, the terms and their weights."""
    number = np.minimum(np.searchsorted(hashes, batch.terms), max(0, len(hashes) - 1))
    known = hashes[number] == batch.terms if len(hashes) else np.zeros(len(batch.terms), bool)
    chosen = np.flatnonzero(np.repeat(known, batch.amounts) & (place[batch.rows] >= 0))
    term = np.repeat(number, batch.amounts)[chosen]
    weight = (1 + np.log(batch.counts[chosen], dtype=np.float32)) * rarity[term]
    pair = hashes[term] >= PAIR
    # Whole numbers that sort by row, words before pairs, then by weight from the heaviest; equals stay in order.
    group = batch.rows[chosen].astype(np.uint64) << np.uint64(1) | pair.astype(np.uint64)
    order = np.argsort(group << np.uint64(32) | (~weight.view(np.uint32)).astype(np.uint64), kind="stable")
    group, term, weight = group[order], term[order], weight[order]
    rank = np.arange(len(group)) - np.searchsorted(group, group)
    kept = rank < np.where(group & np.uint64(1), PAIRS_KEPT, WORDS_KEPT)
    row, term, weight = (group[kept] >> np.uint64(1)).astype(np.int64), term[kept], weight[kept]
    length = np.sqrt(np.bincount(row, np.square(weight, dtype=np.float64), len(batch.ids)))
    share = np.rint(weight / length[row] * _ONE).astype(np.uint16)
    rows = np.flatnonzero(place >= 0)
    amounts = np.bincount(row, minlength=len(batch.ids))[rows]
    return place[rows].astype(np.int64), amounts, term.astype(np.uint32), share


def _by_paper(
    found: Sequence[tuple[Numbers, Numbers, NDArray[np.uint32], NDArray[np.uint16]]], count: int
) -> tuple[Numbers, NDArray[np.uint32], NDArray[np.uint16]]:
    """What `_kept` found, in the order of the papers: how many terms each has, the terms, the weights."""
    papers = _joined([each[0] for each in found], np.int64)
    amounts = _joined([each[1] for each in found], np.int64)
    terms = _joined([each[2] for each in found], np.uint32)
    weights = _joined([each[3] for each in found], np.uint16)
    if (papers == np.arange(count)).all():
        return amounts, terms, weights
    order = np.argsort(papers)
    starts = (np.cumsum(amounts) - amounts)[order]
    amounts = amounts[order]
    each = np.repeat(starts - np.cumsum(amounts) + amounts, amounts) + np.arange(int(amounts.sum()))
    return amounts, terms[each], weights[each]


def _joined(parts: Sequence[NDArray[Any]], kind: Any) -> NDArray[Any]:
    return np.concatenate(parts) if parts else np.empty(0, kind)
