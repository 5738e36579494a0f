"""The triggers with which every writing connection records what it changes, whoever changes it.

While a step runs they record, for each row: of an insert its key, of an update the columns that changed, of a delete
the whole row. With or without a step they give the paper a new number in `paper_change`, which is how others follow.
They are TEMP and made from the tables' metadata, so nobody can forget one. A change to what can be searched is
numbered apart as well: the index has nothing to do for a paper that was only rated, or given a cite key.

What is inserted for a paper that the step itself made needs no record of its own: it goes with the paper when that is
taken back, and its deletion is recorded then. Nor does it need a number: the paper just got one. Of the rows of an
import these are eight in nine.
"""

from sqlalchemy import Table

from readinglist.library.store.inversion import WORKING_TABLE
from readinglist.library.store.tables import TRACKED, ContributorRow, FileRow, NoteRow, PaperRow, TagRow

_TEXTS = {str(row.__tablename__) for row in (PaperRow, ContributorRow, TagRow, NoteRow, FileRow)}

_RUNNING = "CREATE TEMP TABLE running (step_id INTEGER NOT NULL, since INTEGER NOT NULL, newest_paper INTEGER NOT NULL)"
RUN = (
    "INSERT INTO temp.running "
    "SELECT :step, coalesce(max(seq), 0), (SELECT coalesce(max(id), 0) FROM paper) FROM step_row"
)
"""Lets the triggers record into a step, from where records and papers now end."""

_NOT_SEARCHED = "citekey"

_NEXT = "(SELECT coalesce(max(seq), 0) + 1 FROM paper_change)"


def recording() -> tuple[str, ...]:
    """The statements that make a writing connection record: its triggers, and what a step and its inversion need."""
    triggers = [_trigger(table, op) for table in TRACKED for op in ("insert", "update", "delete")]
    return (_RUNNING, WORKING_TABLE, *triggers)


def _trigger(table: Table, op: str) -> str:
    keys = [column.name for column in table.primary_key]
    columns = [column.name for column in table.columns]
    values = [name for name in columns if name not in keys]
    row = "old" if op == "delete" else "new"
    is_paper = table.name == PaperRow.__tablename__
    paper = f"{row}.{'id' if is_paper else 'paper_id'}"
    when, before, after = "", "NULL", "NULL"
    if op == "insert" and not is_paper:
        when = f"WHEN NOT EXISTS (SELECT 1 FROM temp.running WHERE {paper} > newest_paper)"  # noqa: S608
    elif op == "update":
        when = f"WHEN {' OR '.join(_differs(name) for name in values) or '0'}"
        before, after = _changed("old", values), _changed("new", values)
    elif op == "delete":
        before = _json("old", columns)
    return (
        f"CREATE TEMP TRIGGER {table.name}_{op} AFTER {op} ON main.{table.name} {when} BEGIN "  # noqa: S608
        "INSERT INTO step_row (step_id, table_name, key, paper_id, op, before, after) "
        f"SELECT step_id, '{table.name}', {_json(row, keys)}, {paper}, '{op}', {before}, {after} FROM temp.running; "
        "INSERT INTO paper_change (paper_id, seq, text_seq, gone) VALUES ("
        f"{paper}, {_NEXT}, {_NEXT}, NOT EXISTS (SELECT 1 FROM paper WHERE id = {paper})) "
        "ON CONFLICT (paper_id) DO UPDATE SET seq = excluded.seq, gone = excluded.gone"
        f"{_text_number(table, op) if table.name in _TEXTS else ''}; END"
    )


def _text_number(table: Table, op: str) -> str:
    searched = [column.name for column in table.columns if column.name != _NOT_SEARCHED]
    if op != "update" or len(searched) == len(table.columns):
        return ", text_seq = excluded.text_seq"
    differs = " OR ".join(map(_differs, searched))
    return f", text_seq = CASE WHEN {differs} THEN excluded.text_seq ELSE text_seq END"


def _differs(name: str) -> str:
    """Byte for byte: a column's own collation would hide that "theory" became "Theory"."""
    return f"old.{name} IS NOT new.{name} COLLATE BINARY"


def _json(row: str, names: list[str]) -> str:
    pairs = ", ".join(f"'{name}', {row}.{name}" for name in names)
    return f"json_object({pairs})"


def _changed(row: str, names: list[str]) -> str:
    parts = " UNION ALL ".join(f"SELECT '{name}' k, {row}.{name} v WHERE {_differs(name)}" for name in names)
    return f"(SELECT json_group_object(k, v) FROM ({parts}))" if parts else "NULL"  # noqa: S608
