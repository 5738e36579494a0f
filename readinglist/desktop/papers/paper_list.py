"""The middle column: what is looked at, what is searched in it, in which order; and the papers it comes to."""

from collections.abc import Collection, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from readinglist.desktop.look.text_positions import Span
from readinglist.desktop.look.theme import Theme
from readinglist.desktop.papers.empty_list import EmptyList
from readinglist.desktop.papers.list_header import ListHeader
from readinglist.desktop.papers.list_words import how_many, why_nothing
from readinglist.desktop.papers.paper_table import PaperTable
from readinglist.desktop.papers.paper_table_model import PaperTableModel
from readinglist.desktop.papers.search_bar import SearchBar
from readinglist.desktop.papers.suggested import Suggested
from readinglist.desktop.work.hint import Hint
from readinglist.domain.changes import Changes
from readinglist.domain.query.expression import Query, TextField, has_words
from readinglist.domain.query.parser import parse
from readinglist.domain.query.scope import ALL_PAPERS, READ_NEXT, Scope
from readinglist.domain.query.sort import Sort
from readinglist.domain.status import Status

if TYPE_CHECKING:  # it loads the store, for which the window does not wait
    from readinglist.desktop.work.searches import Found
    from readinglist.desktop.work.workspace import Workspace
    from readinglist.search.highlight import Highlighter

_PLAIN_SORTS = [sort for sort in Sort if sort is not Sort.RELEVANCE]


class PaperList(QWidget):
    """Shows the papers of a scope that the search box means. It knows what is selected; it changes nothing."""

    current_changed = Signal()
    """Another paper is current, or none."""

    marks_changed = Signal()
    """Other words are marked as found."""

    selection_changed = Signal()
    listed = Signal()
    """The list shows what was last asked for."""

    sort_chosen = Signal(Sort)
    elsewhere_wanted = Signal()
    """All papers are to be looked at."""

    def __init__(self, theme: Theme, sort: Sort, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._workspace: Workspace | None = None
        self._scope = ALL_PAPERS
        self._query = Query("")
        self._sort = sort
        self._search_sort = Sort.RELEVANCE
        self._marker: Highlighter | None = None
        self._keyboard_wanted = False
        self._behind = 0
        self._wanted: frozenset[int] | None = None
        self._to_top = True
        self._suggested = Suggested(self)
        self.search_bar = SearchBar(theme, self)
        self.header = ListHeader(theme, self)
        self.model = PaperTableModel(self)
        self.table = PaperTable(theme, self)
        self.table.setModel(self.model)
        self.nothing = EmptyList(theme, self)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.nothing)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.search_bar)
        layout.addWidget(self.header)
        layout.addLayout(self._stack, 1)
        self.search_bar.text_edited.connect(self._search_typed)
        self.search_bar.submitted.connect(self._go_down)
        self.header.sort_chosen.connect(lambda key: self.sort_by(Sort(key)))
        self.table.selection_moved.connect(self.selection_changed)
        self.table.selectionModel().currentRowChanged.connect(self._current_moved)
        self.model.hints_wanted.connect(self._find_hints)
        self._suggested.changed.connect(lambda: self._find(to_top=True))
        self.nothing.link_clicked.connect(self.elsewhere_wanted)
        self.nothing.search_wanted.connect(self._try)
        theme.changed.connect(self._restyle)
        self._restyle()
        self._show_what_is_asked()

    def open(self, workspace: "Workspace") -> None:
        """Take the papers from this library."""
        self._workspace = workspace
        self.model.read_from(workspace.lines)
        workspace.indexed.connect(self._search_whole)
        self._suggested.open(workspace.suggestions)
        self.search_bar.complete_from(workspace.searches)
        self._find(to_top=True)

    def show_scope(self, scope: Scope) -> None:
        """Look at other papers."""
        self._scope = scope
        self.header.sort_button.setVisible(scope != READ_NEXT)
        self.model.expect_hints(self._marker is not None or scope == READ_NEXT)
        self._suggested.show(scope == READ_NEXT)
        if scope == READ_NEXT:  # the list comes with the answer
            self._show_what_is_asked()
        else:
            self._find(to_top=True)

    def search(self, text: str) -> None:
        """Put a search into the box, as if it had been typed."""
        self.search_bar.set_text(text)
        self._search_typed(text)

    @property
    def scope(self) -> Scope:
        """What is looked at."""
        return self._scope

    @property
    def sort(self) -> Sort:
        """The order in force."""
        return self._search_sort if has_words(self._query.node) else self._sort

    def sort_by(self, sort: Sort) -> None:
        """List in another order; while words are searched for, for this search only."""
        if has_words(self._query.node):
            self._search_sort = sort
        else:
            self._sort = sort
            self.sort_chosen.emit(sort)
        self._find(to_top=False)

    def _search_typed(self, text: str) -> None:
        typing = bool(text) and not text[-1].isspace()
        self._query = parse(text, last_word_is_prefix=typing)
        if not has_words(self._query.node):
            self._search_sort = Sort.RELEVANCE
        self.search_bar.set_remarks(self._query.remarks)
        self._find(to_top=bool(text))  # leaving a search keeps the paper that it found

    def apply(self, changes: Changes) -> None:
        """Show what changed in the library."""
        self.model.refresh(changes.papers)
        self._suggested.ask_where_none()
        self._find(to_top=False)

    def foresee(self, papers: Collection[int], **facts: Any) -> None:
        """Show at once what is about to be true of these papers: a key is answered before the library has written."""
        self.model.foresee(papers, **facts)
        self.table.viewport().repaint()  # as far as rows changed: the rest is not painted again

    def reveal(self, papers: Collection[int]) -> None:
        """Make these papers the selected ones with the next list, those of them that it holds."""
        self._wanted = frozenset(papers)
        self._find(to_top=False)

    def go_to(self, paper: int) -> None:
        """Select a paper: here, or in all papers where this list does not hold it."""
        if self.model.row_of(paper) is None:
            if self.search_bar.text:
                self.search("")
            self.elsewhere_wanted.emit()
        self.reveal([paper])
        self.focus_list()

    def _search_whole(self) -> None:
        """Search again what was searched while the index was behind."""
        if self._behind:
            self._find(to_top=False)

    def _find(self, *, to_top: bool) -> None:
        self._to_top = to_top or self._to_top
        if self._workspace is not None:
            among = self._suggested.ids if self._suggested.wanted else None
            self._workspace.searches.find(self, self._query, self._scope.node, self.sort, self._show, among)
        self._show_what_is_asked()

    def _show_what_is_asked(self) -> None:
        sorts = _PLAIN_SORTS + [Sort.RELEVANCE] * has_words(self._query.node)
        self.header.set_title(self._scope.label)
        self.header.set_sorts([(sort.value, sort.label) for sort in sorts])
        self.header.set_sort(self.sort.value)

    def _show(self, found: "Found") -> None:
        before, current = self.model.ids, self.current_paper
        marker = found.marker
        if marker is not self._marker:
            self._marker = marker
            self.table.set_marks(None if marker is None else lambda title: marker.spans(title, TextField.TITLE))
            self.model.expect_hints(marker is not None or self._suggested.wanted)
            self.marks_changed.emit()
        self._behind = found.behind + found.unread
        self.model.show(found.ids)
        self._select_after(before, current)
        if current is not None and self.current_paper is None:  # it went with its row, silently
            self.current_changed.emit()
        self._say_what_came(found)
        self.listed.emit()

    def _select_after(self, before: Sequence[int], current: int | None) -> None:
        """Select what was asked for, else keep the current paper, else take the one that came after it."""
        wanted, self._wanted = self._wanted, None
        to_top, self._to_top = self._to_top, False
        rows = sorted(self.model.rows_of(list(wanted or ())).values())
        if rows:
            self.table.select_rows(rows)
        elif to_top:
            self.table.scrollToTop()
            self.table.select_rows([0] if self.model.rowCount() else [])
        elif current is not None and (row := self.model.row_of(current)) is not None:
            self.table.scrollTo(self.model.index(row, 0))
        else:
            row = self.model.successor(before, current)
            self.table.select_rows([] if row is None else [row])

    def _current_moved(self) -> None:
        """Paint the row before anybody shows the paper: where the reader is now is the answer to the key."""
        self.table.viewport().repaint()
        self.current_changed.emit()

    def _say_what_came(self, found: "Found") -> None:
        self.header.set_subtitle(how_many(len(found.ids), self._query, self._scope, found.behind, found.unread))
        self._stack.setCurrentWidget(self.table if found.ids else self.nothing)
        if not found.ids:
            self.nothing.set_text(*why_nothing(self._query, self._scope, self._suggested))
            if self._workspace is not None and has_words(self._query.node) and not self._suggested.wanted:
                self._workspace.searches.advise(self, self._query, self._scope.node, self.nothing.advise)
        elif self._keyboard_wanted:
            self.focus_list()

    def _find_hints(self, papers: list[int]) -> None:
        if self._workspace is not None and self._marker is None:
            self.model.add_hints(self._suggested.hints(papers))
        elif self._workspace is not None and self._marker is not None:
            add = partial(self._add_hints, self._marker)
            self._workspace.searches.where_found(self, self._marker, papers, add)

    def _add_hints(self, marker: "Highlighter", hints: dict[int, Hint]) -> None:
        if marker is self._marker:
            self.model.add_hints(hints)

    @property
    def current_paper(self) -> int | None:
        """The paper that the pane shows."""
        index = self.table.currentIndex()
        return self.model.ids[index.row()] if index.isValid() and index.row() < self.model.rowCount() else None

    @property
    def selected_papers(self) -> list[int]:
        """The papers that a command goes to."""
        return [self.model.ids[row] for rows in self.table.selected_rows() for row in rows]

    def marks(self, text: str, field: TextField) -> Sequence[Span]:
        """Where the words searched for stand in a text."""
        return self._marker.spans(text, field) if self._marker else ()

    def step(self, by: int) -> None:
        """Go to a later (above 0) or earlier paper."""
        row = min(max(self.table.currentIndex().row() + by, 0), self.model.rowCount() - 1)
        if row >= 0:
            self.table.select_rows([row])

    def go_on(self, status: Status | None) -> None:
        """Leave the selected papers, which are going to a status or (None) away, where the list will not hold them.

        Not to wait until they are gone: the next key, however soon it comes, is meant for the next paper.
        """
        if status is not None and self._scope.may_hold(status):
            return
        selected = self.table.selected_rows()
        if not selected:
            return
        after, before = selected[-1].stop, selected[0].start - 1
        row = after if after < self.model.rowCount() else before
        if row >= 0:
            self.table.select_rows([row])

    def _try(self, text: str) -> None:
        """Search otherwise, with whole words, and go to what it finds."""
        self.search(f"{text} ")
        self.focus_list()

    def _go_down(self) -> None:
        """Go on from the search to what it found, else to what can be tried instead."""
        if not (self.nothing.isVisible() and self.nothing.focus_first()):
            self.focus_list()

    def focus_list(self) -> None:
        """Put the keyboard into the list, as soon as there is something in it."""
        self._keyboard_wanted = not self.table.isVisibleTo(self)
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _restyle(self) -> None:
        self._theme.set_ground(self, "surface.list")
