"""The text of a note while it is written: Markdown source, its marks receding, what they mean shown."""

import re

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QSyntaxHighlighter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from readinglist.desktop.look.fonts import Role
from readinglist.desktop.look.glyphs import paint_focus_ring
from readinglist.desktop.look.theme import Theme
from readinglist.desktop.page.reading_text import INSET

_BOLD = re.compile(r"(\*\*|__)(?=\S)(?P<said>.+?)(?<=\S)\1")
_CODE = re.compile(r"(`)(?P<said>[^`]+)`")
_HEADING = re.compile(r"^(#{1,6} )(?P<said>.+)$")
_LINE_MARK = re.compile(r"^\s*([-*+]|\d+\.|>)(?= )")


class _MarkdownLook(QSyntaxHighlighter):
    def __init__(self, theme: Theme, document: QTextDocument) -> None:
        super().__init__(document)
        self._theme = theme
        theme.changed.connect(self.rehighlight)

    def highlightBlock(self, text: str) -> None:
        """Show the marks of one line."""
        mark, strong = QTextCharFormat(), QTextCharFormat()
        mark.setForeground(self._theme.color("text.tertiary"))
        strong.setFontWeight(QFont.Weight.DemiBold)
        for pattern, look in ((_HEADING, strong), (_BOLD, strong), (_CODE, QTextCharFormat())):
            for found in pattern.finditer(text):
                start, end = found.span("said")
                self.setFormat(found.start(), found.end() - found.start(), mark)
                self.setFormat(start, end - start, look)
        if listed := _LINE_MARK.match(text):
            self.setFormat(listed.start(1), listed.end(1) - listed.start(1), mark)


class NoteText(QTextEdit):
    """A plain-text editor with an even line height, which says when it is left."""

    focus_lost = Signal()
    escaped = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._face = theme.fonts[Role.NOTE]
        self.setAccessibleName("Note")
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFont(self._face.font)
        self.document().setDocumentMargin(INSET)
        self.setPlaceholderText("Write a note (N). Markdown works.")
        _MarkdownLook(theme, self.document())
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_text(self, text: str) -> None:
        """Show another text; nothing of it is there to undo."""
        self.setPlainText(text)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        lines = QTextBlockFormat()
        lines.setLineHeight(self._face.line, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        cursor.mergeBlockFormat(lines)
        self.document().clearUndoRedoStacks()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that the editor was left; its own menu in front of it is no leaving."""
        super().focusOutEvent(event)
        self.viewport().update()
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.focus_lost.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the keyboard is here."""
        super().focusInEvent(event)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text, and a ring around it while it has the keyboard."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self.viewport())
            paint_focus_ring(painter, QRectF(self.viewport().rect()), 6, self._theme)
            painter.end()

    def _restyle(self) -> None:
        self._theme.set_ground(self, "surface.pane")
