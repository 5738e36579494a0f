"""Exports of one window: what is asked, what is written, and what is said of it."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, QUrl
from PySide6.QtGui import QDesktopServices

from readinglist.desktop.exporting.citing import Citing
from readinglist.desktop.look.theme import Theme
from readinglist.desktop.messages import Banner, Messages, Offer
from readinglist.desktop.papers.paper_list import PaperList
from readinglist.domain.query.parser import parse
from readinglist.domain.query.scope import READ_NEXT
from readinglist.domain.query.text import all_of
from readinglist.domain.text import count_of
from readinglist.settings import Settings
from readinglist.worker.messages import JobCancelledError

if TYPE_CHECKING:  # they load the store, for which the window does not wait
    from readinglist.desktop.exporting.export_dialog import Order
    from readinglist.desktop.work.workspace import Workspace
    from readinglist.exporting.exports import Manner
    from readinglist.exporting.live_files import Outcome

TOLD_AFTER_MS = 1_000
"""What is quicker is told when it is done."""


class Exports(QObject):
    """Writes papers to files, at once or from now on."""

    def __init__(
        self,
        theme: Theme,
        workspace: "Workspace",
        papers: PaperList,
        banner: Banner,
        messages: Messages,
        settings: Settings,
        keep: Callable[..., None],
    ) -> None:
        """Go by `settings`; `keep` takes, by their names, those that were changed."""
        super().__init__(banner)
        self._theme = theme
        self._workspace = workspace
        self._papers = papers
        self._banner = banner
        self._messages = messages
        self._pattern = settings.cite_key_pattern
        self._folder = Path.home()
        self._told: dict[Path, str] = {}
        self._awaited: set[Path] = set()
        self.citing = Citing(workspace, papers, banner, messages, settings, keep)
        workspace.outgoing.live_files_updated.connect(self._tell_updated)
        workspace.outgoing.start(self._pattern)

    def ask(self) -> None:
        """Ask what to export, and do it."""
        self._workspace.counts(self, lambda counts: self._open(counts.all))

    def _open(self, total: int) -> None:
        from readinglist.desktop.exporting.export_dialog import ExportDialog, Which

        selected, listed = len(self._papers.selected_papers), self._papers.model.rowCount()
        counts = {Which.SELECTED: selected, Which.LISTED: listed, Which.ALL: total}
        passing = {Which.SELECTED, *([Which.LISTED] if self._papers.scope == READ_NEXT else [])}
        dialog = ExportDialog(self._theme, counts, self._folder, passing, self._banner.window())
        if selected < 2 and listed:  # a single paper is selected always
            dialog.choose_which(Which.LISTED)
        dialog.accepted_with.connect(lambda order: QTimer.singleShot(0, self, partial(self._export, order)))
        dialog.open()

    def _export(self, order: "Order") -> None:
        from readinglist.desktop.exporting.export_dialog import Which
        from readinglist.exporting.exports import Manner

        manner = Manner(order.format, order.profile, self._pattern)
        self._folder = order.path.parent
        if order.keep:
            nodes = self._papers.scope.node, parse(self._papers.search_bar.text).node
            query = "" if order.which is Which.ALL else all_of(*nodes)
            self._awaited.add(order.path)
            self._workspace.outgoing.keep_live(self, order.path, query, manner)
            return
        ids = {
            Which.SELECTED: self._papers.selected_papers,
            Which.LISTED: list(self._papers.model.ids),
            Which.ALL: None,
        }[order.which]
        self._write(ids, manner, order.path)

    def _write(self, ids: Sequence[int] | None, manner: "Manner", path: Path) -> None:
        cancel: Callable[[], None] | None = None
        late = QTimer(self, singleShot=True, interval=TOLD_AFTER_MS)
        late.timeout.connect(lambda: tell(0, 0))
        late.start()

        def tell(done: int, total: int) -> None:
            if not late.isActive():
                how_far = f": {done:,} of {total:,}" if total else "…"
                self._banner.say_running(f"Writing {path.name}{how_far}", Offer("Cancel", cancel) if cancel else None)

        def done(count: int) -> None:
            late.deleteLater()
            self._banner.say(f"{count_of(count, 'paper')} written to {path.name}.", self._show_folder(path))

        def failed(error: BaseException) -> None:
            late.deleteLater()
            if isinstance(error, JobCancelledError):
                self._banner.say(f"The export was stopped. {path.name} is as it was.")
            else:
                self._messages.failed(error)

        cancel = self._workspace.outgoing.write(self, ids, manner, path, done, failed, tell)

    def _show_folder(self, path: Path) -> Offer:
        def show() -> None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(path.parent))

        return Offer("Show in folder", show)

    def _tell_updated(self, outcomes: "list[Outcome]") -> None:
        """Say of each file that follows the library what its reader does not know yet."""
        for outcome in outcomes:
            path = outcome.path
            if outcome.is_right:
                self._told.pop(path, None)
                if path in self._awaited:
                    self._awaited.discard(path)
                    self._banner.say(f"{outcome.words} It is kept up to date from now on.", self._show_folder(path))
            elif self._told.get(path) != outcome.words:
                self._told[path] = outcome.words
                self._awaited.discard(path)
                self._tell_trouble(outcome)

    def _tell_trouble(self, outcome: "Outcome") -> None:
        from readinglist.exporting.live_files import Fate

        forget = Offer("Forget it", partial(self._forget, outcome.path))
        if outcome.fate is Fate.CHANGED:
            overwrite = Offer("Overwrite", partial(self._overwrite, outcome.path))
            self._banner.say_failed(outcome.words, overwrite, forget)
        else:
            self._banner.say_failed(outcome.words, forget)

    def _overwrite(self, path: Path) -> None:
        self._awaited.add(path)
        self._workspace.outgoing.update_live_files([path])

    def _forget(self, path: Path) -> None:
        self._told.pop(path, None)
        said = f"{path.name} is kept up to date no longer. It stays where it is."
        self._workspace.outgoing.forget_live(self, path, lambda _: self._banner.say(said))
