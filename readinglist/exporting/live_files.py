"""Files that are kept up to date with the library, and never written over what somebody else wrote.

What was written last is known by its hash. A file that holds something else was changed by somebody, and is left alone
until its reader says what is to become of it; one that is gone is written anew.
"""

import hashlib
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from readinglist.domain.text import count_of, storable
from readinglist.errors import UserError
from readinglist.exporting import text_file
from readinglist.exporting.exports import Manner, text_of
from readinglist.exporting.profile import Profile
from readinglist.library import live_files
from readinglist.library.library import Library
from readinglist.library.live_files import LiveFile

Find = Callable[[str], Sequence[int]]
"""Which papers a query means, in the order in which they are to stand."""


class Fate(StrEnum):
    """What became of a file: written anew; already right; changed by somebody else; its folder gone; not writable."""

    WRITTEN = "written"
    CURRENT = "current"
    CHANGED = "changed"
    FOLDER_MISSING = "folder missing"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an update came to for one file, with words for its reader."""

    path: Path
    fate: Fate
    words: str

    @property
    def is_right(self) -> bool:
        """Whether the file holds what it is to hold."""
        return self.fate in (Fate.WRITTEN, Fate.CURRENT)


def keep(library: Library, path: Path, query: str, manner: Manner, *, overwrite: bool) -> Path:
    """Keep a file up to date from now on; `update` then writes it. Gives its whole path.

    Raises:
        UserError: There is a file already which is not to be overwritten.
    """
    path = path.absolute()
    if storable(str(path)) != str(path):
        raise UserError("A file whose name holds control characters or is no text cannot be kept up to date.")
    with library.read() as session:
        known = {file.path: file.written for file in live_files.every(session)}
    found = _hash_of(path)
    if not overwrite and found not in ("", known.get(path)):
        raise UserError(f"{path} is there already.", "Name another file, or say that it is to be overwritten.")
    live_files.keep(library, LiveFile(path, query, manner.format, manner.profile, found))
    return path


def update(
    library: Library,
    find: Find,
    pattern: str,
    *,
    overwrite: Collection[Path] = (),
    before_part: Callable[[int], None] = lambda done: None,
) -> list[Outcome]:
    """Bring all files up to date, of those that somebody else changed only the ones that are to be overwritten."""
    with library.read() as session:
        files = live_files.every(session)
    return [_update(library, file, find, pattern, file.path in overwrite, before_part) for file in files]


def _update(
    library: Library,
    file: LiveFile,
    find: Find,
    pattern: str,
    overwrite: bool,
    before_part: Callable[[int], None],
) -> Outcome:
    if not file.path.parent.is_dir():
        return Outcome(file.path, Fate.FOLDER_MISSING, f"{file.path} waits for its folder, which is not there.")
    try:
        manner = Manner(file.format, Profile(file.profile), pattern)
        text, count = text_of(library, find(file.query), manner, before_part=before_part)
        fate = _write(library, file, text, overwrite)
    except UserError as error:
        return Outcome(file.path, Fate.FAILED, str(error))
    words = {
        Fate.WRITTEN: f"{count_of(count, 'paper')} written to {file.path}.",
        Fate.CURRENT: f"{file.path} is up to date.",
        Fate.CHANGED: f"{file.path} was changed by somebody else, and is left alone.",
    }
    return Outcome(file.path, fate, words[fate])


def _write(library: Library, file: LiveFile, text: str, overwrite: bool) -> Fate:
    wanted = hashlib.sha256(text.encode()).hexdigest()
    if _hash_of(file.path) == wanted == file.written:
        return Fate.CURRENT
    with live_files.turn(library, file.path) as turn:
        found = _hash_of(file.path)
        if turn is None or found == turn.written == wanted:  # somebody else was quicker
            return Fate.CURRENT
        if found not in ("", turn.written, wanted) and not overwrite:
            return Fate.CHANGED
        if found != wanted:
            text_file.replace(file.path, text)
        turn.record(wanted)
    return Fate.CURRENT if found == wanted else Fate.WRITTEN


def _hash_of(path: Path) -> str:
    """The hash of what a file holds; empty where there is none. Raises UserError where it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise UserError(f"{path} could not be read: {error.strerror}.", "Name an ordinary file of yours.") from error
