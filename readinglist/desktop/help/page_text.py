"""A page to be read: Markdown without HTML, set in the fonts and colours of the window. Nothing is loaded."""

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import (
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextTable,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from readinglist.desktop.help.pages import Page
from readinglist.desktop.look.fonts import Role
from readinglist.desktop.look.theme import Theme

_AIR = 28
"""Pixels around the text."""

_HEADINGS = {1: Role.DISPLAY, 2: Role.ROW_TITLE_STRONG}
_LINE_PERCENT = 125.0

_DIALECT = QTextDocument.MarkdownFeature.MarkdownDialectGitHub | QTextDocument.MarkdownFeature.MarkdownNoHTML


class PageText(QTextBrowser):
    """Shows a page. Of links only those to other pages lead anywhere."""

    page_wanted = Signal(str)
    """A link to the page of this name was followed."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._page: Page | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(_AIR)
        self.anchorClicked.connect(self._follow)
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_page(self, page: Page) -> None:
        """Show a page from its beginning."""
        self._page = page
        self.setAccessibleName(page.title)
        self._fill()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(0)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Load nothing, whatever is asked for."""
        return None

    def _follow(self, link: QUrl) -> None:
        if link.isRelative():
            self.page_wanted.emit(link.path())

    def _restyle(self) -> None:
        self._theme.set_ground(self, "surface.pane")
        self._fill()

    def _fill(self) -> None:
        if self._page is None:
            return
        self.document().setDefaultFont(self._theme.fonts[Role.BODY].font)
        if self._page.plain:
            self.setPlainText(self._page.text)
            return
        self.document().setMarkdown(self._page.text, _DIALECT)
        block = self.document().begin()
        while block.isValid():
            self._set(block)
            block = block.next()

    def _set(self, block: QTextBlock) -> None:
        """Give a block its room, and what is in it its look."""
        cursor = QTextCursor(block)
        table: QTextTable | None = cursor.currentTable()
        heading = block.blockFormat().headingLevel()
        form = QTextBlockFormat()
        form.setLineHeight(_LINE_PERCENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        if heading:
            form.setTopMargin(0 if block.position() == 0 else 16)
        within = table is not None or (block.textList() and block.next().textList())
        form.setBottomMargin(2 if within else 8)
        cursor.mergeBlockFormat(form)
        if table is not None and cursor.position() == table.firstPosition():
            self._set_table(table)
        for start, end, look in self._looks(block, heading):
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(look)

    def _looks(self, block: QTextBlock, heading: int) -> list[tuple[int, int, QTextCharFormat]]:
        found = []
        for each in block:  # type: ignore[attr-defined]  # it can be iterated, and the stubs do not say so
            fragment = each.fragment()
            had, look = fragment.charFormat(), QTextCharFormat()
            if heading:
                look.setFont(self._theme.fonts[_HEADINGS.get(heading, Role.BODY_STRONG)].font)
            elif had.fontFixedPitch():
                look.setFont(self._theme.fonts[Role.META_MEDIUM].font)
                look.setFontFixedPitch(True)
                look.setBackground(self._theme.color("surface.chip"))
            elif had.fontWeight() > QFont.Weight.Normal:
                look.setFont(self._theme.fonts[Role.BODY_STRONG].font)  # Qt would smear a heavier cut
            elif had.isAnchor():
                look.setForeground(self._theme.color("accent.text"))
                look.setFontUnderline(False)
            else:
                continue
            found.append((fragment.position(), fragment.position() + fragment.length(), look))
        return found

    def _set_table(self, table: QTextTable) -> None:
        form = table.format()
        form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        form.setBorderBrush(self._theme.color("border.hairline"))
        form.setBorderCollapse(True)
        form.setCellPadding(6)
        form.setCellSpacing(0)
        form.setTopMargin(4)
        form.setBottomMargin(6)
        table.setFormat(form)
