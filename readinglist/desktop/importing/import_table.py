"""The list of what an import would do, or did: ticks by mouse and Space, filtered by kind."""

from PySide6.QtCore import QItemSelection, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QToolTip, QWidget

from readinglist.desktop.importing.import_rows import ImportRowsModel, Kind
from readinglist.desktop.importing.title_delegate import TitleDelegate
from readinglist.desktop.look.row_ground import RowGround
from readinglist.desktop.look.row_table import RowTable
from readinglist.desktop.look.theme import Theme
from readinglist.desktop.look.two_line_row import GUTTER, Index
from readinglist.importing.choices import Likely
from readinglist.importing.report import Report


class ImportTable(RowTable):
    """Shows a report row by row. `tickable`: rows to be stored have a tick box, and new titles can be corrected."""

    def __init__(self, theme: Theme, report: Report, tickable: bool, parent: QWidget | None = None) -> None:
        ground = RowGround(theme, "surface.pane", GUTTER)
        super().__init__(theme, ground, "surface.pane", parent)
        self.rows = ImportRowsModel(report, tickable, self)
        self._delegate = TitleDelegate(theme, ground, self)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName("Papers of the import")
        self.setEditTriggers(self.EditTrigger.EditKeyPressed | self.EditTrigger.DoubleClicked)
        self.set_row_height(self._delegate.row_height)  # before the model: with 10,000 rows it takes 30 ms
        self.setModel(self.rows)
        self._enter()

    def show_kind(self, kind: Kind | None) -> None:
        """List the rows of one kind, or all."""
        self.rows.show(kind)
        self._enter()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Show all words of the row that the keyboard came to, where they are cut: no mouse should be needed for it."""
        super().currentChanged(current, previous)
        if current.isValid() and self.hasFocus():
            rect = self.visualRect(current)
            row = self.rows.row(current.row())
            if self._delegate.is_cut(row, rect.width()) and self.viewport().rect().contains(rect):
                QToolTip.showText(self.viewport().mapToGlobal(rect.bottomLeft()), row.tip, self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick or untick the selected rows on Space; merge likely ones on M, keep them apart on A, and go on."""
        answers = {Qt.Key.Key_M: Likely.MERGE, Qt.Key.Key_A: Likely.APART}
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if plain and event.key() in answers:
            self.answer(answers[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Space and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.rows.toggle([row for part in self.selected_rows() for row in part])
        else:
            super().keyPressEvent(event)

    def answer(self, answer: Likely) -> None:
        """Answer the likely ones among the selected rows; from a single one, go on to the next."""
        rows = [row for part in self.selected_rows() for row in part]
        self.rows.answer(rows, answer)
        below = rows[-1] + 1 if len(rows) == 1 else 0
        if 0 < below < self.rows.rowCount() and self.rows.likely(below):
            self.selectRow(below)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take a press on a tick box, which leaves the selection alone."""
        if not self._take_press(event):
            super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Take the second of two quick presses on a tick box like the first."""
        if not self._take_press(event):
            super().mouseDoubleClickEvent(event)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Hide what was told of the row left."""
        super().selectionChanged(selected, deselected)
        QToolTip.hideText()

    def _take_press(self, event: QMouseEvent) -> bool:
        index = self.indexAt(event.position().toPoint())
        left = event.button() == Qt.MouseButton.LeftButton and event.modifiers() == Qt.KeyboardModifier.NoModifier
        if not (left and index.isValid() and event.position().x() < GUTTER):
            return False
        ticked = self.rows.is_ticked(index.row())
        if ticked is None:
            return False
        self.rows.tick([index.row()], not ticked)
        return True

    def _enter(self) -> None:
        """Select the first row, so that the keys have something to act on."""
        if self.rows.rowCount():
            self.selectRow(0)
