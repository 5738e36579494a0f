"""Putting back what a step's records say was there before, all rows of a kind in one statement.

Table by table, and what belongs to a paper before it, so that nothing is gone by cascade when its turn comes; foreign
keys are looked at only in the end. A row that a step changed several times is put back as often, latest change first.
"""

from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, Table, text

from readinglist.library.store.tables import TRACKED

WORKING_TABLE = (
    "CREATE TEMP TABLE inverting (table_name TEXT NOT NULL, key TEXT NOT NULL, op TEXT NOT NULL, before TEXT, "
    "after TEXT, paper_id INTEGER NOT NULL, turn INTEGER NOT NULL, names TEXT)"
)
"""What a connection needs to invert: the records of the step, each with its turn among those of the same row."""

_TAKE = text(
    "INSERT INTO temp.inverting SELECT table_name, key, op, before, after, paper_id, "
    "row_number() OVER (PARTITION BY table_name, key COLLATE NOCASE ORDER BY seq DESC), "
    "CASE op WHEN 'update' THEN (SELECT group_concat(key) FROM json_each(before)) END "
    "FROM step_row WHERE step_id = :step"
)
_KINDS = text("SELECT table_name, turn, op, names, count(*) AS rows FROM temp.inverting GROUP BY 1, 2, 3, 4")
_OPS = ("insert", "update", "delete")  # a row makes room before another one of the same key comes back


def invert(connection: Connection, step: int) -> frozenset[int] | None:
    """Put all rows of a step back, and forget its records.

    Returns:
        The papers that were touched; None where a row is no longer as the step left it. The caller then rolls back.
    """
    connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
    connection.execute(_TAKE, {"step": step})
    connection.execute(text("DELETE FROM step_row WHERE step_id = :step"), {"step": step})
    kinds = {name: list(of) for name, of in groupby(connection.execute(_KINDS).all(), attrgetter("table_name"))}
    for table in reversed(TRACKED):
        for kind in sorted(kinds.get(table.name, ()), key=lambda kind: (kind.turn, _OPS.index(kind.op))):
            values = {"table": table.name, "turn": kind.turn, "op": kind.op, "names": kind.names}
            if connection.execute(text(_statement(table, kind)), values).rowcount != kind.rows:
                return None
    papers = connection.execute(text("SELECT DISTINCT paper_id FROM temp.inverting")).scalars().all()
    connection.execute(text("DELETE FROM temp.inverting"))
    return frozenset(papers)


def _statement(table: Table, kind: Any) -> str:
    """The statement that puts rows of one kind back; it touches none that is not as the record left it."""
    keys = [column.name for column in table.primary_key]
    these = "FROM temp.inverting AS record WHERE table_name = :table AND turn = :turn AND op = :op AND names IS :names"
    if kind.op == "insert":
        return f"DELETE FROM {table.name} WHERE ({', '.join(keys)}) IN (SELECT {_values('key', keys)} {these})"  # noqa: S608
    if kind.op == "delete":
        names = [column.name for column in table.columns]
        return f"INSERT INTO {table.name} ({', '.join(names)}) SELECT {_values('before', names)} {these}"
    changed = set(kind.names.split(","))
    names = [column.name for column in table.columns if column.name in changed]
    sets = ", ".join(f"{name} = {_value('before', name)}" for name in names)
    same = " AND ".join(f"{table.name}.{key} = {_value('key', key)}" for key in keys)
    still = " AND ".join(f"{table.name}.{name} IS {_value('after', name)} COLLATE BINARY" for name in names)
    return f"UPDATE {table.name} SET {sets} {these} AND {same} AND {still}"  # noqa: S608  names from the metadata


def _values(column: str, names: list[str]) -> str:
    return ", ".join(_value(column, name) for name in names)


def _value(column: str, name: str) -> str:
    return f"json_extract(record.{column}, '$.{name}')"
