from collections.abc import Generator

import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from readinglist.desktop.work.turns import in_turns


def pieces(done: list[str]) -> Generator[None, None, str]:
    done.append("first")
    yield
    done.append("second")
    yield
    return "whole"


def test_each_piece_has_a_turn_of_its_own(qtbot: QtBot) -> None:
    done: list[str] = []
    owner = QObject()
    in_turns(pieces(done), owner, done.append)
    assert done == ["first"]
    qtbot.waitUntil(lambda: done == ["first", "second", "whole"])


def test_nothing_is_done_for_an_owner_that_is_gone(qtbot: QtBot) -> None:
    done: list[str] = []
    owner = QObject()
    in_turns(pieces(done), owner, done.append)
    shiboken6.delete(owner)
    qtbot.wait(20)
    assert done == ["first"]


def test_what_is_closed_goes_no_further(qtbot: QtBot) -> None:
    done: list[str] = []
    owner = QObject()
    work = pieces(done)
    in_turns(work, owner, done.append)
    work.close()
    qtbot.wait(20)
    assert done == ["first"]
