"""What an importer reads, decoded, and what it gives back; every format has these values in common."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from readinglist.domain.paper import Paper
from readinglist.domain.reading import UNTOLD, ReaderState
from readinglist.errors import UserError
from readinglist.importing.decoding import ReadAs, decode

MAX_BYTES = 64 * 1024 * 1024
"""No source is read beyond this size: 64 MiB are some 40,000 papers with their abstracts."""

_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x1f\x8b", "a compressed file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"SQLite format 3\0", "a database"),
)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b"))

_TEXT_HINT = "Import a text file, or copy the text you want and paste it."


Watch = Callable[[int], None]
"""Told how many characters of a text have been read; it raises what is to stop the reading."""


def unwatched(_read: int) -> None:
    """Watch nothing."""


@dataclass(frozen=True, slots=True)
class Source:
    """A text to import. `name` is what the reader is told it is called; lines end in a bare newline.

    `read_as` is what it was read as, where that is not plain UTF-8. What parses a text tells `watch` now and then.
    """

    name: str
    text: str
    read_as: ReadAs | None = None
    watch: Watch = field(default=unwatched, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Guess:
    """A guessed title, and `why` the reader is to look at it, in words; `is_name`: it is the file's name."""

    title: str
    why: str
    is_name: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """A paper as one source tells it; `line` is where its record starts in the source, from 1, or 0 for a whole file.

    `state` is what the source tells of its reader. Only a paper that is new to the library takes it up. `files` come
    along: copies of them go into the library. `guess` is there where the title was guessed.
    """

    paper: Paper
    line: int
    state: ReaderState = UNTOLD
    files: tuple[Path, ...] = ()
    guess: Guess | None = None

    @property
    def doubt(self) -> str:
        """Why the title wants to be checked; empty where it is sure, or no longer the one that was guessed."""
        return self.guess.why if self.guess and self.guess.title == self.paper.title else ""


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
        if path.exists() and not path.is_file():  # to open a pipe would wait for whoever writes to it
            raise UserError(f"{name} is not an ordinary file.", "Save what it holds to a file and import that.")
        with path.open("rb") as file:
            if (size := os.fstat(file.fileno()).st_size) > MAX_BYTES:
                raise _too_large(f"{name} is {size // 2**20:,} MiB,")
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        if path.is_symlink():
            raise UserError(f"{name} is a link to a file that is not there.", "Name the file itself.") from None
        raise UserError(f"There is no file {name}.", "Check the spelling and the folder.") from None
    except PermissionError:
        raise UserError(f"{name} may not be read.", "Ask its owner for permission, or copy it first.") from None
    except OSError as error:
        raise UserError(
            f"{name} could not be read: {(error.strerror or str(error)).lower()}.",
            "See whether other programs can open it; else take it from where you have it.",
        ) from error
    except ValueError as error:  # a NUL in the name
        raise UserError(f"{name!r} cannot be the name of a file.", "Check the spelling.") from error
    return source_from_bytes(name, data)


def source_from_bytes(name: str, data: bytes) -> Source:
    """Take bytes and decode them. Raises UserError for what is too large, empty or not text."""
    if len(data) > MAX_BYTES:
        raise _too_large(f"{name} is")
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            raise UserError(f"{name} is {kind}, not text.", _TEXT_HINT)
    decoded = decode(data)
    if decoded is None:
        raise UserError(f"{name} is not text.", _TEXT_HINT)
    return _source(name, decoded.text, decoded.read_as(name))


def source_from_text(name: str, text: str) -> Source:
    """Take a text that is decoded already, such as a pasted one. Raises UserError for an empty or too large one."""
    if len(text) > MAX_BYTES:
        raise _too_large(f"{name} is")
    # Half a surrogate pair, as a cut clipboard may hold, cannot be stored.
    whole = text if text.isascii() else text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return _source(name, whole, None)


def _too_large(said: str) -> UserError:
    return UserError(
        f"{said} larger than {MAX_BYTES // 2**20} MiB, the most that is read at once.",
        "See whether it is the right file; if it is, split it and import the parts.",
    )


def _source(name: str, text: str, read_as: ReadAs | None) -> Source:
    if not text.strip():
        raise UserError(f"{name} is empty.", "Check that it was saved, or that all of it was copied.")
    sample = text[:1_000_000].encode("latin-1", "ignore")
    if (len(sample) - len(sample.translate(None, _CONTROLS))) * 100 > len(text[:1_000_000]):
        raise UserError(f"{name} is not text.", _TEXT_HINT)
    return Source(name, text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd"), read_as)
