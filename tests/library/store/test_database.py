import os
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from readinglist.domain.paper import Paper
from readinglist.domain.query.expression import EVERYTHING
from readinglist.domain.status import Status
from readinglist.errors import UserError
from readinglist.library import lists, papers, reading, reads, tags
from readinglist.library.library import FILE_NAME, Library
from readinglist.library.store import database


def test_a_reader_can_write_nothing(library: Library, add: Callable[..., list[int]]) -> None:
    add("A Paper on Foxes")
    with pytest.raises(UserError, match="may not be written"), library.read() as session:
        session.connection().execute(text("DELETE FROM paper"))
    with library.read() as session:
        assert lists.matching(session, EVERYTHING) == [1]


def test_a_reader_sees_one_state_of_the_library(library: Library, add: Callable[..., list[int]]) -> None:
    add("A Paper on Foxes")
    with library.read() as session:
        assert lists.matching(session, EVERYTHING) == [1]
        add("A Paper on Hens")
        assert lists.matching(session, EVERYTHING) == [1]
    with library.read() as session:
        assert len(lists.matching(session, EVERYTHING)) == 2


def test_a_transaction_may_read_first_though_another_process_writes_meanwhile(library: Library) -> None:
    """A deferred transaction would fail at once: what it has read is no longer what is there."""
    with closing(sqlite3.connect(library.file, timeout=0, isolation_level=None)) as other:
        with library.transaction("Add") as tx:
            assert lists.matching(tx.session, EVERYTHING) == []
            with pytest.raises(sqlite3.OperationalError, match="locked"):
                other.execute("UPDATE library SET epoch = 'x'")
            papers.add(tx, Paper("A Paper on Foxes"))
        other.execute("UPDATE library SET epoch = 'x'")


def test_a_writer_waits_for_another_process(library: Library) -> None:
    with closing(sqlite3.connect(library.file, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        release = threading.Timer(0.4, other.execute, ("COMMIT",))
        release.start()
        start = time.monotonic()
        with library.transaction("Add") as tx:
            papers.add(tx, Paper("A Paper on Foxes"))
        assert time.monotonic() - start > 0.3
        release.join()


def test_a_writer_gives_up_after_the_busy_time_and_says_so(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.1)
    impatient = Library(library.folder, origin="test")
    with closing(impatient), closing(sqlite3.connect(library.file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(UserError, match="another program is busy") as told, impatient.transaction("Add"):
            pass
        assert str(library.file) in told.value.message
        other.execute("ROLLBACK")
        with impatient.transaction("Add") as tx:
            papers.add(tx, Paper("A Paper on Foxes"))


def test_bugs_are_not_taken_for_trouble_with_the_disk(library: Library) -> None:
    with pytest.raises(OperationalError, match="no such table"), library.transaction("Add") as tx:
        tx.session.connection().execute(text("INSERT INTO nowhere VALUES (1)"))


def test_more_ids_than_sqlite_takes_variables(library: Library, ask: Callable[..., Any]) -> None:
    with library.transaction("Add") as tx:
        tx.session.connection().exec_driver_sql(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 40000) INSERT INTO paper SELECT "
            "i, 'article', 'Paper ' || i, 'paper ' || i, '', '', '', '', '', '', '', '', '', '', '', '', '', '', "
            "'[]', '[]', '', '{}', '2026' FROM n"
        )
        tx.session.connection().exec_driver_sql("INSERT INTO reading SELECT id, 'inbox', 0, 0, '2026', NULL FROM paper")
    ids = list(range(1, 40_001))
    with library.transaction("Set") as tx:
        reading.set_status(tx, ids, Status.READ)
        tags.add(tx, ids, "many")
    assert ask("SELECT count(*) FROM reading WHERE status = 'read'") == [(40_000,)]
    assert ask("SELECT count(*) FROM paper_tag") == [(40_000,)]
    with library.transaction("Delete") as tx:
        papers.remove(tx, ids)
    assert ask("SELECT count(*) FROM reading") == [(0,)]


@pytest.mark.parametrize("name", ["what?", "100%25", "a#b", "x?mode=ro", "über uns", "with 'quotes\""])
def test_a_library_s_folder_may_have_any_name(tmp_path: Path, name: str) -> None:
    if os.name == "nt" and set(name) & set('?"'):
        pytest.skip("Windows allows no such name")
    with closing(Library(tmp_path / name, origin="test")) as library, library.transaction("Add") as tx:
        papers.add(tx, Paper("A Paper on Foxes"))
    assert [path.name for path in (tmp_path / name).iterdir()] == [FILE_NAME]
    with closing(sqlite3.connect(tmp_path / name / FILE_NAME)) as connection:
        assert connection.execute("SELECT title FROM paper").fetchall() == [("A Paper on Foxes",)]


FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from readinglist.domain.paper import Paper
from readinglist.errors import UserError
from readinglist.library import notes, papers
from readinglist.library.library import Library
library = Library(Path(sys.argv[1]), origin="test")
with library.transaction("Add") as tx:
    paper = papers.add(tx, Paper("A Paper on Foxes"))
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, resource.RLIM_INFINITY))
try:
    with library.transaction("Edit note") as tx:
        notes.write(tx, paper, "long " * 1_000_000)
except UserError as error:
    print(error)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
with library.transaction("Edit note") as tx:
    notes.write(tx, paper, "short")
library.close()
"""


@pytest.mark.skipif(os.name == "nt", reason="needs a limit on the size of files")
def test_a_disk_without_room_is_told_and_nothing_is_changed(library: Library, ask: Callable[..., Any]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(library.folder)], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    assert str(library.file) in done.stdout
    assert "disk" in done.stdout
    assert "what was stored before is safe" in done.stdout
    assert ask("SELECT text FROM note") == [("short",)]
    assert ask("SELECT label FROM step ORDER BY id") == [("Add",), ("Edit note",)]
    assert ask("PRAGMA integrity_check") == [("ok",)]


def test_a_damaged_library_is_told_by_name(library: Library, add: Callable[..., list[int]]) -> None:
    add(*(f"Paper {number} on Foxes" for number in range(500)), abstract="vulpes " * 50)
    library.close()
    size = library.file.stat().st_size
    with library.file.open("r+b") as file:
        file.seek(size // 4)
        file.write(b"\xaa" * (size // 2))

    def look() -> None:
        with closing(Library(library.folder, origin="test")) as damaged, damaged.read() as session:
            reads.details(session, range(1, 501))

    with pytest.raises(UserError, match="damaged") as told:
        look()
    assert str(library.file) in told.value.message
    assert "backups" in told.value.hint


@pytest.fixture
def read_only() -> Iterator[Path]:
    """A library that nobody may write, in a place that everybody may enter: pytest's own is closed to other users."""
    with TemporaryDirectory() as folder:
        place = Path(folder) / "library"
        Library(place, origin="test").close()
        Path(folder).chmod(0o755)
        (place / FILE_NAME).chmod(0o444)
        place.chmod(0o555)
        yield place
        place.chmod(0o700)


@pytest.mark.skipif(os.name == "nt", reason="needs another user's eyes")
def test_a_folder_that_may_not_be_written_is_told_by_name(read_only: Path) -> None:
    """Run without the rights of root, who may write anywhere."""
    script = (
        "import os, sys; from pathlib import Path; from readinglist.library.library import Library\n"
        "from readinglist.errors import UserError\n"
        "if os.geteuid() == 0: os.setgroups([]); os.setgid(65534); os.setuid(65534)\n"
        "for name in sys.argv[1:]:\n"
        "    try: Library(Path(name), origin='test')\n"
        "    except UserError as error: print(error)\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", script, str(read_only), str(read_only / "inner")],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    first, second = told.stdout.splitlines()
    assert str(read_only / FILE_NAME) in first
    assert "permissions" in first
    assert str(read_only / "inner") in second
    assert "Permission denied" in second


READ = """
import sys
from pathlib import Path
from readinglist.library import reads
from readinglist.library.library import Library
library = Library(Path(sys.argv[1]), origin="reader")
count = 0
while count < 60:
    with library.read() as session:
        papers = reads.details(session, range(1, 100))
    assert all(paper.note == paper.paper.title for paper in papers)
    count = len(papers)
library.close()
"""
WRITE = """
import sys
from pathlib import Path
from readinglist.domain.paper import Paper
from readinglist.library import notes, papers
from readinglist.library.library import Library
library = Library(Path(sys.argv[1]), origin="writer")
for number in range(20):
    with library.transaction("Add") as tx:
        title = f"Paper {number} of {sys.argv[2]}"
        notes.write(tx, papers.add(tx, Paper(title)), title)
library.close()
"""


def test_readers_see_whole_steps_while_three_processes_write(library: Library, ask: Callable[..., Any]) -> None:
    arguments = [[READ], [READ], *([WRITE, name] for name in "abc")]
    running = [
        subprocess.Popen([sys.executable, "-c", script, str(library.folder), *name], stderr=subprocess.PIPE, text=True)
        for script, *name in arguments
    ]
    for process in running:
        _, errors = process.communicate(timeout=60)
        assert process.returncode == 0, errors
    assert ask("PRAGMA integrity_check") == [("ok",)]
    assert ask("SELECT count(*), count(DISTINCT title) FROM paper") == [(60, 60)]
    assert ask("SELECT count(*) FROM step") == [(60,)]
