"""The pane of one paper: what it is, what its reader says of it, its abstract and the note."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import PurePosixPath

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSplitter, QVBoxLayout, QWidget

from readinglist.desktop.look.buttons import Button, IconButton
from readinglist.desktop.look.fade import Fade
from readinglist.desktop.look.flow_layout import FlowLayout
from readinglist.desktop.look.fonts import Role
from readinglist.desktop.look.icons import IconName
from readinglist.desktop.look.surface import Surface
from readinglist.desktop.look.text_label import TextLabel
from readinglist.desktop.look.text_positions import Span
from readinglist.desktop.look.theme import Theme
from readinglist.desktop.look.tips import plain_tip
from readinglist.desktop.page.facts_line import facts_line
from readinglist.desktop.page.note_editor import NoteEditor
from readinglist.desktop.page.reading_text import INSET, ReadingText
from readinglist.desktop.page.related_section import RelatedSection
from readinglist.desktop.page.star_rating import StarRating
from readinglist.desktop.page.status_row import StatusRow
from readinglist.desktop.page.tag_editor import TagEditor
from readinglist.domain.links import LinkKind, links
from readinglist.domain.query.expression import TextField
from readinglist.domain.reading import PaperDetails
from readinglist.domain.status import Status

Marks = Callable[[str, TextField], Sequence[Span]]
"""Where a search's words stand in a text of a field."""

_MARGIN = 32 - INSET
_MEASURE = 680
_ICONS: dict[LinkKind, IconName] = {
    LinkKind.ARXIV: "link-out",
    LinkKind.DOI: "link-out",
    LinkKind.PAGE: "link-out",
    LinkKind.CODE: "code",
}
_LONGEST_LABEL = 44
_NOTE_EMPTY = 92
_NOTE_WRITTEN = 208


class DetailsPanel(QWidget):
    """Shows one paper; what the reader does to it is announced, and shown when it is told back by `show_paper`."""

    status_chosen = Signal(Status)
    rating_chosen = Signal(int)
    starred_chosen = Signal(bool)
    tag_added = Signal(str)
    tag_removed = Signal(str)
    link_activated = Signal(str)
    """A web address is to be opened."""

    file_activated = Signal(str)
    """A file of the paper is to be opened, by its path in the library."""

    step_wanted = Signal(int)
    """The next (1) or the previous (-1) paper of the list is wanted."""

    delete_wanted = Signal()
    left = Signal()
    """The keyboard is to go back to the list."""

    def __init__(self, theme: Theme, status_keys: dict[Status, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.title = ReadingText(theme, "Title", Role.PAPER_TITLE, balanced=True)
        self.authors = ReadingText(theme, "Authors", Role.ROW_TITLE, "text.secondary")
        self.facts = TextLabel(theme, "", Role.META, "text.tertiary", wrap=True)
        self._links = QWidget()
        self._links.setAccessibleName("Links")
        self._link_flow = FlowLayout(self._links, spacing=8)
        self.status_row = StatusRow(theme, status_keys)
        self.stars = StarRating(theme)
        self.tags = TagEditor(theme, right=True)
        self._abstract_heading = TextLabel(theme, "Abstract", Role.CAPTION_STRONG, "text.tertiary")
        self._matches = TextLabel(theme, "", Role.CAPTION_MEDIUM, "text.tertiary")
        self.abstract = ReadingText(theme, "Abstract")
        self.related = RelatedSection(theme)
        self.note = NoteEditor(theme, self)
        self._several = TextLabel(theme, "", Role.META_MEDIUM, "accent.text", wrap=True)
        self._several.hide()
        self._shown: PaperDetails | None = None
        self._note_dragged = False
        self._page = self._build_page()
        self._nothing = TextLabel(theme, "No paper selected", Role.BODY, "text.tertiary")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._page)
        layout.addWidget(self._nothing)
        self._connect()
        self.show_paper(None)

    def _connect(self) -> None:
        self.status_row.status_chosen.connect(self.status_chosen)
        self.stars.rating_chosen.connect(self.rating_chosen)
        self.stars.starred_chosen.connect(self.starred_chosen)
        self.tags.tag_added.connect(self.tag_added)
        self.tags.tag_removed.connect(self.tag_removed)
        self.tags.adding_ended.connect(self.left)
        self.note.left.connect(self.left)
        for text in (self.title, self.authors, self.abstract):
            text.link_activated.connect(self.link_activated)
        self._theme.changed.connect(self._restyle)
        self._restyle()

    def _build_page(self) -> QWidget:
        page = QWidget()
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._build_content())
        note = Surface(self._theme, "surface.pane")
        note_layout = QVBoxLayout(note)
        note_layout.setContentsMargins(_MARGIN, 10, _MARGIN, 12)
        note_layout.addWidget(self.note)
        note.setMinimumHeight(_NOTE_EMPTY)
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._split.setHandleWidth(1)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self._scroll)
        self._split.addWidget(note)
        self._split.setStretchFactor(0, 1)
        self._split.splitterMoved.connect(self._note_was_dragged)
        Fade(self._theme, self._scroll)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._build_top())
        layout.addWidget(self._split, 1)
        return page

    def _build_top(self) -> QHBoxLayout:
        top = QHBoxLayout()
        top.setContentsMargins(22, 12, 22, 12)
        top.setSpacing(2)
        buttons: tuple[tuple[IconName, str, Callable[[], None]], ...] = (
            ("chevron-up", "Previous paper (K)", partial(self.step_wanted.emit, -1)),
            ("chevron-down", "Next paper (J)", partial(self.step_wanted.emit, 1)),
            ("trash", "Delete (Del)", self.delete_wanted.emit),
        )
        for icon, name, tell in buttons:
            button = IconButton(self._theme, icon, name)
            button.clicked.connect(lambda _=False, tell=tell: tell())
            top.addWidget(button)
        top.insertStretch(2, 1)
        return top

    def _build_content(self) -> QWidget:
        self._links_line = _inset(self._links)
        marks = QHBoxLayout()
        marks.setContentsMargins(INSET, 0, INSET, 0)
        marks.setSpacing(12)
        marks.addWidget(self.stars, 0, Qt.AlignmentFlag.AlignTop)
        marks.addWidget(self.tags, 1)
        heading = QHBoxLayout()
        heading.setContentsMargins(INSET, 0, INSET, 0)
        heading.addWidget(self._abstract_heading)
        heading.addStretch(1)
        heading.addWidget(self._matches)
        column = QWidget()
        column.setMaximumWidth(_MEASURE + 2 * INSET)
        layout = QVBoxLayout(column)
        layout.setContentsMargins(0, 4, 0, 48)
        layout.setSpacing(0)
        for widget, gap in (
            (self._several, 12),
            (self.title, 8),
            (self.authors, 2),
            (_inset(self.facts), 14),
            (self._links_line, 18),
            (_inset(self.status_row), 12),
            (marks, 18),
            (heading, 6),
            (self.abstract, 28),
            (self.related, 0),
        ):
            if isinstance(widget, QWidget):
                layout.addWidget(widget)
            else:
                layout.addLayout(widget)
            layout.addSpacing(gap)
        layout.addStretch(1)
        content = Surface(self._theme, "surface.pane")
        side = QHBoxLayout(content)
        side.setContentsMargins(_MARGIN, 0, _MARGIN - 6, 0)
        side.addWidget(column, 1)
        side.addStretch(0)
        return content

    @property
    def paper_id(self) -> int | None:
        """The paper shown."""
        return self._shown.id if self._shown else None

    def show_paper(self, details: PaperDetails | None, marks: Marks | None = None) -> None:
        """Show a paper, the words that `marks` finds marked; None = there is none to show."""
        before, self._shown = self._shown, details
        self._page.setVisible(details is not None)
        self._nothing.setVisible(details is None)
        self.related.show_paper(details.id if details else None)
        if details is None:
            self.note.show_note(None, "")
            return
        paper = details.paper
        found = marks or (lambda text, field: ())
        authors = ", ".join(person.full for person in paper.authors)
        in_abstract = found(paper.abstract, TextField.ABSTRACT)
        self.title.set_text(paper.title, found(paper.title, TextField.TITLE))
        self.authors.set_text(authors, found(authors, TextField.AUTHOR))
        self.authors.setVisible(bool(authors))
        self.facts.setText(facts_line(details))
        self.abstract.set_text(paper.abstract or "No abstract.", in_abstract)
        self._matches.setText(f"{len(in_abstract)} matches" if len(in_abstract) > 1 else "")
        if before is None or (before.paper, before.files) != (paper, details.files):
            self._show_links(details)
        self.status_row.set_status(details.status)
        self.stars.set_value(details.rating, details.starred)
        self.tags.set_tags(details.tags)
        self.note.show_note(details.id, details.note)
        if before is None or before.id != details.id:
            self._scroll.verticalScrollBar().setValue(0)
            self._dock_note(details)

    def show_count(self, selected: int) -> None:
        """Say that what is done here is done to several papers, where several are selected."""
        self._several.setText(f"{selected:,} papers selected: what you do is done to all of them, in one undo step.")
        self._several.setVisible(selected > 1)

    def _show_links(self, details: PaperDetails) -> None:
        while item := self._link_flow.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for path in details.files:
            name = PurePosixPath(path).name
            button = Button(self._theme, _short(name), "link", "document", tip=plain_tip(name))
            button.setAccessibleName(f"Open {name}")
            button.clicked.connect(lambda _=False, path=path: self.file_activated.emit(path))
            self._link_flow.addWidget(button)
        found = links(details.paper)
        for link in found:
            button = Button(self._theme, _short(link.label), "link", _ICONS[link.kind], tip=plain_tip(link.url))
            button.setAccessibleName(f"Open {link.url}")
            button.clicked.connect(lambda _=False, url=link.url: self.link_activated.emit(url))
            self._link_flow.addWidget(button)
        self._links_line.setVisible(bool(found or details.files))

    def _dock_note(self, details: PaperDetails) -> None:
        """Give the note the room it needs, until the reader divided the pane by hand."""
        if not self._note_dragged:
            note = _NOTE_WRITTEN if details.note else _NOTE_EMPTY
            self._split.setSizes([max(1, self._split.height() - note), note])

    def _note_was_dragged(self) -> None:
        self._note_dragged = True

    def _restyle(self) -> None:
        self._theme.set_ground(self, "surface.pane")


def _inset(widget: QWidget) -> QWidget:
    """Set a widget's edge in line with the texts', which keep room for their focus ring."""
    holder = QWidget()
    layout = QHBoxLayout(holder)
    layout.setContentsMargins(INSET, 0, INSET, 0)
    layout.addWidget(widget)
    return holder


def _short(label: str) -> str:
    """A button's words, cut where they are long; `&` would underline what follows it."""
    return (label if len(label) <= _LONGEST_LABEL else f"{label[:_LONGEST_LABEL]}…").replace("&", "&&")
