"""An SQLite database of another program, read on a private copy, whoever made it.

A database from outside is hostile: only ordinary tables are read, column by column, no view, trigger or virtual table
is run, and rows and texts are bounded. What a table or column is called is the caller's; a missing one holds nothing.
Sources: "Defense Against The Dark Arts" and the file format in SQLite's documentation.
"""

import shutil
import sqlite3
import stat
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from readinglist.errors import UserError

MAX_BYTES = 4 << 30
"""No database larger than this is copied: a Zotero library of 100,000 items has about 1 GiB."""

MAX_ROWS = 10_000_000
"""Rows of one table: more are no library of papers."""

MAX_TEXT = 4_000_000
"""Characters in one cell: a longer text is left out, and counted."""

MAX_CELL = 64_000_000
"""Bytes that SQLite itself gives for one cell."""

_HEADER = b"SQLite format 3\0"
_SIDE_FILES = ("-wal", "-journal")
_ORDINARY = "select name, sql from sqlite_master where type = 'table'"

Cell = str | int | float | bytes | None


class Database:
    """An open copy. `columns` has the names of the columns of each ordinary table."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.omitted = 0
        """Texts that were left out, for they are longer than MAX_TEXT."""
        self.columns: Mapping[str, frozenset[str]] = {
            name: frozenset(row[1] for row in connection.execute(f"pragma table_info({_quoted(name)})"))
            for name, sql in connection.execute(_ORDINARY).fetchall()
            if str(sql).lower().startswith("create table")
        }
        connection.text_factory = self._text

    def has(self, *tables: str) -> bool:
        """Whether there are all these tables."""
        return all(table in self.columns for table in tables)

    def rows(self, table: str, *columns: str) -> Iterator[tuple[Cell, ...]]:
        """The cells of these columns, row by row. Raises UserError where there are too many rows."""
        known = self.columns.get(table)
        if known is None:
            return
        wanted = ", ".join(_quoted(column) if column in known else "null" for column in columns)
        # Names cannot be bound; these are the callers', in quotes.
        found = self._connection.execute(f"select {wanted} from {_quoted(table)} limit {MAX_ROWS + 1}")  # noqa: S608
        for number, row in enumerate(found):
            if number == MAX_ROWS:
                raise UserError(
                    f"Its table “{table}” has more than {MAX_ROWS:,} rows.", "Export part of it, and import that."
                )
            yield row

    def _text(self, data: bytes) -> str:
        if len(data) > MAX_TEXT:
            self.omitted += 1
            return ""
        return data.decode("utf-8", "replace")


def is_database(path: Path) -> bool:
    """Whether a file is an SQLite database by its first bytes."""
    try:
        with path.open("rb") as file:
            return file.read(len(_HEADER)) == _HEADER
    except OSError:
        return False


@contextmanager
def opened(path: Path) -> Iterator[Database]:
    """Copy a database with what was written to it last, and open the copy.

    Raises:
        UserError: It is a link or no file, too large, cannot be read, or is damaged.
    """
    with TemporaryDirectory(prefix="readinglist-") as folder:
        copy = Path(folder) / "copy.sqlite"
        try:
            _copy(path, copy)
            for side in _SIDE_FILES:
                if (beside := path.with_name(path.name + side)).exists():
                    _copy(beside, copy.with_name(copy.name + side))
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise UserError(
                f"{path} could not be read: {reason}.", "Close the program it belongs to, or copy it."
            ) from error
        try:
            with closing(sqlite3.connect(copy)) as connection:
                _harden(connection)
                yield Database(connection)
        except sqlite3.Error as error:
            raise UserError(
                f"{path} is damaged: {error}.",
                "Open it in the program it belongs to, export its papers as BibTeX or RIS, and import that.",
            ) from error


def _copy(path: Path, copy: Path) -> None:
    found = path.lstat()
    if not stat.S_ISREG(found.st_mode):
        raise UserError(f"{path} is a link or no ordinary file.", "Name the folder in which the file itself lies.")
    if found.st_size > MAX_BYTES:
        raise UserError(f"{path} is larger than {MAX_BYTES >> 30} GiB.", "Export part of it, and import that.")
    shutil.copyfile(path, copy, follow_symlinks=False)


def _harden(connection: sqlite3.Connection) -> None:
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MAX_CELL)
    for pragma in ("trusted_schema = off", "cell_size_check = on", "mmap_size = 0", "query_only = on"):
        connection.execute(f"pragma {pragma}")


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def text(cell: Cell) -> str:
    """A cell as a text; empty for what is none."""
    if isinstance(cell, str):
        return cell
    return str(cell) if isinstance(cell, (int, float)) else ""


def number(cell: Cell) -> int:
    """A cell as a whole number; 0 for what is none."""
    if isinstance(cell, (int, float)):
        return int(cell) if abs(cell) < 1 << 63 else 0
    return int(cell) if isinstance(cell, str) and cell.isascii() and cell.isdecimal() and len(cell) < 19 else 0


def is_true(cell: Cell) -> bool:
    """Whether a cell says yes: 1, or "true" where a program wrote that."""
    return text(cell).strip().lower() in ("1", "true")
