"""What the disk and other programs do to a library, in words."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DatabaseError

from readinglist.errors import UserError

_BACKUP = "Put a copy from backups/ in its place, or name another folder."
_REASONS = {
    "database or disk is full": ("the disk is full.", "Free some space and try again; what was stored before is safe."),
    "disk I/O error": ("the disk failed.", "Check the disk and its free space; what was stored before is safe."),
    "database is locked": ("another program is busy writing to it.", "Try again in a moment."),
    "attempt to write a readonly database": (
        "it may not be written to.",
        "Check the permissions of the file and its folder, and whether they were moved.",
    ),
    "unable to open database file": ("it cannot be opened.", "Check the permissions of the file and its folder."),
    "file is not a database": ("this is not a library.", _BACKUP),
    "database disk image is malformed": ("it is damaged.", _BACKUP),
}


@contextmanager
def plainly(file: Path) -> Iterator[None]:
    """Say as UserError what can be mended in the world; any other error of the database is a bug and passes."""
    try:
        yield
    except (DatabaseError, sqlite3.DatabaseError) as error:
        said = str(error.orig if isinstance(error, DatabaseError) else error)
        for reason, (message, hint) in _REASONS.items():
            if reason in said:
                raise UserError(f"{file}: {message}", hint) from error
        raise
