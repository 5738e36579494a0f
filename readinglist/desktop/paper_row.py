"""The delegate that paints the rows of the list: ground, selection, hover and separators; a painter does the rest."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from readinglist.desktop.glyphs import Glyphs, paint_focus_ring
from readinglist.desktop.paper_row_card import CardPainter
from readinglist.desktop.paper_row_compact import CompactPainter
from readinglist.desktop.paper_row_state import GUTTER, Marks, RowPainter, RowPart, RowState
from readinglist.desktop.text_positions import Span, utf16_spans
from readinglist.desktop.theme import Theme
from readinglist.domain.reading import PaperLine
from readinglist.settings import Density

PAPER_ROLE = Qt.ItemDataRole.UserRole
"""The row's `PaperLine`, or None while it is being fetched."""

HINT_ROLE = Qt.ItemDataRole.UserRole + 1
"""Where the words were found when not in the title ("in abstract"), or None."""

_KEPT_SPANS = 4096
_INSET, _RADIUS = 8, 8
"""The inset is on the left; on the right the scroll bar gives the air."""


class PaperRowDelegate(QStyledItemDelegate):
    """Paints the `PaperLine` that the model gives under `PAPER_ROLE`; the view must be a `QAbstractItemView`."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        glyphs = Glyphs(theme)
        self._painters: dict[Density, RowPainter] = {
            Density.CARDS: CardPainter(theme, glyphs),
            Density.COMPACT: CompactPainter(theme, glyphs),
        }
        self.density = Density.CARDS
        self.hovered_row = -1
        self._marks: Marks | None = None
        self._spans: dict[str, Sequence[Span]] = {}

    @property
    def row_height(self) -> int:
        """The height of every row in the present density."""
        return self._painters[self.density].height

    def set_marks(self, marks: Marks | None) -> None:
        """Say which words of a title to mark; asked once a title, until set again."""
        self._marks = marks
        self._spans.clear()

    def part_at(self, rect: QRect, position: QPoint) -> RowPart | None:
        """The part of the row in `rect` that a click at `position` means, if any."""
        return self._painters[self.density].part_at(rect, position)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Tell the row's height; the width is the view's."""
        return QSize(option.rect.width(), self.row_height)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one row."""
        view = option.widget
        assert isinstance(view, QAbstractItemView)
        line = index.data(PAPER_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        row = index.row()
        hovered, focused = row == self.hovered_row, view.hasFocus()
        ground = self._ground(selected, hovered, focused)
        self._paint_ground(painter, view, option.rect, row, ground if selected or hovered else None)
        if isinstance(line, PaperLine):
            state = RowState(
                line=line,
                hint=index.data(HINT_ROLE) or "",
                spans=self._spans_of(line.title),
                selected=selected,
                hovered=hovered,
                focused=focused,
                ground=ground,
                ratio=view.devicePixelRatioF(),
            )
            self._painters[self.density].paint(painter, option.rect, state)
        if focused and not selected and view.currentIndex().row() == row:
            paint_focus_ring(painter, QRectF(option.rect).adjusted(_INSET, 0, 0, -1), _RADIUS, self._theme)
        painter.restore()

    def _spans_of(self, title: str) -> Sequence[Span]:
        if self._marks is None:
            return ()
        spans = self._spans.get(title)
        if spans is None:
            if len(self._spans) >= _KEPT_SPANS:
                self._spans.clear()
            spans = self._spans[title] = utf16_spans(title, self._marks(title))
        return spans

    def _ground(self, selected: bool, hovered: bool, focused: bool) -> QColor:
        if selected:
            return self._theme.color("selection.active" if focused else "selection.inactive")
        return self._theme.color("surface.hover" if hovered else "surface.list")

    def _paint_ground(
        self, painter: QPainter, view: QAbstractItemView, rect: QRect, row: int, block_color: QColor | None
    ) -> None:
        """Paint the block under a selected or hovered row, or the separator under another one."""
        last = row + 1 >= view.model().rowCount()
        selected, below = self._is_selected(view, row), not last and self._is_selected(view, row + 1)
        cards = self.density is Density.CARDS
        if block_color is not None:
            above, joined = selected and row > 0 and self._is_selected(view, row - 1), selected and below
            # Neighbours in a selection are one block: the round corners of inner edges are pushed out of the row.
            block = QRectF(rect).adjusted(_INSET, 0, 0, 0 if joined else -1)
            block.adjust(0, -2 * _RADIUS if above else 0, 0, 2 * _RADIUS if joined else 0)
            painter.setClipRect(rect)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(block_color)
            painter.drawRoundedRect(block, _RADIUS, _RADIUS)
            painter.setClipping(False)
            if joined and cards:
                line = self._theme.color("selection.line" if view.hasFocus() else "border.control")
                painter.fillRect(QRect(rect.x() + GUTTER, rect.bottom(), rect.width() - GUTTER - 16, 1), line)
        elif cards and not last and not below and row + 1 != self.hovered_row:
            hairline = self._theme.color("border.hairline")
            painter.fillRect(QRect(rect.x() + GUTTER, rect.bottom(), rect.width() - GUTTER - _INSET, 1), hairline)

    def _is_selected(self, view: QAbstractItemView, row: int) -> bool:
        return view.selectionModel().isSelected(view.model().index(row, 0))
