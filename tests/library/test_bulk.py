"""Many papers at once: what is gone is passed over, a stop or a conflict leaves all as it was."""

from collections.abc import Callable
from functools import partial

import pytest

from readinglist.domain.status import Status
from readinglist.errors import UserError
from readinglist.library import bulk, history, papers, reading, reads
from readinglist.library.lasting import CancelledError
from readinglist.library.library import Library

MARK = partial(reading.set_status, status=Status.READ)


def silent(done: int, total: int) -> None:
    pass


def act(
    library: Library, ids: list[int], verb: bulk.Verb = MARK, cancelled: Callable[[], bool] = lambda: False
) -> None:
    bulk.act(library, "Mark", verb, ids, progress=silent, cancelled=cancelled)


def read(library: Library) -> int:
    with library.read() as session:
        return reads.counts(session).status[Status.READ]


def labels(library: Library) -> list[str]:
    with library.read() as session:
        return [step.label for step in history.steps(session) if not step.undone]


@pytest.fixture
def ids(add: Callable[..., list[int]], monkeypatch: pytest.MonkeyPatch) -> list[int]:
    monkeypatch.setattr(bulk, "PART", 2)
    return add("One", "Two", "Three", "Four", "Five")


def test_many_are_one_step_in_parts_that_is_moved_by_parts(library: Library, ids: list[int]) -> None:
    told: list[tuple[int, int]] = []
    bulk.act(library, "Mark", MARK, ids, progress=lambda *done: told.append(done), cancelled=lambda: False)
    assert told == [(0, 5), (2, 5), (4, 5), (5, 5)]
    assert (read(library), labels(library)) == (5, ["Mark", "Add"])
    told.clear()
    step = bulk.undo(library)
    assert isinstance(step, history.Step)
    moved = bulk.move(library, step, progress=lambda *done: told.append(done))
    assert (moved.papers, read(library), told) == (frozenset(ids), 0, [(1, 3), (2, 3), (3, 3)])
    assert bulk.move(library, step, progress=silent).papers == frozenset()
    step = bulk.redo(library)
    assert isinstance(step, history.Step)
    bulk.move(library, step, progress=silent)
    assert (read(library), labels(library)) == (5, ["Mark", "Add"])


def test_a_step_of_one_part_is_moved_at_once(library: Library, ids: list[int]) -> None:
    act(library, ids[:2])
    moved = bulk.undo(library)
    assert isinstance(moved, history.Moved)
    assert (moved.papers, read(library)) == (frozenset(ids[:2]), 0)


def test_papers_that_are_gone_are_passed_over(library: Library, ids: list[int]) -> None:
    with library.transaction("Delete") as tx:
        papers.remove(tx, ids[1:2])
    act(library, [*ids, 99])
    assert read(library) == 4


def test_a_stop_takes_back_what_was_done(library: Library, ids: list[int]) -> None:
    asked = iter([False, False, True])
    with pytest.raises(CancelledError):
        act(library, ids, cancelled=lambda: next(asked))
    assert (read(library), labels(library)) == (0, ["Add"])


def test_what_was_changed_meanwhile_stands_cut_short_after_a_stop(library: Library, ids: list[int]) -> None:
    def stop() -> bool:
        if read(library) == 4:
            with library.transaction("Drop") as tx:
                reading.set_status(tx, ids[:1], Status.DROPPED)
            return True
        return False

    with pytest.raises(UserError, match="cannot be taken back"):
        act(library, ids, cancelled=stop)
    assert (read(library), labels(library)) == (1, ["Drop", "Mark (cut short)", "Add"])
    library.undo()
    library.undo()
    assert (read(library), labels(library)) == (0, ["Add"])


def test_a_part_that_no_longer_fits_puts_back_the_parts_before_it(library: Library, ids: list[int]) -> None:
    act(library, ids)
    step = bulk.undo(library)
    assert isinstance(step, history.Step)
    with library.transaction("Drop") as tx:
        reading.set_status(tx, ids[:1], Status.DROPPED)
    with pytest.raises(UserError, match="cannot be undone"):
        bulk.move(library, step, progress=silent)
    assert (read(library), labels(library)) == (4, ["Drop", "Mark", "Add"])
