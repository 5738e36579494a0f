"""Two papers side by side, in columns that wrap, with the differences marked."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, Qt, QUrl
from PySide6.QtGui import (
    QFont,
    QPainter,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
    QTextTableFormat,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from readinglist.desktop.look.fonts import Role
from readinglist.desktop.look.glyphs import paint_focus_ring
from readinglist.desktop.look.list_dialog import MARGIN
from readinglist.desktop.look.text_positions import Span, utf16_spans
from readinglist.desktop.look.theme import Theme
from readinglist.desktop.look.tokens import ColorName
from readinglist.domain.identity.comparison import ComparedFact

_LABELS = 104
"""Pixels of the column of labels, at text size 1."""


class ComparisonView(QTextBrowser):
    """A row for each thing that the papers tell; scrolled with the keys. All of it is plain text, nothing is loaded."""

    def __init__(self, theme: Theme, heads: tuple[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._heads = heads
        self._facts: Sequence[ComparedFact] = ()
        self._table: QTextTable | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("The two papers side by side")
        self.document().setDocumentMargin(0)
        self.setViewportMargins(MARGIN, 0, 4, 0)
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_facts(self, facts: Sequence[ComparedFact]) -> None:
        """Show what was compared, from its beginning."""
        if list(facts) != list(self._facts):
            self._facts = facts
            self._fill()

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Load nothing, whatever is asked for."""
        return None

    def event(self, event: QEvent) -> bool:
        """Paint the focus ring around the text."""
        handled = super().event(event)
        if event.type() == QEvent.Type.Paint and self.hasFocus():
            painter = QPainter(self)
            paint_focus_ring(painter, QRectF(self.rect()), 4, self._theme)
            painter.end()
        return handled

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give both papers half of the new width."""
        super().resizeEvent(event)
        if self._table is not None and event.size().width() != event.oldSize().width():
            self._table.setFormat(self._table_format())

    def _restyle(self) -> None:
        self._theme.set_ground(self, "surface.pane")
        self._fill()

    def _fill(self) -> None:
        self._table = None
        self.clear()
        if not self._facts:
            return
        cursor = self.textCursor()
        self._table = table = cursor.insertTable(len(self._facts) + 1, 3, self._table_format())
        for column, head in enumerate(self._heads, 1):
            self._write(table, 0, column, head, self._format(Role.META_STRONG, "text.secondary"))
        for row, fact in enumerate(self._facts, 1):
            label = f"≠ {fact.label}" if fact.differs else fact.label
            ink: ColorName = "outcome.likely" if fact.differs else "text.tertiary"
            self._write(table, row, 0, label, self._format(Role.META_MEDIUM, ink))
            for column, text, spans in ((1, fact.left, fact.left_spans), (2, fact.right, fact.right_spans)):
                self._write(table, row, column, text or "—", self._format(Role.META, _ink(text)), spans)
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(0)

    def _table_format(self) -> QTextTableFormat:
        made = QTextTableFormat()
        made.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_None)
        made.setBorder(0)
        made.setCellPadding(3)
        made.setCellSpacing(0)
        labels = self._theme.fonts.px(_LABELS)
        half = max(labels, (self.viewport().width() - labels) / 2)  # shares would be taken of the labels' room as well
        made.setColumnWidthConstraints(
            [QTextLength(QTextLength.Type.FixedLength, width) for width in (labels, half, half)]
        )
        made.setHeaderRowCount(1)
        return made

    def _write(
        self, table: QTextTable, row: int, column: int, text: str, look: QTextCharFormat, spans: Sequence[Span] = ()
    ) -> None:
        cursor = table.cellAt(row, column).firstCursorPosition()
        begin = cursor.position()
        block = QTextBlockFormat()
        block.setRightMargin(12)
        cursor.setBlockFormat(block)
        cursor.insertText(text.replace("\n", "\u2028"), look)
        marked = QTextCharFormat()
        marked.setBackground(self._theme.color("highlight.bg"))
        marked.setForeground(self._theme.color("highlight.text"))
        marked.setFontWeight(QFont.Weight.Medium)
        for start, end in utf16_spans(text, spans):
            cursor.setPosition(begin + start)
            cursor.setPosition(begin + end, QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(marked)

    def _format(self, role: Role, ink: ColorName) -> QTextCharFormat:
        made = QTextCharFormat()
        made.setFont(self._theme.fonts[role].font)
        made.setForeground(self._theme.color(ink))
        return made


def _ink(text: str) -> ColorName:
    return "text.primary" if text else "text.disabled"
