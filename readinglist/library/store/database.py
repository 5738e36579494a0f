"""How SQLite is spoken to: the two engines on one file, and what is SQLite's own in a statement."""

import json
import sqlite3
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Any, cast

from sqlalchemy import URL, ColumnElement, Connection, Engine, Table, bindparam, create_engine, event, func, select
from sqlalchemy.pool import Pool, QueuePool, StaticPool

from readinglist.library.store.migrations import BUSY_SECONDS

_SECONDS_BETWEEN_LOOKS = 0.001

_TOGETHER = 25
"""Rows that one statement inserts: with more it is no quicker, and older versions of SQLite allow 999 values."""

_CACHE_KIB = 65_536
"""Of a large import the rows go all over the indexes; with SQLite's own 2 MiB it would write each page many times."""


def reader_engine(file: Path) -> Engine:
    """Connections that see one state of the library each and can write nothing."""
    return _engine(file, ("PRAGMA query_only=ON",), begin=_begin_reading, pool=QueuePool)


def writer_engine(file: Path, set_up: tuple[str, ...]) -> Engine:
    """The process's one connection that writes; `set_up` are statements that it starts with.

    It takes the write lock when it begins: a transaction that reads first and writes later fails at once, whatever
    the time-out, when another process has written in between.
    """
    pragmas = (
        "PRAGMA foreign_keys=ON",
        "PRAGMA synchronous=NORMAL",
        f"PRAGMA cache_size=-{_CACHE_KIB}",
        "PRAGMA temp_store=MEMORY",  # a statement that fires triggers keeps the pages it changes until it is done
    )
    return _engine(file, pragmas + set_up, begin=_begin_writing, pool=StaticPool)


def _begin_reading(connection: sqlite3.Connection) -> None:
    connection.execute("BEGIN")


def _begin_writing(connection: sqlite3.Connection) -> None:
    """Take the write lock as soon as it is free.

    SQLite itself looks ever more rarely, and so misses the short moments that a long step leaves between its parts.
    """
    deadline = time.monotonic() + BUSY_SECONDS
    connection.execute("PRAGMA busy_timeout=0")
    try:
        while True:
            try:
                connection.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                    raise
                time.sleep(_SECONDS_BETWEEN_LOOKS)
            else:
                return
    finally:
        connection.execute(f"PRAGMA busy_timeout={round(BUSY_SECONDS * 1_000)}")


def _engine(
    file: Path, set_up: tuple[str, ...], *, begin: Callable[[sqlite3.Connection], None], pool: type[Pool]
) -> Engine:
    engine = create_engine(
        URL.create("sqlite", database=str(file)),  # in a URL as text, "?" and "%" of a folder's name have a meaning
        poolclass=pool,
        connect_args={"check_same_thread": False, "timeout": BUSY_SECONDS},
    )

    @event.listens_for(engine, "connect")
    def configure(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None
        for statement in set_up:
            connection.execute(statement)

    @event.listens_for(engine, "begin")
    def start(connection: Connection) -> None:
        begin(cast(sqlite3.Connection, connection.connection.dbapi_connection))

    return engine


def among(column: Any, ids: Iterable[int | str]) -> ColumnElement[bool]:
    """`column IN ids` for any number of ids: one bound JSON array, where SQLite allows 32,766 variables."""
    values = func.json_each(json.dumps(list(ids))).table_valued("value")
    return column.in_(select(values.c.value))  # type: ignore[no-any-return]


def among_given(column: Any) -> ColumnElement[bool]:
    """`column IN ids` for a statement that is made once: the ids come with each execution, see `given`."""
    values = func.json_each(bindparam("ids")).table_valued("value")
    return column.in_(select(values.c.value))  # type: ignore[no-any-return]


def given(ids: Iterable[int]) -> dict[str, str]:
    """The parameter of a statement with `among_given`."""
    return {"ids": json.dumps(list(ids))}


def now() -> str:
    """The time as it is stored: ISO 8601 in UTC, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def insert_all(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert plain rows that name the same columns in the same order; through objects they cost ten times as much.

    Many go in by one statement: since tables have triggers, SQLite keeps for each statement a copy of the pages it
    changes, which for a row by itself takes longer than the row.
    """
    if rows:
        _insert_together(connection, table, rows, 1 if len(rows) < _TOGETHER else _TOGETHER)


def _insert_together(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]], together: int) -> None:
    names, marks = ", ".join(rows[0]), f"({', '.join('?' * len(rows[0]))})"
    statement = f"INSERT INTO {table.name} ({names}) VALUES {', '.join([marks] * together)}"  # noqa: S608  metadata's
    whole = len(rows) - len(rows) % together
    values = [
        tuple(chain.from_iterable(row.values() for row in rows[first : first + together]))
        for first in range(0, whole, together)
    ]
    connection.exec_driver_sql(statement, values)
    insert_all(connection, table, rows[whole:])
