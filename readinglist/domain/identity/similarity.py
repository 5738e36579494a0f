"""How alike two titles are: typing errors, small rewordings, a subtitle left out."""

import re

from readinglist.domain.normalise import title_key

NEAR = 0.93
"""The likeness from which on two titles may be one title in two spellings, as measured on labelled pairs."""

YEARS_BETWEEN = 2
"""Years that may lie between two papers of near titles that are one."""

SHORTEST_MAIN = 3
"""Words from which on what stands before the colon tells a paper without its subtitle."""

_SUBTITLE = re.compile(r"[:?!–—]\s|\s[-–—]\s|\.\s(?=[A-Z])")
_ARTICLE = re.compile(r"(?:a|an|the) ")
_NUMERAL = re.compile(r"\b(?:\d+|[ivx]+|one|two|three|four|five|six|seven|eight|nine|ten)\b")
_HEAD = 3

ARTICLES = ("", "a ", "an ", "the ")
"""What may stand before the head of a title's key."""


def title_head(key: str) -> str:
    """The letters with which the key of a title begins, an article left out: near titles have them in common."""
    return _ARTICLE.sub("", key, count=1)[:_HEAD] if key.startswith(("a", "t")) else key[:_HEAD]


def likeness(one: str, other: str) -> float:
    """Twice the longest common subsequence over both lengths: 1.0 for equal texts, 0.0 for nothing in common.

    Computed on the bits of one number for all letters at once, after Hyyrö, "Bit-parallel LCS-length computation
    revisited" (2004).
    """
    if one == other:
        return 1.0
    places: dict[str, int] = {}
    for place, letter in enumerate(one):
        places[letter] = places.get(letter, 0) | 1 << place
    everywhere = row = (1 << len(one)) - 1
    for letter in other:
        met = row & places.get(letter, 0)
        row = ((row + met) | (row - met)) & everywhere
    common = len(one) - row.bit_count()
    return 2 * common / (len(one) + len(other))


def may_be_near(one: str, other: str) -> bool:
    """Whether titles with these keys may be near, as far as can be told quickly."""
    shorter, longer = sorted((one, other), key=len)
    if longer.startswith(shorter + " "):
        return True
    return 2 * len(shorter) >= NEAR * (len(one) + len(other)) and likeness(one, other) >= NEAR


def near_titles(one: str, other: str) -> str:
    """In what two titles that differ may be one, in words; empty where they are two titles.

    Numerals must be equal: "Part 1" and "Part 2" are most alike.
    """
    mine, theirs = title_key(one), title_key(other)
    if title_head(mine) != title_head(theirs) or mine == theirs:
        return ""
    if _is_main_of(one, theirs) or _is_main_of(other, mine):
        return "the same title but for its subtitle"
    shorter, longer = sorted((len(mine), len(theirs)))
    if 2 * shorter < NEAR * (shorter + longer) or _NUMERAL.findall(mine) != _NUMERAL.findall(theirs):
        return ""
    return "nearly the same title" if likeness(mine, theirs) >= NEAR else ""


def _is_main_of(title: str, key: str) -> bool:
    """Whether a title without its subtitle has this key."""
    main = _SUBTITLE.split(title, maxsplit=1)[0]
    return len(key.split()) >= SHORTEST_MAIN and len(main) < len(title) and title_key(main) == key
