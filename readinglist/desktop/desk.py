"""What is in the window: sidebar, list and pane side by side, and what goes on between them."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from readinglist.desktop.columns import Columns
from readinglist.desktop.command_actions import CommandActions
from readinglist.desktop.commands import commands
from readinglist.desktop.duplicates.finding import Duplicates
from readinglist.desktop.exporting.exports import Exports
from readinglist.desktop.help.helping import Help
from readinglist.desktop.importing.imports import Imports, ask_for_files
from readinglist.desktop.look import measures
from readinglist.desktop.look.theme import Theme
from readinglist.desktop.messages import Banner, Messages, Offer
from readinglist.desktop.opening import Opening
from readinglist.desktop.page.details_panel import DetailsPanel
from readinglist.desktop.page.note_keeper import NoteKeeper
from readinglist.desktop.page.related_keeper import RelatedKeeper
from readinglist.desktop.paper_actions import PaperActions
from readinglist.desktop.papers.empty_state import EmptyLibrary
from readinglist.desktop.papers.paper_list import PaperList
from readinglist.desktop.sidebar import Sidebar
from readinglist.desktop.status_line import HINTS, HINTS_OF_EMPTY, StatusLine
from readinglist.domain.changes import Changes
from readinglist.domain.query.scope import ALL_PAPERS, Scope
from readinglist.domain.reading import Counts
from readinglist.domain.status import Status
from readinglist.settings import Appearance, Density, Settings, WindowPlace

if TYPE_CHECKING:  # they load the store, for which the window does not wait
    from readinglist.desktop.work.workspace import Workspace

_INBOX = Scope.of_status(Status.INBOX)


class Desk(QWidget):
    """The contents of one window. They are there before the library is, which `open` gives them."""

    settings_changed = Signal(Settings)

    def __init__(
        self,
        theme: Theme,
        settings: Settings,
        place: WindowPlace,
        sidebar: Sidebar,
        papers: PaperList,
        details: DetailsPanel,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._settings = settings
        self._workspace: Workspace | None = None
        self._leaving = False
        self._show_soon = QTimer(self, singleShot=True, interval=0)
        self.paper_actions: PaperActions
        self.imports: Imports
        self.duplicates: Duplicates
        self.exports: Exports
        self.opening: Opening
        self.sidebar = sidebar
        self.papers = papers
        self.details = details
        self.status_line = StatusLine(theme)
        self.empty = EmptyLibrary(theme)
        self.banner = Banner(theme)
        self.messages = Messages(theme, self.banner, self)
        self.help = Help(theme, self, lambda: self.commands)
        self._lay_out(place)
        self._apply_density()
        self.setTabOrder(self.sidebar, self.papers)
        self.setTabOrder(self.papers, self.details)
        self.setAcceptDrops(True)

    def _lay_out(self, place: WindowPlace) -> None:
        self._columns = Columns(self.papers, self.details)
        self._columns.setSizes([place.papers or measures.LIST, place.details or measures.PAGE])
        self._right = QStackedWidget()
        self._right.addWidget(self._columns)
        self._right.addWidget(self.empty)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._right, 1)
        right.addWidget(self.banner)
        right.addWidget(self.status_line)
        side_by_side = QHBoxLayout(self)
        side_by_side.setContentsMargins(0, 0, 0, 0)
        side_by_side.setSpacing(1)
        side_by_side.addWidget(self.sidebar)
        side_by_side.addLayout(right, 1)

    def open(self, workspace: "Workspace", counts: Counts) -> None:
        """Take up the library, now that it is loaded."""
        self._workspace = workspace
        papers, details, banner = self.papers, self.details, self.banner
        self.paper_actions = PaperActions(workspace, papers, banner, self)
        self.imports = Imports(self._theme, workspace, banner, self.messages, self.paper_actions.undo)
        self.duplicates = Duplicates(self._theme, workspace, banner, self.messages)
        self.exports = Exports(self._theme, workspace, papers, banner, self.messages, self._settings, self._set)
        self.opening = Opening(workspace, papers, banner, self.messages, self)
        self.commands = commands(self)
        self._command_actions = CommandActions(self, self.commands)
        self.sidebar.menu_button.setMenu(self._command_actions.menu())
        self.empty.offer(self.paste, self.choose_files)
        self._show_counts(counts)
        papers.open(workspace)
        if counts.status[Status.INBOX]:
            self.sidebar.set_scope(_INBOX)
        papers.show_scope(self.sidebar.scope)
        workspace.changed.connect(self._apply)
        workspace.indexing.connect(self._show_state)
        workspace.indexed.connect(self._show_state)
        self.sidebar.scope_chosen.connect(papers.show_scope)
        self.sidebar.import_clicked.connect(self.choose_files)
        papers.current_changed.connect(self._show_soon.start)
        self._show_soon.timeout.connect(self._show_current)
        papers.marks_changed.connect(self._show_current)
        papers.selection_changed.connect(self._show_selection)
        papers.listed.connect(self._show_state)
        papers.table.opened.connect(self._open_page)
        papers.sort_chosen.connect(lambda sort: self._set(sort=sort.value))
        papers.elsewhere_wanted.connect(lambda: self.sidebar.set_scope(ALL_PAPERS))
        papers.header.density_toggled.connect(self.toggle_density)
        papers.table.rating_clicked.connect(lambda paper, stars: self.paper_actions.set_rating(stars, [paper]))
        papers.table.star_clicked.connect(lambda paper: self.paper_actions.toggle_starred([paper]))
        self._command_actions.offer_on(papers.table)
        details.status_chosen.connect(self.paper_actions.set_status)
        details.rating_chosen.connect(self.paper_actions.set_rating)
        details.starred_chosen.connect(self.paper_actions.set_starred)
        details.tag_added.connect(self.paper_actions.add_tag)
        details.tag_removed.connect(self.paper_actions.remove_tag)
        details.link_activated.connect(self.opening.open_address)
        details.file_activated.connect(self.opening.open_file)
        details.step_wanted.connect(papers.step)
        details.delete_wanted.connect(self.paper_actions.delete)
        details.left.connect(self._leave_page)
        NoteKeeper(workspace, details.note, self.messages)
        RelatedKeeper(workspace.suggestions, details.related, papers.go_to)
        self.imports.done.connect(self._imported)
        self._show_current()
        papers.focus_list()
        self.help.tell_update(self._settings.version_seen, self._set)

    def tell_cut_short(self, label: str) -> None:
        """Say that a step was not finished, since its program ended, and offer to take it back."""
        self.banner.say_failed(
            f"“{label}” was cut short. What was stored by then is kept.", Offer("Undo it", self.paper_actions.undo)
        )

    def _apply(self, changes: Changes) -> None:
        assert self._workspace is not None
        self.papers.apply(changes)
        self._workspace.counts(self, self._show_counts)
        if self.details.paper_id in changes.papers:
            self._show_current()

    def _show_counts(self, counts: Counts) -> None:
        self._total = counts.all
        self.sidebar.set_counts(counts)
        self.details.tags.set_known_tags([name for name, _ in counts.tags])
        wanted = self._columns if counts.all else self.empty
        if self._right.currentWidget() is not wanted:
            self._right.setCurrentWidget(wanted)
            if counts.status.get(Status.INBOX):
                self.sidebar.set_scope(_INBOX)
            self.papers.focus_list()
        self.status_line.set_hints(HINTS if counts.all else HINTS_OF_EMPTY)
        self._show_state()

    def _show_current(self) -> None:
        assert self._workspace is not None
        self._show_soon.stop()
        paper = self.papers.current_paper
        details = None if paper is None else self._workspace.details(paper)
        self.details.show_paper(details, self.papers.marks)
        self._command_actions.enable_for_paper(details is not None)

    def _show_selection(self) -> None:
        self.details.show_count(len(self.papers.selected_papers))
        self._show_state()

    def _show_state(self, done: int = 0, total: int = 0) -> None:
        self.status_line.show_state(
            total=self._total,
            listed=self.papers.model.rowCount(),
            selected=len(self.papers.selected_papers),
            indexed=(done, total),
            on_network=self._workspace is not None and self._workspace.on_network,
        )

    def _imported(self, ids: list[int]) -> None:
        self.papers.reveal(ids[:1])
        self.papers.focus_list()

    def choose_files(self) -> None:
        """Ask for files and import them."""
        if paths := ask_for_files(self):
            self.imports.take_files(paths)

    def paste(self) -> None:
        """Import what is on the clipboard."""
        self.imports.take(QGuiApplication.clipboard().mimeData())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and texts."""
        if self._workspace is not None and (event.mimeData().hasUrls() or event.mimeData().hasText()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Import what was dropped."""
        event.acceptProposedAction()
        self.imports.take(event.mimeData())

    def go_back(self) -> None:
        """Leave what is being done: the search, the pane; in the list with a search in force, the search."""
        if self._columns.page_is_over_list:
            self._leave_page()
            return
        in_search = self.papers.search_bar.isAncestorOf(self.focusWidget() or self)
        if self.papers.search_bar.text and (in_search or self.papers.table.hasFocus()):
            self.papers.search("")
        self.papers.focus_list()

    def _open_page(self) -> None:
        """Go into the page of the current paper."""
        self._turn_to_current()
        self.details.title.setFocus(Qt.FocusReason.TabFocusReason)

    def _turn_to_current(self) -> None:
        """Have the page show the current paper before the keyboard goes there."""
        if self._show_soon.isActive():
            self._show_current()
        self._columns.open_page()

    def _leave_page(self) -> None:
        self._columns.close_page()
        self.papers.focus_list()

    def write_note(self) -> None:
        """Put the keyboard into the note."""
        self._turn_to_current()
        self.details.note.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def add_tag(self) -> None:
        """Put the keyboard into a new tag."""
        self._turn_to_current()
        self.details.tags.begin_adding()

    def toggle_density(self) -> None:
        """Show rows of two lines or of one."""
        self._set(density=Density.COMPACT if self._settings.density is Density.CARDS else Density.CARDS)
        self._apply_density()

    def use_theme(self, choice: Appearance) -> None:
        """Take other colours."""
        self._theme.use(choice)
        self._set(theme=choice)

    def quit(self) -> None:
        """Close the window, and with it the program."""
        self.window().close()

    def _quit_without_note(self) -> None:
        self._leaving = True
        self.quit()

    @property
    def column_widths(self) -> tuple[int, int]:
        """Pixels of the list and of the pane."""
        papers, details = self._columns.sizes()
        return papers, details

    def may_leave(self) -> bool:
        """Hand what is unsaved to the library; where it does not take it, say so, and ask whether to leave without."""
        self.details.note.flush()
        if self._workspace is not None:
            self._workspace.finish_writing()
        if self.details.note.unsaved and not self._leaving:
            self.banner.say_failed("Your note could not be saved.", Offer("Quit without it", self._quit_without_note))
            return False
        return True

    def _apply_density(self) -> None:
        self.papers.table.set_density(self._settings.density)

    def _set(self, **values: object) -> None:
        self._settings = replace(self._settings, **values)  # type: ignore[arg-type]
        self.settings_changed.emit(self._settings)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give up what there is no room for: the sidebar's words first, then one of the two columns."""
        self.sidebar.set_folded(event.size().width() < measures.SIDEBAR_FOLDS_BELOW)
        self._columns.show_one_at_a_time(event.size().width() < measures.ONE_COLUMN_BELOW)
        super().resizeEvent(event)
