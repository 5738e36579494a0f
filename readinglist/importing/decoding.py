"""From bytes to text: in which encoding a source is written, how sure that is, and how to tell it."""

import codecs
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

_MARKS = (  # the longer mark first: the UTF-32 mark begins with the UTF-16 one
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARATION = re.compile(
    rb"^%?[ \t]*Encoding:[ \t]*(cp\d+|windows-\d+|iso[-_]?8859[-_]\d+|mac[\w-]+|gb\w+|big5[\w-]*|euc[-_]\w+"
    rb"|s(?:hift_)?jis|koi8[-_]\w)",
    re.IGNORECASE | re.MULTILINE,
)
_HEAD = 1_000
"""Bytes in which a bibliography declares its encoding."""

_C1 = bytes(range(0x80, 0xA0))
_LOST = "\ufffd"
_MAX_LOST = 0.05
"""The part of a text that may be damaged; with more, it is no text in that encoding."""


class KnownBy(StrEnum):
    """By what an encoding is known."""

    MARK = "mark"
    DECLARATION = "declaration"
    GUESS = "guess"


@dataclass(frozen=True, slots=True)
class ReadAs:
    """What a source was read as that is not plain UTF-8.

    `encoding` is the name that readers know; `damaged` counts the places that are no text in it and show as "�".
    """

    source: str
    encoding: str
    known_by: KnownBy
    damaged: int = 0


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding it was read in (Python's name), by what that is known, and how many places are damaged."""

    text: str
    codec: str
    known_by: KnownBy
    damaged: int = 0

    def read_as(self, source: str) -> ReadAs | None:
        """What is to be told of it: None for whole UTF-8."""
        if self.codec == "utf-8" and not self.damaged:
            return None
        return ReadAs(source, _readable(self.codec), self.known_by, self.damaged)


def decode(data: bytes) -> Decoded | None:
    """Decode bytes: by their mark, as UTF-8, as UTF-16 where the zero bytes say so, else as what they say they are.

    Where they say nothing, or what they say is not so, they are UTF-8 with damaged places, Latin-1 or Windows-1252.
    None where they are no text.
    """
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return _with_losses(data[len(mark) :], codec, KnownBy.MARK)
    if b"\0" in data:
        return _unmarked_utf16(data)
    try:
        return Decoded(data.decode("utf-8"), "utf-8", KnownBy.GUESS)
    except UnicodeDecodeError:
        return _declared(data) or _damaged_utf8(data) or _western(data)


def told(read_as: Iterable[ReadAs]) -> list[str]:
    """Sentences that say what sources were read as, one for each encoding and its certainty."""
    groups: dict[tuple[str, KnownBy, bool], list[ReadAs]] = {}
    for read in read_as:
        groups.setdefault((read.encoding, read.known_by, read.damaged > 0), []).append(read)
    return [_sentence(group) for group in groups.values()]


def _sentence(group: list[ReadAs]) -> str:
    first, one = group[0], len(group) == 1
    said = f"{first.source} was" if one else f"{len(group):,} sources were"
    said = f"{said} read as {first.encoding}"
    if first.known_by is KnownBy.MARK:
        said += ", as the mark at the beginning says"
    elif first.known_by is KnownBy.DECLARATION:
        said += f", as {'it says itself' if one else 'they say themselves'}"
    if damaged := sum(read.damaged for read in group):
        places = "1 place is" if damaged == 1 else f"{damaged:,} places are"
        return f"{said}, but {places} damaged and shown as “{_LOST}”. Compare with the original."
    if first.known_by is KnownBy.GUESS:
        return f"{said}. That is a guess: see whether letters with accents are right; if not, save it as UTF-8."
    return f"{said}."


def _declared(data: bytes) -> Decoded | None:
    """Decode in the national encoding that a bibliography names in its first lines, as JabRef writes it."""
    found = _DECLARATION.search(data[:_HEAD])
    try:
        codec = codecs.lookup(found[1].decode("ascii")).name if found else ""
        return Decoded(data.decode(codec), codec, KnownBy.DECLARATION) if codec else None
    except (LookupError, UnicodeDecodeError):  # an encoding that Python does not know, or not the right one
        return None


def _damaged_utf8(data: bytes) -> Decoded | None:
    """Decode UTF-8 of which some bytes are broken, as the end of a file that was cut: most of its signs are whole."""
    decoded = _with_losses(data, "utf-8", KnownBy.GUESS)
    if decoded is None:
        return None
    beyond_ascii = len(decoded.text) - len(decoded.text.encode("ascii", "ignore"))
    return decoded if beyond_ascii > 2 * decoded.damaged else None


def _western(data: bytes) -> Decoded:
    """Decode as Windows-1252 where the bytes that it has beyond Latin-1 are used, all of them as it uses them."""
    if len(data.translate(None, _C1)) < len(data):
        try:
            return Decoded(data.decode("cp1252"), "cp1252", KnownBy.GUESS)
        except UnicodeDecodeError:
            pass
    return Decoded(data.decode("latin-1"), "iso8859-1", KnownBy.GUESS)


def _unmarked_utf16(data: bytes) -> Decoded | None:
    """Decode UTF-16 that has no mark: its zero bytes stand at even places (big endian) or at odd ones only."""
    even, odd = data[0::2].count(0), data[1::2].count(0)
    if min(even, odd) * 50 >= max(even, odd):
        return None
    decoded = _with_losses(data, "utf-16-le" if even < odd else "utf-16-be", KnownBy.GUESS)
    return decoded if decoded and decoded.damaged <= 1 else None  # one: its end may be cut


def _with_losses(data: bytes, codec: str, known_by: KnownBy) -> Decoded | None:
    """Decode what can be decoded; None where too much cannot."""
    text = data.decode(codec, "replace")
    damaged = text.count(_LOST)
    if damaged:
        damaged -= data.decode(codec, "ignore").count(_LOST)  # the sign itself may stand in a text
    return Decoded(text, codec, known_by, damaged) if damaged <= len(text) * _MAX_LOST else None


def _readable(codec: str) -> str:
    """The name of an encoding that readers know: "UTF-16", "Windows-1252", "Latin-1"."""
    if codec.startswith("utf-"):
        return codec.upper().removesuffix("-LE").removesuffix("-BE")
    if codec == "iso8859-1":
        return "Latin-1"
    return re.sub(r"^CP(?=125\d$)", "Windows-", codec.upper()).replace("ISO8859", "ISO 8859")
