"""The table of commands: unique, spelled as it is shown, and in the sheet of keys."""

from collections import Counter
from unittest.mock import MagicMock

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from readinglist.desktop.commands import STATUS_KEYS, Command, commands
from readinglist.desktop.help.key_sheet import KeySheet
from readinglist.desktop.look.theme import Theme
from readinglist.domain.status import Status


@pytest.fixture
def table() -> tuple[Command, ...]:
    return commands(MagicMock())


def test_ids_and_keys_are_each_given_once(table: tuple[Command, ...]) -> None:
    for counted in (Counter(c.id for c in table), Counter(QKeySequence(k).toString() for c in table for k in c.keys)):
        assert [what for what, times in counted.items() if times > 1] == []


def test_every_key_is_one_that_qt_knows(table: tuple[Command, ...]) -> None:
    assert all(QKeySequence(key).toString() for command in table for key in command.keys)


def test_each_status_has_a_key_that_is_a_letter_of_its_word() -> None:
    assert set(STATUS_KEYS) == set(Status)
    assert all(key.lower() in status for status, key in STATUS_KEYS.items())


def test_the_sheet_shows_every_command_that_has_a_key(qtbot: QtBot, theme: Theme, table: tuple[Command, ...]) -> None:
    sheet = KeySheet(theme, table)
    qtbot.addWidget(sheet)
    shown = {label.text() for label in sheet.findChildren(QLabel)}
    for command in table:
        assert (command.text.rstrip("…") in shown) == bool(command.keys)
