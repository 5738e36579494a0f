"""Copies of a library that is open: wherever it is wanted, and one a day beside it."""

import secrets
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from readinglist.errors import UserError
from readinglist.library.library import FILE_NAME, Library

DAYS_KEPT = 7
_DAILY = "daily-"


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy that was made, and what was counted in it."""

    folder: Path
    papers: int
    notes: int


def back_up(library: Library, folder: Path) -> Backup:
    """Copy the library into a new or empty folder, which is then a library of its own; open it and count.

    The copy gets an epoch of its own, so that no index made from the original ever answers for it.

    Raises:
        UserError: The folder holds something, or cannot be written, or the copy is not whole.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UserError(f"{folder} holds something already.", "Name a folder that is new or empty.")
    if folder.resolve().is_relative_to((library.folder / "files").resolve()):
        raise UserError(f"{folder} is within the library's own files.", "Name a folder elsewhere.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        papers, notes = _copy(library, folder / FILE_NAME)
        if (files := library.folder / "files").is_dir():
            shutil.copytree(files, folder / "files")
    except (OSError, sqlite3.OperationalError) as error:
        raise UserError(f"The library could not be copied to {folder}: {error}.", "Name another folder.") from error
    return Backup(folder, papers, notes)


def back_up_daily(library: Library, today: date) -> Path | None:
    """Keep a copy of today's library in its `backups/`, and of the six days before on which it was open.

    Returns:
        The copy, or None where there is one of today, or no paper yet.

    Raises:
        UserError: The copy could not be made, or is not whole.
    """
    folder = library.folder / "backups"
    file = folder / f"{_DAILY}{today.isoformat()}.sqlite"
    unfinished = file.with_suffix(".unfinished")
    if file.exists():
        return None
    try:
        folder.mkdir(exist_ok=True)
        unfinished.unlink(missing_ok=True)
        papers, _notes = _copy(library, unfinished)
        if not papers:
            return None
        unfinished.replace(file)
        for old in sorted(folder.glob(f"{_DAILY}*.sqlite"))[:-DAYS_KEPT]:
            old.unlink()
    except (OSError, sqlite3.OperationalError) as error:
        raise UserError(f"The daily backup {file} could not be made: {error}.", "Free some space.") from error
    finally:
        if unfinished.is_file():
            unfinished.unlink()
    return file


def _copy(library: Library, file: Path) -> tuple[int, int]:
    """Copy the tables, open the copy, and count its papers and notes. Raises UserError where it is damaged."""
    with closing(library.watching_connection()) as source:
        source.execute("VACUUM INTO ?", (str(file),))
    with closing(sqlite3.connect(file, isolation_level=None)) as copy:
        copy.execute("UPDATE library SET epoch = ?", (secrets.token_hex(8),))
        if (said := copy.execute("PRAGMA integrity_check").fetchone()[0]) != "ok":
            raise UserError(f"The copy {file} is damaged: {said}.", "Copy to another disk.")
        papers, notes = (copy.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("paper", "note"))  # noqa: S608
    return papers, notes
