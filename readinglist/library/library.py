"""The library: one folder, opened, read, written, undone."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias, TypeVar

from sqlalchemy import Connection
from sqlmodel import Session, select

from readinglist.errors import UserError
from readinglist.library import history
from readinglist.library.store.database import now, reader_engine, writer_engine
from readinglist.library.store.migrations import migrate
from readinglist.library.store.recording import recording
from readinglist.library.store.tables import LibraryRow
from readinglist.library.store.trouble import plainly

FILE_NAME = "library.sqlite"

Changed = TypeVar("Changed")

View: TypeAlias = Session
"""One consistent state of the library, for those who pass it on to what reads, and never look inside."""


@dataclass(slots=True)
class Transaction:
    """One action under way. Verbs take it first; they validate and write, and never commit.

    `label` names it in the history, and may be made more precise until its end. `step` is the history's step that
    records it; `extends` is True where that step was begun by an earlier transaction.
    """

    session: Session
    label: str
    step: int
    at: str
    extends: bool


class Library:
    """A library that is open in this process.

    Any number of threads may read. Writes of one process take turns; those of several processes wait for each other.
    `origin` names this program in the history ("window", "command line").
    """

    def __init__(self, folder: Path, *, origin: str) -> None:
        """Open the library in `folder`, making it where there is none.

        Raises:
            UserError: The folder cannot be used, or what is there is no library or a newer one.
        """
        self.folder = folder
        self.file = folder / FILE_NAME
        self._origin = origin
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with plainly(self.file):
                migrate(self.file)
        except OSError as error:
            raise UserError(
                f"The library folder {folder} cannot be used: {error.strerror}.", "Name another one."
            ) from error
        self._readers = reader_engine(self.file)
        self._writer = writer_engine(self.file, recording())
        self._lock = threading.RLock()
        self._is_writing = False
        try:
            with self.read() as session:
                about = session.exec(select(LibraryRow)).one()
        except BaseException:
            self.close()
            raise
        self.id, self.epoch = about.uuid, about.epoch

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session that sees one state of the library and can write nothing; not to be kept across a wait."""
        with plainly(self.file), Session(self._readers) as session:
            yield session

    @contextmanager
    def transaction(
        self, label: str, *, extend: int | None = None, lasting: bool = False, part_of: int | None = None
    ) -> Iterator[Transaction]:
        """One action of the user: what is written in it is one undo step named `label`, or nothing at all.

        `extend` goes on with an earlier step where that one is still the newest. `lasting` and `part_of` are for a
        `LastingStep`.
        """
        with self._writing(), plainly(self.file), Session(self._writer, expire_on_commit=False) as session:
            connection = session.connection()
            at = now()
            step = history.begin(connection, self._origin, at, extend=extend, lasting=lasting, part_of=part_of)
            tx = Transaction(session, label, step, at, extends=step == extend)
            yield tx
            session.flush()
            history.finish(connection, step, tx.label, extended=tx.extends)
            session.commit()

    def watching_connection(self) -> sqlite3.Connection:
        """A connection of the caller's own to ask SQLite what others did; the caller closes it, in the same thread."""
        return sqlite3.connect(self.file, isolation_level=None)

    def undo(self) -> history.Moved | None:
        """Take back the newest step that stands, whoever made it; None where there is none.

        Raises:
            UserError: What it changed was changed again since.
        """
        return self.change_history(history.undo)

    def redo(self) -> history.Moved | None:
        """Do again what was undone last; None where there is nothing. Raises UserError as `undo` does."""
        return self.change_history(history.redo)

    def change_history(self, change: Callable[[Connection], Changed]) -> Changed:
        """Do something to the history itself, in a transaction of its own that is no step."""
        with self.aside() as session:
            return change(session.connection())

    @contextmanager
    def aside(self) -> Iterator[Session]:
        """Write what is no action of the user's, and so no step: it is never undone, and drops nothing undone."""
        with self._writing(), plainly(self.file), Session(self._writer) as session:
            yield session
            session.commit()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """This process's turn to write; an action within an action is a bug, and said instead of waited for."""
        with self._lock:
            if self._is_writing:
                raise RuntimeError("A transaction was begun within a transaction.")
            self._is_writing = True
            try:
                yield
            finally:
                self._is_writing = False

    def close(self) -> None:
        """Close all connections. SQLite lets the last one of all processes leave one file, without a journal."""
        with self._lock:
            self._readers.dispose()
            self._writer.dispose()
