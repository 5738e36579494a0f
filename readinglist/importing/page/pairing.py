"""Which texts of a papers page are titles and which abstracts: the cheapest reading of the whole page."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

NEVER = 10**12
"""The cost of a reading that is out of the question."""

PROSE = 250
"""Characters from which on a text with a full stop is an abstract, whatever stands around it."""

_LONE, _LONE_PROSE, _LONE_LINKED = 5, 7, 7
_SENTENCE_END = re.compile(r"[.!?…。！？][)\]}\"'”’»`*]{0,3}$")
_NEXT_SENTENCE = re.compile(r"(?<!\bvs)[.!?]\)?\s+[A-Z]")
_ADDRESS = re.compile(r"https?://\S{1,300}$")


@dataclass(frozen=True, slots=True)
class Passage:
    """One title or abstract in one line. `heading`: it shows itself to be a title; `link` is its paper's URL.

    `line` is where it starts in the source, from 1.
    """

    text: str
    line: int
    heading: bool = False
    link: str = ""

    @property
    def is_prose(self) -> bool:
        """Whether this can only be an abstract."""
        return not self.heading and len(self.text) >= PROSE and ends_sentence(self.text)


@dataclass(frozen=True, slots=True)
class Pairing:
    """Pairs of indexes (title, abstract), and the indexes of the passages that found no partner."""

    pairs: tuple[tuple[int, int], ...]
    lone: tuple[int, ...]


def ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does."""
    tail = text[-320:]
    return bool(_SENTENCE_END.search(tail) or _ADDRESS.search(tail))


def pair(passages: Sequence[Passage]) -> Pairing:
    """Read each passage as a title, an abstract or a stray so that the whole costs least.

    A dynamic programme over two states, with or without a title that waits for its abstract. Titles and abstracts
    alternate unless the passages themselves say otherwise: a missing text costs one stray, not the rest of the page.
    """
    idle, waiting = 0, NEVER
    steps: list[tuple[bool, bool]] = []
    for passage in passages:
        lone, as_title, as_abstract = _lone_cost(passage), title_cost(passage), abstract_cost(passage)
        rest, close = idle + lone, waiting + as_abstract
        begin, skip = idle + as_title, waiting + lone + 1
        steps.append((close < rest, skip < begin))
        idle, waiting = min(rest, close), min(begin, skip)
    return _trace(steps)


def title_cost(passage: Passage) -> int:
    """How unlike a title a passage is."""
    text, size = passage.text, len(passage.text)
    if passage.heading:
        return 0
    if size > 500 or text[-1] in ",;:" or "://" in text or not any(map(str.isalnum, text)):
        return NEVER
    length = 0 if size <= 250 else 2 if size <= 350 else 4
    if text.endswith((".", "。")):
        return NEVER if size > 200 or len(_NEXT_SENTENCE.findall(text)) > 1 else length + 2
    return length


def abstract_cost(passage: Passage) -> int:
    """How unlike an abstract a passage is."""
    text, size = passage.text, len(passage.text)
    if passage.heading:
        return NEVER
    if ends_sentence(text):
        if size >= PROSE:
            return 0
        if text[-1] in "?!":
            return 6
        return 1 if size >= 100 else 3 if size >= 20 else NEVER
    return 1 if size >= 400 else 4 if size >= 250 else 9 if size >= 160 else NEVER


def _lone_cost(passage: Passage) -> int:
    if passage.is_prose:
        return _LONE_PROSE
    return _LONE_LINKED if passage.link else _LONE


def _trace(steps: Sequence[tuple[bool, bool]]) -> Pairing:
    """Walk the choices back from the end, where no title waits."""
    pairs: list[tuple[int, int]] = []
    lone: list[int] = []
    abstract = -1
    for index in range(len(steps) - 1, -1, -1):
        closes, skips = steps[index]
        if abstract < 0:
            if closes:
                abstract = index
            else:
                lone.append(index)
        elif skips:
            lone.append(index)
        else:
            pairs.append((index, abstract))
            abstract = -1
    return Pairing(tuple(reversed(pairs)), tuple(reversed(lone)))
