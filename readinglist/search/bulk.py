"""Documents to a segment: many texts at once, each different stretch of text looked at once.

A stretch between spaces holds whole words, so what it is found by is the same wherever it stands. That is found out
by `analysis.tokens` when it is first seen; what is left to do for a text is to look up its stretches and count.
"""

from array import array
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from readinglist.domain.query.expression import MOST_BETWEEN, TextField
from readinglist.search.analysis import tokens
from readinglist.search.postings import Array, Postings, Words, narrow
from readinglist.search.segments import Segment, codes_of_lengths

_AROUND_WORDS = '.,;:!?()[]{}"*/'
"""Signs that are never part of a word: with or without them around it, a stretch is found by the same."""

_GAP = ""
"""Stands after each text of a field and takes more positions than any phrase reaches over."""


class Stretches(dict[str, int]):
    """Numbers for stretches of text without spaces, given as they are met.

    Stretch `n` has the forms from `ends[n - 1]` to before `ends[n]`: `forms` are their numbers, `offsets` their
    positions within the stretch, which has `widths[n]` positions in all.
    """

    def __init__(self) -> None:
        self.names: list[bytes] = []
        self._numbers: dict[str, int] = {}
        self._forms, self._offsets, self._ends, self._widths = (array("q") for _ in range(4))
        self[_GAP] = 0
        self._ends.append(0)
        self._widths.append(MOST_BETWEEN + 1)

    def __missing__(self, stretch: str) -> int:
        bare = stretch.strip(_AROUND_WORDS)
        if bare.isascii():
            bare = bare.lower()
        if bare != stretch and bare:
            self[stretch] = number = self[bare]
            return number
        width = 0
        for token in tokens(stretch):
            width = token.position + 1
            for form in token.forms:
                self._forms.append(self._number(form))
                self._offsets.append(token.position)
        self[stretch] = number = len(self._widths)
        self._ends.append(len(self._forms))
        self._widths.append(width)
        return number

    def _number(self, form: str) -> int:
        number = self._numbers.setdefault(form, len(self.names))
        if number == len(self.names):
            self.names.append(form.encode())
        return number

    def arrays(self) -> tuple[Array, Array, Array, Array]:
        """`forms`, `offsets`, `ends`, `widths`."""
        return np.array(self._forms), np.array(self._offsets), np.array(self._ends), np.array(self._widths)


def segment_of(
    documents: Sequence[tuple[int, Mapping[TextField, tuple[str, ...]]]],
    names: Iterable[TextField],
    stretches: Stretches,
) -> Segment:
    """Documents with their ids as a segment with the fields `names`.

    What was new in their texts is known to `stretches` afterwards.
    """
    lengths, totals, fields = {}, {}, {}
    for field in names:
        fields[field.value], amounts = _postings([texts[field] for _, texts in documents], stretches)
        lengths[field.value] = codes_of_lengths(amounts)
        totals[field.value] = int(amounts.sum())
    return Segment(np.array([number for number, _ in documents], np.int64), lengths, totals, fields)


def _postings(values: Sequence[tuple[str, ...]], stretches: Stretches) -> tuple[Postings, Array]:
    """The postings of one field, and how many forms each document has in it."""
    met, met_by = array("q"), array("q")
    for texts in values:
        before = len(met)
        for text in texts:
            met.extend(map(stretches.__getitem__, text.split()))
            met.append(0)
        met_by.append(len(met) - before)
    numbers, per_doc = np.array(met, np.int64), np.array(met_by, np.int64)
    forms, offsets, ends, widths = stretches.arrays()

    passed = np.concatenate(([0], np.cumsum(widths[numbers])))
    start_of_doc = passed[np.cumsum(per_doc) - per_doc]
    amounts = np.diff(ends, prepend=0)[numbers]
    total = int(amounts.sum())
    each = np.repeat(ends[numbers] - np.cumsum(amounts), amounts) + np.arange(total)
    doc_of_stretch = np.repeat(np.arange(len(values)), per_doc)
    form, doc = forms[each], np.repeat(doc_of_stretch, amounts)
    position = offsets[each] + np.repeat(passed[:-1] - start_of_doc[doc_of_stretch], amounts)

    present = np.flatnonzero(np.bincount(form, minlength=len(stretches.names))).tolist()
    present.sort(key=stretches.names.__getitem__)
    rank = np.zeros(len(stretches.names), np.int64)
    rank[present] = np.arange(len(present))
    # Documents and positions are in order already: sorting whole numbers made of word and place keeps them so.
    ordered = np.sort(rank[form] << 32 | np.arange(total))
    word, order = ordered >> 32, ordered & 0xFFFFFFFF
    doc, position = doc[order], position[order]
    new = np.flatnonzero((np.diff(word, prepend=-1) != 0) | (np.diff(doc, prepend=-1) != 0))
    every = np.arange(len(present) + 1)
    postings = Postings(
        words=Words.of([stretches.names[number] for number in present]),
        starts=narrow(np.searchsorted(word[new], every)),
        docs=narrow(doc[new]),
        counts=narrow(np.diff(new, append=total)),
        firsts=narrow(np.searchsorted(word, every)),
        positions=narrow(position),
    )
    return postings, np.bincount(doc, minlength=len(values))
