import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from readinglist.desktop.importing.report_dialog import ReportDialog
from readinglist.desktop.look.text_label import TextLabel
from readinglist.desktop.look.theme import Theme
from readinglist.importing.report import Fate, Outcome, Report
from readinglist.importing.source import Failure

REPORT = Report(
    (
        Outcome("page.txt", 4, "On Rivers", Fate.ADDED, 7, "no paper shares its title", "Abbott · 2020"),
        Outcome("page.txt", 9, "On Coasts", Fate.UNCHANGED, 2, "the very same record is here already"),
    ),
    (Failure("page.txt", 31, "No title. Add one."),),
)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def dialog(qtbot: QtBot, theme: Theme, window: QWidget) -> ReportDialog:
    dialog = ReportDialog(theme, REPORT, "page.txt", "11 March, 09:30", window)
    dialog.open()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.table.hasFocus)
    return dialog


def words(dialog: ReportDialog) -> list[str]:
    return [label.text() for label in dialog.findChildren(TextLabel)]


def test_it_says_what_was_done(dialog: ReportDialog) -> None:
    assert words(dialog) == ["1 paper added, 1 unchanged, 1 failed", "From page.txt  ·  11 March, 09:30"]
    tabs = [tab.text() for tab in dialog.tabs.findChildren(QRadioButton)]
    assert tabs == ["All 3", "New 1", "Unchanged 1", "Failed 1"]


def test_nothing_can_be_ticked(dialog: ReportDialog) -> None:
    dialog.table.selectAll()
    QTest.keyClick(dialog.table, Qt.Key.Key_Space)
    assert not dialog.table.rows.skipped


def test_the_whole_report_is_copied_whatever_is_listed(dialog: ReportDialog) -> None:
    copy = next(button for button in dialog.findChildren(QPushButton) if button.text() == "Copy")
    QTest.mouseClick(dialog.tabs.findChildren(QRadioButton)[1], Qt.MouseButton.LeftButton)
    assert dialog.table.rows.rowCount() == 1
    copy.click()
    assert copy.text() == "Copied"
    text = QGuiApplication.clipboard().text()
    for part in (*words(dialog), "page.txt, line 31", "No title. Add one.", "On Rivers", "Abbott · 2020", "On Coasts"):
        assert part in text


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_enter_and_escape_close_it(qtbot: QtBot, dialog: ReportDialog, key: Qt.Key) -> None:
    with qtbot.waitSignal(dialog.finished):
        QTest.keyClick(dialog.table, key)


def test_what_was_not_kept_is_told(theme: Theme, window: QWidget) -> None:
    dialog = ReportDialog(theme, REPORT, "page.txt", "today", window, summary="9,000 papers added", omitted=7_000)
    assert words(dialog)[0] == "9,000 papers added"
    assert words(dialog)[2].startswith("7,000 more")
