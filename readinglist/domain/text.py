"""Which text can be stored and shown at all, and how it is written."""

import re

_UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

_EAST_ASIAN = re.compile("[\u3041-\u309f\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff]+")
"""Hiragana, Chinese characters and Hangul. Katakana is left out: in it Japanese writes foreign names."""


def is_east_asian(text: str) -> bool:
    """Whether a text is written throughout in a script that puts the family name first and no space between names."""
    return _EAST_ASIAN.fullmatch(text) is not None


def storable(text: str) -> str:
    """The text with uniform newlines and without control characters and lone surrogates.

    SQLite's JSON functions, which the history is written with, cut a text at a NUL, and UTF-8 has no surrogates.
    """
    return text if is_storable(text) else _UNSTORABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def is_storable(text: str) -> bool:
    """Whether a text is as `storable` would give it."""
    return (text.isascii() and text.isprintable()) or ("\r" not in text and not _UNSTORABLE.search(text))


def count_of(number: int, noun: str) -> str:
    """A number and its noun as they are read: "1 paper", "1,200 papers"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
