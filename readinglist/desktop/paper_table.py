"""The list's view: one column of rows of one height, with hover, stars and hearts that can be clicked. No logic."""

from PySide6.QtCore import QEvent, QItemSelection, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPalette
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from readinglist.desktop.paper_row import PAPER_ROLE, PaperRowDelegate
from readinglist.desktop.paper_row_state import HeartPart, Marks, RowPart, StarPart
from readinglist.desktop.theme import Theme
from readinglist.domain.reading import PaperLine
from readinglist.settings import Density


class PaperTable(QTableView):
    """Shows the papers of a model whose rows give a `PaperLine` under `PAPER_ROLE`."""

    rating_clicked = Signal(int, int)
    """Paper id and the rating wished: 1 to 5, or 0 where the star that is the present rating was clicked again."""

    star_clicked = Signal(int)
    """Paper id whose heart was clicked."""

    opened = Signal()
    """Enter was pressed, or a row was clicked twice."""

    selection_moved = Signal()
    """Another set of rows is selected, or another row is current."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._delegate = PaperRowDelegate(theme, self)
        self._pressed: tuple[int, RowPart] | None = None
        self.setItemDelegate(self._delegate)
        self.setAccessibleName("Papers")
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
        self.set_density(Density.CARDS)
        theme.changed.connect(self._restyle)
        self._restyle()

    @property
    def density(self) -> Density:
        """How much of the list goes on a screen."""
        return self._delegate.density

    def set_density(self, density: Density) -> None:
        """Show two lines for a paper or one, the current row kept in sight."""
        self._delegate.density = density
        height = self._delegate.row_height
        self.verticalHeader().setMinimumSectionSize(height)
        self.verticalHeader().setDefaultSectionSize(height)
        self.verticalScrollBar().setSingleStep(height)
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())
        self.viewport().update()

    def set_marks(self, marks: Marks | None) -> None:
        """Say which words of the titles to mark as found."""
        self._delegate.set_marks(marks)
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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Announce Enter, which Qt does on some systems only."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Do nothing: bare letters are commands here, and the search of Qt walks the whole model."""

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Repaint the neighbours too, whose corners and separators depend on the selection."""
        super().selectionChanged(selected, deselected)
        self.viewport().update()
        self.selection_moved.emit()

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

    def viewportEvent(self, event: QEvent) -> bool:
        """End the hover when the mouse leaves."""
        if event.type() == QEvent.Type.Leave:
            self._hover(-1)
        return super().viewportEvent(event)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Keep the hover under the mouse while the rows move."""
        super().scrollContentsBy(dx, dy)
        if self._delegate.hovered_row >= 0:
            self._hover(self.rowAt(self.viewport().mapFromGlobal(self.cursor().pos()).y()))

    def _take_press(self, event: QMouseEvent) -> bool:
        plain = event.button() == Qt.MouseButton.LeftButton and event.modifiers() == Qt.KeyboardModifier.NoModifier
        self._pressed = self._part_at(event.position().toPoint()) if plain else None
        return self._pressed is not None

    def _part_at(self, position: QPoint) -> tuple[int, RowPart] | None:
        index = self.indexAt(position)
        part = self._delegate.part_at(self.visualRect(index), position) if index.isValid() else None
        return None if part is None else (index.row(), part)

    def _hover(self, row: int) -> None:
        before = self._delegate.hovered_row
        if row == before:
            return
        self._delegate.hovered_row = row
        # The separator under the row above belongs to that row, so it is painted again as well.
        for changed in {before, before - 1, row, row - 1}:
            if changed >= 0:
                self.viewport().update(self.visualRect(self.model().index(changed, 0)))

    def _restyle(self) -> None:
        self._theme.set_ground(self, "surface.list")
        # Qt fills the whole row of a selection before the delegate paints its block with round corners.
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Highlight, self._theme.color("surface.list"))
        self.setPalette(palette)
        self.viewport().update()
