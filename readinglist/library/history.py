"""What was done, kept in the library's file, so that any process can undo what any other did.

Undo inverts the records of the newest step that is not undone, while the triggers of `recording.py` record: what they
record of the inversion replaces the step's records, and that is the redo. It declines, touching nothing, where a
column that it would set no longer holds what was recorded.

A long step is committed in parts, each a row of `step`, so that undo and redo can go by parts too: at any moment some
parts stand and the others are undone. To whoever lists the steps they are one.
"""

import json
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, text
from sqlmodel import Session, col, select

from readinglist.errors import UserError
from readinglist.library.store.inversion import invert
from readinglist.library.store.recording import RUN
from readinglist.library.store.tables import StepRow

STEPS_KEPT = 1_000
BYTES_KEPT = 64_000_000

_WHOLE = "coalesce(part_of, id)"
_NEWEST_STANDING = f"SELECT id FROM step WHERE state = 'done' ORDER BY {_WHOLE} DESC, id DESC LIMIT 1"  # noqa: S608


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


def begin(
    connection: Connection, origin: str, at: str, *, extend: int | None, lasting: bool, part_of: int | None
) -> int:
    """Open a step, or go on with `extend` where that is the newest standing one.

    A `lasting` step, or one that is `part_of` such a step, stays open, so that others can come between its parts,
    until `close`.

    Returns:
        The step's id; it is `extend` only where that one goes on.
    """
    going_on = text(f"SELECT id FROM step WHERE id = :extend AND id = ({_NEWEST_STANDING})")  # noqa: S608
    step = connection.execute(going_on, {"extend": extend}).scalar()
    if step is None:
        step = connection.execute(
            text(
                "INSERT INTO step (label, origin, at, state, size, part_of) "
                "VALUES ('', :origin, :at, :state, 0, :part_of)"
            ),
            {"origin": origin, "at": at, "state": "open" if lasting else "done", "part_of": part_of},
        ).lastrowid
    _run(connection, step)
    return int(step)


def _run(connection: Connection, step: int) -> None:
    """Let the triggers record into this step, from where records and papers now end."""
    connection.execute(text(RUN), {"step": step})


def finish(connection: Connection, step: int, label: str, *, extended: bool) -> None:
    """Stop recording; a step that changed nothing leaves no trace, any other drops the undone ones.

    Of a step that stands in part, undone parts are kept: its undo or redo may be under way.
    """
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
    standing = f"SELECT {_WHOLE} FROM step WHERE state <> 'undone'"  # noqa: S608
    connection.execute(text(f"DELETE FROM step WHERE state = 'undone' AND {_WHOLE} NOT IN ({standing})"))  # noqa: S608
    _forget_old(connection)


def close(connection: Connection, step: int, label: str) -> None:
    """Let a step that lasted stand."""
    connection.execute(
        text(f"UPDATE step SET state = 'done', label = :label WHERE {_WHOLE} = :step"),  # noqa: S608
        {"label": label, "step": step},
    )


def close_cut_short(connection: Connection) -> list[str]:
    """Let the steps stand that nobody will go on with, since their process is gone; give their labels."""
    labels = connection.execute(text(f"SELECT label FROM step WHERE state = 'open' GROUP BY {_WHOLE}")).scalars().all()  # noqa: S608
    connection.execute(text("UPDATE step SET state = 'done', label = label || ' (cut short)' WHERE state = 'open'"))
    return list(labels)


def revert_part(connection: Connection, step: int) -> bool:
    """Take the newest part of an open step back without a trace; False where none is left.

    Raises:
        UserError: It no longer fits.
    """
    found = connection.execute(
        text(f"SELECT id, label FROM step WHERE state = 'open' AND {_WHOLE} = :step ORDER BY id DESC LIMIT 1"),  # noqa: S608
        {"step": step},
    ).first()
    if found is None:
        return False
    _invert(connection, found.id, f"“{found.label}” cannot be taken back")
    connection.execute(text("DELETE FROM step WHERE id = :part"), {"part": found.id})
    return True


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
            f"DELETE FROM step WHERE {_WHOLE} < (SELECT max({_WHOLE}) FROM step) AND {_WHOLE} IN ("  # noqa: S608
            "SELECT whole FROM (SELECT whole, row_number() OVER newest AS place, sum(size) OVER newest AS total "
            f"FROM (SELECT {_WHOLE} AS whole, sum(size) AS size FROM step GROUP BY 1) "
            "WINDOW newest AS (ORDER BY whole DESC)) WHERE place > :steps OR total > :bytes) AND state <> 'open'"
        ),
        {"steps": STEPS_KEPT, "bytes": BYTES_KEPT},
    )


def next_to_undo(connection: Connection) -> Step | None:
    """The step that an undo would take back: the newest one of which something stands."""
    return _step(connection, f"state = 'done' ORDER BY {_WHOLE} DESC")


def next_to_redo(connection: Connection) -> Step | None:
    """The step that a redo would do again: the one that was undone last."""
    return _step(connection, f"state = 'undone' ORDER BY {_WHOLE}")


def _step(connection: Connection, which: str) -> Step | None:
    found = connection.execute(
        text(f"SELECT {_WHOLE} AS id, label, origin, at, state FROM step WHERE {which} LIMIT 1")  # noqa: S608
    ).first()
    return None if found is None else Step(found.id, found.label, found.origin, found.at, found.state == "undone")


def parts(connection: Connection, step: Step) -> int:
    """In how many parts an undo or redo of this step has yet to go."""
    count: int = connection.execute(
        text(f"SELECT count(*) FROM step WHERE state = :state AND {_WHOLE} = :step"),  # noqa: S608
        {"state": _state(undone=step.undone), "step": step.id},
    ).scalar_one()
    return count


def undo(connection: Connection) -> Moved | None:
    """Take the newest standing step back; None where there is none. Raises UserError where it no longer fits."""
    return _move(connection, next_to_undo(connection))


def redo(connection: Connection) -> Moved | None:
    """Do the step again that was undone last; None where there is none. Raises UserError where it no longer fits."""
    return _move(connection, next_to_redo(connection))


def _move(connection: Connection, step: Step | None) -> Moved | None:
    if step is None:
        return None
    papers: frozenset[int] = frozenset()
    while (moved := move_part(connection, step)) is not None:
        papers |= moved
    return Moved(replace(step, undone=not step.undone), papers)


def move_part(connection: Connection, step: Step) -> frozenset[int] | None:
    """Undo one more part of a step, the newest that stands, or do the next one again where `step` is undone.

    Returns:
        The papers that were touched; None where no part is left.

    Raises:
        UserError: It no longer fits.
    """
    part = connection.execute(
        text(
            f"SELECT id FROM step WHERE state = :state AND {_WHOLE} = :step "  # noqa: S608
            f"ORDER BY id {'' if step.undone else 'DESC'} LIMIT 1"
        ),
        {"state": _state(undone=step.undone), "step": step.id},
    ).scalar()
    if part is None:
        return None
    _run(connection, part)
    papers = _invert(connection, part, f"“{step.label}” cannot be {'done again' if step.undone else 'undone'}")
    connection.execute(text("DELETE FROM temp.running"))
    connection.execute(
        text("UPDATE step SET state = :state WHERE id = :part"), {"state": _state(undone=not step.undone), "part": part}
    )
    _drop_overtaken(connection, step)
    return papers


def _state(*, undone: bool) -> str:
    return "undone" if undone else "done"


def _drop_overtaken(connection: Connection, step: Step) -> None:
    """Forget a step that is undone by now, where another one came meanwhile: that one drops what is undone."""
    connection.execute(
        text(
            f"DELETE FROM step WHERE {_WHOLE} = :step "  # noqa: S608
            f"AND NOT EXISTS (SELECT 1 FROM step WHERE {_WHOLE} = :step AND state <> 'undone') "
            f"AND EXISTS (SELECT 1 FROM step WHERE {_WHOLE} > :step AND state <> 'undone')"
        ),
        {"step": step.id},
    )


def _invert(connection: Connection, part: int, complaint: str) -> frozenset[int]:
    papers = invert(connection, part)
    if papers is None:
        raise UserError(f"{complaint}: what it changed was changed again since.", "Nothing was touched.")
    return papers


def any_open(session: Session) -> bool:
    """Whether a step lasts, or was left open by a process that died."""
    return session.exec(select(StepRow.id).where(col(StepRow.state) == "open").limit(1)).first() is not None


def steps(session: Session, limit: int | None = None) -> list[Step]:
    """The steps that are kept, newest first, those that are undone among them."""
    rows = session.connection().execute(
        text(
            f"SELECT {_WHOLE} AS id, label, origin, min(at) AS at, min(state = 'undone') AS undone FROM step "  # noqa: S608
            "GROUP BY 1 ORDER BY 1 DESC LIMIT coalesce(:limit, -1)"
        ),
        {"limit": limit},
    )
    return [Step(row.id, row.label, row.origin, row.at, bool(row.undone)) for row in rows]
