import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import SQLModel, create_engine

from readinglist.domain.paper import Paper, Person
from readinglist.domain.reading import PaperDetails
from readinglist.domain.status import Status
from readinglist.errors import UserError
from readinglist.library import notes, papers, reading, reads, tags
from readinglist.library.library import FILE_NAME, Library
from readinglist.library.store import migrations, tables

Step = Callable[[sqlite3.Connection], None]


def schema(file: Path) -> dict[str, Any]:
    """All that a file's tables are made of, in a form that two ways of writing them have in common."""
    found: dict[str, Any] = {}
    with closing(sqlite3.connect(file)) as connection:
        for name, sql in connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table'").fetchall():
            if name == "sqlite_sequence":
                continue
            indexes = {}
            for _, index, unique, origin, partial in connection.execute(f"PRAGMA index_list({name})").fetchall():
                key = index if origin == "c" else origin
                [where] = connection.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (index,)).fetchone()
                columns = [row[2:] for row in connection.execute(f"PRAGMA index_xinfo({index})")]
                indexes[key] = unique, partial, (where or "").partition(" WHERE ")[2], columns
            found[name] = {
                "columns": [row[1:] for row in connection.execute(f"PRAGMA table_xinfo({name})")],
                "indexes": indexes,
                "references": [row[2:] for row in connection.execute(f"PRAGMA foreign_key_list({name})")],
                "checks": sorted(re.sub(r"\s", "", check) for check in checks(sql)),
                "autoincrement": "AUTOINCREMENT" in sql,
            }
    return found


def checks(sql: str) -> list[str]:
    """The conditions of the CHECKs in a CREATE TABLE."""
    found = []
    for start in re.finditer(r"CHECK\s*\(", sql):
        depth, end = 1, start.end()
        while depth:
            depth += {"(": 1, ")": -1}.get(sql[end], 0)
            end += 1
        found.append(sql[start.end() : end - 1])
    return found


def test_the_migrations_make_exactly_the_tables_of_the_classes(tmp_path: Path, library: Library) -> None:
    assert tables.TRACKED
    file = tmp_path / "metadata.sqlite"
    engine = create_engine(f"sqlite:///{file}")
    SQLModel.metadata.create_all(engine)
    engine.dispose()
    made, meant = schema(library.file), schema(file)
    assert made.keys() == meant.keys()
    assert {"paper", "note", "step", "paper_change"} <= made.keys()
    for table in meant:
        assert made[table] == meant[table], table


def test_the_version_is_the_number_of_migrations(ask: Callable[..., Any]) -> None:
    assert ask("PRAGMA user_version") == [(len(migrations.MIGRATIONS),)]
    assert ask("PRAGMA journal_mode") == [("wal",)]
    assert ask("PRAGMA foreign_key_check") == []


def test_a_newer_library_is_refused_and_stays_as_it_is(library: Library) -> None:
    library.close()
    with closing(sqlite3.connect(library.file)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
        connection.execute("PRAGMA user_version=99")
    before = library.file.read_bytes()
    with pytest.raises(UserError, match="made by a newer version of Reading List") as told:
        Library(library.folder, origin="test")
    assert str(library.folder) in told.value.message
    assert library.file.read_bytes() == before
    assert [path.name for path in library.folder.iterdir()] == [FILE_NAME]


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"not a database at all, but long enough to be looked at " * 20, "not a library"), (b"short", "not a library")],
)
def test_a_file_that_is_no_database_is_refused_by_name(tmp_path: Path, content: bytes, said: str) -> None:
    file = tmp_path / FILE_NAME
    file.write_bytes(content)
    with pytest.raises(UserError, match=said) as told:
        Library(tmp_path, origin="test")
    assert str(file) in told.value.message
    assert told.value.hint
    assert file.read_bytes() == content


@pytest.mark.parametrize("version", [0, 1, 99])
def test_the_database_of_another_program_is_refused_and_stays_as_it_is(tmp_path: Path, version: int) -> None:
    file = tmp_path / FILE_NAME
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE paper (weight INTEGER)")
        connection.execute(f"PRAGMA user_version={version}")
    before = file.read_bytes()
    with pytest.raises(UserError, match="another program's"):
        Library(tmp_path, origin="test")
    assert file.read_bytes() == before


def test_a_folder_in_the_file_s_place_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).mkdir()
    with pytest.raises(UserError, match="cannot be opened") as told:
        Library(tmp_path, origin="test")
    assert str(tmp_path / FILE_NAME) in told.value.message


def test_a_file_in_the_folder_s_place_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "library").write_text("a file")
    with pytest.raises(UserError, match="cannot be used") as told:
        Library(tmp_path / "library", origin="test")
    assert str(tmp_path / "library") in told.value.message


def test_an_empty_file_becomes_a_library(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).touch()
    with closing(Library(tmp_path, origin="test")) as library, library.transaction("Add") as tx:
        assert papers.add(tx, Paper("A Paper on Foxes")) == 1


OPEN = """
import sys, time
from pathlib import Path
from readinglist.library.library import Library
print("ready", flush=True)
sys.stdin.readline()
for number in range(5):
    library = Library(Path(sys.argv[1]) / str(number), origin="test")
    print(library.id, flush=True)
    library.close()
"""

VERSION = len(migrations.MIGRATIONS)


def test_processes_that_make_one_library_at_once_make_one(tmp_path: Path) -> None:
    makers = [
        subprocess.Popen(
            [sys.executable, "-c", OPEN, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for _ in range(3)
    ]
    for maker in makers:
        assert maker.stdout is not None
        assert maker.stdout.readline() == "ready\n"
    for maker in makers:
        assert maker.stdin is not None
        maker.stdin.write("\n")
        maker.stdin.flush()
    answers = [maker.communicate(timeout=60)[0].split() for maker in makers]
    assert [maker.returncode for maker in makers] == [0, 0, 0]
    assert answers[0] == answers[1] == answers[2]
    assert len(set(answers[0])) == 5


@pytest.fixture
def old(library: Library) -> Library:
    """A closed library with papers, notes, tags and state."""
    with library.transaction("Add") as tx:
        ids = [papers.add(tx, Paper(f"Paper {number}", authors=(Person("Roe", "Jane"),))) for number in range(5)]
        notes.write(tx, ids[0], "vulpes")
        tags.add(tx, ids[1:3], "theory")
        reading.set_status(tx, ids[2:], Status.READ)
        reading.set_rating(tx, ids[2:], 4)
    library.close()
    return library


def state(folder: Path) -> list[PaperDetails]:
    with closing(Library(folder, origin="test")) as library, library.read() as session:
        return reads.details(session, range(1, 10))


def add_migration(monkeypatch: pytest.MonkeyPatch, step: Step) -> None:
    monkeypatch.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, step))


def rebuild_papers(connection: sqlite3.Connection) -> None:
    """What SQLite's manual tells to do where ALTER TABLE does not suffice: a new table in the old one's place."""
    [sql] = connection.execute("SELECT sql FROM sqlite_schema WHERE name = 'paper'").fetchone()
    connection.execute(sql.replace("CREATE TABLE paper (", "CREATE TABLE new_paper ("))
    connection.execute("INSERT INTO new_paper SELECT * FROM paper")
    connection.execute("DROP TABLE paper")
    connection.execute("ALTER TABLE new_paper RENAME TO paper")


def test_an_older_library_is_copied_before_it_is_migrated(old: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    before = state(old.folder)
    add_migration(monkeypatch, lambda connection: connection.execute("CREATE TABLE shelf (name VARCHAR)"))
    assert state(old.folder) == before
    [copy] = (old.folder / "backups").iterdir()
    assert copy.name.startswith(f"before-version-{VERSION + 1}-")
    monkeypatch.undo()
    restored = old.folder.parent / "restored"
    restored.mkdir()
    shutil.copy(copy, restored / FILE_NAME)
    assert state(restored) == before
    with closing(sqlite3.connect(restored / FILE_NAME)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (VERSION,)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_rebuilding_the_table_of_papers_loses_no_note_tag_or_state(
    old: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = state(old.folder)
    assert [len([paper for paper in before if getattr(paper, what)]) for what in ("note", "tags", "rating")] == [
        1,
        2,
        3,
    ]
    add_migration(monkeypatch, rebuild_papers)
    assert state(old.folder) == before
    with closing(sqlite3.connect(old.file)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (VERSION + 1,)


@pytest.mark.parametrize(
    "statement", ["DELETE FROM note", "DELETE FROM paper WHERE id = 4", "DROP TABLE paper_tag", "this is no SQL"]
)
def test_a_migration_that_fails_or_would_lose_rows_is_taken_back(
    old: Library, monkeypatch: pytest.MonkeyPatch, statement: str
) -> None:
    before = state(old.folder)

    def spoil(connection: sqlite3.Connection) -> None:
        connection.execute("CREATE TABLE shelf (name VARCHAR)")
        connection.execute(statement)

    with monkeypatch.context() as patch:
        add_migration(patch, spoil)
        with pytest.raises((RuntimeError, sqlite3.OperationalError), match=r"would have lost rows|syntax error"):
            Library(old.folder, origin="test")
    assert state(old.folder) == before
    with closing(sqlite3.connect(old.file)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (VERSION,)
        assert connection.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'shelf'").fetchone() == (0,)


def test_a_library_migrated_by_another_process_meanwhile_is_not_migrated_again(
    old: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_migration(monkeypatch, lambda connection: connection.execute("CREATE TABLE shelf (name VARCHAR)"))
    versions = migrations._known_version

    def outrun(connection: sqlite3.Connection, file: Path) -> int:
        found = versions(connection, file)
        if found == VERSION:
            with monkeypatch.context() as patch:
                patch.setattr(migrations, "_known_version", versions)
                Library(old.folder, origin="the quicker one").close()
        return found

    monkeypatch.setattr(migrations, "_known_version", outrun)
    Library(old.folder, origin="test").close()
    assert len(list((old.folder / "backups").iterdir())) == 1
