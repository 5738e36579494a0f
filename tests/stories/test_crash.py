"""Killed at any moment, the program loses nothing that it had said was done, and leaves no process behind."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

KILLS = int(os.environ.get("READINGLIST_KILLS", "2"))
"""How often it is killed; more for a longer look."""

SESSION = """
import random, sys
from functools import partial
from pathlib import Path
from PySide6.QtCore import QTimer
from readinglist.app import App, application
from readinglist.desktop.work.workspace import Sitting
from readinglist.domain.status import Status
from readinglist.importing.choices import EVERYTHING
from readinglist.library import reading
from readinglist.worker.messages import TextToRead

def say(*words, ignored=None):
    print(*words, sep="\\t", flush=True)

class Reader:
    def __init__(self, app, seed):
        self.app, self.chance, self.turn, self.seed = app, random.Random(seed), 0, seed
        self.timer = QTimer(interval=15)
        self.timer.timeout.connect(self.act)

    def act(self):
        self.turn += 1
        work = self.app.workspace
        if self.turn % 12 == 1:
            titles = [f"Paper {place} of turn {self.turn} in session {self.seed}" for place in range(40)]
            text = "".join(f"@misc{{k{place}, title={{{title}}}}}" for place, title in enumerate(titles))
            say("ask", "import", titles[0])
            work.store_import(work, TextToRead("pasted", text), EVERYTHING,
                lambda report, title=titles[0]: say("done", "import", title), print, lambda done, total: None)
            return
        papers = list(self.app.desk.papers.model.ids)
        if not papers:
            return
        paper = self.chance.choice(papers[:30])
        kind = self.chance.choice(["status", "rating", "note"])
        if kind == "status":
            value = self.chance.choice(list(Status))
            verb = lambda tx: reading.set_status(tx, [paper], value)
        elif kind == "rating":
            value = self.chance.randint(0, 5)
            verb = lambda tx: reading.set_rating(tx, [paper], value)
        else:
            value = f"note of turn {self.turn}"
            say("ask", kind, paper, value)
            work.save_note(work, Sitting(paper), value, lambda _: say("done", kind, paper, value), print)
            return
        say("ask", kind, paper, value)
        work.act(work, kind, verb, lambda _: say("done", kind, paper, value))

def main():
    qt = application()
    app = App(qt, Path(sys.argv[1]), Path(sys.argv[2]))
    reader = Reader(app, int(sys.argv[3]))
    def begin():
        if app.workspace.worker_pid is None:
            QTimer.singleShot(50, begin)
            return
        say("worker", app.workspace.worker_pid)
        reader.timer.start()
    app.opened.connect(begin)
    app.start()
    qt.exec()

if __name__ == "__main__":
    main()
"""

READ = {
    "status": "SELECT status FROM reading WHERE paper_id = ?",
    "rating": "SELECT rating FROM reading WHERE paper_id = ?",
    "note": "SELECT text FROM note WHERE paper_id = ?",
}


@pytest.mark.parametrize("seed", range(KILLS))
def test_killed_at_any_moment_nothing_that_was_done_is_lost(
    tmp_path: Path, seed: int, request: pytest.FixtureRequest
) -> None:
    script = tmp_path / "session.py"
    script.write_text(SESSION)
    library = tmp_path / "library"
    session = subprocess.Popen(
        [sys.executable, str(script), str(library), str(tmp_path / "cache"), str(seed)],
        stdout=subprocess.PIPE,
        text=True,
    )
    request.addfinalizer(session.kill)  # whatever fails below
    assert session.stdout is not None
    worker = int(session.stdout.readline().split("\t")[1])
    told: list[list[str]] = []
    while not told or told[-1][0] != "done":  # for a slow machine the first may take seconds
        line = session.stdout.readline()
        assert line, "it ended by itself"
        told.append(line.rstrip("\n").split("\t"))
    time.sleep(random.Random(seed).uniform(0.0, 2.5))
    session.send_signal(signal.SIGKILL)
    told += [line.rstrip("\n").split("\t") for line in session.stdout if line.endswith("\n")]
    session.wait()
    session.stdout.close()
    with closing(sqlite3.connect(library / "library.sqlite")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        check_imports(connection, told)
        check_values(connection, told)
        assert connection.execute(
            "SELECT count(*) FROM paper WHERE id NOT IN (SELECT paper_id FROM reading)"
        ).fetchone() == (0,)
    deadline = time.monotonic() + 10
    while Path(f"/proc/{worker}").exists():
        assert time.monotonic() < deadline, "the worker stayed behind"
        time.sleep(0.02)


def check_imports(connection: sqlite3.Connection, told: list[list[str]]) -> None:
    """What was imported is there whole, what was only asked for is there whole or not at all."""
    for line in told:
        if line[1] == "import":
            session = line[2].partition(" of ")[2]
            [(count,)] = connection.execute("SELECT count(*) FROM paper WHERE title LIKE ?", (f"% of {session}",))
            assert count == 40 if line[0] == "done" else count in (0, 40)


def check_values(connection: sqlite3.Connection, told: list[list[str]]) -> None:
    """Each value is the last that was done, or one that was asked for after it."""
    possible: dict[tuple[str, str], list[str]] = {}
    for kind in READ:
        for line in told:
            if line[1] == kind:
                allowed = possible.setdefault((kind, line[2]), [])
                if line[0] == "done":
                    allowed[:] = allowed[allowed.index(line[3]) :]
                else:
                    allowed.append(line[3])
    for (kind, paper), allowed in possible.items():
        if ["done", kind, paper, allowed[0]] in told:
            found = connection.execute(READ[kind], (paper,)).fetchone()
            assert found is not None
            assert str(found[0]) in allowed
