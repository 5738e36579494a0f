"""Texts made comparable: the keys by which titles and names are matched and sorted."""

import re
import unicodedata
from functools import lru_cache

from readinglist.domain.paper import Person

_TAG = re.compile(r"</?[A-Za-z][\w-]{0,30}/?>")
_COMMAND = re.compile(r"\\(?:[A-Za-z]+\s*\{?|.)")
_ACCENT = re.compile("[\u0300-\u036f]+")
_GAP = re.compile(r"[\W_]+")
_ASCII_GAP = re.compile(r"[^a-z0-9]+")
_MARKUP = str.maketrans("", "", "{}$")
# Letters with a stroke and joined letters, which Unicode does not decompose.
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"})


def collapse(text: str) -> str:
    """Put the words of a text in one line, with one space between any two."""
    return " ".join(text.split())


@lru_cache(maxsize=4_096)  # matching asks eight times for what one paper is compared by
def title_key(title: str) -> str:
    """Reduce a title to the words that tell it from others: lower case, no accents, punctuation or markup.

    Two spellings of one title have one key; the key of a title without any letter or digit is empty.
    """
    text = title
    if "<" in text:
        text = _TAG.sub(" ", text)
    if "\\" in text:
        text = _COMMAND.sub("", text)
    if "{" in text or "}" in text or "$" in text:
        text = text.translate(_MARKUP)
    if text.isascii():
        return _ASCII_GAP.sub(" ", text.lower()).strip()
    folded = unicodedata.normalize("NFKC", text).casefold()
    bare = _ACCENT.sub("", unicodedata.normalize("NFD", folded)).translate(_LETTERS)
    return _GAP.sub(" ", unicodedata.normalize("NFC", bare)).strip()


def name_key(name: Person | str) -> str:
    """Reduce a name to what it is compared by: a person's family name, or the whole of an undivided name."""
    return title_key(name if isinstance(name, str) else name.short)
