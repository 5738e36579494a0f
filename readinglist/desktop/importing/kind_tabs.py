"""The kinds of a report's rows as tabs with counts."""

from collections.abc import Mapping

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QRadioButton, QWidget

from readinglist.desktop.importing.import_rows import BADGES, Kind
from readinglist.desktop.look.flow_layout import FlowLayout
from readinglist.desktop.look.fonts import Role
from readinglist.desktop.look.glyphs import paint_focus_ring
from readinglist.desktop.look.theme import Theme

_ORDER = (Kind.NEW, Kind.ENRICHED, Kind.LIKELY, Kind.UNCHANGED, Kind.FAILED)
_SIDE, _DOT, _DOT_GAP, _COUNT_GAP = 12, 7, 8, 6


class _Tab(QRadioButton):
    """One kind, or all; a radio button, so that screen readers say "New 54, 2 of 4, checked" and arrow keys move."""

    def __init__(self, theme: Theme, kind: Kind | None, count: int, parent: QWidget) -> None:
        word = kind.label if kind else "All"
        super().__init__(f"{word} {count:,}", parent)
        self.kind = kind
        self._theme = theme
        self._word, self._count = word, f"{count:,}"
        self._words, self._figures = theme.fonts[Role.BODY_MEDIUM], theme.fonts[Role.FIGURES]
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def sizeHint(self) -> QSize:
        """Ask for dot, word and count."""
        dot = _DOT + _DOT_GAP if self.kind else 0
        width = 2 * _SIDE + dot + self._words.advance(self._word) + _COUNT_GAP + self._figures.advance(self._count)
        return QSize(round(width) + 1, self._theme.fonts.px(28))

    def hitButton(self, position: QPoint) -> bool:
        """Take a click anywhere, not only on the circle of a radio button."""
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint dot, word and count."""
        theme, frame, height = self._theme, QRectF(self.rect()), self.height()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked() or self.underMouse():
            painter.setBrush(theme.color("surface.chip" if self.isChecked() else "surface.hover"))
            painter.drawRoundedRect(frame, 6, 6)
        x = float(_SIDE)
        if self.kind is not None:
            painter.setBrush(theme.color(BADGES[self.kind].ink))
            painter.drawEllipse(QPointF(x + _DOT / 2, height / 2), _DOT / 2, _DOT / 2)
            x += _DOT + _DOT_GAP
        baseline = self._words.baseline(0, height)
        self._words.text_line(self._word).paint(painter, x, baseline, theme.color("text.primary"))
        x += self._words.advance(self._word) + _COUNT_GAP
        self._figures.text_line(self._count).paint(painter, x, baseline, theme.color("text.tertiary"))
        if self.hasFocus():
            paint_focus_ring(painter, frame, 6, theme)
        painter.end()


class KindTabs(QWidget):
    """All, and each kind that there is. Where the width is short, the tabs go on in a second line."""

    chosen = Signal(object)
    """The `Kind` to list, or None for all."""

    def __init__(self, theme: Theme, counts: Mapping[Kind, int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(self, spacing=4)
        kinds: list[Kind | None] = [None, *(kind for kind in _ORDER if counts.get(kind))]
        tabs = [_Tab(theme, kind, counts[kind] if kind else sum(counts.values()), self) for kind in kinds]
        for tab in tabs:
            tab.setChecked(tab.kind is None)
            tab.toggled.connect(lambda on, kind=tab.kind: self.chosen.emit(kind) if on else None)
            self._flow.addWidget(tab)
        self.last: QWidget = tabs[-1]
        """The tab after which Tab goes on to the next widget."""
        self.setAccessibleName("Kinds of papers")
        theme.changed.connect(self.update)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.setFixedHeight(self._flow.heightForWidth(self.width()))
