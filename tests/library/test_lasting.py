"""Steps in parts: others come between, a stop takes all back, a crash leaves something to keep or to undo."""

import os
import signal
import subprocess
import sys
from dataclasses import replace

import pytest

from readinglist.domain.paper import Paper
from readinglist.errors import UserError
from readinglist.library import history, papers, reading, reads
from readinglist.library.lasting import lasting_step, settle
from readinglist.library.library import Library


def count(library: Library) -> int:
    with library.read() as session:
        return reads.counts(session).all


def labels(library: Library) -> list[str]:
    with library.read() as session:
        return [step.label for step in history.steps(session) if not step.undone]


def add(library: Library, parts: int) -> None:
    with lasting_step(library, "Import") as step:
        for part in range(parts):
            with step.part() as tx:
                papers.add(tx, Paper(f"A Paper of Part {part}"))
        step.label = f"Import {parts} papers"


def test_all_parts_are_one_step(library: Library) -> None:
    add(library, 3)
    assert (count(library), labels(library)) == (3, ["Import 3 papers"])
    library.undo()
    assert count(library) == 0
    library.redo()
    assert count(library) == 3


def test_undo_and_redo_go_by_parts_and_what_comes_between_stays(library: Library) -> None:
    with library.transaction("Add") as tx:
        [rated] = papers.add_all(tx, [Paper("Rated Meanwhile")])
    add(library, 3)
    with library.read() as session:
        step = history.next_to_undo(session.connection())
    assert step is not None
    assert library.change_history(lambda connection: history.parts(connection, step)) == 3
    assert library.change_history(lambda connection: history.move_part(connection, step)) == {4}
    assert (count(library), labels(library)) == (3, ["Import 3 papers", "Add"])
    with library.transaction("Rate") as tx:
        reading.set_rating(tx, [rated], 5)
    redone = replace(step, undone=True)
    assert library.change_history(lambda connection: history.move_part(connection, redone)) == {4}
    assert library.change_history(lambda connection: history.move_part(connection, redone)) is None
    assert (count(library), labels(library)) == (4, ["Rate", "Import 3 papers", "Add"])


def test_a_step_undone_beneath_a_newer_one_is_not_done_again(library: Library) -> None:
    with library.transaction("Add") as tx:
        [rated] = papers.add_all(tx, [Paper("Rated Meanwhile")])
    add(library, 2)
    with library.read() as session:
        step = history.next_to_undo(session.connection())
    assert step is not None
    library.change_history(lambda connection: history.move_part(connection, step))
    with library.transaction("Rate") as tx:
        reading.set_rating(tx, [rated], 5)
    library.change_history(lambda connection: history.move_part(connection, step))
    assert (count(library), labels(library)) == (1, ["Rate", "Add"])
    assert library.redo() is None


def test_the_history_forgets_a_step_with_all_its_parts(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "STEPS_KEPT", 1)
    add(library, 3)
    assert labels(library) == ["Import 3 papers"]
    with library.transaction("Rate") as tx:
        reading.set_rating(tx, [1], 5)
    assert labels(library) == ["Rate"]


def test_each_part_is_committed_and_others_come_between(library: Library) -> None:
    with lasting_step(library, "Import") as step:
        with step.part() as tx:
            first = papers.add(tx, Paper("The First"))
        other = Library(library.folder, origin="another")
        assert count(other) == 1
        with other.transaction("Rate") as tx:
            reading.set_rating(tx, [first], 5)
        other.close()
        with step.part() as tx:
            papers.add(tx, Paper("The Second"))
    assert labels(library) == ["Rate", "Import"]
    assert library.undo()
    assert library.undo()
    assert count(library) == 0


def test_a_stop_takes_all_parts_back(library: Library) -> None:
    def stop() -> None:
        with lasting_step(library, "Import") as step:
            with step.part() as tx:
                papers.add(tx, Paper("The First"))
            with step.part() as tx:
                papers.add(tx, Paper("The Second"))
                raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stop()
    assert (count(library), labels(library)) == (0, [])
    add(library, 1)
    assert count(library) == 1


def test_a_step_under_way_is_not_undone(library: Library) -> None:
    with lasting_step(library, "Import") as step:
        with step.part() as tx:
            papers.add(tx, Paper("The First"))
        assert library.undo() is None
        assert settle(library) == []
    assert labels(library) == ["Import"]


def test_only_one_at_a_time(library: Library) -> None:
    other = Library(library.folder, origin="another")
    with lasting_step(library, "Import"), pytest.raises(UserError, match="Another long action"):
        add(other, 1)
    other.close()


CRASH = """
import os, signal, sys
from pathlib import Path
from readinglist.domain.paper import Paper
from readinglist.library import papers
from readinglist.library.lasting import lasting_step
from readinglist.library.library import Library
with lasting_step(Library(Path(sys.argv[1]), origin="test"), "Import 9 papers") as step:
    for part in range(9):
        with step.part() as tx:
            papers.add(tx, Paper(f"A Paper of Part {part}"))
            if part == 2:
                os.kill(os.getpid(), signal.SIGKILL)
"""


def test_after_a_crash_the_step_stands_cut_short_and_can_be_undone(library: Library) -> None:
    done = subprocess.run([sys.executable, "-c", CRASH, str(library.folder)], env={**os.environ})
    assert done.returncode == -signal.SIGKILL
    assert count(library) == 2
    assert settle(library) == ["Import 9 papers"]
    assert labels(library) == ["Import 9 papers (cut short)"]
    assert settle(library) == []
    library.undo()
    assert count(library) == 0
