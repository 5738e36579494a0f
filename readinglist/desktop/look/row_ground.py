"""What lies under the painted rows of a list: plain ground, the block of a selection or hover, separators."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QAbstractItemView

from readinglist.desktop.look.glyphs import paint_focus_ring
from readinglist.desktop.look.theme import Theme
from readinglist.desktop.look.tokens import ColorName

_INSET, _RADIUS = 8, 8
"""The inset is on the left; on the right the scroll bar gives the air."""


class RowGround:
    """Paints the ground of one list's rows. `gutter`: pixels left of the text, where separators start."""

    def __init__(self, theme: Theme, plain: ColorName, gutter: int) -> None:
        self._theme = theme
        self._plain: ColorName = plain
        self._gutter = gutter
        self.hovered_row = -1
        self.separators = True

    def color(self, row: int, selected: bool, focused: bool) -> QColor:
        """The colour under a row; `focused`: the list has the keyboard."""
        if selected:
            return self._theme.color("selection.active" if focused else "selection.inactive")
        return self._theme.color("surface.hover" if row == self.hovered_row else self._plain)

    def paint(self, painter: QPainter, view: QAbstractItemView, rect: QRect, row: int) -> None:
        """Paint the block under a selected or hovered row, or the separator under another one."""
        last = row + 1 >= view.model().rowCount()
        selected, below = _is_selected(view, row), not last and _is_selected(view, row + 1)
        if selected or row == self.hovered_row:
            above, joined = selected and row > 0 and _is_selected(view, row - 1), selected and below
            # Neighbours in a selection are one block: the round corners of inner edges are pushed out of the row.
            block = QRectF(rect).adjusted(_INSET, 0, 0, 0 if joined else -1)
            block.adjust(0, -2 * _RADIUS if above else 0, 0, 2 * _RADIUS if joined else 0)
            painter.setClipRect(rect)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.color(row, selected, view.hasFocus()))
            painter.drawRoundedRect(block, _RADIUS, _RADIUS)
            painter.setClipping(False)
            if joined and self.separators:
                line = self._theme.color("selection.line" if view.hasFocus() else "border.control")
                painter.fillRect(self._line(rect, 16), line)
        elif self.separators and not last and not below and row + 1 != self.hovered_row:
            painter.fillRect(self._line(rect, _INSET), self._theme.color("border.hairline"))

    def paint_focus(self, painter: QPainter, view: QAbstractItemView, rect: QRect, row: int) -> None:
        """Paint the ring round the current row where no selection shows it; it goes over what the row holds."""
        if view.hasFocus() and view.currentIndex().row() == row and not _is_selected(view, row):
            paint_focus_ring(painter, QRectF(rect).adjusted(_INSET, 0, 0, -1), _RADIUS, self._theme)

    def _line(self, rect: QRect, air: int) -> QRect:
        return QRect(rect.x() + self._gutter, rect.bottom(), rect.width() - self._gutter - air, 1)


def _is_selected(view: QAbstractItemView, row: int) -> bool:
    return view.selectionModel().isSelected(view.model().index(row, 0))
