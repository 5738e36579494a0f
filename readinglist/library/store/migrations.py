"""How a library's file comes to the tables of this version.

Each migration is plain SQL in one transaction together with its `user_version`, so a crash leaves the one before or
the one after. It never imports `tables.py`, which says what is now, not what was then.

The connection has foreign keys off *before* BEGIN: rebuilding a table with them on deletes, by cascade and without an
error, what refers to it. Whether all that was there is still there is counted at the end.
"""

import secrets
import sqlite3
import uuid
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from readinglist.errors import UserError
from readinglist.library.store.filesystem import journal_mode

BUSY_SECONDS = 10.0
"""How long a process waits for another one's write."""


def migrate(file: Path) -> None:
    """Bring the library in `file` to this version, making it where there is none.

    Before an older library is changed, a copy of it is put into `backups/` beside it.

    Raises:
        UserError: Another program made the file, or a newer version of this one.
        sqlite3.DatabaseError: What lies there cannot be read or written.
    """
    with closing(sqlite3.connect(file, timeout=BUSY_SECONDS, isolation_level=None)) as connection:
        version = _known_version(connection, file)
        _set_journal(connection, file)
        connection.execute("PRAGMA foreign_keys=OFF")
        for number in range(version + 1, len(MIGRATIONS) + 1):
            _apply(connection, number, back_up=file if number == version + 1 and version else None)


def _known_version(connection: sqlite3.Connection, file: Path) -> int:
    """The version of the library, 0 in a file without anything."""
    connection.execute("BEGIN")  # so that both answers are of one moment: another process may be making the library
    version, tables = _version(connection), _tables(connection)
    connection.execute("COMMIT")
    if version < 0 or ("library" not in tables if version else tables):
        raise UserError(f"{file} is not a library, but another program's.", "Name another folder.")
    if version > len(MIGRATIONS):
        raise UserError(
            f"The library in {file.parent} was made by a newer version of Reading List.",
            "Update the program to open it; nothing was changed.",
        )
    return version


def _set_journal(connection: sqlite3.Connection, file: Path) -> None:
    """Choose the journal by the place where the file is now; a copied or moved file brings another one along."""
    wanted = journal_mode(file)
    if connection.execute("PRAGMA journal_mode").fetchone()[0].upper() == wanted:
        return
    try:
        connection.execute(f"PRAGMA journal_mode={wanted}")
    except sqlite3.OperationalError as error:
        if "locked" not in str(error):  # a process at work in it keeps the journal; the next one to open it changes it
            raise


def _apply(connection: sqlite3.Connection, number: int, *, back_up: Path | None) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        if _version(connection) < number:  # another process may have been quicker
            if back_up is not None:
                _back_up(back_up, number)
            before = _counts(connection)
            MIGRATIONS[number - 1](connection)
            connection.execute(f"PRAGMA user_version={number}")
            _verify(connection, number, before)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # a full disk has ended it already
            connection.execute("ROLLBACK")
        raise


def _version(connection: sqlite3.Connection) -> int:
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


def _tables(connection: sqlite3.Connection) -> list[str]:
    names = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    return [name for (name,) in names]


def _counts(connection: sqlite3.Connection) -> dict[str, int]:
    return {
        name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608  names from the schema
        for name in _tables(connection)
    }


def _verify(connection: sqlite3.Connection, number: int, before: dict[str, int]) -> None:
    orphans = connection.execute("PRAGMA foreign_key_check").fetchall()
    after = _counts(connection)
    fewer = [name for name, count in before.items() if after.get(name, 0) < count]
    if orphans or fewer:
        raise RuntimeError(f"Migration {number} would have lost rows: {orphans[:3]} {fewer}")


def _back_up(file: Path, number: int) -> None:
    """Copy the library as it is before a migration; the caller holds the write lock, so none comes in between."""
    folder = file.parent / "backups"
    folder.mkdir(exist_ok=True)
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    with closing(sqlite3.connect(file, isolation_level=None)) as reader:
        reader.execute("VACUUM INTO ?", (str(folder / f"before-version-{number}-{stamp}.sqlite"),))


def _create(connection: sqlite3.Connection) -> None:
    statuses = "('inbox', 'queued', 'reading', 'skimmed', 'read', 'dropped')"
    paper = "INTEGER NOT NULL REFERENCES paper (id) ON DELETE CASCADE"
    number = "INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT"
    text = "VARCHAR NOT NULL"
    facts = (
        "type title title_key author_key abstract date venue publisher volume issue pages doi arxiv_id arxiv_version "
        "isbn issn language urls code_urls citekey extra added"
    ).split()
    for statement in (
        f"CREATE TABLE library (one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1), uuid {text}, epoch {text}, "
        f"created {text})",
        f"CREATE TABLE paper (id {number}, {', '.join(f'{fact} {text}' for fact in facts)})",
        "CREATE INDEX paper_title_key ON paper (title_key)",
        "CREATE INDEX paper_by_author ON paper (author_key = '', author_key, title_key)",
        "CREATE INDEX paper_by_date ON paper (date DESC, title_key)",
        "CREATE INDEX paper_added ON paper (added DESC)",
        "CREATE INDEX paper_doi ON paper (doi) WHERE doi <> ''",
        "CREATE INDEX paper_arxiv_id ON paper (arxiv_id) WHERE arxiv_id <> ''",
        f"CREATE TABLE contributor (paper_id {paper}, role {text} CHECK (role IN ('author', 'editor')), "
        f"position INTEGER NOT NULL, family {text}, given {text}, literal {text}, "
        "PRIMARY KEY (paper_id, role, position))",
        f"CREATE TABLE reading (paper_id {paper} PRIMARY KEY, status {text} CHECK (status IN {statuses}), "
        "rating INTEGER NOT NULL CHECK (rating BETWEEN 0 AND 5), "
        f"starred INTEGER NOT NULL CHECK (starred IN (0, 1)), status_at {text})",
        "CREATE INDEX reading_status ON reading (status)",
        f"CREATE TABLE status_change (id {number}, paper_id {paper}, status {text} CHECK (status IN {statuses}), "
        f"at {text})",
        "CREATE INDEX status_change_paper ON status_change (paper_id)",
        f"CREATE TABLE paper_tag (paper_id {paper}, name {text} COLLATE NOCASE, PRIMARY KEY (paper_id, name))",
        "CREATE INDEX paper_tag_name ON paper_tag (name)",
        f"CREATE TABLE note (paper_id {paper} PRIMARY KEY, text {text}, at {text})",
        f"CREATE TABLE note_version (id {number}, paper_id {paper}, text {text}, at {text})",
        "CREATE INDEX note_version_paper ON note_version (paper_id)",
        f"CREATE TABLE origin (id {number}, paper_id {paper}, source {text}, format {text}, dated {text}, "
        f"fingerprint {text}, at {text})",
        "CREATE INDEX origin_paper ON origin (paper_id)",
        "CREATE INDEX origin_fingerprint ON origin (fingerprint)",
        f"CREATE TABLE file (id {number}, paper_id {paper}, path {text}, sha256 {text}, added {text})",
        "CREATE INDEX file_paper ON file (paper_id)",
        f"CREATE TABLE step (id {number}, label {text}, origin {text}, at {text}, "
        f"state {text} CHECK (state IN ('open', 'done', 'undone')), size INTEGER NOT NULL)",
        f"CREATE TABLE step_row (seq {number}, step_id INTEGER NOT NULL REFERENCES step (id) ON DELETE CASCADE, "
        f"table_name {text}, key {text}, paper_id INTEGER NOT NULL, "
        f"op {text} CHECK (op IN ('insert', 'update', 'delete')), before VARCHAR, after VARCHAR)",
        "CREATE INDEX step_row_step ON step_row (step_id)",
        "CREATE TABLE paper_change (paper_id INTEGER NOT NULL PRIMARY KEY, seq INTEGER NOT NULL, "
        "text_seq INTEGER NOT NULL, gone INTEGER NOT NULL CHECK (gone IN (0, 1)))",
        "CREATE UNIQUE INDEX paper_change_seq ON paper_change (seq)",
        "CREATE INDEX paper_change_text_seq ON paper_change (text_seq)",
    ):
        connection.execute(statement)
    connection.execute(
        "INSERT INTO library VALUES (1, ?, ?, ?)",
        (str(uuid.uuid4()), secrets.token_hex(8), datetime.now(UTC).isoformat(timespec="milliseconds")),
    )


def _let_steps_have_parts(connection: sqlite3.Connection) -> None:
    connection.execute("ALTER TABLE step ADD COLUMN part_of INTEGER")


def _keep_live_files(connection: sqlite3.Connection) -> None:
    connection.execute(
        "CREATE TABLE live_file (path VARCHAR NOT NULL PRIMARY KEY, query VARCHAR NOT NULL, format VARCHAR NOT NULL, "
        "profile VARCHAR NOT NULL, written VARCHAR NOT NULL)"
    )


def _remember_what_was_merged(connection: sqlite3.Connection) -> None:
    paper = "INTEGER NOT NULL REFERENCES paper (id) ON DELETE CASCADE"
    for statement in (
        f"CREATE TABLE merged (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, paper_id {paper}, "
        "at VARCHAR NOT NULL, former VARCHAR NOT NULL)",
        "CREATE INDEX merged_paper ON merged (paper_id)",
        f"CREATE TABLE apart (paper_id {paper}, other_id {paper}, PRIMARY KEY (paper_id, other_id), "
        "CHECK (paper_id < other_id))",
        "CREATE INDEX apart_other ON apart (other_id)",
        "ALTER TABLE reading ADD COLUMN rated_at VARCHAR",
    ):
        connection.execute(statement)


MIGRATIONS: tuple[Callable[[sqlite3.Connection], None], ...] = (
    _create,
    _let_steps_have_parts,
    _keep_live_files,
    _remember_what_was_merged,
)
"""In order; a library's `user_version` is the number of those it has been through."""
