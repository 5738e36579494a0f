"""Whose thread destroys what nobody holds any more."""

import gc
import sys
import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from readinglist.desktop.work.interpreter import TURN_SECONDS, Interpreter


@pytest.fixture
def interpreter(qtbot: QtBot) -> Iterator[Interpreter]:
    made = Interpreter()
    yield made
    made.close()


class Knot:
    """Holds itself, so that only the collector can destroy it; notes the thread that did."""

    def __init__(self, destroyed_in: set[threading.Thread]) -> None:
        self._self = self
        self._destroyed_in = destroyed_in

    def __del__(self) -> None:
        self._destroyed_in.add(threading.current_thread())


def test_only_the_gui_thread_collects(qtbot: QtBot, interpreter: Interpreter) -> None:
    destroyed_in: set[threading.Thread] = set()

    def work() -> None:
        held = [[] for _ in range(10_000)]  # many a pass, were it left to Python
        for _ in range(2_000):
            Knot(destroyed_in)
        held.clear()

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert destroyed_in == set()
    qtbot.waitUntil(lambda: bool(destroyed_in))
    assert destroyed_in == {threading.main_thread()}


def test_a_pass_does_not_walk_what_was_there_before(qtbot: QtBot) -> None:
    before = gc.get_freeze_count()
    interpreter = Interpreter()
    assert gc.get_freeze_count() - before > 10_000
    assert len(gc.get_objects()) < 1_000
    interpreter.close()
    assert gc.get_freeze_count() == 0


def test_old_garbage_is_collected_too(qtbot: QtBot, interpreter: Interpreter) -> None:
    destroyed_in: set[threading.Thread] = set()
    knot = Knot(destroyed_in)
    gc.collect()
    assert knot in gc.get_objects(generation=2)
    del knot
    for _ in range(gc.get_threshold()[2] + 1):
        gc.collect(1)
    assert destroyed_in == set()
    qtbot.waitUntil(lambda: bool(destroyed_in))


def test_closed_it_leaves_all_to_python_again(qtbot: QtBot) -> None:
    turn = sys.getswitchinterval()
    interpreter = Interpreter()
    assert sys.getswitchinterval() == pytest.approx(TURN_SECONDS)
    assert not gc.isenabled()
    interpreter.close()
    assert sys.getswitchinterval() == turn
    assert gc.isenabled()
