"""Papers as CSV: Zotero's and our own, those of Goodreads, Pocket and others, and any table whose columns are known.

The columns are known by their headers (`columns.py`), or by what the reader says of them: by `--map`, or in the window.
A table in which no column can be told to hold the titles is not guessed at: it is asked about.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from readinglist.domain.text import count_of
from readinglist.errors import UserError
from readinglist.importing.source import Draft, Failure, Parsed, Source
from readinglist.importing.tables import records, zotero_table
from readinglist.importing.tables.columns import SEVERAL, Columns, Field, guessed, is_clear
from readinglist.importing.tables.rows import Row, rows, sniffed

FORMAT = "csv"

_HEAD = 200_000
_SAMPLE = 5
_LONGEST_HEADER = 100
_FEWEST_ROWS, _FEWEST_COLUMNS = 3, 3
_ALIKE = 0.7
"""Of a table whose headers are clear, the part of its rows that are as wide as the first."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is to be asked about a table: its headers, some rows, and what the columns seem to hold."""

    source: str
    header: tuple[str, ...]
    sample: tuple[tuple[str, ...], ...]
    guess: Columns


def looks_like(text: str) -> bool:
    """Whether a text is a table: its headers tell enough, or it has rows enough, all as wide as the first."""
    head = _head(text)
    return _is_clear(head) or _is_table(head)


def parse(source: Source) -> Parsed:
    """Read the rows by what their headers tell; a row that is broken or has no title is a failure. Never raises."""
    return _parsed(source, {})


def parse_mapped(source: Source, mapping: Columns) -> Parsed:
    """Read the rows by what the reader says that the columns hold, by header, and for the others by their headers.

    Raises:
        UserError: The table has no column of a name that is mapped.
    """
    header = _header(source.text)
    for name in mapping:
        if name not in header:
            raise UserError(f"{source.name} has no column “{name}”.", f"Its columns are: {', '.join(header)[:500]}.")
    return _parsed(source, mapping)


def question(source: Source) -> Question | None:
    """What is to be asked about a table before it can be read; None where its headers tell enough, or it is none."""
    seen = _head(source.text)
    if _is_clear(seen) or not _is_table(seen):
        return None
    header = _names(seen[0].cells)
    return Question(source.name, header, tuple(row.cells for row in seen[1 : 1 + _SAMPLE]), guessed(header))


def mapping_of(pairs: Sequence[str]) -> dict[str, Field]:
    """Read pairs as the command line takes them: "title=Name" says that the column Name holds the titles.

    Raises:
        UserError: There is no such field, or it is given twice and can be in one column only.
    """
    mapping: dict[str, Field] = {}
    for pair in pairs:
        name, equals, column = pair.partition("=")
        if not equals or name.strip() not in set(Field) or not column.strip():
            known = ", ".join(Field)
            raise UserError(
                f"“{pair}” does not say what a column holds.", f"Write FIELD=COLUMN; the fields are {known}."
            )
        field = Field(name.strip())
        if field in mapping.values() and field not in SEVERAL:
            raise UserError(f"“{field}” is given twice.", "It can stand in one column only.")
        mapping[column.strip()] = field
    return mapping


def _parsed(source: Source, mapping: Columns) -> Parsed:
    delimiter = sniffed(source.text)
    table = rows(source.text, delimiter)
    first = next(table, None)
    header = _names(first.cells) if first else ()
    columns = _columns(header, mapping)
    is_zotero = not mapping and zotero_table.is_zotero(header)
    if not is_zotero and Field.TITLE not in columns.values():
        return Parsed((), (Failure(source.name, 1, _unclear(header)),), FORMAT)
    drafts: list[Draft] = []
    failures: list[Failure] = []
    for row in table:
        if row.damage or len(row.cells) > len(header) + _spare(row.cells, len(header)):
            failures.append(Failure(source.name, row.line, _complaint(row, len(header))))
            continue
        if is_zotero:
            draft = zotero_table.draft(header, row.cells, row.line)
        else:
            draft = records.draft(header, row.cells, columns, row.line)
        if draft:
            drafts.append(draft)
        else:
            failures.append(Failure(source.name, row.line, "This row has no title. Give it one, and import again."))
    if not drafts and not failures:
        failures.append(
            Failure(source.name, 1, "There is no row under the header. Export it again from where it came.")
        )
    return Parsed(tuple(drafts), tuple(failures), FORMAT)


def _columns(header: Sequence[str], mapping: Columns) -> dict[str, Field]:
    """What the reader says, and of the other columns what their headers say, where it is not said already."""
    told = set(mapping.values())
    rest = {name: field for name, field in guessed(header).items() if name not in mapping and field not in told}
    return {**mapping, **rest}


def _spare(cells: Sequence[str], width: int) -> int:
    """Cells behind the last column that are empty, as spreadsheets write them."""
    return 0 if any(cell.strip() for cell in cells[width:]) else len(cells) - min(width, len(cells))


def _complaint(row: Row, width: int) -> str:
    if row.damage:
        return f"This row is broken: {row.damage}. Correct it, and import again."
    cells, columns = count_of(len(row.cells), "cell"), count_of(width, "column")
    return f"This row has {cells} for {columns}. Put quotation marks around what holds the delimiter, and import again."


def _unclear(header: Sequence[str]) -> str:
    named = ", ".join(header)[:300]
    return (
        f"No column is known to hold the titles; the columns are {named}. "
        "Say which does in the window, or with --map: readinglist import FILE --map title=COLUMN."
    )


def _head(text: str) -> list[Row]:
    """The whole rows in the beginning of a text."""
    head = text[:_HEAD]
    if not head.strip() or head.lstrip()[0] in "<{[@%":
        return []
    found = list(islice(rows(head), _SAMPLE + 20))
    return found[:-1] if len(text) > _HEAD and len(found) < _SAMPLE + 20 else found


def _header(text: str) -> tuple[str, ...]:
    return _names(next(rows(text), Row(1, ())).cells)


def _names(cells: Sequence[str]) -> tuple[str, ...]:
    return tuple(cell.strip().lstrip("\ufeff") for cell in cells)


def _is_header(cells: Sequence[str]) -> bool:
    """Whether cells can be headers: short, and each another, but for empty ones."""
    named = [name for name in _names(cells) if name]
    is_short = all(len(name) <= _LONGEST_HEADER and "\n" not in name for name in named)
    return len(named) > 1 and is_short and len(set(named)) == len(named)


def _is_clear(head: Sequence[Row]) -> bool:
    """Whether the headers of a table tell enough of its columns."""
    if not head or not _is_header(head[0].cells):
        return False
    header, width = _names(head[0].cells), len(head[0].cells)
    alike = sum(not row.damage and abs(len(row.cells) - width) <= 1 for row in head)
    return zotero_table.is_zotero(header) or (is_clear(guessed(header)) and alike >= _ALIKE * len(head))


def _is_table(head: Sequence[Row]) -> bool:
    """Whether rows are a table, whatever its columns hold."""
    if len(head) < _FEWEST_ROWS or len(head[0].cells) < _FEWEST_COLUMNS or not _is_header(head[0].cells):
        return False
    return all(not row.damage and len(row.cells) == len(head[0].cells) for row in head)
