"""The papers of a library as vectors of their terms, and how near they are to one of them or to a taste.

TF-IDF as usual (Salton & Buckley 1988): a term counts 1 + ln(times it stands in the paper), times 1 + ln((1 + papers) /
(1 + papers that have it)); one that no other paper has does not count. Of each paper its heaviest words and pairs are
kept, and its vector is brought to length 1, so that the likeness of two papers, the cosine of the angle between their
vectors, is the sum over the terms they share.

It is all arrays that are used as they are mapped. Weights lie between 0 and 1 and are kept as whole 65,535ths.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
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
    owner, terms, weights = _kept(batches, places, hashes, rarity)
    by_paper = np.argsort(owner, kind="stable")
    owner, terms, weights = owner[by_paper], terms[by_paper], weights[by_paper]
    length = np.sqrt(np.bincount(owner, np.square(weights, dtype=np.float64), len(ids)))
    weights = np.rint(weights / length[owner] * _ONE).astype(np.uint16)
    by_term = np.argsort(terms, kind="stable")
    return Model(
        ids=narrow(ids),
        starts=narrow(np.searchsorted(owner, np.arange(len(ids) + 1))),
        terms=narrow(terms),
        weights=weights,
        hashes=hashes,
        firsts=narrow(np.append(0, np.cumsum(np.bincount(terms, minlength=len(hashes))))),
        papers=narrow(owner[by_term]),
        shares=weights[by_term],
        totals=narrow(np.bincount(terms, weights, len(hashes)).astype(np.uint64)),
    )


def _terms(batches: Sequence[Batch], places: Sequence[NDArray[np.int32]]) -> tuple[Array, NDArray[np.int64]]:
    """The terms that enough papers have, and how many have each."""
    found = []
    for batch, place in zip(batches, places, strict=True):
        there = np.append(0, np.cumsum(place[batch.rows] >= 0))
        having = np.diff(there[batch.starts])
        found.append(
            (batch.terms[having > 0].astype(np.uint64) << np.uint64(32)) | having[having > 0].astype(np.uint64)
        )
    packed = _joined(found, np.uint64)
    del found
    packed.sort()
    hashes = (packed >> np.uint64(32)).astype(np.uint32)
    packed &= np.uint64(0xFFFFFFFF)
    firsts = np.flatnonzero(np.append(True, hashes[1:] != hashes[:-1])[: len(hashes)])
    totals = np.add.reduceat(packed, firsts).astype(np.int64) if len(firsts) else np.empty(0, np.int64)
    enough = totals >= LEAST_PAPERS
    return hashes[firsts][enough], totals[enough]


def _kept(
    batches: Sequence[Batch], places: Sequence[NDArray[np.int32]], hashes: Array, rarity: Weights
) -> tuple[NDArray[Any], NDArray[Any], Weights]:
    """The heaviest terms of each paper: paper, term and weight, those of one paper together and in one order."""
    found = []
    for batch, place in zip(batches, places, strict=True):
        number = np.minimum(np.searchsorted(hashes, batch.terms), max(0, len(hashes) - 1))
        known = hashes[number] == batch.terms if len(hashes) else np.zeros(len(batch.terms), bool)
        amounts = batch.amounts
        chosen = np.flatnonzero(np.repeat(known, amounts) & (place[batch.rows] >= 0))
        term = np.repeat(number, amounts)[chosen]
        weight = (1 + np.log(batch.counts[chosen], dtype=np.float32)) * rarity[term]
        pair = hashes[term] >= PAIR
        # Whole numbers that sort by row, words before pairs, then by weight from the heaviest; equals stay in order.
        group = batch.rows[chosen].astype(np.uint64) << np.uint64(1) | pair.astype(np.uint64)
        order = np.argsort(group << np.uint64(32) | (~weight.view(np.uint32)).astype(np.uint64), kind="stable")
        group, term, weight = group[order], term[order], weight[order]
        rank = np.arange(len(group)) - np.searchsorted(group, group)
        kept = rank < np.where(group & np.uint64(1), PAIRS_KEPT, WORDS_KEPT)
        found.append((place[group[kept] >> np.uint64(1)], term[kept].astype(np.uint32), weight[kept]))
    owners, terms, weights = zip(*found, strict=True) if found else ((), (), ())
    return _joined(owners, np.int32), _joined(terms, np.uint32), _joined(weights, np.float32)


def _joined(parts: Sequence[NDArray[Any]], kind: Any) -> NDArray[Any]:
    return np.concatenate(parts) if parts else np.empty(0, kind)
