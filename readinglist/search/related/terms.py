"""From a text to its terms: its telling words and the pairs of them that follow one another, each by a number.

The number of a term is a hash of it, the same in every library and process, so that no list of words has to be kept;
what a term is called is found again in the text it came from. Words are those of `analysis.py`, whole: by their stems
they told papers apart less well. Words that tell nothing of a subject are passed over: "classes of functions" is the
pair "classes", "functions". No pair reaches over a sign that ends a phrase.
"""

import re
import zlib
from array import array
from collections.abc import Collection
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from readinglist.search.analysis import tokens

Hashes = NDArray[np.uint32]

_LETTERS = re.compile(r"[^\W\d_]+")

PAIR = np.uint32(1 << 31)
"""The bit that pairs have and words have not."""

GAP = 0
"""Stands where no pair reaches over; no word has this number."""

_ENDS_PHRASE = '.,;:!?)]}"”'
_BEGINS_PHRASE = '([{"“'
_MIX_FIRST, _MIX_SECOND = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F)  # odd, with bits well spread

_UNTELLING = frozenset(
    """
    a an the this that these those such each every any all both either neither no none some few many much more most
    several other others another same own one two three first second
    i me my we us our ours you your he him his she her it its itself they them their theirs themselves who whom whose
    which what when where why how whether
    am is are was were be been being do does did done doing have has had having can could may might must shall should
    will would cannot
    about above across after against along among around as at before behind below beneath beside besides between
    beyond but by despite down during except for from in inside into like near of off on onto or out outside over per
    since so than through throughout till to toward towards under until up upon via with within without and nor yet if
    unless because while although though however therefore thus hence moreover furthermore instead rather otherwise
    also just only even still already again ever never often always usually sometimes very too quite not then there
    here now where well further together less least almost
    et al eg ie etc vs
    paper papers work study studies propose proposed proposes proposing present presents presented introduce
    introduces introduced show shows showed shown demonstrate demonstrates demonstrated find finds found
    result results approach approaches method methods based using use used uses novel new existing recent recently
    extensive experiments experimental significantly significant achieve achieves achieved improve
    """.split()
)
"""The small words of English, and what every abstract says of itself."""


@lru_cache(1 << 14)
def words(stretch: str) -> tuple[tuple[int, str], ...]:
    """The telling words of a stretch of text without spaces: number and spelling; `GAP` where a phrase ends."""
    found = [(GAP, "")] if stretch[0] in _BEGINS_PHRASE else []
    end = 0
    for token in tokens(stretch):
        word = token.forms[0]
        spelling = stretch[token.start : token.end]
        joined, end = token.start < end, token.end
        if not joined and (len(spelling) > 1 or not spelling.isascii()) and word not in _UNTELLING:
            found.append((zlib.crc32(word.encode()) & 0x7FFFFFFF or 1, spelling))
    if stretch[-1] in _ENDS_PHRASE:
        found.append((GAP, ""))
    return tuple(found)


def pairs(firsts: Hashes, seconds: Hashes) -> Hashes:
    """The numbers of pairs of words."""
    mixed = firsts.astype(np.uint64) * _MIX_FIRST ^ seconds.astype(np.uint64) * _MIX_SECOND
    return (mixed >> np.uint64(32)).astype(np.uint32) | PAIR


def names(text: str, wanted: Collection[int]) -> dict[int, str]:
    """What terms with these numbers are called where the text first has them."""
    stretches = text.split()
    found = [
        (number, spelling, place) for place, stretch in enumerate(stretches) for number, spelling in words(stretch)
    ]
    called: dict[int, str] = {}
    for number, spelling, _ in found:
        if number in wanted:
            called.setdefault(number, _plain(spelling))
    numbers = np.array([number for number, _, _ in found], np.uint32)
    for place, pair in enumerate(pairs(numbers[:-1], numbers[1:]).tolist()):
        (first, _, begin), (second, _, end) = found[place], found[place + 1]
        if first != GAP and second != GAP and pair in wanted:
            called.setdefault(pair, _plain(" ".join(stretches[begin : end + 1]).strip(_BEGINS_PHRASE + _ENDS_PHRASE)))
    return called


def _plain(spelling: str) -> str:
    """The spelling without the capitals that a title or a sentence's beginning gives."""
    return _LETTERS.sub(lambda word: word[0].lower() if word[0][1:].islower() else word[0], spelling)


class Stretches(dict[str, int]):
    """Numbers for stretches of text, given as they are met; the words of many texts are then looked up all at once."""

    def __init__(self) -> None:
        self._words = array("I")
        self._ends = array("q", [0])
        self._words.append(GAP)
        self._ends.append(1)
        self[""] = 0

    def __missing__(self, stretch: str) -> int:
        self._words.extend(number for number, _ in words(stretch))
        self[stretch] = number = len(self._ends) - 1
        self._ends.append(len(self._words))
        return number

    def words_of(self, numbers: NDArray[np.int64]) -> tuple[Hashes, NDArray[np.int64]]:
        """The words of stretches one after another, and how many of them each stretch has."""
        ends = np.frombuffer(self._ends, np.int64)
        amounts = np.diff(ends)[numbers]
        each = np.repeat(ends[1:][numbers] - np.cumsum(amounts), amounts) + np.arange(int(amounts.sum()))
        return np.frombuffer(self._words, np.uint32)[each], amounts
