import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QRadioButton
from pytestqt.qtbot import QtBot

from readinglist.desktop.look.theme import Theme
from readinglist.desktop.page.status_row import StatusRow
from readinglist.domain.status import Status
from readinglist.settings import Appearance

KEYS = {Status.INBOX: "I", Status.QUEUED: "Q", Status.READING: "R", Status.SKIMMED: "M", Status.READ: "E"}


@pytest.fixture
def row(qtbot: QtBot, theme: Theme) -> StatusRow:
    row = StatusRow(theme, KEYS)
    qtbot.addWidget(row)
    row.resize(560, 34)
    row.show()
    row.activateWindow()
    return row


def segments(row: StatusRow) -> list[QRadioButton]:
    return row.findChildren(QRadioButton)


def marked(row: StatusRow) -> list[str]:
    return [segment.text() for segment in segments(row) if segment.isChecked()]


def test_one_status_is_marked_or_none(row: StatusRow) -> None:
    row.set_status(Status.READING)
    assert marked(row) == ["Reading"]
    row.set_status(None)
    assert marked(row) == []


def test_a_click_announces_and_leaves_the_mark(qtbot: QtBot, row: StatusRow) -> None:
    row.set_status(Status.INBOX)
    with qtbot.waitSignal(row.status_chosen) as caught:
        QTest.mouseClick(segments(row)[4], Qt.MouseButton.LeftButton)
    assert caught.args == [Status.READ]
    assert marked(row) == ["Inbox"]


def test_arrows_move_and_space_and_enter_choose(qtbot: QtBot, row: StatusRow) -> None:
    row.set_status(Status.QUEUED)
    segments(row)[1].setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(segments(row)[1].hasFocus)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    assert segments(row)[2].hasFocus()
    with qtbot.waitSignal(row.status_chosen) as caught:
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert caught.args == [Status.READING]
    for _ in range(3):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Left)
    with qtbot.waitSignal(row.status_chosen) as caught:
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert caught.args == [Status.DROPPED]


def test_tab_enters_at_the_present_status_only(row: StatusRow) -> None:
    if (focused := QApplication.focusWidget()) is not None:
        focused.clearFocus()
    row.set_status(Status.SKIMMED)
    reachable = [part.text() for part in segments(row) if part.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert reachable == ["Skimmed"]


def test_glyph_and_word_stand_over_each_other_where_it_is_narrow(row: StatusRow) -> None:
    wide = row.height()
    row.resize(356, wide)
    assert row.height() > wide
    row.resize(560, row.height())
    assert row.height() == wide


def test_screen_readers_hear_names_role_and_state(row: StatusRow) -> None:
    row.set_status(Status.READ)
    heard = [QAccessible.queryAccessibleInterface(segment) for segment in segments(row)]
    assert [one.text(QAccessible.Text.Name) for one in heard] == [status.label for status in Status]
    assert {one.role() for one in heard} == {QAccessible.Role.RadioButton}
    assert [one.state().checked for one in heard] == [0, 0, 0, 0, 1, 0]


def test_the_key_is_in_the_tooltip(row: StatusRow) -> None:
    assert segments(row)[3].toolTip() == "Skimmed (M)"
    assert segments(row)[5].toolTip() == "Dropped"


def test_both_looks_paint_the_trough(row: StatusRow, theme: Theme) -> None:
    row.set_status(Status.READ)
    for appearance in (Appearance.LIGHT, Appearance.DARK):
        theme.use(appearance)
        assert row.grab().toImage().pixelColor(280, 1) == theme.color("surface.sunken")
