from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QAbstractTableModel, QItemSelectionModel, QModelIndex, QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLayout, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from readinglist.desktop.look.fonts import Role
from readinglist.desktop.look.theme import Theme
from readinglist.desktop.papers.paper_row import HINT_ROLE, PAPER_ROLE
from readinglist.desktop.papers.paper_table import PaperTable
from readinglist.domain.reading import PaperLine
from readinglist.domain.status import Status
from readinglist.settings import Appearance, Density

ROOT = QModelIndex()
PLAIN = PaperLine(0, "On Rivers", ("Abbott", "Byrne"), 2020, "ICLR", Status.READ, 0, False, (), False, False)


class Rows(QAbstractTableModel):
    """A model as the list's is: one column, lines by role."""

    def __init__(self, lines: list[PaperLine | None], hint: str | None = None) -> None:
        super().__init__()
        self.lines, self.hint = lines, hint

    def rowCount(self, parent: QModelIndex = ROOT) -> int:
        return len(self.lines)

    def columnCount(self, parent: QModelIndex = ROOT) -> int:
        return 1

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        return {PAPER_ROLE: self.lines[index.row()], HINT_ROLE: self.hint}.get(role)


@pytest.fixture
def table(qtbot: QtBot, theme: Theme) -> PaperTable:
    table = PaperTable(theme)
    qtbot.addWidget(table)
    table.resize(628, 640)
    show(table, [replace(PLAIN, id=number, rating=number % 6) for number in range(30)])
    table.show()
    table.activateWindow()
    table.setFocus()
    qtbot.waitUntil(table.hasFocus)
    return table


def show(table: PaperTable, lines: list[PaperLine | None], hint: str | None = None) -> None:
    table.rows = Rows(lines, hint)  # type: ignore[attr-defined]  # keeps the model alive
    table.setModel(table.rows)  # type: ignore[attr-defined]


def press(table: PaperTable, row: int, right: int, below: int, double: bool = False) -> None:
    """Click at `right` pixels from the row's right edge and `below` its top."""
    rect = table.visualRect(table.model().index(row, 0))
    point = QPoint(rect.right() - right, rect.y() + below)
    act = QTest.mouseDClick if double else QTest.mouseClick
    act(table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point)
    if double:
        QTest.mouseRelease(table.viewport(), Qt.MouseButton.LeftButton, pos=point)


def select(table: PaperTable, *rows: int) -> None:
    for row in rows:
        table.selectionModel().select(table.model().index(row, 0), QItemSelectionModel.SelectionFlag.Select)


def picture(table: PaperTable, row: int) -> QImage:
    return table.viewport().grab(table.visualRect(table.model().index(row, 0))).toImage()


def inked(image: QImage, ground: QColor, left: int = 0, right: int | None = None) -> int:
    return sum(
        image.pixelColor(x, y) != ground
        for x in range(left, image.width() if right is None else right)
        for y in range(image.height() - 1)
    )


def test_a_star_can_be_clicked_without_moving_the_selection(qtbot: QtBot, table: PaperTable) -> None:
    select(table, 5)
    with qtbot.waitSignal(table.rating_clicked) as caught:
        press(table, 1, right=10 + 7 + 14, below=42)
    assert caught.args == [1, 4]
    assert table.selected_rows() == [range(5, 6)]


def test_the_star_that_is_the_rating_takes_it_away(qtbot: QtBot, table: PaperTable) -> None:
    with qtbot.waitSignal(table.rating_clicked) as caught:
        press(table, 4, right=10 + 7 + 14, below=42)
    assert caught.args == [4, 0]


def test_two_quick_clicks_on_a_star_are_no_double_click_on_the_row(qtbot: QtBot, table: PaperTable) -> None:
    with qtbot.assertNotEmitted(table.doubleClicked), qtbot.waitSignal(table.rating_clicked):
        press(table, 1, right=20, below=42, double=True)
    press(table, 1, right=400, below=20)
    with qtbot.waitSignal(table.doubleClicked):
        press(table, 1, right=400, below=20, double=True)


@pytest.mark.parametrize(("density", "below"), [(Density.CARDS, 21), (Density.COMPACT, 16)])
def test_the_heart_can_be_clicked(qtbot: QtBot, table: PaperTable, density: Density, below: int) -> None:
    table.set_density(density)
    with qtbot.waitSignal(table.star_clicked) as caught:
        press(table, 3, right=10 + 7, below=below)
    assert caught.args == [3]


def test_a_press_drawn_away_from_the_star_says_nothing(qtbot: QtBot, table: PaperTable) -> None:
    rect = table.visualRect(table.model().index(1, 0))
    star, elsewhere = QPoint(rect.right() - 20, rect.y() + 42), QPoint(100, rect.y() + 42)
    with qtbot.assertNotEmitted(table.rating_clicked):
        QTest.mousePress(table.viewport(), Qt.MouseButton.LeftButton, pos=star)
        QTest.mouseRelease(table.viewport(), Qt.MouseButton.LeftButton, pos=elsewhere)


def test_a_click_on_the_title_selects(qtbot: QtBot, table: PaperTable) -> None:
    with qtbot.waitSignal(table.selection_moved):
        press(table, 2, right=400, below=20)
    assert table.selected_rows() == [range(2, 3)]


def test_selection_is_read_as_ranges_in_order(table: PaperTable) -> None:
    select(table, 9, 3, 4, 2, 20)
    assert table.selected_rows() == [range(2, 5), range(9, 10), range(20, 21)]
    table.selectAll()
    assert table.selected_rows() == [range(30)]
    table.clearSelection()
    assert table.selected_rows() == []


def test_letters_do_not_search(qtbot: QtBot, table: PaperTable) -> None:
    table.setCurrentIndex(table.model().index(0, 0))
    qtbot.keyClicks(table, "on")
    assert table.currentIndex().row() == 0


def test_arrows_move_and_tab_leaves(qtbot: QtBot, theme: Theme) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
    table, field = PaperTable(theme), QLineEdit()
    layout.addWidget(table)
    layout.addWidget(field)
    show(table, [PLAIN, PLAIN, PLAIN])
    window.show()
    window.activateWindow()
    table.setFocus()
    qtbot.waitUntil(table.hasFocus)
    table.setCurrentIndex(table.model().index(0, 0))
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert table.currentIndex().row() == 1
    qtbot.keyClick(table, Qt.Key.Key_Tab)
    assert field.hasFocus()


def test_density_sets_the_height_of_all_rows(table: PaperTable) -> None:
    assert table.rowHeight(0) == table.rowHeight(29) == 64
    table.set_density(Density.COMPACT)
    assert table.density is Density.COMPACT
    assert table.rowHeight(0) == table.rowHeight(29) == 32


def test_name_for_screen_readers(table: PaperTable) -> None:
    assert table.accessibleName() == "Papers"


def test_a_row_still_being_fetched_stays_empty(table: PaperTable, theme: Theme) -> None:
    show(table, [None, None])
    assert inked(picture(table, 1), theme.color("surface.list")) == 0


def test_empty_stars_show_under_the_mouse_only(qtbot: QtBot, table: PaperTable, theme: Theme) -> None:
    show(table, [PLAIN, PLAIN, PLAIN])
    stars = table.viewport().width() - 84
    assert inked(picture(table, 1), theme.color("surface.list"), left=stars) == 0
    QTest.mouseMove(table.viewport(), QPoint(100, 64 + 20))
    assert inked(picture(table, 1), theme.color("surface.hover"), left=stars) > 150


def test_marked_words_are_painted_under(table: PaperTable, theme: Theme) -> None:
    marker = theme.color("highlight.bg")

    def marked() -> set[int]:
        image = picture(table, 0)
        return {x for x in range(image.width()) for y in range(32) if image.pixelColor(x, y) == marker}

    assert not marked()
    table.set_marks(lambda text: [(3, 9)] if text == "On Rivers" else [])
    found = marked()
    width = theme.fonts[Role.ROW_TITLE].advance("Rivers")
    assert found
    assert max(found) - min(found) == pytest.approx(width, abs=4)
    table.set_marks(None)
    assert not marked()


def test_a_switch_of_scheme_recolours_the_rows(table: PaperTable, theme: Theme) -> None:
    theme.use(Appearance.DARK)
    assert picture(table, 0).pixelColor(2, 2) == theme.color("surface.list")


def test_selection_is_grey_without_the_keyboard(qtbot: QtBot, table: PaperTable, theme: Theme) -> None:
    select(table, 1)
    assert picture(table, 1).pixelColor(30, 6) == theme.color("selection.active")
    table.clearFocus()
    assert picture(table, 1).pixelColor(30, 6) == theme.color("selection.inactive")


HARD = [
    replace(PLAIN, title="word " * 100),
    replace(PLAIN, title="机器学习中的注意力机制" * 12, authors=("王", "李")),
    replace(PLAIN, title="למידה בהקשר: סקירה של שיטות", venue="כתב עת"),
    replace(PLAIN, authors=(), year=None, venue=""),
    replace(PLAIN, authors=("The Collaboration of " + "Very " * 40 + "Many",)),
    replace(PLAIN, venue="Proceedings of the Conference on " + "Long " * 40 + "Names", tags=("a" * 80, "maps")),
    replace(PLAIN, authors=(), tags=("maps", "rivers", "lakes"), has_note=True, has_file=True, rating=5, starred=True),
]


@pytest.mark.parametrize("line", HARD)
@pytest.mark.parametrize("density", Density)
@pytest.mark.parametrize("width", [260, 420, 900])
def test_text_stays_between_gutter_and_columns(
    table: PaperTable, theme: Theme, line: PaperLine, density: Density, width: int
) -> None:
    show(table, [line, PLAIN], hint="in abstract")
    table.resize(width, 300)
    table.set_density(density)
    image, ground = picture(table, 0), theme.color("surface.list")
    right = image.width()
    assert inked(image, ground, 48, right) > 100
    # Left of the text stands the status alone; right of the last column nothing does.
    assert inked(image, ground, 36, 42) == 0
    assert inked(image, ground, right - 8, right) == 0


def test_the_last_row_has_no_separator(table: PaperTable, theme: Theme) -> None:
    show(table, [PLAIN, PLAIN])
    line = theme.color("border.hairline")
    assert picture(table, 0).pixelColor(300, 63) == line
    assert picture(table, 1).pixelColor(300, 63) != line
