"""The files outside that are kept up to date with the library: where they are, and what was written there last.

They are no part of the history: undo changes what stands in them, never that they are there.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlmodel import Session, col, delete, select, update

from readinglist.errors import UserError
from readinglist.library.library import Library
from readinglist.library.store.tables import LiveFileRow


@dataclass(frozen=True, slots=True)
class LiveFile:
    """One file, by its absolute path: what stands in it, and how.

    `written` is the SHA-256, in hexadecimal, of what was written last; empty where nothing was yet.
    """

    path: Path
    query: str
    format: str
    profile: str
    written: str = ""


def every(session: Session) -> list[LiveFile]:
    """All of them, by their paths."""
    rows = session.exec(select(LiveFileRow).order_by(col(LiveFileRow.path)))
    return [LiveFile(Path(row.path), row.query, row.format, row.profile, row.written) for row in rows]


def there_are_any(session: Session) -> bool:
    """Whether there is one."""
    return session.exec(select(LiveFileRow.path).limit(1)).first() is not None


def keep(library: Library, file: LiveFile) -> None:
    """Keep a file up to date from now on; one that is kept already is kept in this manner."""
    with library.aside() as session:
        session.exec(delete(LiveFileRow).where(col(LiveFileRow.path) == str(file.path)))
        row = LiveFileRow(
            path=str(file.path), query=file.query, format=file.format, profile=file.profile, written=file.written
        )
        session.add(row)


def forget(library: Library, path: Path) -> None:
    """Keep a file up to date no longer; it stays where it is. Raises UserError where it is none of them."""
    with library.aside() as session:
        if not session.exec(delete(LiveFileRow).where(col(LiveFileRow.path) == str(path))).rowcount:
            raise UserError(f"{path} is not kept up to date.", "`readinglist live list` shows the files that are.")


class Turn:
    """The right to write one file, which no other process has at the same time."""

    def __init__(self, session: Session, path: Path, written: str) -> None:
        self._session = session
        self._path = path
        self.written = written

    def record(self, written: str) -> None:
        """Remember what was written."""
        where = col(LiveFileRow.path) == str(self._path)
        self._session.exec(update(LiveFileRow).where(where).values(written=written))


@contextmanager
def turn(library: Library, path: Path) -> Iterator[Turn | None]:
    """Take one's turn with a file; None where it is kept up to date no longer. All other writers wait."""
    with library.aside() as session:
        row = session.get(LiveFileRow, str(path))
        yield None if row is None else Turn(session, path, row.written)
