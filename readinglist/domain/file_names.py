"""What a paper's file is called in the library: "Lovelace 1843 - Notes on the engine.pdf", on every system."""

import re
from collections.abc import Sequence

from readinglist.domain.normalise import collapse
from readinglist.domain.paper import Paper
from readinglist.domain.text import storable

LONGEST = 120
"""Characters of a name, its ending included: with the folders before it, it stays within what Windows takes."""

LONGEST_BYTES = 240
"""Bytes of a name in UTF-8: most file systems end at 255."""

_MOST_NAMED = 2
_EDGES = " .-"
_BETWEEN = re.compile(r"\s*[:/\\|]\s*")
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]')
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,10}")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)", re.IGNORECASE)


def file_name(paper: Paper, suffix: str) -> str:
    """Name a paper's file: first author, or two, or the first "et al.", the year, and the title, as far as known.

    `suffix` is the ending of the file as it came; one that is no plain ending is dropped. The name holds nothing that
    Windows, macOS or Linux refuses.
    """
    ending = suffix.lower() if _SUFFIX.fullmatch(suffix) else ""
    head = " ".join(filter(None, (_authors([person.short for person in paper.authors]), str(paper.year or ""))))
    name = " - ".join(filter(None, (_plain(head).lstrip(_EDGES), _plain(paper.title).strip(_EDGES))))
    name = name.strip(_EDGES) or "paper"
    if _RESERVED.match(name):
        name = f"paper {name}"
    return _cut(name, LONGEST - len(ending), LONGEST_BYTES - len(ending)) + ending


def _authors(names: Sequence[str]) -> str:
    if len(names) > _MOST_NAMED:
        return f"{names[0]} et al."
    return " and ".join(names)


def _plain(text: str) -> str:
    """The text without what no file name may hold; what stood between two parts becomes a dash."""
    parted = _BETWEEN.sub(" - ", storable(text).strip())
    return collapse(_FORBIDDEN.sub("", parted))


def _cut(name: str, characters: int, in_bytes: int) -> str:
    cut = name[:characters]
    while len(cut.encode("utf-8", "replace")) > in_bytes:
        cut = cut[:-1]
    if cut != name and " " in cut[characters // 2 :]:
        cut = cut.rpartition(" ")[0]
    return cut.rstrip(_EDGES)
