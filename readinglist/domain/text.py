"""Which text can be stored and shown at all."""

import re

_UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def storable(text: str) -> str:
    """The text with uniform newlines and without control characters and lone surrogates.

    SQLite's JSON functions, which the history is written with, cut a text at a NUL, and UTF-8 has no surrogates.
    """
    return _UNSTORABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def count_of(number: int, noun: str) -> str:
    """A number and its noun as they are read: "1 paper", "1,200 papers"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
