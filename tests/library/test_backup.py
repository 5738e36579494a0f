import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from readinglist.errors import UserError
from readinglist.library import notes, papers, reads
from readinglist.library.backup import back_up, back_up_daily
from readinglist.library.library import FILE_NAME, Library

Add = Callable[..., list[int]]


def test_a_copy_of_an_open_library_is_whole_and_goes_its_own_way(library: Library, add: Add, tmp_path: Path) -> None:
    ids = add("A Paper on Foxes", "A Paper on Hens")
    with library.transaction("Edit note") as tx:
        notes.write(tx, ids[0], "vulpes")
    (library.folder / "files" / "a").mkdir(parents=True)
    (library.folder / "files" / "a" / "foxes.pdf").write_bytes(b"%PDF")
    made = back_up(library, tmp_path / "deep" / "copy")
    assert (made.folder, made.papers, made.notes) == (tmp_path / "deep" / "copy", 2, 1)
    with library.read() as session:
        before = reads.details(session, ids)
    with closing(Library(made.folder, origin="test")) as copy:
        with copy.read() as session:
            assert reads.details(session, ids) == before
        assert copy.id == library.id
        assert copy.epoch != library.epoch
        assert (made.folder / "files" / "a" / "foxes.pdf").read_bytes() == b"%PDF"
        with copy.transaction("Delete") as tx:
            papers.remove(tx, ids)
        assert copy.undo()
        assert copy.undo(), "the history came along"
    with library.read() as session:
        assert reads.details(session, ids) == before
    with closing(sqlite3.connect(made.folder / FILE_NAME)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_copy_made_while_a_transaction_runs_holds_what_was_committed(
    library: Library, add: Add, tmp_path: Path
) -> None:
    add("A Paper on Foxes")
    with library.transaction("Edit note") as tx:
        notes.write(tx, 1, "vulpes")
        made = back_up(library, tmp_path / "copy")
    assert (made.papers, made.notes) == (1, 0)


def test_an_empty_folder_is_taken_and_a_used_one_refused(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    folder.mkdir()
    back_up(library, folder)
    for used in (folder, library.folder, library.file):
        with pytest.raises(UserError, match="holds something already") as told:
            back_up(library, used)
        assert str(used) in told.value.message


def test_the_library_s_own_files_are_no_place_for_a_copy(library: Library) -> None:
    (library.folder / "files").mkdir()
    with pytest.raises(UserError, match="within the library's own files"):
        back_up(library, library.folder / "files" / "copy")


def test_a_folder_that_cannot_be_made_is_named(library: Library, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a file")
    with pytest.raises(UserError, match="could not be copied to") as told:
        back_up(library, tmp_path / "file" / "copy")
    assert str(tmp_path / "file" / "copy") in told.value.message


@pytest.mark.skipif(not Path("/proc/self").is_dir() or os.name == "nt", reason="needs a folder nobody can write to")
def test_a_place_that_takes_no_file_is_named(library: Library, ask: Callable[..., Any]) -> None:
    with pytest.raises(UserError, match="could not be copied to"):
        back_up(library, Path("/proc/self/copy"))
    assert ask("PRAGMA integrity_check") == [("ok",)]


def test_a_day_has_one_backup_and_seven_days_are_kept(library: Library, add: Add) -> None:
    assert back_up_daily(library, date(2026, 3, 1)) is None, "there is nothing to keep yet"
    ids = add("A Paper on Foxes")
    for day in range(1, 11):
        made = back_up_daily(library, date(2026, 3, day))
        assert made is not None
    assert back_up_daily(library, date(2026, 3, 10)) is None
    folder = library.folder / "backups"
    assert sorted(file.name for file in folder.iterdir()) == [f"daily-2026-03-{day:02}.sqlite" for day in range(4, 11)]
    with closing(sqlite3.connect(made)) as copy:
        assert copy.execute("SELECT id FROM paper").fetchall() == [(ids[0],)]
        assert copy.execute("SELECT epoch FROM library").fetchone() != (library.epoch,)


def test_a_daily_backup_that_cannot_be_made_is_said_and_leaves_no_half_file(library: Library, add: Add) -> None:
    add("A Paper on Foxes")
    (library.folder / "backups").write_text("a file where the folder should be")
    with pytest.raises(UserError, match="daily backup"):
        back_up_daily(library, date(2026, 3, 1))
