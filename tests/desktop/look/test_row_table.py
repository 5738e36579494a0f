import pytest
from PySide6.QtCore import QPoint, QStringListModel, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from readinglist.desktop.look.row_ground import RowGround
from readinglist.desktop.look.row_table import RowTable
from readinglist.desktop.look.theme import Theme

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def ground(theme: Theme) -> RowGround:
    return RowGround(theme, "surface.pane", gutter=40)


@pytest.fixture
def table(qtbot: QtBot, theme: Theme, ground: RowGround) -> RowTable:
    table = RowTable(theme, ground, "surface.pane")
    qtbot.addWidget(table)
    table.set_row_height(30)
    table.setModel(QStringListModel([f"row {number}" for number in range(40)], table))
    table.resize(300, 200)
    table.show()
    table.activateWindow()
    table.setFocus()
    qtbot.waitUntil(table.hasFocus)
    table.selectRow(5)
    return table


def test_home_and_end_go_to_the_ends_of_the_list(table: RowTable) -> None:
    QTest.keyClick(table, Qt.Key.Key_End)
    assert table.selected_rows() == [range(39, 40)]
    QTest.keyClick(table, Qt.Key.Key_Home)
    assert table.selected_rows() == [range(1)]
    QTest.keyClick(table, Qt.Key.Key_End, SHIFT)
    assert table.selected_rows() == [range(40)]
    QTest.keyRelease(table, Qt.Key.Key_Shift)  # or Qt thinks it held in the next test


def test_selected_rows_are_whole_ranges(table: RowTable) -> None:
    for row in (9, 6, 7):
        table.selectionModel().select(table.model().index(row, 0), table.selectionModel().SelectionFlag.Select)
    assert table.selected_rows() == [range(5, 8), range(9, 10)]


def test_letters_move_nothing(qtbot: QtBot, table: RowTable) -> None:
    with qtbot.assertNotEmitted(table.selection_moved):
        QTest.keyClick(table, Qt.Key.Key_R)


def test_every_row_has_the_height(table: RowTable) -> None:
    assert {table.rowHeight(row) for row in range(40)} == {30}
    table.set_row_height(44)
    assert {table.rowHeight(row) for row in range(40)} == {44}


def test_the_row_under_the_mouse_is_known(table: RowTable, ground: RowGround) -> None:
    QTest.mouseMove(table.viewport(), QPoint(100, 45))
    assert ground.hovered_row == 1
    assert ground.color(1, selected=False, focused=True) != ground.color(2, selected=False, focused=True)
