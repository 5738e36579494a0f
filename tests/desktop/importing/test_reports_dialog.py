import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableView, QWidget
from pytestqt.qtbot import QtBot

from readinglist.desktop.importing.report_dialog import ReportDialog
from readinglist.desktop.importing.reports_dialog import ReportsDialog
from readinglist.desktop.look.text_label import TextLabel
from readinglist.desktop.look.theme import Theme
from readinglist.desktop.look.two_line_row import ROW_ROLE, Sign
from readinglist.importing.report import Fate, Outcome, Report
from readinglist.importing.reports import KeptReport, UnreadableReport

ONE = Report((Outcome("page.txt", 4, "On Rivers", Fate.ADDED, 7, "new"),), ())
REPORTS = [
    KeptReport("page.txt", "2019-03-11T12:00:00.000Z", ONE, "1 paper added"),
    UnreadableReport("000002-0123abcd.json", "It is damaged."),
    KeptReport("3 files", "some day", ONE, "5,000 papers added", 4_999),
]


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def dialog(qtbot: QtBot, theme: Theme, window: QWidget) -> ReportsDialog:
    dialog = ReportsDialog(theme, REPORTS, window)
    dialog.open()
    dialog.activateWindow()
    qtbot.waitUntil(table(dialog).hasFocus)
    return dialog


def table(dialog: ReportsDialog) -> QTableView:
    return next(view for view in dialog.findChildren(QTableView) if view.accessibleName() == "Reports of imports")


def opened(dialog: ReportsDialog) -> list[ReportDialog]:
    return [report for report in dialog.findChildren(ReportDialog) if report.isVisible()]


def model(dialog: ReportsDialog) -> QAbstractItemModel:
    return table(dialog).model()


def test_each_report_is_listed(dialog: ReportsDialog) -> None:
    rows = [model(dialog).index(row, 0).data(ROW_ROLE) for row in range(model(dialog).rowCount())]
    assert [(row.title, row.detail) for row in rows] == [
        ("page.txt", "1 paper added"),
        ("000002-0123abcd.json", "It is damaged."),
        ("3 files", "5,000 papers added"),
    ]
    assert "11" in rows[0].aside
    assert "2019" in rows[0].aside
    assert rows[1].sign is Sign.WARNING
    assert rows[2].aside == "some day"
    spoken = model(dialog).index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == f"page.txt, 1 paper added, {rows[0].aside}"


def test_enter_opens_the_report(dialog: ReportsDialog) -> None:
    QTest.keyClick(table(dialog), Qt.Key.Key_End)
    QTest.keyClick(table(dialog), Qt.Key.Key_Return)
    (report,) = opened(dialog)
    said = [label.text() for label in report.findChildren(TextLabel)]
    assert said[:2] == ["5,000 papers added", "From 3 files  ·  some day"]
    assert said[2].startswith("4,999 more")
    assert dialog.isVisible()


def test_a_double_click_opens_the_report(dialog: ReportsDialog) -> None:
    rect = table(dialog).visualRect(model(dialog).index(0, 0))
    QTest.mouseDClick(table(dialog).viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert len(opened(dialog)) == 1


def test_a_damaged_one_stays_shut(dialog: ReportsDialog) -> None:
    QTest.keyClick(table(dialog), Qt.Key.Key_Down)
    QTest.keyClick(table(dialog), Qt.Key.Key_Return)
    assert opened(dialog) == []
    assert dialog.isVisible()


def test_escape_closes_it(qtbot: QtBot, dialog: ReportsDialog) -> None:
    with qtbot.waitSignal(dialog.finished):
        QTest.keyClick(table(dialog), Qt.Key.Key_Escape)


def test_before_the_first_import(qtbot: QtBot, theme: Theme, window: QWidget) -> None:
    dialog = ReportsDialog(theme, [], window)
    dialog.open()
    said = [label.text() for label in dialog.findChildren(TextLabel) if label.isVisible()]
    assert "No reports yet. After each import you find here what it did." in said
    with qtbot.waitSignal(dialog.finished):
        QTest.keyClick(dialog, Qt.Key.Key_Return)
