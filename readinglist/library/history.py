"""What was done, kept in the library's file, so that any process can undo what any other did.

Every writing connection carries TEMP triggers made from the tables' metadata. While a step runs they record, for each
row: of an insert its key, of an update the columns that changed, of a delete the whole row. With or without a step
they give the paper a new number in `paper_change`, which is how others follow.

Undo inverts the records of the newest step that is not undone, under the same triggers: what they record of the
inversion replaces the step's records, and that is the redo. It declines, touching nothing, where a column that it
would set no longer holds what was recorded.
"""

import json
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Table, text
from sqlmodel import Session, col, select

from readinglist.errors import UserError
from readinglist.library.tables import TRACKED, PaperRow, StepRow

STEPS_KEPT = 1_000
BYTES_KEPT = 64_000_000

_TABLES = {table.name: table for table in TRACKED}


@dataclass(frozen=True, slots=True)
class Step:
    """One action: what it was, who did it (which program), when, and whether it stands."""

    id: int
    label: str
    origin: str
    at: str
    undone: bool


@dataclass(frozen=True, slots=True)
class Moved:
    """An undo or redo that was done, and the papers it touched."""

    step: Step
    papers: frozenset[int]


def recording() -> tuple[str, ...]:
    """The statements that make a writing connection record: its triggers, and the table that names the running step."""
    triggers = [_trigger(table, op) for table in _TABLES.values() for op in ("insert", "update", "delete")]
    return ("CREATE TEMP TABLE running (step_id INTEGER NOT NULL, since INTEGER NOT NULL)", *triggers)


def _trigger(table: Table, op: str) -> str:
    keys = [column.name for column in table.primary_key]
    columns = [column.name for column in table.columns]
    values = [name for name in columns if name not in keys]
    row = "old" if op == "delete" else "new"
    paper = f"{row}.{'id' if table.name == PaperRow.__tablename__ else 'paper_id'}"
    when, before, after = "", "NULL", "NULL"
    if op == "update":
        when = f"WHEN {' OR '.join(_differs(name) for name in values) or '0'}"
        before, after = _changed("old", values), _changed("new", values)
    elif op == "delete":
        before = _json("old", columns)
    return (
        f"CREATE TEMP TRIGGER {table.name}_{op} AFTER {op} ON main.{table.name} {when} BEGIN "  # noqa: S608
        "INSERT INTO step_row (step_id, table_name, key, paper_id, op, before, after) "
        f"SELECT step_id, '{table.name}', {_json(row, keys)}, {paper}, '{op}', {before}, {after} FROM temp.running; "
        "INSERT INTO paper_change (paper_id, seq, gone) VALUES ("
        f"{paper}, (SELECT coalesce(max(seq), 0) + 1 FROM paper_change), "
        f"NOT EXISTS (SELECT 1 FROM paper WHERE id = {paper})) "
        "ON CONFLICT (paper_id) DO UPDATE SET seq = excluded.seq, gone = excluded.gone; END"
    )


def _differs(name: str) -> str:
    """Byte for byte: a column's own collation would hide that "theory" became "Theory"."""
    return f"old.{name} IS NOT new.{name} COLLATE BINARY"


def _json(row: str, names: list[str]) -> str:
    pairs = ", ".join(f"'{name}', {row}.{name}" for name in names)
    return f"json_object({pairs})"


def _changed(row: str, names: list[str]) -> str:
    parts = " UNION ALL ".join(f"SELECT '{name}' k, {row}.{name} v WHERE {_differs(name)}" for name in names)
    return f"(SELECT json_group_object(k, v) FROM ({parts}))" if parts else "NULL"  # noqa: S608


def begin(connection: Connection, origin: str, at: str, extend: int | None) -> int:
    """Open a step, or go on with the newest standing one where that is `extend`.

    Returns:
        The step's id; it is `extend` only where that one goes on.
    """
    newest = connection.execute(text("SELECT max(id) FROM step WHERE state = 'done'")).scalar()
    if extend is None or extend != newest:
        extend = connection.execute(
            text("INSERT INTO step (label, origin, at, state, size) VALUES ('', :origin, :at, 'done', 0)"),
            {"origin": origin, "at": at},
        ).lastrowid
    _run(connection, extend)
    return int(extend)


def _run(connection: Connection, step: int) -> None:
    """Let the triggers record into this step, from the number at which its records now end."""
    connection.execute(
        text("INSERT INTO temp.running SELECT :step, coalesce(max(seq), 0) FROM step_row"),
        {"step": step},
    )


def finish(connection: Connection, step: int, label: str, *, extended: bool) -> None:
    """Close the running step; one that changed nothing leaves no trace, any other drops the undone ones."""
    changed = connection.execute(
        text("SELECT EXISTS (SELECT 1 FROM step_row, temp.running WHERE seq > since AND step_row.step_id = :step)"),
        {"step": step},
    ).scalar()
    connection.execute(text("DELETE FROM temp.running"))
    if not changed:
        if not extended:
            connection.execute(text("DELETE FROM step WHERE id = :step"), {"step": step})
        return
    if extended:
        _fold_updates(connection, step)
    size = connection.execute(
        text(
            "SELECT sum(length(key) + coalesce(length(before), 0) + coalesce(length(after), 0)) "
            "FROM step_row WHERE step_id = :step"
        ),
        {"step": step},
    ).scalar()
    connection.execute(
        text("UPDATE step SET label = :label, size = :size WHERE id = :step"),
        {"label": label, "size": size, "step": step},
    )
    connection.execute(text("DELETE FROM step WHERE state = 'undone'"))
    _forget_old(connection)


def _fold_updates(connection: Connection, step: int) -> None:
    """Make one record of the many that a sitting at one row leaves: what was before the first, what after the last."""
    repeated = connection.execute(
        text(
            "SELECT seq, table_name, key, op, before, after FROM step_row WHERE step_id = :step "
            "AND (table_name, key) IN (SELECT table_name, key FROM step_row WHERE step_id = :step "
            "GROUP BY table_name, key HAVING count(*) > 1) ORDER BY seq"
        ),
        {"step": step},
    ).all()
    first: dict[tuple[str, str], tuple[Any, dict[str, Any], dict[str, Any]]] = {}
    for record in repeated:
        row = record.table_name, record.key
        before, after = json.loads(record.before or "{}"), json.loads(record.after or "{}")
        known = first.get(row)
        if record.op != "update" or known is None:
            first[row] = record, before, after
            continue
        earliest, first_before, last_after = known
        if earliest.op == "update":
            first[row] = earliest, before | first_before, last_after | after
            connection.execute(
                text("UPDATE step_row SET before = :before, after = :after WHERE seq = :seq"),
                {"before": _dumps(before | first_before), "after": _dumps(last_after | after), "seq": earliest.seq},
            )
        connection.execute(text("DELETE FROM step_row WHERE seq = :seq"), {"seq": record.seq})


def _dumps(values: dict[str, Any]) -> str:
    return json.dumps(values, ensure_ascii=False)


def _forget_old(connection: Connection) -> None:
    """Keep the newest steps, within the bounds of number and size; the newest of all stays whatever its size."""
    connection.execute(
        text(
            "DELETE FROM step WHERE id < (SELECT max(id) FROM step) AND id IN ("
            "SELECT id FROM (SELECT id, row_number() OVER newest AS place, sum(size) OVER newest AS total "
            "FROM step WINDOW newest AS (ORDER BY id DESC)) WHERE place > :steps OR total > :bytes)"
        ),
        {"steps": STEPS_KEPT, "bytes": BYTES_KEPT},
    )


def undo(connection: Connection) -> Moved | None:
    """Take the newest standing step back; None where there is none. Raises UserError where it no longer fits."""
    return _move(connection, "SELECT * FROM step WHERE state = 'done' ORDER BY id DESC LIMIT 1", "undone")


def redo(connection: Connection) -> Moved | None:
    """Do the step again that was undone last; None where there is none. Raises UserError where it no longer fits."""
    return _move(connection, "SELECT * FROM step WHERE state = 'undone' ORDER BY id LIMIT 1", "done")


def _move(connection: Connection, which: str, state: str) -> Moved | None:
    found = connection.execute(text(which)).first()
    if found is None:
        return None
    step = Step(found.id, found.label, found.origin, found.at, state == "undone")
    connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
    parameters = {"step": step.id}
    records = connection.execute(
        text(
            "SELECT table_name, key, paper_id, op, before, after FROM step_row WHERE step_id = :step ORDER BY seq DESC"
        ),
        parameters,
    ).all()
    connection.execute(text("DELETE FROM step_row WHERE step_id = :step"), parameters)
    _run(connection, step.id)
    for statement, inversions in groupby(map(_inversion, records), key=itemgetter(0)):
        rows = [values for _, values in inversions]
        if connection.exec_driver_sql(statement, rows).rowcount != len(rows):
            verb = "undone" if state == "undone" else "done again"
            raise UserError(
                f"“{step.label}” cannot be {verb}: what it changed was changed again since.", "Nothing was touched."
            )
    connection.execute(text("DELETE FROM temp.running"))
    connection.execute(text("UPDATE step SET state = :state WHERE id = :step"), {"state": state, **parameters})
    return Moved(step, frozenset(record.paper_id for record in records))


def _inversion(record: Any) -> tuple[str, tuple[Any, ...]]:
    """The statement that puts one row back, with its values; it touches no row that is not as the record left it."""
    table, key = _TABLES[record.table_name].name, json.loads(record.key)
    where = " AND ".join(f"{name} = ?" for name in key)
    if record.op == "insert":
        return f"DELETE FROM {table} WHERE {where}", tuple(key.values())  # noqa: S608  names from the metadata
    before = json.loads(record.before)
    if record.op == "delete":
        places = ", ".join("?" * len(before))
        return f"INSERT INTO {table} ({', '.join(before)}) VALUES ({places})", tuple(before.values())  # noqa: S608
    after = json.loads(record.after)
    sets = ", ".join(f"{name} = ?" for name in before)
    still = " AND ".join(f"{name} IS ? COLLATE BINARY" for name in after)
    statement = f"UPDATE {table} SET {sets} WHERE {where} AND {still}"  # noqa: S608
    return statement, (*before.values(), *key.values(), *after.values())


def steps(session: Session, limit: int | None = None) -> list[Step]:
    """The steps that are kept, newest first, those that are undone among them."""
    rows = session.exec(select(StepRow).order_by(col(StepRow.id).desc()).limit(limit)).all()
    return [Step(row.id or 0, row.label, row.origin, row.at, row.state == "undone") for row in rows]
