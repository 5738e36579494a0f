"""The delegate that paints the rows of the list: ground, selection, hover and separators; a painter does the rest."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from readinglist.desktop.look.glyphs import Glyphs
from readinglist.desktop.look.row_ground import RowGround
from readinglist.desktop.look.text_positions import Span, utf16_spans
from readinglist.desktop.look.theme import Theme
from readinglist.desktop.papers.paper_row_card import CardPainter
from readinglist.desktop.papers.paper_row_compact import CompactPainter
from readinglist.desktop.papers.paper_row_state import Marks, RowPainter, RowPart, RowState
from readinglist.domain.reading import PaperLine
from readinglist.settings import Density

PAPER_ROLE = Qt.ItemDataRole.UserRole
"""The row's `PaperLine`, or None while it is being fetched."""

HINT_ROLE = Qt.ItemDataRole.UserRole + 1
"""Where the words were found when not in the title ("in abstract"), or None."""

_KEPT_SPANS = 4096


class PaperRowDelegate(QStyledItemDelegate):
    """Paints the `PaperLine` that the model gives under `PAPER_ROLE`; the view must be a `QAbstractItemView`."""

    def __init__(self, theme: Theme, ground: RowGround, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ground = ground
        glyphs = Glyphs(theme)
        self._painters: dict[Density, RowPainter] = {
            Density.CARDS: CardPainter(theme, glyphs),
            Density.COMPACT: CompactPainter(theme, glyphs),
        }
        self.density = Density.CARDS
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
        hovered, focused = row == self._ground.hovered_row, view.hasFocus()
        self._ground.separators = self.density is Density.CARDS
        self._ground.paint(painter, view, option.rect, row)
        if isinstance(line, PaperLine):
            state = RowState(
                line=line,
                hint=index.data(HINT_ROLE) or "",
                spans=self._spans_of(line.title),
                selected=selected,
                hovered=hovered,
                focused=focused,
                ground=self._ground.color(row, selected, focused),
                ratio=view.devicePixelRatioF(),
            )
            self._painters[self.density].paint(painter, option.rect, state)
        self._ground.paint_focus(painter, view, option.rect, row)
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
