"""The foot of the page: papers that are about the same as the one shown, each with the words that say so."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from readinglist.desktop.look.fonts import Role
from readinglist.desktop.look.glyphs import paint_focus_ring
from readinglist.desktop.look.text_label import TextLabel
from readinglist.desktop.look.theme import Theme
from readinglist.desktop.look.tips import plain_tip
from readinglist.desktop.page.reading_text import INSET
from readinglist.domain.suggestions import Related, RelatedPapers
from readinglist.domain.text import count_of

PAUSE_MS = 300
"""How long a paper is looked at before its related papers are asked for: who runs through the list wants none."""


class RelatedSection(QWidget):
    """Asks for the related papers of a paper that stays in view, and shows them; nothing where there are none."""

    wanted = Signal(int)
    """The related papers of this one are asked for; `show_related` is to answer."""

    paper_chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._paper: int | None = None
        self._asked = False
        self.rows: list[_Row] = []
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self._heading = TextLabel(theme, "Related", Role.CAPTION_STRONG, "text.tertiary", parent=self)
        self._heading.setContentsMargins(INSET, 0, INSET, 0)
        self._wait = TextLabel(theme, "", Role.META, "text.tertiary", wrap=True, parent=self)
        self._wait.setContentsMargins(INSET, 0, INSET, 0)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(2)
        self._layout.addWidget(self._heading)
        self._layout.addWidget(self._wait)
        self._show(())

    @property
    def said(self) -> str:
        """What is said in place of papers; empty where nothing is."""
        return self._wait.text() if self._wait.isVisibleTo(self) else ""

    def show_paper(self, paper: int | None) -> None:
        """Be about a paper; what is shown of another is taken away at once."""
        if paper != self._paper:
            self._paper = paper
            self._show(())
            self.refresh()

    def refresh(self) -> None:
        """Ask anew, since the answer may be another; what is shown stays until it comes."""
        self._asked = False
        self._pause.stop()
        if self._paper is not None and self.isVisible():
            self._pause.start()

    def show_related(self, paper: int, related: RelatedPapers) -> None:
        """Show the related papers of a paper, if it is still the one."""
        if paper == self._paper:
            self._show(related.papers, related.behind)

    def showEvent(self, event: QShowEvent) -> None:
        """Ask, where that was put off."""
        super().showEvent(event)
        if self._paper is not None and not self._asked:
            self._pause.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Ask for nothing that is not seen."""
        super().hideEvent(event)
        self._pause.stop()

    def _ask(self) -> None:
        if self._paper is not None:
            self._asked = True
            self.wanted.emit(self._paper)

    def _show(self, related: Sequence[Related], behind: int = 0) -> None:
        waiting = bool(behind) and not related
        self._heading.setVisible(bool(related) or waiting)
        self._wait.setVisible(waiting)
        if waiting:
            self._wait.setText(f"Your library is read through first: {count_of(behind, 'paper')} to go.")
        while len(self.rows) < len(related):
            row = _Row(self._theme, self)
            row.clicked.connect(lambda _=False, row=row: self.paper_chosen.emit(row.paper))
            self._layout.addWidget(row)
            self.rows.append(row)
        for row, paper in zip(self.rows, related, strict=False):
            row.set_paper(paper)
        for number, row in enumerate(self.rows):
            row.setVisible(number < len(related))


class _Row(QAbstractButton):
    """One related paper: its title, and what both speak of."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._terms = ""
        self.paper = 0
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def set_paper(self, related: Related) -> None:
        """Be about a paper."""
        self.paper = related.id
        self._terms = " · ".join(related.terms)
        self.setText(related.title)
        self.setToolTip(plain_tip(related.title, self._terms))
        self.setAccessibleName(related.title)
        self.setAccessibleDescription(f"Both speak of {', '.join(related.terms)}" if related.terms else "")
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for two lines."""
        return QSize(200, self._theme.fonts.px(46))

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show the hover."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: object) -> None:
        """Take the hover away."""
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint title and terms."""
        theme, fonts, frame = self._theme, self._theme.fonts, QRectF(self.rect())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("surface.hover"))
            painter.drawRoundedRect(frame, 6, 6)
        title, terms = fonts[Role.BODY_MEDIUM], fonts[Role.META]
        room = frame.width() - 2 * INSET
        top = (frame.height() - title.line - terms.line) / 2 if self._terms else (frame.height() - title.line) / 2
        ink = theme.color("text.primary")
        title.text_line(self.text(), room).paint(painter, INSET, title.baseline(top, title.line), ink)
        if self._terms:
            baseline = terms.baseline(top + title.line, terms.line)
            terms.text_line(self._terms, room).paint(painter, INSET, baseline, theme.color("text.tertiary"))
        if self.hasFocus():
            paint_focus_ring(painter, frame, 6, theme)
        painter.end()
