"""The list's view: one column of rows of one height, with hover, stars and hearts that can be clicked. No logic."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from readinglist.desktop.look.row_ground import RowGround
from readinglist.desktop.look.row_table import RowTable
from readinglist.desktop.look.theme import Theme
from readinglist.desktop.papers.paper_row import PAPER_ROLE, PaperRowDelegate
from readinglist.desktop.papers.paper_row_state import GUTTER, HeartPart, Marks, RowPart, StarPart
from readinglist.domain.reading import PaperLine
from readinglist.settings import Density


class PaperTable(RowTable):
    """Shows the papers of a model whose rows give a `PaperLine` under `PAPER_ROLE`."""

    rating_clicked = Signal(int, int)
    """Paper id and the rating wished: 1 to 5, or 0 where the star that is the present rating was clicked again."""

    star_clicked = Signal(int)
    """Paper id whose heart was clicked."""

    opened = Signal()
    """Enter was pressed, or a row was clicked twice."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        ground = RowGround(theme, "surface.list", GUTTER)
        super().__init__(theme, ground, "surface.list", parent)
        self._delegate = PaperRowDelegate(theme, ground, self)
        self._pressed: tuple[int, RowPart] | None = None
        self.setItemDelegate(self._delegate)
        self.setAccessibleName("Papers")
        self.set_density(Density.CARDS)

    @property
    def density(self) -> Density:
        """How much of the list goes on a screen."""
        return self._delegate.density

    def set_density(self, density: Density) -> None:
        """Show two lines for a paper or one, the current row kept in sight."""
        self._delegate.density = density
        self.set_row_height(self._delegate.row_height)

    def select_rows(self, rows: Sequence[int]) -> None:
        """Select these rows, in order, and go to the first."""
        selection = QItemSelection()
        for row in rows:
            selection.select(self.model().index(row, 0), self.model().index(row, 0))
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().select(selection, flags.ClearAndSelect)
        if rows:
            self.scrollTo(self.model().index(rows[0], 0))
            self.selectionModel().setCurrentIndex(self.model().index(rows[0], 0), flags.NoUpdate)
        else:
            self.selectionModel().clearCurrentIndex()

    def set_marks(self, marks: Marks | None) -> None:
        """Say which words of the titles to mark as found."""
        self._delegate.set_marks(marks)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Announce Enter, which Qt does on some systems only."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take a press on a star or heart, so that it leaves the selection alone."""
        if not self._take_press(event):
            super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Take the second of two quick presses on a star like the first: it is no double click on the row."""
        if self._take_press(event):
            return
        super().mouseDoubleClickEvent(event)
        if self.indexAt(event.position().toPoint()).isValid():
            self.opened.emit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Announce the star or heart, where it is the one that was pressed."""
        if self._pressed is None:
            super().mouseReleaseEvent(event)
            return
        pressed, self._pressed = self._pressed, None
        if self._part_at(event.position().toPoint()) != pressed:
            return
        row, part = pressed
        line = self.model().index(row, 0).data(PAPER_ROLE)
        if not isinstance(line, PaperLine):
            return
        match part:
            case StarPart(rating):
                self.rating_clicked.emit(line.id, 0 if rating == line.rating else rating)
            case HeartPart():
                self.star_clicked.emit(line.id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the hovered row; a drag that began on a star selects nothing."""
        position = event.position().toPoint()
        self._hover(self.rowAt(position.y()))
        over_part = self._part_at(position) is not None
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over_part else Qt.CursorShape.ArrowCursor)
        if self._pressed is None:
            super().mouseMoveEvent(event)

    def _take_press(self, event: QMouseEvent) -> bool:
        plain = event.button() == Qt.MouseButton.LeftButton and event.modifiers() == Qt.KeyboardModifier.NoModifier
        self._pressed = self._part_at(event.position().toPoint()) if plain else None
        return self._pressed is not None

    def _part_at(self, position: QPoint) -> tuple[int, RowPart] | None:
        index = self.indexAt(position)
        part = self._delegate.part_at(self.visualRect(index), position) if index.isValid() else None
        return None if part is None else (index.row(), part)
