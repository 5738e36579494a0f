"""Text to be read: selectable, with an even line height, marker strokes under found words, and quiet links.

The text is set as plain characters, never as HTML, so nothing in it is executed or fetched.
"""

import math
import re
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, QUrl, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextLayout,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from readinglist.desktop.look.fonts import Face, Role
from readinglist.desktop.look.glyphs import paint_focus_ring
from readinglist.desktop.look.text_positions import Span, cursor_x, utf16_spans
from readinglist.desktop.look.theme import Theme
from readinglist.desktop.look.tokens import ColorName

INSET = 4
"""Pixels between the widget's edge and its text, where the focus ring stands: align the text, not the edge."""

_RING = 2
"""Pixels above and below the text for the focus ring."""

_LINK = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)\]}']")
_KEYBOARD = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)


def balanced_width(text: str, face: Face, width: int) -> int:
    """The narrowest width that sets a title in no more lines than `width` does, breaking no word at its hyphen."""
    units = text.encode("utf-16-le", "surrogatepass")

    def lines(at: int) -> list[bytes]:
        layout = QTextLayout(text, face.font)
        layout.beginLayout()
        found = []
        while (line := layout.createLine()).isValid():
            line.setLineWidth(at)
            found.append(units[2 * line.textStart() : 2 * (line.textStart() + line.textLength())])
        layout.endLayout()
        return found

    fewest, best = len(lines(width)), width
    for narrower in range(width, width // 2, -8):
        found = lines(narrower)
        if len(found) > fewest:
            break
        if not any(line.endswith("-".encode("utf-16-le")) for line in found[:-1]):
            best = narrower
    return best


class ReadingText(QTextBrowser):
    """A text as high as it is long at the width it is given; its ground is the pane's.

    `balanced` sets a title's lines to about the same length.
    """

    link_activated = Signal(str)
    """A web address in the text was clicked, or chosen by Enter."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        role: Role = Role.READING,
        ink: ColorName = "text.primary",
        balanced: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._face = theme.fonts[role]
        self._ink: ColorName = ink
        self._balanced = balanced
        self._text = ""
        self._spans: list[Span] = []
        self._ringed = False
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setViewportMargins(INSET, _RING, INSET, _RING)
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setLineWrapMode(QTextBrowser.LineWrapMode.FixedPixelWidth)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.document().setDefaultFont(self._face.font)
        self.anchorClicked.connect(self._activate)
        theme.changed.connect(self._restyle)
        self._restyle()

    @property
    def text(self) -> str:
        """The text shown."""
        return self._text

    def set_text(self, text: str, spans: Sequence[Span] = ()) -> None:
        """Show a text; the characters of each span (start, end) are marked as found."""
        units = list(utf16_spans(text, spans))
        # The same again must not take away what the reader has selected in it.
        if (text, units) != (self._text, self._spans):
            self._text, self._spans = text, units
            self._fill()

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Load nothing, whatever is asked for."""
        return None

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the scroll area around; Qt would also take Ctrl and wheel as a zoom."""
        event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew where the width changed."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring to who came by keyboard; a click into a text wants no frame around it."""
        super().focusInEvent(event)
        self._ringed = event.reason() in _KEYBOARD
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self._ringed = False
        self.update()

    def event(self, event: QEvent) -> bool:
        """Paint the ring where the frame would be, around the text and not over it."""
        handled = super().event(event)
        if event.type() == QEvent.Type.Paint and self._ringed:
            painter = QPainter(self)
            paint_focus_ring(painter, QRectF(self.rect()), 4, self._theme)
            painter.end()
        return handled

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the marker strokes, then the text over them."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("highlight.bg"))
        for stroke in self.strokes():
            painter.drawRoundedRect(stroke, 3, 3)
        painter.end()
        super().paintEvent(event)

    def strokes(self) -> Iterator[QRectF]:
        """The rectangles under the marked words, one for each line that a span touches.

        A background in the text's own format would fill the whole line height.
        """
        capital = self._face.metrics.capHeight()
        for start, end in self._spans:
            block = self.document().findBlock(start)
            while block.isValid() and block.position() < end:
                origin = self.document().documentLayout().blockBoundingRect(block).topLeft()
                layout = block.layout()
                for number in range(layout.lineCount()):
                    line = layout.lineAt(number)
                    first = max(start - block.position(), line.textStart())
                    last = min(end - block.position(), line.textStart() + line.textLength())
                    while last > first and self.document().characterAt(block.position() + last - 1).isspace():
                        last -= 1
                    if first < last:
                        edges = sorted(cursor_x(line.cursorToX(at)) for at in (first, last))
                        baseline = origin.y() + line.y() + line.ascent()
                        top = QPointF(origin.x() + edges[0] - 1, baseline - capital * 1.18 - 1.5)
                        bottom = QPointF(origin.x() + edges[1] + 1, baseline + capital * 0.36 + 1.5)
                        yield QRectF(top, bottom)
                block = block.next()

    def _fill(self) -> None:
        plain = QTextCharFormat()
        plain.setForeground(self._theme.color(self._ink))
        block = QTextBlockFormat()
        block.setLineHeight(self._face.line, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        self.clear()
        cursor = QTextCursor(self.document())
        cursor.setBlockFormat(block)
        cursor.insertText(self._text.replace("\r", " "), plain)
        links = [found.span() for found in _LINK.finditer(self._text)]
        for (start, end), (first, last) in zip(links, utf16_spans(self._text, links), strict=True):
            link = QTextCharFormat()
            link.setAnchor(True)
            link.setAnchorHref(self._text[start:end])
            link.setForeground(self._theme.color("accent.text"))
            self._format(first, last, link)
        for start, end in self._spans:
            marked = QTextCharFormat()
            marked.setForeground(self._theme.color("highlight.text"))
            self._format(start, end, marked)
        self._fit()

    def _format(self, start: int, end: int, look: QTextCharFormat) -> None:
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(look)

    def _fit(self) -> None:
        width = max(40, self.width() - 2 * INSET)
        # A text that runs to the left stands at the right edge, and so fills the width.
        to_the_left = self.document().firstBlock().textDirection() == Qt.LayoutDirection.RightToLeft
        balanced = self._balanced and not to_the_left
        self.setLineWrapColumnOrWidth(balanced_width(self._text, self._face, width) if balanced else width)
        self.setFixedHeight(math.ceil(self.document().size().height()) + 2 * _RING)

    def _activate(self, url: QUrl) -> None:
        self.link_activated.emit(url.toString(QUrl.ComponentFormattingOption.FullyEncoded))

    def _restyle(self) -> None:
        self._theme.set_ground(self, "surface.pane")
        self._fill()
