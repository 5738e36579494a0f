"""Somebody reads what the program tells about itself."""

import tomllib
from typing import Any

import pytest
from PySide6.QtWidgets import QDialog, QPushButton

from readinglist import __version__, paths
from readinglist.desktop.help.pages_dialog import PagesDialog

User = Any


def windows(user: User) -> list[str]:
    return [each.windowTitle() for each in user.desk.findChildren(QDialog) if each.isVisible()]


def dialog(user: User) -> PagesDialog:
    (found,) = (each for each in user.desk.findChildren(PagesDialog) if each.isVisible())
    return found


def test_the_guide_and_the_keys_are_a_key_away_and_do_not_hold_up_the_work(user: User) -> None:
    user.presses("F1", "F1")
    assert windows(user) == ["User guide"]
    assert dialog(user).list.count() == 10
    (keys,) = (each for each in dialog(user).findChildren(QPushButton) if each.text() == "All keys")
    user.clicks(keys)
    assert sorted(windows(user)) == ["Keys", "User guide"]
    user.window.activateWindow()
    user.presses("Ctrl+D")
    for each in user.desk.findChildren(QDialog):
        each.close()
    user.presses("?")
    assert windows(user) == ["Keys"]


def test_about_tells_version_and_licences(user: User) -> None:
    user.desk.help.show_about()
    assert windows(user) == ["About Reading List"]
    listed = [dialog(user).list.item(row).text() for row in range(dialog(user).list.count())]
    assert "Python" in listed


def test_what_is_new_is_told_once_after_an_update_and_not_to_who_begins(
    user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert windows(user) == []
    assert tomllib.loads(paths.settings_file().read_text())["version_seen"] == __version__
    paths.settings_file().write_text('version_seen = "0.0.9"\n')
    user.restarts()
    assert windows(user) == ["What is new"]
    assert __version__ in dialog(user).text.toPlainText()
    user.restarts()
    assert windows(user) == []
