"""How one process learns of what another did."""

import sqlite3
from types import TracebackType

from sqlmodel import Session, col, func, select

from readinglist.domain.changes import Changes
from readinglist.library.library import Library
from readinglist.library.store.tables import PaperChangeRow
from readinglist.library.store.trouble import plainly


def latest_seq(session: Session) -> int:
    """The number of the newest change; 0 in a library that never held a paper."""
    return session.exec(select(func.max(PaperChangeRow.seq))).one() or 0


def changed_since(connection: sqlite3.Connection, seq: int) -> list[tuple[int, int, int]]:
    """The papers whose latest change came after `seq`, oldest first: id, number of the change, 1 where it is gone.

    Asked of SQLite itself: the window's own thread asks, and a session's way there and back would cost it several ms.
    """
    asked = "SELECT paper_id, seq, gone FROM paper_change WHERE seq > ? ORDER BY seq"
    return connection.execute(asked, (seq,)).fetchall()


def latest_text_seq(session: Session) -> int:
    """The number of the newest change to a text that can be searched; 0 where there was none."""
    return session.exec(select(func.max(PaperChangeRow.text_seq))).one() or 0


def texts_changed_since(session: Session, seq: int, limit: int | None = None) -> list[tuple[int, int, bool]]:
    """The papers whose texts changed last after `seq`, oldest first: id, number of the change, whether it is gone."""
    rows = session.exec(
        select(PaperChangeRow.paper_id, PaperChangeRow.text_seq, PaperChangeRow.gone)
        .where(col(PaperChangeRow.text_seq) > seq)
        .order_by(col(PaperChangeRow.text_seq))
        .limit(limit)
    )
    return [(paper_id, number, bool(gone)) for paper_id, number, gone in rows]


class Follower:
    """Tells what changed since it last told, whoever changed it. To be used by one thread."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._connection = library.watching_connection()
        self._version = self._data_version()
        with library.read() as session:
            self._seq = latest_seq(session)

    def poll(self) -> Changes:
        """What changed since the last call; costs some microseconds where nothing did."""
        version = self._data_version()
        if version == self._version:
            return Changes(seq=self._seq)
        self._version = version
        with plainly(self._library.file):
            rows = changed_since(self._connection, self._seq)
        if rows:
            self._seq = rows[-1][1]
        removed = frozenset(paper for paper, _, gone in rows if gone)
        return Changes(frozenset(paper for paper, _, _ in rows), removed, self._seq)

    def _data_version(self) -> int:
        """SQLite's count of the commits by other connections than this one."""
        version: int = self._connection.execute("PRAGMA data_version").fetchone()[0]
        return version

    def close(self) -> None:
        """Let go of the library."""
        self._connection.close()

    def __enter__(self) -> "Follower":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
