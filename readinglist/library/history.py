"""What was done, kept in the library's file, so that any process can undo what any other did.

Undo inverts the records of the newest step that is not undone, while the triggers of `recording.py` record: what they
record of the inversion replaces the step's records, and that is the redo. It declines, touching nothing, where a
column that it would set no longer holds what was recorded.
"""

import json
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, text
from sqlmodel import Session, col, select

from readinglist.errors import UserError
from readinglist.library.store.tables import TRACKED, StepRow

STEPS_KEPT = 1_000
BYTES_KEPT = 64_000_000

_TABLES = {table.name: table for table in TRACKED}
_CHILDREN_FIRST = {table.name: -place for place, table in enumerate(TRACKED)}


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


def begin(connection: Connection, origin: str, at: str, extend: int | None, *, lasting: bool) -> int:
    """Open a step, or go on with `extend` where that is the newest standing one, or one that lasts.

    A `lasting` step stays open, so that others can come between its parts, until `close`.

    Returns:
        The step's id; it is `extend` only where that one goes on.
    """
    going_on = text(
        "SELECT id FROM step WHERE id = :extend "
        "AND (state = 'open' OR id = (SELECT max(id) FROM step WHERE state = 'done'))"
    )
    step = connection.execute(going_on, {"extend": extend}).scalar()
    if step is None:
        step = connection.execute(
            text("INSERT INTO step (label, origin, at, state, size) VALUES ('', :origin, :at, :state, 0)"),
            {"origin": origin, "at": at, "state": "open" if lasting else "done"},
        ).lastrowid
    _run(connection, step)
    return int(step)


def _run(connection: Connection, step: int) -> None:
    """Let the triggers record into this step, from the number at which its records now end."""
    connection.execute(
        text("INSERT INTO temp.running SELECT :step, coalesce(max(seq), 0) FROM step_row"),
        {"step": step},
    )


def finish(connection: Connection, step: int, label: str, *, extended: bool, lasting: bool) -> None:
    """Stop recording; a step that changed nothing leaves no trace, any other drops the undone ones."""
    changed = connection.execute(
        text("SELECT EXISTS (SELECT 1 FROM step_row, temp.running WHERE seq > since AND step_row.step_id = :step)"),
        {"step": step},
    ).scalar()
    connection.execute(text("DELETE FROM temp.running"))
    if not changed:
        if not extended:
            connection.execute(text("DELETE FROM step WHERE id = :step"), {"step": step})
        return
    if extended and not lasting:
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


def close(connection: Connection, step: int, label: str) -> None:
    """Let a step that lasted stand."""
    connection.execute(
        text("UPDATE step SET state = 'done', label = :label WHERE id = :step"), {"label": label, "step": step}
    )


def close_cut_short(connection: Connection) -> list[str]:
    """Let the steps stand that nobody will go on with, since their process is gone; give their labels."""
    labels = connection.execute(text("SELECT label FROM step WHERE state = 'open'")).scalars().all()
    connection.execute(text("UPDATE step SET state = 'done', label = label || ' (cut short)' WHERE state = 'open'"))
    return list(labels)


def revert(connection: Connection, step: int) -> None:
    """Take a step back for good: it leaves no trace. Raises UserError where it no longer fits."""
    label = connection.execute(text("SELECT label FROM step WHERE id = :step"), {"step": step}).scalar()
    _invert(connection, step, f"“{label}” cannot be taken back")
    connection.execute(text("DELETE FROM step WHERE id = :step"), {"step": step})


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
            "FROM step WINDOW newest AS (ORDER BY id DESC)) WHERE place > :steps OR total > :bytes) AND state <> 'open'"
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
    _run(connection, step.id)
    papers = _invert(connection, step.id, f"“{step.label}” cannot be {'undone' if step.undone else 'done again'}")
    connection.execute(text("DELETE FROM temp.running"))
    connection.execute(text("UPDATE step SET state = :state WHERE id = :step"), {"state": state, "step": step.id})
    return Moved(step, papers)


def _invert(connection: Connection, step: int, complaint: str) -> frozenset[int]:
    """Put all rows of a step back and forget its records; gives the papers that were touched.

    Table by table, so that rows of a kind go in one statement: foreign keys are looked at only in the end, and what
    belongs to a paper comes before it, so that nothing is gone by cascade when its turn comes.
    """
    connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
    records = connection.execute(
        text(
            "SELECT table_name, key, paper_id, op, before, after FROM step_row WHERE step_id = :step ORDER BY seq DESC"
        ),
        {"step": step},
    ).all()
    connection.execute(text("DELETE FROM step_row WHERE step_id = :step"), {"step": step})
    by_table = sorted(records, key=lambda record: _CHILDREN_FIRST[record.table_name])
    for statement, inversions in groupby(map(_inversion, by_table), key=itemgetter(0)):
        rows = [values for _, values in inversions]
        if connection.exec_driver_sql(statement, rows).rowcount != len(rows):
            raise UserError(f"{complaint}: what it changed was changed again since.", "Nothing was touched.")
    return frozenset(record.paper_id for record in records)


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


def any_open(session: Session) -> bool:
    """Whether a step lasts, or was left open by a process that died."""
    return session.exec(select(StepRow.id).where(col(StepRow.state) == "open").limit(1)).first() is not None


def steps(session: Session, limit: int | None = None) -> list[Step]:
    """The steps that are kept, newest first, those that are undone among them."""
    rows = session.exec(select(StepRow).order_by(col(StepRow.id).desc()).limit(limit)).all()
    return [Step(row.id or 0, row.label, row.origin, row.at, row.state == "undone") for row in rows]
