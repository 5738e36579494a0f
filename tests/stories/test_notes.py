"""Notes: saved by themselves, one step for a sitting, and never lost."""

import signal
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from readinglist.desktop.page import note_editor
from readinglist.domain.query.scope import ALL_PAPERS
from readinglist.library import history, notes
from readinglist.library.library import Library

User = Any


def note_of(reader: User, title: str) -> str:
    """The note as it is in the file."""
    connection = sqlite3.connect(reader.library / "library.sqlite")
    try:
        found = connection.execute(
            "SELECT text FROM note JOIN paper ON paper.id = note.paper_id WHERE title = ?", (title,)
        ).fetchone()
    finally:
        connection.close()
    return found[0] if found else ""


def steps(reader: User) -> list[str]:
    """The labels of the standing steps, newest first."""
    library = Library(reader.library, origin="test")
    try:
        with library.read() as session:
            return [step.label for step in history.steps(session) if not step.undone]
    finally:
        library.close()


def test_a_note_is_saved_after_a_pause(reader: User, titles: list[str]) -> None:
    reader.looks_at(ALL_PAPERS)
    reader.presses("N")
    reader.types("first thoughts")
    assert note_of(reader, titles[0]) == ""
    reader.waits_until(lambda: note_of(reader, titles[0]) == "first thoughts")


@pytest.fixture
def no_pause_is_long_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(note_editor, "SAVE_AFTER_PAUSE_MS", 60_000)
    monkeypatch.setattr(note_editor, "SAVE_AT_LATEST_MS", 500)


@pytest.mark.usefixtures("no_pause_is_long_enough")
def test_a_note_is_saved_while_typing_goes_on(reader: User, titles: list[str]) -> None:
    reader.looks_at(ALL_PAPERS)
    reader.presses("N")

    def types_on() -> str:
        reader.types("on and ")
        return note_of(reader, titles[0])

    reader.waits_until(types_on)


def test_leaving_saves_at_once_and_ends_the_sitting(reader: User, titles: list[str]) -> None:
    reader.looks_at(ALL_PAPERS)
    reader.presses("N")
    reader.types("one")
    reader.presses("Esc")
    assert note_of(reader, titles[0]) == "one"
    reader.presses("N", "Ctrl+End")
    reader.types(" two")
    reader.presses("Esc")
    assert note_of(reader, titles[0]) == "one two"
    assert steps(reader)[:2] == ["Edit note", "Edit note"]
    reader.presses("Ctrl+Z")
    reader.waits_until(lambda: reader.desk.details.note.text == "one")


def test_another_paper_gets_another_note(reader: User, titles: list[str]) -> None:
    reader.looks_at(ALL_PAPERS)
    reader.presses("N")
    reader.types("for the first")
    reader.desk.papers.step(1)
    reader.waits()
    assert reader.desk.details.note.text == ""
    assert note_of(reader, titles[0]) == "for the first"
    reader.types("for the second")
    reader.presses("Esc")
    assert note_of(reader, titles[1]) == "for the second"
    assert note_of(reader, titles[0]) == "for the first"


@pytest.fixture
def short_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(note_editor, "SAVE_AFTER_PAUSE_MS", 100)


@pytest.mark.usefixtures("short_pause")
def test_one_sitting_is_one_step_and_one_earlier_version(reader: User, titles: list[str]) -> None:
    reader.looks_at(ALL_PAPERS)
    reader.presses("N")
    reader.types("before")
    reader.presses("Esc", "N", "Ctrl+A")
    for word in ("then ", "much ", "more"):
        reader.types(word)
        reader.waits_until(lambda: note_of(reader, titles[0]) == reader.desk.details.note.text)
    reader.presses("Esc")
    assert steps(reader) == ["Edit note", "Edit note", "Import 5 papers"]
    library = Library(reader.library, origin="test")
    with library.read() as session:
        assert [version.text for version in notes.versions(session, 1)] == ["before"]
    library.close()


def test_undo_in_the_editor_is_the_texts_own(reader: User, titles: list[str]) -> None:
    reader.looks_at(ALL_PAPERS)
    reader.presses("N")
    reader.types("a slip")
    reader.presses("Ctrl+Z")
    assert reader.desk.details.note.text == ""
    assert len(reader.titles) == 5
    assert steps(reader) == ["Import 5 papers"]


def test_quitting_saves_the_note(reader: User, titles: list[str]) -> None:
    reader.looks_at(ALL_PAPERS)
    reader.presses("N")
    reader.types("typed just before the end")
    reader.quits()
    assert note_of(reader, titles[0]) == "typed just before the end"


def test_a_note_that_cannot_be_saved_keeps_the_window_open(
    reader: User, titles: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    reader.looks_at(ALL_PAPERS)
    reader.presses("N")
    other = sqlite3.connect(reader.library / "library.sqlite", isolation_level=None)
    other.execute(
        "CREATE TRIGGER full BEFORE INSERT ON note BEGIN SELECT raise(ABORT, 'database or disk is full'); END"
    )
    reader.types("precious")
    reader.window.close()
    assert reader.window.isVisible()
    assert reader.banner == "Your note could not be saved."
    other.execute("DROP TRIGGER full")
    other.close()
    reader.waits_until(lambda: note_of(reader, titles[0]) == "precious")


WINDOW = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from readinglist.app import App, application

def main():
    qt = application()
    app = App(qt, Path(sys.argv[1]), Path(sys.argv[2]))
    look = QTimer(interval=20)
    def type_note():
        if app.desk.details.paper_id is None or app.workspace.busy:
            return
        look.stop()
        app.desk.write_note()
        QTest.keyClicks(QApplication.focusWidget(), "written in time")
        print(app.workspace.worker_pid, flush=True)
    look.timeout.connect(type_note)
    app.opened.connect(look.start)
    app.start()
    qt.exec()

if __name__ == "__main__":
    main()
"""


def test_a_killed_window_loses_no_note_and_leaves_no_process(reader: User, titles: list[str], tmp_path: Path) -> None:
    reader.quits()
    script = tmp_path / "window.py"
    script.write_text(WINDOW)
    window = subprocess.Popen(
        [sys.executable, str(script), str(reader.library), str(reader.cache)], stdout=subprocess.PIPE, text=True
    )
    assert window.stdout is not None
    worker = int(window.stdout.readline())
    reader.waits_until(lambda: note_of(reader, titles[0]))
    window.send_signal(signal.SIGKILL)
    window.wait()
    window.stdout.close()
    assert note_of(reader, titles[0]) == "written in time"
    reader.waits_until(lambda: not alive(worker))
    connection = sqlite3.connect(reader.library / "library.sqlite")
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()


def alive(process: int) -> bool:
    """Whether a process runs; one that has ended but not been waited for does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
