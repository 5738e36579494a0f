"""All rows of papers, whatever their tables: taken out, compared, put into their place.

What is done here is done from the tables' metadata: a table that becomes tracked is covered by itself.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import groupby
from string import ascii_lowercase, ascii_uppercase
from typing import Any

from sqlalchemy import Table, and_, bindparam, or_
from sqlalchemy import select as columns
from sqlmodel import Session

from readinglist.library.library import Transaction
from readinglist.library.store.database import among
from readinglist.library.store.tables import TRACKED, ApartRow, MergedRow, PaperRow, table

Row = dict[str, Any]

Rows = dict[str, list[Row]]
"""The rows of one paper by the names of their tables."""

_NO_CASE = str.maketrans(ascii_uppercase, ascii_lowercase)  # NOCASE knows no other letters

APART, MERGED, PAPER = (str(row.__tablename__) for row in (ApartRow, MergedRow, PaperRow))


def take(session: Session, ids: Collection[int]) -> dict[int, Rows]:
    """Read all rows of papers. What a former merge left is taken apart, so that its JSON is not wrapped ever deeper."""
    wanted = set(ids)
    taken: dict[int, Rows] = {paper_id: {tracked.name: [] for tracked in TRACKED} for paper_id in wanted}
    for tracked in TRACKED:
        names = _paper_columns(tracked)
        where = or_(*(among(tracked.c[name], wanted) for name in names))
        order = [tracked.c[key.name] for key in tracked.primary_key]
        for found in session.connection().execute(columns(tracked).where(where).order_by(*order)).mappings():
            row = dict(found)
            if tracked.name == MERGED:
                row["former"] = json.loads(row["former"])
            for name in names:
                if row[name] in wanted:
                    taken[row[name]][tracked.name].append(row)
    return taken


def put(tx: Transaction, papers: Iterable[Rows]) -> None:
    """Insert all rows of papers that are not there, under their own numbers.

    Of the pairs kept apart only those are inserted of which both papers are there.
    """
    held = list(papers)
    for tracked in TRACKED:
        _insert(tx, tracked, [row for paper in held for row in paper.get(tracked.name, ())])


def change(tx: Transaction, before: Mapping[int, Rows], after: Mapping[int, Rows]) -> None:
    """Let the rows of papers that are there be others; a row without an id gets a new one."""
    for tracked in TRACKED:
        gone: dict[Any, Row] = {}
        new: dict[Any, Row] = {}
        changed: dict[Any, tuple[Row, Row]] = {}
        for paper_id, rows in after.items():
            was, is_now = by_key(tracked, before[paper_id][tracked.name]), by_key(tracked, rows[tracked.name])
            gone |= {key: row for key, row in was.items() if key not in is_now}
            new |= {key: row for key, row in is_now.items() if key not in was}
            changed |= {key: (was[key], row) for key, row in is_now.items() if key in was and row != was[key]}
        keys = [column.name for column in tracked.primary_key]
        _execute(tx, tracked.delete().where(_these(tracked, keys)), [_key_values(keys, row) for row in gone.values()])
        _insert(tx, tracked, list(new.values()))
        _update(tx, tracked, keys, list(changed.values()))


def by_key(tracked: Table, rows: Sequence[Row]) -> dict[Any, Row]:
    """Rows by their keys; for SQLite a text that is a key has no case. A row without an id is told by its place."""
    keys = [column.name for column in tracked.primary_key]
    return {
        tuple(_folded(row[key]) for key in keys) if all(key in row for key in keys) else ("new", place): row
        for place, row in enumerate(rows)
    }


def _paper_columns(tracked: Table) -> list[str]:
    """The columns that name the papers which a row is about."""
    return {PAPER: ["id"], APART: ["paper_id", "other_id"]}.get(tracked.name, ["paper_id"])


def _insert(tx: Transaction, tracked: Table, rows: Sequence[Row]) -> None:
    """Insert rows, those that have an id and those that have none apart: one statement has one set of columns."""
    if tracked.name == APART:
        _insert_pairs(tx, rows)
        return
    names = [column.name for column in tracked.columns]
    for numbered in (True, False):
        values = [
            {name: _stored(row.get(name)) for name in names if name in row or name != "id"}
            for row in rows
            if ("id" in row or "id" not in names) is numbered
        ]
        _execute(tx, tracked.insert(), values)


def _insert_pairs(tx: Transaction, rows: Sequence[Row]) -> None:
    """Insert the pairs of which both papers are there; each comes up to twice, from either paper."""
    paper, pairs = table(PaperRow), {(row["paper_id"], row["other_id"]) for row in rows}
    ids = {paper_id for pair in pairs for paper_id in pair}
    there = set(tx.session.connection().execute(columns(paper.c.id).where(among(paper.c.id, ids))).scalars())
    values = [{"paper_id": low, "other_id": high} for low, high in sorted(pairs) if {low, high} <= there]
    _execute(tx, table(ApartRow).insert().prefix_with("OR IGNORE"), values)


def _update(tx: Transaction, tracked: Table, keys: list[str], changes: list[tuple[Row, Row]]) -> None:
    """Update rows, all that have the same columns changed in one statement."""

    def names(change: tuple[Row, Row]) -> list[str]:
        was, is_now = change
        return sorted(name for name in is_now if is_now[name] != was.get(name) and name not in keys)

    for changed, rows in groupby(sorted(changes, key=names), key=names):
        if changed:
            values: Row = {name: bindparam(f"to_{name}") for name in changed}
            statement = tracked.update().where(_these(tracked, keys)).values(**values)
            given = [
                _key_values(keys, is_now) | {f"to_{name}": _stored(is_now[name]) for name in changed}
                for _, is_now in rows
            ]
            _execute(tx, statement, given)


def _these(tracked: Table, keys: list[str]) -> Any:
    return and_(*(tracked.c[key] == bindparam(f"key_{key}") for key in keys))


def _key_values(keys: list[str], row: Row) -> Row:
    return {f"key_{key}": row[key] for key in keys}


def _execute(tx: Transaction, statement: Any, values: list[Row]) -> None:
    if values:
        tx.session.connection().execute(statement, values)


def _folded(value: Any) -> Any:
    return value.translate(_NO_CASE) if isinstance(value, str) else value


def _stored(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else value
