"""Which words of a field are meant by something like them: a beginning, a pattern, a word with slips in it.

Looked for among words, never among stems, which lie in the same list with a mark before them.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from readinglist.search.analysis import STEM_MARK
from readinglist.search.postings import Array, Numbers, Words, signs_of

ANY = "*"
"""Stands in a pattern for any letters, or none."""

_BYTES_OF_A_LETTER = 4
_NOT_ASCII = 1
"""The sign of all letters that are not ASCII."""


def like(words: Words, pattern: str) -> Numbers:
    """The numbers of the words that fit a pattern with `ANY` in it, in order."""
    beginning, *_, ending = parts = pattern.encode().split(ANY.encode())
    numbers: Numbers = np.arange(*words.beginning_with(beginning)) if beginning else _all_but_stems(words)
    wanted = _signs(b"".join(parts))
    numbers = numbers[(words.signs[numbers] & wanted) == wanted]
    numbers = numbers[words.lengths[numbers] >= sum(map(len, parts))]
    numbers = numbers[words.ending_with(numbers, ending)]
    if any(parts[1:-1]):
        expression = _expression(pattern.encode())
        fitting = (expression.fullmatch(words[number]) is not None for number in numbers.tolist())
        numbers = numbers[np.fromiter(fitting, bool, len(numbers))]
    return numbers


def fits(word: str, pattern: str) -> bool:
    """Whether one word fits a pattern."""
    return _expression(pattern.encode()).fullmatch(word.encode()) is not None


def near(lists: Sequence[Words], word: str, edits: int) -> list[tuple[Numbers, Numbers]]:
    """By list, the numbers of the words that are so few edits from `word`, in order, and of each how many it is.

    An edit is a letter too many, missing or another, or two neighbours exchanged.
    """
    if not lists:
        return []
    found = [_candidates(words, word, edits) for words in lists]
    letters = [_letters(words, numbers) for words, numbers in zip(lists, found, strict=True)]
    most = max((len(each) for each in letters), default=0)
    together = np.concatenate([np.pad(each, ((0, most - len(each)), (0, 0))) for each in letters], axis=1)
    distances = _distances([ord(letter) for letter in word], together, edits)
    answers, begin = [], 0
    for numbers in found:
        of_list = distances[begin : begin + len(numbers)]
        begin += len(numbers)
        kept = of_list <= edits
        answers.append((numbers[kept], of_list[kept]))
    return answers


@lru_cache(1 << 12)
def distance(word: str, other: str, most: int) -> int:
    """How many edits apart two words are; above `most` only that it is more."""
    if abs(len(word) - len(other)) > most or max(len(set(word) - set(other)), len(set(other) - set(word))) > most:
        return most + 1
    letters = np.array([ord(letter) for letter in other], np.uint32)[:, None]
    return int(_distances([ord(letter) for letter in word], letters, most)[0])


@lru_cache(1 << 6)
def _expression(pattern: bytes) -> re.Pattern[bytes]:
    return re.compile(b".*".join(map(re.escape, pattern.split(ANY.encode()))), re.DOTALL)


def _candidates(words: Words, word: str, edits: int) -> Numbers:
    """Words that may be near: about as long, and with about the same letters in them."""
    target = word.encode()
    wanted = _signs(target)
    other_letters = (words.signs | wanted) & _NOT_ASCII
    room = np.where(other_letters, _BYTES_OF_A_LETTER * edits, edits)
    fitting = np.abs(words.lengths - len(target)) <= room
    fitting &= np.bitwise_count(wanted & ~words.signs) <= edits
    fitting &= np.bitwise_count(words.signs & ~wanted) <= edits
    first, last = words.beginning_with(STEM_MARK.encode())
    fitting[first:last] = False
    return np.flatnonzero(fitting)


def _letters(words: Words, numbers: Numbers) -> Array:
    """The letters of some words by number, a row for each place and a column for each word; 0 after its end."""
    if not (words.signs[numbers] & _NOT_ASCII).any():
        return words.letters_of(numbers)
    texts = np.array([words[number].decode() for number in numbers.tolist()])
    return np.ascontiguousarray(texts.view(np.uint32).reshape(len(texts), -1).T)


def _distances(word: Sequence[int], others: Array, most: int) -> Numbers:
    """How many edits each of the others is from a word; above `most` only that it is more.

    The table of Wagner and Fischer with exchanges (optimal string alignment), a row for each letter of the word, of
    which only cells that are no farther than `most` from the diagonal are filled in; a cell is of all others at once.
    """
    longest, count = others.shape
    lengths = np.count_nonzero(others, axis=0)
    rows = [np.full((longest + 1, count), most + 1, np.uint8) for _ in range(3)]
    before, last, row = rows
    last[: most + 1] = np.arange(min(most, longest) + 1)[:, None]
    for place, letter in enumerate(word, 1):
        row[:] = most + 1
        if place <= most:
            row[0] = place
        for other in range(max(1, place - most), min(longest, place + most) + 1):
            cell = last[other - 1] + (others[other - 1] != letter)
            np.minimum(cell, last[other] + 1, out=cell)
            np.minimum(cell, row[other - 1] + 1, out=cell)
            if place > 1 and other > 1:
                exchanged = (others[other - 1] == word[place - 2]) & (others[other - 2] == letter)
                np.minimum(cell, before[other - 2] + 1, out=cell, where=exchanged)
            row[other] = cell
        before, last, row = last, row, before
    found: Numbers = np.minimum(last[lengths, np.arange(count)], most + 1).astype(np.int64)
    return found


def _signs(word: bytes) -> np.uint32:
    signs: np.uint32 = signs_of(np.frombuffer(word, np.uint8), np.array([0, len(word)]))[0]
    return signs


def _all_but_stems(words: Words) -> Numbers:
    first, last = words.beginning_with(STEM_MARK.encode())
    return np.concatenate((np.arange(first), np.arange(last, len(words))))
