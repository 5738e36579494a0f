"""Very many papers at once: done apart from the window, one step of the history, stopped and taken back as one."""

import os
import signal
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from readinglist.domain.paper import Paper
from readinglist.domain.query.scope import ALL_PAPERS
from readinglist.domain.status import Status
from readinglist.library import history, papers
from readinglist.library.library import Library

User = Any

MANY = 300
VERY_MANY = 10_000
"""Enough parts for something to happen between them."""


def stock(folder: Path, count: int) -> None:
    with closing(Library(folder, origin="test")) as library, library.transaction(f"Import {count:,} papers") as tx:
        papers.add_all(tx, [Paper(f"Letter {number} from the lighthouse") for number in range(count)])


def steps(user: User) -> list[tuple[str, bool]]:
    with closing(Library(user.library, origin="test")) as library, library.read() as session:
        return [(step.label, step.undone) for step in history.steps(session)]


@pytest.fixture
def reader(user: User, request: pytest.FixtureRequest) -> User:
    """A person with many papers in the inbox, looking at all of them with all of them selected."""
    user.quits()
    stock(user.library, request.param)
    user.starts()
    user.looks_at(ALL_PAPERS)
    user.presses("Ctrl+A")
    return user


@pytest.mark.parametrize("reader", [MANY], indirect=True)
def test_all_papers_are_marked_in_one_step_that_outlives_the_program(reader: User) -> None:
    reader.presses("E")
    reader.waits_until(lambda: reader.count(Status.READ) == MANY)
    assert reader.banner == "Mark as Read: 300 papers."
    assert steps(reader) == [("Mark as Read", False), ("Import 300 papers", False)]
    reader.presses("Ctrl+Z")
    reader.waits_until(lambda: reader.count(Status.INBOX) == MANY)
    reader.presses("Ctrl+Y")
    reader.waits_until(lambda: reader.count(Status.READ) == MANY)
    reader.restarts()
    assert steps(reader) == [("Mark as Read", False), ("Import 300 papers", False)]
    reader.presses("Ctrl+Z")
    reader.waits_until(lambda: reader.count(Status.INBOX) == MANY)


@pytest.mark.parametrize("reader", [MANY], indirect=True)
@pytest.mark.parametrize("key", ["4", "S"])
def test_rating_and_favourites_too(reader: User, key: str) -> None:
    reader.presses(key)
    line = reader.desk.papers.model.index(MANY - 1, 0).data(0x0100)
    assert (line.rating, line.starred) == (4, False) if key == "4" else (0, True)
    assert len(steps(reader)) == 2


@pytest.mark.parametrize("reader", [MANY], indirect=True)
def test_all_papers_are_deleted_and_come_back(reader: User) -> None:
    reader.presses("Del")
    reader.waits_until(reader.desk.empty.isVisible)
    assert reader.banner == "300 papers deleted."
    reader.presses("Ctrl+Z")
    reader.waits_until(lambda: reader.count(Status.INBOX) == MANY)


def give(user: User, key: str, until: str) -> None:
    """Press a key and wait only until the banner says this."""
    QTest.keySequence(QApplication.focusWidget(), QKeySequence(key))
    user.waits_until(lambda: until in user.banner)


@pytest.mark.parametrize("reader", [VERY_MANY], indirect=True)
def test_another_key_is_served_between_the_parts_of_all_that_is_long(reader: User) -> None:
    def does_it_meanwhile(stars: int) -> None:
        done: list[bool] = []
        workspace = reader.desk.paper_actions._workspace
        rate = reader.desk.paper_actions._reading.set_rating
        workspace.act(reader.window, "Rate", lambda tx: rate(tx, [VERY_MANY], stars), lambda _: done.append(True))
        reader.waits_until(lambda: done)
        assert workspace._tasks.busy

    give(reader, "E", ",000 of 10,000")
    does_it_meanwhile(3)
    reader.waits()
    assert reader.count(Status.READ) == VERY_MANY
    assert [label for label, _ in steps(reader)] == ["Rate", "Mark as Read", "Import 10,000 papers"]
    reader.presses("Ctrl+Z")
    give(reader, "Ctrl+Z", "Undoing: ")
    does_it_meanwhile(2)
    reader.waits()
    assert reader.count(Status.INBOX) == VERY_MANY
    assert [label for label, _ in steps(reader)] == ["Rate", "Import 10,000 papers"]


@pytest.mark.parametrize("reader", [VERY_MANY], indirect=True)
def test_undo_stops_what_is_under_way(reader: User) -> None:
    give(reader, "E", ",000 of 10,000")
    reader.presses("Ctrl+Z")
    assert reader.banner == "“Mark as Read” was stopped. All is as it was before."
    assert reader.count(Status.INBOX) == VERY_MANY
    assert steps(reader) == [("Import 10,000 papers", False)]


@pytest.mark.parametrize("reader", [VERY_MANY], indirect=True)
def test_a_worker_killed_in_the_middle_leaves_steps_that_undo_takes_back(reader: User) -> None:
    give(reader, "E", ",000 of 10,000")
    os.kill(reader.worker, signal.SIGKILL)
    reader.waits()
    assert reader.count(Status.READ) == VERY_MANY
    assert [label for label, _ in steps(reader)][:2] == ["Mark as Read", "Mark as Read (cut short)"]
    reader.presses("Ctrl+Z", "Ctrl+Z")
    assert reader.count(Status.INBOX) == VERY_MANY
