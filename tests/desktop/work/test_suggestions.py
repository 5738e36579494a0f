"""The seam to the worker for related papers and suggestions."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from readinglist.desktop.work.suggestions import Suggestions
from readinglist.desktop.work.tasks import Tasks
from readinglist.domain.suggestions import RelatedPapers
from readinglist.worker.client import Job
from readinglist.worker.messages import JobCancelledError


class NoWorker:
    """Stands where the worker's client stands."""

    def __init__(self) -> None:
        self.jobs: list[Job] = []
        self.cancelled: list[int] = []

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
def failures() -> list[object]:
    return []


@pytest.fixture
def suggestions(qtbot: QtBot, worker: NoWorker, failures: list[object]) -> Iterator[Suggestions]:
    tasks = Tasks(worker)  # type: ignore[arg-type]
    tasks.failed.connect(failures.append)
    yield Suggestions(tasks)
    tasks.close()


def test_papers_are_learnt_a_part_at_a_time_until_all_are(
    qtbot: QtBot, suggestions: Suggestions, worker: NoWorker
) -> None:
    suggestions.learn()
    suggestions.learn()
    assert [job.name for job in worker.jobs] == ["learn"]
    worker.jobs[0].done(500)
    qtbot.waitUntil(lambda: len(worker.jobs) == 2)
    with qtbot.waitSignal(suggestions.learnt):
        worker.jobs[1].done(0)
    suggestions.learn()
    assert len(worker.jobs) == 3


def test_a_newer_question_takes_the_place_of_the_older_without_a_word(
    qtbot: QtBot, suggestions: Suggestions, worker: NoWorker, failures: list[object]
) -> None:
    owner, told = QObject(), []
    suggestions.related(owner, 1, told.append)
    suggestions.related(owner, 2, told.append)
    assert worker.cancelled == [1]
    worker.jobs[0].failed(JobCancelledError())
    worker.jobs[1].done(RelatedPapers())
    qtbot.waitUntil(lambda: told == [RelatedPapers()])
    assert failures == []


def test_a_failure_is_told_and_learning_can_begin_again(
    qtbot: QtBot, suggestions: Suggestions, worker: NoWorker, failures: list[object]
) -> None:
    suggestions.learn()
    worker.jobs[0].failed(OSError("no room"))
    qtbot.waitUntil(lambda: len(failures) == 1)
    suggestions.learn()
    assert len(worker.jobs) == 2
    suggestions.read_next(suggestions, lambda answer: None)
    worker.jobs[2].failed(ValueError("a bug"))
    qtbot.waitUntil(lambda: len(failures) == 2)
