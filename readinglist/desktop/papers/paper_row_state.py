"""What the painters of a row share: the row's state and colours, its title with marked words, and its live parts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from readinglist.desktop.look.fonts import Face
from readinglist.desktop.look.text_positions import Span
from readinglist.desktop.look.theme import Theme
from readinglist.domain.reading import PaperLine
from readinglist.domain.status import Status

GUTTER = 44
"""Pixels left of the text, where the status stands; the separator starts here too."""

PAD = 10
"""Pixels right of the last column."""

Marks = Callable[[str], Sequence[Span]]
"""Tells which characters of a text, from start to end, are to be marked as found."""


@dataclass(frozen=True, slots=True)
class StarPart:
    """One of the five stars of a row; `rating` 1 to 5."""

    rating: int


@dataclass(frozen=True, slots=True)
class HeartPart:
    """The heart of a row."""


RowPart = StarPart | HeartPart


@dataclass(frozen=True, slots=True)
class RowState:
    """One row at the moment of painting.

    `spans`: the marked parts of the title, in UTF-16 units; `focused`: the list has the keyboard; `ground`: the
    colour under the row; `ratio`: device pixels to one pixel.
    """

    line: PaperLine
    hint: str
    spans: Sequence[Span]
    selected: bool
    hovered: bool
    focused: bool
    ground: QColor
    ratio: float

    @property
    def lifted(self) -> bool:
        """Whether the row also shows what can be set on it: empty stars and the heart's outline."""
        return self.selected or self.hovered

    @property
    def strong(self) -> bool:
        """Whether the paper is still the reader's to do."""
        return self.line.status in (Status.INBOX, Status.QUEUED)

    def title_color(self, theme: Theme) -> QColor:
        """The colour of the title: fainter the less the paper is still the reader's to do."""
        if self.selected:
            return theme.color("selection.text_active" if self.focused else "text.primary")
        if self.line.status in (Status.INBOX, Status.QUEUED, Status.READING):
            return theme.color("text.primary")
        return theme.color("text.tertiary" if self.line.status is Status.DROPPED else "text.secondary")

    def byline_color(self, theme: Theme) -> QColor:
        """The colour of the authors and of the words on chips."""
        if self.selected:
            return self.meta_color(theme)
        return theme.color("text.tertiary" if self.line.status is Status.DROPPED else "text.secondary")

    def meta_color(self, theme: Theme) -> QColor:
        """The colour of what stands beside the authors."""
        if self.selected:
            return theme.color("selection.text_secondary" if self.focused else "text.secondary")
        return theme.color("text.tertiary")


class RowPainter(Protocol):
    """Paints rows in one density."""

    @property
    def height(self) -> int:
        """The height of every row, in pixels."""

    def paint(self, painter: QPainter, rect: QRect, row: RowState) -> None:
        """Paint all but the ground."""

    def part_at(self, rect: QRect, position: QPoint) -> RowPart | None:
        """The part of the row that a click at `position` means, if any; `rect` is the row's."""


def paint_title(
    painter: QPainter, theme: Theme, face: Face, row: RowState, left: float, baseline: int, width: float
) -> None:
    """Paint the title cut to `width`, with a marker stroke under the words found."""
    title = face.text_line(row.line.title, width)
    if not row.spans:
        title.paint(painter, left, baseline, row.title_color(theme))
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("highlight.bg"))
    top, height = baseline - face.metrics.ascent() + 1, face.height - 1
    for start, end in row.spans:
        extent = title.extent(start, end)
        if extent is not None:
            painter.drawRoundedRect(QRectF(left + extent[0] - 1, top, extent[1] - extent[0] + 2, height), 2.5, 2.5)
    title.paint_marked(painter, left, baseline, row.title_color(theme), row.spans, theme.color("highlight.text"))
