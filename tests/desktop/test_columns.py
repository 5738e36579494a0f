"""List and pane, side by side or one at a time."""

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from readinglist.desktop.columns import Columns


@pytest.fixture
def columns(qtbot: QtBot) -> Columns:
    columns = Columns(QLabel("list"), QLabel("page"))
    qtbot.addWidget(columns)
    columns.resize(900, 300)
    columns.show()
    return columns


def shown(columns: Columns) -> list[str]:
    return sorted(label.text() for label in columns.findChildren(QLabel) if label.isVisible())


def test_wide_shows_both(columns: Columns) -> None:
    columns.open_page()
    assert shown(columns) == ["list", "page"]
    assert not columns.page_is_over_list
    columns.close_page()
    assert shown(columns) == ["list", "page"]


def test_narrow_shows_one_and_leads_in_and_out(columns: Columns) -> None:
    columns.show_one_at_a_time(True)
    assert shown(columns) == ["list"]
    columns.open_page()
    assert shown(columns) == ["page"]
    assert columns.page_is_over_list
    columns.show_one_at_a_time(True)
    assert shown(columns) == ["page"], "growing a little is no reason to leave the page"
    columns.close_page()
    assert shown(columns) == ["list"]
    columns.show_one_at_a_time(False)
    assert shown(columns) == ["list", "page"]
