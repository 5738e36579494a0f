"""A window beside the command line, another window, and a library that was copied."""

import shutil
import subprocess
import sys
import time
from typing import Any

import pytest

from readinglist.desktop.page import note_editor
from readinglist.domain.query.scope import ALL_PAPERS, Scope
from readinglist.domain.status import Status

User = Any


def run(reader: User, *words: str) -> str:
    """Give a command at the terminal, on the library that the window has open."""
    done = subprocess.run(
        [sys.executable, "-m", "readinglist", "--library", str(reader.library), *words],
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_the_window_sees_within_a_second_what_the_command_line_did(reader: User, titles: list[str]) -> None:
    reader.looks_at(ALL_PAPERS)
    run(reader, "set", "2", "--status", "read", "--rating", "4", "--tag", "hens")
    start = time.monotonic()
    reader.waits_until(lambda: reader.count(Status.READ) == 1)
    assert time.monotonic() - start < 1
    reader.waits_until(lambda: reader.count(Scope.of_tag("hens")) == 1)
    run(reader, "note", "1", "--text", "from the terminal")
    reader.waits_until(lambda: reader.desk.details.note.text == "from the terminal")
    run(reader, "delete", "1")
    reader.waits_until(lambda: reader.titles == titles[1:])
    reader.waits_until(lambda: reader.paper == titles[1])


def test_the_command_line_sees_and_undoes_what_the_window_did(reader: User) -> None:
    reader.looks_at(ALL_PAPERS)
    reader.presses("E")
    assert "Mark as Read" in run(reader, "history")
    assert run(reader, "list", "status:read").count("\n") == 1
    assert run(reader, "undo") == "Mark as Read\n"
    reader.waits_until(lambda: reader.count(Status.READ) == 0)
    run(reader, "redo")
    reader.waits_until(lambda: reader.count(Status.READ) == 1)


def test_two_windows_follow_each_other(reader: User, titles: list[str]) -> None:
    reader.looks_at(ALL_PAPERS)
    other = reader.opens_another_window()
    try:
        other.looks_at(ALL_PAPERS)
        assert other.titles == titles
        reader.presses("Q")
        reader.waits_until(lambda: other.count(Status.QUEUED) == 1)
    finally:
        other.quits()


@pytest.fixture
def nothing_is_saved_while_typing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(note_editor, "SAVE_AFTER_PAUSE_MS", 60_000)
    monkeypatch.setattr(note_editor, "SAVE_AT_LATEST_MS", 60_000)


@pytest.mark.usefixtures("nothing_is_saved_while_typing")
def test_words_typed_here_are_not_replaced_from_elsewhere(reader: User) -> None:
    reader.looks_at(ALL_PAPERS)
    reader.presses("N")
    reader.types("mine")
    run(reader, "note", "1", "--text", "theirs")
    reader.waits_for(600)
    assert reader.desk.details.note.text == "mine"
    reader.presses("Esc")
    assert run(reader, "note", "1") == "mine\n"
    run(reader, "undo")
    assert run(reader, "note", "1") == "theirs\n"


def test_a_copied_library_is_its_own(reader: User, titles: list[str]) -> None:
    reader.quits()
    copy = reader.library.with_name("copy")
    shutil.copytree(reader.library, copy)
    original, reader.library = reader.library, copy
    run(reader, "note", "1", "--text", "only in the copy zebra")
    assert run(reader, "search", "zebra").startswith("1\t")
    reader.library = original
    assert run(reader, "search", "zebra") == ""
    reader.starts()
    reader.looks_at(ALL_PAPERS)
    reader.searches("zebra")
    reader.waits_until(lambda: reader.titles == [])
