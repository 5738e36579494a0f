"""From text to what is looked up: words, folded and stemmed, each with its place.

The rules, for the index, the search and the marking of matches alike:

- A word is a run of letters and digits, folded by Unicode's compatibility forms, case and accents: "Müller" is
  "muller", and also "müller", so that those who ask for that find it first. `++` and `#` may end it: "C++" is found as
  "c++" and as "c".
- English words are also kept as their Porter stem, marked with `~`, so that stems and words never meet: "learning" is
  "learning" and "~learn". Prefixes and phrases look at words, single words at stems.
- Words joined by a hyphen or an apostrophe are words side by side, and the whole written together as well, in the place
  of the last one: "pre-training" is "pre", "training" and "pretraining".
- Scripts written without spaces (Chinese, Japanese, Thai, Lao, Burmese, Khmer): each character is a word, and so are
  each two neighbours, in the place of the second.
- No word is left out for being common: "all you need" can be found.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from whoosh.lang.porter import stem as porter_stem

STEM_MARK = "~"
MAX_WORD = 64
"""Characters by which words are told apart; the rest of a longer one is not looked at."""

_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer
    "\u3005\u3007\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9f"  # Japanese syllables and the iteration mark
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Han
)
_LETTERS = rf"[^\W_{_UNSPACED}]+"
_MARKS = "[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0963\u0966-\u0dff]+"
"""Signs on letters that Python does not count among the letters: accents, and the vowels of many scripts."""
_WORD = rf"{_LETTERS}(?:{_MARKS}(?:{_LETTERS})?)*(?:\+\+|\#)?"
_RUN = re.compile(rf"(?P<alone>[{_UNSPACED}])|{_WORD}(?P<more>(?:[-‐‑'’]{_WORD})+)?")
_PAIR = re.compile(f"[{_UNSPACED}]{{2}}")
_PART = re.compile(_WORD)

_ACCENTS = re.compile("[\u0300-\u036f]")
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"})


class Token(NamedTuple):
    """A word in a text: its characters from `start` to before `end`, its place among the words, what it is found by."""

    start: int
    end: int
    position: int
    forms: tuple[str, ...]


def tokens(text: str) -> Iterator[Token]:
    """The words of a text in order. A joined word follows its last part and has that one's position."""
    position, alone_until = -1, -1
    for run in _RUN.finditer(text):
        start, end = run.span()
        if run.start("more") < 0:
            position += 1
            yield Token(start, end, position, forms(run[0]))
            if run.start("alone") >= 0:
                if start == alone_until:
                    yield Token(start - 1, end, position, forms(text[start - 1 : end]))
                alone_until = end
            continue
        together = ""
        for part in _PART.finditer(text, start, end):
            position += 1
            found = forms(part[0])
            together += found[0]
            yield Token(*part.span(), position, found)
        yield Token(start, end, position, forms(together))


@lru_cache(1 << 16)
def forms(word: str) -> tuple[str, ...]:
    """What a word is found by, the folded word first."""
    folded = fold(word)
    bare = folded.rstrip("+#")
    if bare != folded:
        return folded, bare
    stem, exact = _stem(folded), _exact(word)
    return (folded, *[STEM_MARK + stem] * (stem != folded), *[exact] * (exact != folded))


@lru_cache(1 << 10)
def kin(word: str) -> tuple[str, ...]:
    """What words of the same stem are found by: the stem itself as a word, and as the stem of another.

    A word with accents is also found by itself as written, so that it counts for more where it stands just so.
    """
    folded = fold(word)
    stem, exact = _stem(folded), _exact(word)
    found = (stem, STEM_MARK + stem) if _has_stem(folded) else (folded,)
    return found if exact == folded else (*found, exact)


def is_pair(text: str) -> bool:
    """Whether the text is two characters of a script written without spaces."""
    return _PAIR.fullmatch(text) is not None


def fold(word: str) -> str:
    """The word without differences of case, accents and typographic form."""
    if word.isascii():
        return word.lower()[:MAX_WORD]
    bare = _ACCENTS.sub("", unicodedata.normalize("NFKD", word).casefold())
    return unicodedata.normalize("NFKC", bare.translate(_PLAIN))[:MAX_WORD]


def _exact(word: str) -> str:
    """The word without differences of case and typographic form, but with its accents."""
    return word.lower()[:MAX_WORD] if word.isascii() else unicodedata.normalize("NFKC", word).casefold()[:MAX_WORD]


def _stem(folded: str) -> str:
    return str(porter_stem(folded)) if _has_stem(folded) else folded


def _has_stem(folded: str) -> bool:
    return len(folded) > 3 and folded.isascii() and folded.isalpha()
