"""What an importer reads, decoded, and what it gives back; every format has these values in common."""

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

from readinglist.domain.paper import Paper
from readinglist.errors import UserError

MAX_BYTES = 64 * 1024 * 1024
"""No source is read beyond this size: 64 MiB are some 40,000 papers with their abstracts."""

_MARKS = (  # the longer mark first: the UTF-32 mark begins with the UTF-16 one
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x1f\x8b", "a compressed file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"SQLite format 3\0", "a database"),
)
_DECLARATION = re.compile(
    rb"^%?[ \t]*Encoding:[ \t]*(cp\d+|windows-\d+|iso[-_]?8859[-_]\d+|mac[\w-]+|gb\w+|big5[\w-]*|euc[-_]\w+"
    rb"|s(?:hift_)?jis|koi8[-_]\w)",
    re.IGNORECASE | re.MULTILINE,
)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b"))

_TEXT_HINT = "Import a text file, or copy the text you want and paste it."


@dataclass(frozen=True, slots=True)
class Source:
    """A text to import. `name` is what the reader is told it is called; lines end in a bare newline."""

    name: str
    text: str
    encoding: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A paper as one source tells it; `line` is where its record starts in the source, from 1."""

    paper: Paper
    line: int


@dataclass(frozen=True, slots=True)
class Failure:
    """A part of a source that gave no paper: `message` says what stands at `line` (from 1) and what to do about it."""

    source: str
    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Parsed:
    """All that a source gave. `dated` is the date the source itself bears, in its own words ("Mar 11"), or empty."""

    drafts: tuple[Draft, ...]
    failures: tuple[Failure, ...]
    format: str
    dated: str = ""


def read_source(path: Path) -> Source:
    """Read and decode a file; its name is the path as given.

    Raises UserError for what is missing, unreadable, no file, too large, empty or not text.
    """
    name = str(path)
    try:
        if path.is_dir():
            raise UserError(f"{name} is a folder, not a file.", "Name the files in it that you want to import.")
        if path.exists() and not path.is_file():
            raise UserError(f"{name} is not an ordinary file.", "Save what it holds to a file and import that.")
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise UserError(f"There is no file {name}.", "Check the spelling and the folder.") from None
    except PermissionError:
        raise UserError(f"{name} may not be read.", "Ask its owner for permission, or copy it first.") from None
    except (OSError, ValueError) as error:
        raise UserError(f"{name} could not be read: {error}.", "Copy it to another place and try again.") from error
    return source_from_bytes(name, data)


def source_from_bytes(name: str, data: bytes) -> Source:
    """Decode bytes: by their mark, as UTF-8, as UTF-16 where the zero bytes say so, else as what they say they are.

    Where they say nothing, or what they say is not so, they are Windows-1252 or Latin-1.

    Raises UserError for what is too large, empty or not text.
    """
    if len(data) > MAX_BYTES:
        raise UserError(f"{name} is larger than {MAX_BYTES // 2**20} MiB.", "Split it and import the parts.")
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            raise UserError(f"{name} is {kind}, not text.", _TEXT_HINT)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return _source(name, data[len(mark) :].decode(encoding), encoding)
            except UnicodeDecodeError:
                raise UserError(f"{name} is marked as {encoding.upper()} but is not.", "Save it as UTF-8.") from None
    if b"\0" in data:
        return _unmarked_utf16(name, data)
    for encoding in ("utf-8", *_declared(data), "cp1252"):
        try:
            return _source(name, data.decode(encoding), encoding)
        except (UnicodeDecodeError, LookupError):  # a declared encoding may be none that Python knows
            continue
    return _source(name, data.decode("latin-1"), "latin-1")


def source_from_text(name: str, text: str) -> Source:
    """Take a text that is decoded already, such as a pasted one. Raises UserError for an empty or too large one."""
    if len(text) > MAX_BYTES:
        raise UserError(f"{name} is larger than {MAX_BYTES // 2**20} MiB.", "Split it and import the parts.")
    # Half a surrogate pair, as a cut clipboard may hold, cannot be stored.
    whole = text if text.isascii() else text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return _source(name, whole, "text")


def _declared(data: bytes) -> list[str]:
    """The national encoding that a bibliography names in its first lines, as JabRef writes it."""
    found = _DECLARATION.search(data[:1_000])
    return [found[1].decode("ascii")] if found else []


def _unmarked_utf16(name: str, data: bytes) -> Source:
    """Decode UTF-16 that has no mark: its zero bytes stand at even places (big endian) or at odd ones only."""
    even, odd = data[0::2].count(0), data[1::2].count(0)
    encoding = "utf-16-le" if even < odd else "utf-16-be"
    if len(data) % 2 == 0 and min(even, odd) * 50 < max(even, odd):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            pass
        else:
            return _source(name, text, encoding)
    raise UserError(f"{name} is not text.", _TEXT_HINT)


def _source(name: str, text: str, encoding: str) -> Source:
    if not text.strip():
        raise UserError(f"{name} is empty.", "Check that it was saved, or that all of it was copied.")
    sample = text[:1_000_000].encode("latin-1", "ignore")
    if (len(sample) - len(sample.translate(None, _CONTROLS))) * 100 > len(text[:1_000_000]):
        raise UserError(f"{name} is not text.", _TEXT_HINT)
    return Source(name, text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd"), encoding)
