"""The door out of the GUI thread: what comes back, where, and what does not."""

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from readinglist.desktop.work.tasks import Lane, Tasks
from readinglist.worker.client import Job


class NoWorker:
    """Stands where the worker's client stands, and answers in another thread as it does."""

    def __init__(self) -> None:
        self.jobs: list[Job] = []
        self.cancelled: list[int] = []
        self.pid = None

    def submit(self, job: Job) -> int:
        self.jobs.append(job)
        return len(self.jobs)

    def cancel(self, number: int) -> None:
        self.cancelled.append(number)

    def close(self) -> None:
        pass


@pytest.fixture
def worker() -> NoWorker:
    return NoWorker()


@pytest.fixture
def tasks(qtbot: QtBot, worker: NoWorker) -> Iterator[Tasks]:
    opened = Tasks(worker)  # type: ignore[arg-type]
    yield opened
    opened.close()


def test_work_is_done_elsewhere_and_told_here(qtbot: QtBot, tasks: Tasks) -> None:
    told: list[tuple[object, threading.Thread]] = []
    owner = QObject()
    tasks.run(
        threading.current_thread,
        lane=Lane.LIBRARY,
        owner=owner,
        done=lambda thread: told.append((thread, threading.current_thread())),
    )
    assert tasks.busy
    qtbot.waitUntil(lambda: bool(told))
    assert told[0][0] is not told[0][1]
    assert told[0][1] is threading.main_thread()
    assert not tasks.busy


def test_a_lane_keeps_the_order(qtbot: QtBot, tasks: Tasks) -> None:
    told: list[int] = []
    owner = QObject()
    for number in range(20):
        tasks.run(lambda number=number: number, lane=Lane.LIBRARY, owner=owner, done=told.append)
    qtbot.waitUntil(lambda: len(told) == 20)
    assert told == list(range(20))


def test_what_was_replaced_is_not_told(qtbot: QtBot, tasks: Tasks) -> None:
    told: list[int] = []
    owner = QObject()
    go = threading.Event()
    for number in range(3):
        tasks.run(
            lambda number=number: go.wait() and number, lane=Lane.SEARCH, owner=owner, done=told.append, replace="find"
        )
    go.set()
    qtbot.waitUntil(lambda: not tasks.busy)
    assert told == [2]


def test_a_failure_always_reaches_somebody(qtbot: QtBot, tasks: Tasks) -> None:
    reached: list[Any] = []
    owner = QObject()
    tasks.failed.connect(reached.append)

    def fail() -> None:
        raise ValueError("broken")

    tasks.run(fail, lane=Lane.LIBRARY, owner=owner)
    tasks.run(fail, lane=Lane.SEARCH, owner=owner, replace="find")
    tasks.run(fail, lane=Lane.LIBRARY, owner=owner, failed=lambda error: reached.append("own"))
    qtbot.waitUntil(lambda: len(reached) == 3)
    assert sorted(map(str, reached)) == ["broken", "broken", "own"]


def test_an_owner_that_is_gone_is_not_told(qtbot: QtBot, tasks: Tasks) -> None:
    told: list[int] = []
    owner = QObject()
    go = threading.Event()
    tasks.run(lambda: go.wait() and 1, lane=Lane.LIBRARY, owner=owner, done=told.append)
    owner.deleteLater()
    qtbot.wait(20)
    go.set()
    qtbot.waitUntil(lambda: not tasks.busy)
    assert told == []


def test_a_job_is_told_progress_and_result_and_can_be_cancelled(qtbot: QtBot, tasks: Tasks, worker: NoWorker) -> None:
    told: list[object] = []
    owner = QObject()
    cancel = tasks.job(
        "count", owner=owner, done=told.append, progress=lambda done, total: told.append((done, total)), to=3
    )
    assert (worker.jobs[0].name, worker.jobs[0].arguments) == ("count", {"to": 3})
    cancel()
    assert worker.cancelled == [1]
    worker.jobs[0].progress(1, 3)
    worker.jobs[0].done("three")
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told == [(1, 3), "three"]
    assert not tasks.busy


def test_finishing_waits_and_tells(qtbot: QtBot, tasks: Tasks) -> None:
    told: list[int] = []
    owner = QObject()
    tasks.run(lambda: 1, lane=Lane.LIBRARY, owner=owner, done=told.append)
    tasks.finish(Lane.LIBRARY)
    assert told == [1]
