"""Queries for words that are like something: which words of an index these are, and where any of them stands."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray
from whoosh import query as wq

from readinglist.search import word_list
from readinglist.search.postings import Array, Numbers, Postings, runs

AT_A_TIME = 1 << 18
"""Postings that are looked at in one step: what bounds the memory, and how long a step takes."""

Check = Callable[[], None]
"""Called between steps; raises what ends the search."""

Expanding: TypeAlias = wq.Term | wq.Prefix | wq.Wildcard | wq.FuzzyTerm


class Occurrences(NamedTuple):
    """Documents of a segment in order, with something of each: how often a word stands there, or a score."""

    docs: Array
    values: Array


NONE = Occurrences(np.empty(0, np.int64), np.empty(0, np.float64))
NO_PLACES = np.empty(0, np.int64)


class Meant(NamedTuple):
    """Words of a field by number, in order; `shares`: what each counts for, 1 where there are none."""

    numbers: Numbers
    shares: NDArray[np.float64] | None = None


class Expansion:
    """Finds the words that are meant, by segment. What is near to the latest word is remembered for all fields."""

    def __init__(self, segments: Sequence[Mapping[str, Postings]]) -> None:
        self._segments = segments
        self._near_to: tuple[str, int] = "", 0
        self._near: dict[str, list[Meant]] = {}

    def words(self, query: Expanding) -> Sequence[Meant]:
        """The words of the query's field that it means."""
        lists = [fields[query.fieldname].words for fields in self._segments]
        match query:
            case wq.Term():
                found = [words.find(query.text.encode()) for words in lists]
                return [Meant(np.array([] if word is None else [word], np.int64)) for word in found]
            case wq.Prefix():
                return [Meant(np.arange(*words.beginning_with(query.text.encode()))) for words in lists]
            case wq.Wildcard():
                return [Meant(word_list.like(words, query.text)) for words in lists]
        return self.near(query.text, query.maxdist)[query.fieldname]

    def near(self, word: str, edits: int) -> Mapping[str, Sequence[Meant]]:
        """By field and segment, the words near to one; one of another letter counts half, one of two a quarter."""
        if self._near_to != (word, edits):
            names = list(self._segments[0]) if self._segments else []
            lists = [fields[name].words for name in names for fields in self._segments]
            found = [
                Meant(numbers, np.exp2(-away.astype(np.float64)))
                for numbers, away in word_list.near(lists, word, edits)
            ]
            count = len(self._segments)
            self._near = {name: found[place * count :][:count] for place, name in enumerate(names)}
            self._near_to = word, edits
        return self._near


def can_expand(query: Expanding) -> bool:
    """Whether `Expansion` knows such a query; the rest is left to Whoosh."""
    match query:
        case wq.Wildcard():
            return not set(query.text) & set("?[") and any(query.text.split(word_list.ANY))
        case wq.FuzzyTerm():
            return bool(query.text and query.prefixlength == 0 and query.maxdist in (1, 2))
    return bool(query.text)


def occurrences(postings: Postings, words: Meant, documents: int, check: Check) -> Occurrences:
    """How often any of the words stands in each document of a segment of so many."""
    numbers, shares = words
    if not len(numbers):
        return NONE
    if len(numbers) == 1 and shares is None:
        which = slice(int(postings.starts[numbers[0]]), int(postings.starts[numbers[0] + 1]))
        return Occurrences(postings.docs[which], postings.counts[which])
    starts = postings.starts[numbers].astype(np.int64)
    amounts = postings.starts[numbers + 1] - starts
    # A beginning's postings lie side by side and need no list of them.
    together = numbers[-1] - numbers[0] == len(numbers) - 1
    each = None if together and shares is None else runs(starts, amounts)
    weights = None if shares is None else np.repeat(shares, amounts)
    first, whole = int(starts[0]), int(amounts.sum())
    total = np.zeros(documents)
    for begin in range(0, whole, AT_A_TIME):
        check()
        end = min(begin + AT_A_TIME, whole)
        some = slice(first + begin, first + end) if each is None else each[begin:end]
        counts = postings.counts[some] if weights is None else postings.counts[some] * weights[begin:end]
        total += np.bincount(postings.docs[some], counts, documents)
    docs = np.flatnonzero(total)
    return Occurrences(docs, total[docs])


def places_of(postings: Postings, words: Meant, wanted: NDArray[np.bool_]) -> Numbers:
    """Where any of the words stands in the wanted documents, in order: document << 32 | position."""
    numbers = words.numbers
    if not len(numbers):
        return NO_PLACES
    if len(numbers) == 1:
        return _places_of(postings, int(numbers[0]), int(numbers[0]) + 1, wanted)
    side_by_side = np.split(numbers, np.flatnonzero(np.diff(numbers) != 1) + 1)
    places = [_places_of(postings, int(some[0]), int(some[-1]) + 1, wanted) for some in side_by_side]
    return np.sort(np.concatenate(places))


def _places_of(postings: Postings, first: int, last: int, wanted: NDArray[np.bool_]) -> Numbers:
    """Where words side by side in the list stand in the wanted documents: document << 32 | position, by word."""
    start, end = int(postings.starts[first]), int(postings.starts[last])
    counts = postings.counts[start:end].astype(np.int64)
    before = np.cumsum(counts) - counts + int(postings.firsts[first])
    kept = np.flatnonzero(wanted[postings.docs[start:end]])
    which = runs(before[kept], counts[kept])
    docs = np.repeat(postings.docs[start:end][kept].astype(np.int64), counts[kept])
    return docs << 32 | postings.positions[which].astype(np.int64)
