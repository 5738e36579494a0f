"""A list as a table of one column: rows of one height, painted by a delegate, with hover and quick selections."""

from PySide6.QtCore import QEvent, QItemSelection, QModelIndex, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPalette
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from readinglist.desktop.look.row_ground import RowGround
from readinglist.desktop.look.theme import Theme
from readinglist.desktop.look.tokens import ColorName


class RowTable(QTableView):
    """What all lists have in common. Other views of Qt than a `QTableView` take 300 ms for a long model's reset."""

    selection_moved = Signal()
    """Another set of rows is selected, or another row is current."""

    def __init__(self, theme: Theme, ground: RowGround, plain: ColorName, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._row_ground = ground
        self._plain: ColorName = plain
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.horizontalHeader().hide()
        self.horizontalHeader().setMinimumSectionSize(0)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        theme.changed.connect(self._restyle)
        self._restyle()

    def set_row_height(self, height: int) -> None:
        """Give every row this height, the current row kept in sight."""
        self.verticalHeader().setMinimumSectionSize(height)
        self.verticalHeader().setDefaultSectionSize(height)
        self.verticalScrollBar().setSingleStep(height)
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())
        self.viewport().update()

    def selected_rows(self) -> list[range]:
        """The selected rows as ranges in order: at no cost for each row, where Qt's `selectedRows` takes seconds."""
        if self.selectionModel() is None:
            return []
        selection = self.selectionModel().selection()
        parts = [selection.at(place) for place in range(selection.count())]
        merged: list[range] = []
        for found in sorted((part.top(), part.bottom() + 1) for part in parts):
            if merged and found[0] <= merged[-1].stop:
                merged[-1] = range(merged[-1].start, max(merged[-1].stop, found[1]))
            else:
                merged.append(range(*found))
        return merged

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Let Home and End go to the first and the last row: to a table they are the ends of a row."""
        if action in (QAbstractItemView.CursorAction.MoveHome, QAbstractItemView.CursorAction.MoveEnd):
            modifiers |= Qt.KeyboardModifier.ControlModifier
        return super().moveCursor(action, modifiers)

    def keyboardSearch(self, search: str) -> None:
        """Do nothing: bare letters are commands, and the search of Qt walks the whole model."""

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Repaint the neighbours too, whose corners and separators depend on the selection."""
        super().selectionChanged(selected, deselected)
        self.viewport().update()
        self.selection_moved.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the hovered row."""
        self._hover(self.rowAt(event.position().toPoint().y()))
        super().mouseMoveEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """End the hover when the mouse leaves."""
        if event.type() == QEvent.Type.Leave:
            self._hover(-1)
        return super().viewportEvent(event)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Keep the hover under the mouse while the rows move."""
        super().scrollContentsBy(dx, dy)
        if self._row_ground.hovered_row >= 0:
            self._hover(self.rowAt(self.viewport().mapFromGlobal(self.cursor().pos()).y()))

    def _hover(self, row: int) -> None:
        before = self._row_ground.hovered_row
        if row == before:
            return
        self._row_ground.hovered_row = row
        # The separator under the row above belongs to that row, so it is painted again as well.
        for changed in {before, before - 1, row, row - 1}:
            if changed >= 0:
                self.viewport().update(self.visualRect(self.model().index(changed, 0)))

    def _restyle(self) -> None:
        self._theme.set_ground(self, self._plain)
        # Qt fills the whole row of a selection before the delegate paints its block with round corners.
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Highlight, self._theme.color(self._plain))
        self.setPalette(palette)
        self.viewport().update()
