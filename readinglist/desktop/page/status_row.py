"""The six statuses as one row of segments, the letter of each one's key underlined in its word."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QRadioButton, QSizePolicy, QWidget

from readinglist.desktop.look.fonts import Role
from readinglist.desktop.look.glyphs import paint_focus_ring, paint_status
from readinglist.desktop.look.theme import Theme
from readinglist.domain.status import Status

_GLYPH, _GLYPH_GAP, _SIDE = 14, 6, 11
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class _Segment(QRadioButton):
    """One status; a radio button, so that screen readers say "Reading, 3 of 6, checked"."""

    def __init__(self, theme: Theme, status: Status, key: str, parent: QWidget) -> None:
        super().__init__(status.label, parent)
        self.status = status
        self.stacked = False
        self._theme = theme
        self._underlined = status.label.lower().find(key.lower()) if key else -1
        self.setToolTip(f"{status.label} ({key})" if key else status.label)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def wide_width(self) -> int:
        """The width that glyph and word need side by side."""
        words = self._theme.fonts[Role.META_STRONG].advance(self.status.label)
        return round(words) + _GLYPH + _GLYPH_GAP + 2 * _SIDE

    def nextCheckState(self) -> None:
        """Leave the mark alone: it shows what the paper is, and comes back with the paper's new state."""

    def hitButton(self, position: QPoint) -> bool:
        """Take a click anywhere, not only on the circle of a radio button."""
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint glyph and word, side by side or one over the other."""
        theme, on, frame = self._theme, self.isChecked(), QRectF(self.rect())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = theme.color("surface.raised" if on else "surface.hover" if self.underMouse() else "surface.sunken")
        if on or self.underMouse():
            painter.setPen(QPen(theme.color("border.control" if on else "surface.hover"), 1))
            painter.setBrush(ground)
            painter.drawRoundedRect(frame.adjusted(2.5, 2.5, -2.5, -2.5), 6, 6)
        if self.stacked:
            role = Role.CAPTION_STRONG if on else Role.CAPTION_MEDIUM
        else:
            role = Role.META_STRONG if on else Role.META_MEDIUM
        face = theme.fonts[role]
        word = face.text_line(self.status.label)
        if self.stacked:
            glyph = QPointF((frame.width() - _GLYPH) / 2, 8)
            left, baseline = (frame.width() - word.width) / 2, face.baseline(8 + _GLYPH + 1, frame.height() - 29)
        else:
            glyph = QPointF((frame.width() - word.width - _GLYPH - _GLYPH_GAP) / 2, (frame.height() - _GLYPH) / 2)
            left, baseline = glyph.x() + _GLYPH + _GLYPH_GAP, face.baseline(0, frame.height())
        color = theme.status_color(self.status)
        paint_status(painter, QRectF(glyph.x(), glyph.y(), _GLYPH, _GLYPH), self.status, color, ground)
        ink = theme.color("text.primary" if on else "text.secondary")
        word.paint(painter, left, baseline, ink)
        extent = word.extent(self._underlined, self._underlined + 1) if self._underlined >= 0 else None
        if extent is not None:
            painter.fillRect(QRectF(round(left + extent[0]), baseline + 2, round(extent[1] - extent[0]), 1), ink)
        if self.hasFocus():
            paint_focus_ring(painter, frame.adjusted(1, 1, -1, -1), 7, theme)
        painter.end()


class StatusRow(QWidget):
    """Shows the status of a paper, or none where several differ, and announces the one chosen.

    One segment is in the Tab order; arrow keys go to the others, Space or Enter chooses. Where the width does not
    hold glyph and word side by side, they stand one over the other. `keys` gives each status's key as one letter.
    """

    status_chosen = Signal(Status)
    """A segment was pressed; the mark does not move until `set_status`."""

    def __init__(self, theme: Theme, keys: Mapping[Status, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._segments = [_Segment(theme, status, keys.get(status, ""), self) for status in Status]
        self.setAccessibleName("Status")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for segment in self._segments:
            layout.addWidget(segment, segment.wide_width)
            segment.setMinimumWidth(1)
            segment.clicked.connect(lambda _=False, status=segment.status: self.status_chosen.emit(status))
            segment.installEventFilter(self)
        self._enter_at(self._segments[0])
        theme.changed.connect(self.update)
        self._arrange()

    def set_status(self, status: Status | None) -> None:
        """Mark one status, or none."""
        for segment in self._segments:
            # An exclusive button refuses to be the last one unchecked; screen readers need it exclusive at rest.
            segment.setAutoExclusive(False)
            segment.setChecked(segment.status is status)
        for segment in self._segments:
            segment.setAutoExclusive(True)
            if segment.status is status and not any(other.hasFocus() for other in self._segments):
                self._enter_at(segment)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move among the segments by arrow keys."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and isinstance(watched, _Segment):
            if event.key() in _STEPS:
                place = self._segments.index(watched) + _STEPS[Qt.Key(event.key())]
                target = self._segments[place % len(self._segments)]
                self._enter_at(target)
                target.setFocus(Qt.FocusReason.TabFocusReason)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                watched.click()
                return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the arrangement that the width allows."""
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the trough in which the segments lie."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color("border.hairline"), 1))
        painter.setBrush(self._theme.color("surface.sunken"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        painter.end()

    def _arrange(self) -> None:
        stacked = self.width() < sum(segment.wide_width for segment in self._segments)
        for segment in self._segments:
            segment.stacked = stacked
            segment.update()
        self.setFixedHeight(self._theme.fonts.px(18) + 30 if stacked else self._theme.fonts.px(34))

    def _enter_at(self, target: _Segment) -> None:
        for segment in self._segments:
            segment.setFocusPolicy(Qt.FocusPolicy.TabFocus if segment is target else Qt.FocusPolicy.NoFocus)
