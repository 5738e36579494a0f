"""A copy of a library that is open."""

import secrets
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from readinglist.errors import UserError
from readinglist.library.library import FILE_NAME, Library


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
    file = folder / FILE_NAME
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with closing(library.watching_connection()) as source:
            source.execute("VACUUM INTO ?", (str(file),))
        if (files := library.folder / "files").is_dir():
            shutil.copytree(files, folder / "files")
    except (OSError, sqlite3.OperationalError) as error:
        raise UserError(f"The library could not be copied to {folder}: {error}.", "Name another folder.") from error
    with closing(sqlite3.connect(file, isolation_level=None)) as copy:
        copy.execute("UPDATE library SET epoch = ?", (secrets.token_hex(8),))
        if (said := copy.execute("PRAGMA integrity_check").fetchone()[0]) != "ok":
            raise UserError(f"The copy in {folder} is damaged: {said}.", "Copy to another disk.")
        papers, notes = (copy.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("paper", "note"))  # noqa: S608
    return Backup(folder, papers, notes)
