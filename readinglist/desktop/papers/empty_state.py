"""What stands where there are no papers yet: the ways in for an empty library."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from readinglist.desktop.look.fonts import Role
from readinglist.desktop.look.glyphs import keycap_width, paint_focus_ring, paint_keycap
from readinglist.desktop.look.icons import IconName
from readinglist.desktop.look.surface import Surface
from readinglist.desktop.look.text_label import TextLabel
from readinglist.desktop.look.theme import Theme

_CARD_WIDTH = 600


@dataclass(frozen=True, slots=True)
class Way:
    """A way to bring papers in; `key` may be empty."""

    icon: IconName
    title: str
    text: str
    key: str
    run: Callable[[], None]


class _WayButton(QAbstractButton):
    """One way in, as a row that can be pressed."""

    def __init__(self, theme: Theme, way: Way, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._way = way
        self.setText(way.title)
        self.setAccessibleName(f"{way.title} ({way.key})" if way.key else way.title)
        self.setAccessibleDescription(way.text)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(way.run)

    def sizeHint(self) -> QSize:
        """Ask for two lines with air."""
        return QSize(200, self._theme.fonts.px(64))

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show the hover."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: object) -> None:
        """Take the hover away."""
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint icon, title, text and key."""
        theme, way, fonts, frame = self._theme, self._way, self._theme.fonts, QRectF(self.rect())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("surface.hover"))
            painter.drawRoundedRect(frame.adjusted(0, 2, 0, -2), 8, 8)
        icon = theme.icon_pixmap(way.icon, theme.color("accent.text"), 22, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(8, (frame.height() - 22) / 2), icon)
        right = frame.width() - 8
        if way.key:
            right -= keycap_width(theme, way.key)
            paint_keycap(painter, right, frame.height() / 2, way.key, theme)
            right -= 12
        title, text = fonts[Role.ROW_TITLE_STRONG], fonts[Role.META]
        top = (frame.height() - title.line - text.line - 1) / 2
        room = right - 50
        title.text_line(way.title, room).paint(
            painter, 50, title.baseline(top, title.line), theme.color("text.primary")
        )
        baseline = text.baseline(top + title.line + 1, text.line)
        text.text_line(way.text, room).paint(painter, 50, baseline, theme.color("text.secondary"))
        if self.hasFocus():
            paint_focus_ring(painter, frame.adjusted(0, 2, 0, -2), 8, theme)
        painter.end()


class _Picture(QWidget):
    """Three sheets, the uppermost with a bookmark and a marked line."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFixedHeight(158)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sheets, the lowest first."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(self.width() / 2, self.height() / 2 + 2)
        sheet = QRectF(-45, -58, 90, 116)
        painter.setPen(QPen(theme.color("border.control"), 1.4))
        painter.setBrush(theme.color("surface.sunken"))
        for angle, shift in ((-7.0, -7.0), (6.0, 7.0)):
            painter.save()
            painter.translate(shift, 3)
            painter.rotate(angle)
            painter.drawRoundedRect(sheet, 7, 7)
            painter.restore()
        painter.setBrush(theme.color("surface.raised"))
        painter.drawRoundedRect(sheet, 7, 7)
        painter.setPen(Qt.PenStyle.NoPen)
        bookmark = QPainterPath(QPointF(24, -58))
        for x, y in ((36, -58), (36, -35), (30, -41), (24, -35)):
            bookmark.lineTo(x, y)
        painter.setBrush(theme.color("accent.fill"))
        painter.drawPath(bookmark)
        painter.setBrush(theme.color("highlight.bg"))
        painter.drawRoundedRect(QRectF(-31, 27, 40, 9), 2, 2)
        for y, length, name in (
            (-40, 48, "title"),
            (-30, 34, "title"),
            (-14, 62, ""),
            (-4, 58, ""),
            (6, 62, ""),
            (16, 50, ""),
        ):
            painter.setBrush(theme.color("text.primary" if name else "border.control"))
            painter.drawRoundedRect(QRectF(-31, y, length, 5 if name else 3), 1.5, 1.5)
        painter.setBrush(theme.color("border.strong"))
        painter.drawRoundedRect(QRectF(-29, 30, 34, 3), 1.5, 1.5)
        painter.end()


class _Card(QWidget):
    """The sheet with a dashed edge that says: put it here."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.ways = QVBoxLayout()
        self.ways.setSpacing(0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 24, 28, 16)
        layout.setSpacing(14)
        layout.addWidget(_Picture(theme, self))
        layout.addLayout(self.ways)
        self.setMaximumWidth(theme.fonts.px(_CARD_WIDTH))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground and edge."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(self._theme.color("border.control"), 1.5)
        pen.setDashPattern([6, 4])
        painter.setPen(pen)
        painter.setBrush(self._theme.color("surface.pane"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 14, 14)
        painter.end()


class EmptyLibrary(Surface):
    """The page of a library without papers."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "surface.list", parent)
        self._card = _Card(theme, self)
        title = TextLabel(theme, "Your reading list is empty", Role.WELCOME, wrap=True)
        text = TextLabel(
            theme, "Bring in what you found. Sort it later, one key at a time.", Role.LEAD, "text.secondary", wrap=True
        )
        promise = TextLabel(
            theme,
            "Your library is one folder on this computer. No account, no cloud.",
            Role.META,
            "text.tertiary",
            wrap=True,
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 14)
        layout.setSpacing(0)
        layout.addStretch(1)
        for label in (title, text, promise):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout.addWidget(title)
        layout.addSpacing(8)
        layout.addWidget(text)
        layout.addSpacing(28)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self._card, 100)
        middle.addStretch(1)
        layout.addLayout(middle)
        layout.addStretch(1)
        layout.addWidget(promise)

    def offer(self, paste: Callable[[], None], choose_files: Callable[[], None]) -> None:
        """Offer the ways in that the program has."""
        self.set_ways(
            [
                Way(
                    "clipboard",
                    "Paste what you found",
                    "A whole papers page, BibTeX, arXiv ids or DOIs: papers are picked out for you.",
                    "Ctrl V",
                    paste,
                ),
                Way(
                    "file-import",
                    "Import files",
                    "PDFs, BibTeX, a page saved as text. Dropping them works too, and whole folders.",
                    "Ctrl I",
                    choose_files,
                ),
            ]
        )

    def set_ways(self, ways: Sequence[Way]) -> None:
        """Offer these ways in."""
        while (item := self._card.ways.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for way in ways:
            self._card.ways.addWidget(_Rule(self._theme, self._card))
            self._card.ways.addWidget(_WayButton(self._theme, way, self._card))


class _Rule(QWidget):
    """A hairline between two ways."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFixedHeight(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("border.hairline"))
        painter.end()
