"""Where the words of a field stand in a segment, as plain arrays that are searched as they lie in the file.

Nothing is packed, so that nothing is unpacked: a word's postings are a slice, and so are those of all words with one
beginning, since they lie side by side. What keeps the arrays small is that each has the narrowest type for its values,
and that a segment holds few enough documents for two bytes to number them (`MOST_DOCUMENTS`).
"""

import json
import struct
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Protocol, overload

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
Numbers = NDArray[np.int64]

MOST_DOCUMENTS = 1 << 16
"""Documents in a segment."""

_HEAD = struct.Struct("<4sI")
_MAGIC = b"RLP1"
_TYPES = {"|u1", "<u2", "<u4", "<u8"}
_AFTER_ANY_WORD = b"\xff"  # a byte that UTF-8 does not have


class Writable(Protocol):
    """A file to be written."""

    def write(self, data: bytes, /) -> object:
        """Append to the file."""


class Words(Sequence[bytes]):
    """The words of a field in the order of their bytes, as one string and where each ends.

    `signs` has for each word a bit for each letter in it (`signs_of`): what tells at once that two words differ in
    more than so many letters.
    """

    def __init__(self, letters: Array, ends: Array, signs: Array) -> None:
        self._letters = letters
        self._ends = ends
        self.signs = signs

    @classmethod
    def of(cls, words: Sequence[bytes]) -> "Words":
        """From words in order."""
        ends = np.cumsum([0, *map(len, words)])
        letters = np.frombuffer(b"".join(words), np.uint8)
        return cls(letters, narrow(ends), signs_of(letters, ends))

    def __len__(self) -> int:
        return len(self._ends) - 1

    @overload
    def __getitem__(self, place: int) -> bytes: ...
    @overload
    def __getitem__(self, place: slice) -> list[bytes]: ...
    def __getitem__(self, place: int | slice) -> bytes | list[bytes]:
        if isinstance(place, slice):
            letters, ends = self._letters.tobytes(), self._ends.tolist()
            return [letters[start:end] for start, end in pairwise(ends)][place]
        return self._letters[self._ends[place] : self._ends[place + 1]].tobytes()

    def find(self, word: bytes) -> int | None:
        """The number of a word."""
        place = bisect_left(self, word)
        return place if place < len(self) and self[place] == word else None

    def beginning_with(self, prefix: bytes) -> tuple[int, int]:
        """The numbers of the words with this beginning: the first, and the one after the last."""
        first = bisect_left(self, prefix)
        return first, bisect_left(self, prefix + _AFTER_ANY_WORD, first)

    @property
    def lengths(self) -> Numbers:
        """Of each word its bytes."""
        ends = self._ends.astype(np.int64)
        lengths: Numbers = ends[1:] - ends[:-1]
        return lengths

    def letters_of(self, numbers: Numbers) -> Array:
        """The bytes of some words, a row for each place in a word and a column for each word; 0 after its end."""
        starts = self._ends[numbers].astype(np.int64)
        lengths = self._ends[numbers + 1] - starts
        places = np.arange(int(lengths.max(initial=0)))[:, None]
        found = self._letters[np.minimum(starts + places, max(len(self._letters) - 1, 0))]
        return np.where(places < lengths, found, 0)

    def ending_with(self, numbers: Numbers, ending: bytes) -> NDArray[np.bool_]:
        """Which of some words, none shorter than the ending, have it."""
        places = self._ends[numbers + 1].astype(np.int64)[:, None] + np.arange(-len(ending), 0)
        fitting: NDArray[np.bool_] = (self._letters[places] == np.frombuffer(ending, np.uint8)).all(axis=1)
        return fitting

    def arrays(self) -> dict[str, Array]:
        """What to write."""
        return {"letters": self._letters, "ends": self._ends, "signs": self.signs}


@dataclass(frozen=True, slots=True)
class Postings:
    """The words of a field and their postings: a posting is a word in a document.

    The postings of word `w` are those from `starts[w]` to before `starts[w + 1]`, by document: `docs` are their
    documents, `counts` how often the word stands there. The word's positions in all its documents, in the same order,
    are `positions` from `firsts[w]` to before `firsts[w + 1]`.
    """

    words: Words
    starts: Array
    docs: Array
    counts: Array
    firsts: Array
    positions: Array

    def arrays(self) -> dict[str, Array]:
        """What to write."""
        names = ("starts", "docs", "counts", "firsts", "positions")
        return {**self.words.arrays(), **{name: getattr(self, name) for name in names}}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, Array]) -> "Postings":
        """What `arrays` gave. Raises KeyError where something is missing."""
        named = dict(arrays)
        return cls(Words(named.pop("letters"), named.pop("ends"), named.pop("signs")), **named)


def signs_of(letters: Array, ends: Array) -> NDArray[np.uint32]:
    """The signs of words that lie in `letters` as `Words` has them: one bit for all letters that are not ASCII.

    To change one letter of a word takes from its signs and adds to them one bit each at most.
    """
    if not len(letters):
        return np.zeros(len(ends) - 1, np.uint32)
    bits = np.where(letters < 128, np.left_shift(1, letters & 31, dtype=np.uint32), np.uint32(1))
    signs: NDArray[np.uint32] = np.bitwise_or.reduceat(bits, ends[:-1])
    return signs


def runs(starts: Numbers, lengths: Numbers) -> Numbers:
    """The numbers of runs, one run after another."""
    found: Numbers = np.repeat(starts - np.cumsum(lengths) + lengths, lengths) + np.arange(lengths.sum())
    return found


def narrow(values: Array) -> Array:
    """The same numbers, none below zero, in the narrowest type that holds them."""
    return values.astype(np.min_scalar_type(int(values.max(initial=0))))


def write_arrays(file: Writable, arrays: Mapping[str, Array]) -> None:
    """Write arrays, with a table of contents before them."""
    contents: dict[str, tuple[str, int, int]] = {}
    end = 0
    for name, array in arrays.items():
        contents[name] = (array.dtype.str, end, len(array))
        end += array.nbytes
    table = json.dumps(contents).encode()
    file.write(_HEAD.pack(_MAGIC, len(table)) + table)
    for array in arrays.values():
        file.write(array.tobytes())


def read_arrays(data: memoryview) -> dict[str, Array]:
    """The arrays of a file, each a view into it.

    Raises:
        ValueError: This is no such file.
    """
    magic, length = _HEAD.unpack_from(data)
    if magic != _MAGIC:
        raise ValueError("This is no file of arrays.")
    begin = _HEAD.size + length
    contents = json.loads(bytes(data[_HEAD.size : begin]))
    arrays: dict[str, Array] = {}
    for name, (kind, offset, count) in contents.items():
        if kind not in _TYPES or min(offset, count) < 0:
            raise ValueError("These are no arrays of ours.")
        arrays[name] = np.frombuffer(data, np.dtype(kind), count, begin + offset) if count else np.empty(0, kind)
    return arrays
