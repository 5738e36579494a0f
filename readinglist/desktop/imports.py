"""Bringing papers in from the window: the worker does it, the banner tells how it goes and what came of it."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from readinglist.desktop.messages import Banner, Messages, Offer, show_text
from readinglist.desktop.theme import Theme
from readinglist.worker.messages import JobCancelledError

if TYPE_CHECKING:  # they load the store, for which the window does not wait
    from readinglist.desktop.workspace import Workspace
    from readinglist.importing.report import Report


def ask_for_files(parent: QWidget) -> list[Path]:
    """Let the reader choose files; none where nothing was chosen."""
    names, _ = QFileDialog.getOpenFileNames(
        parent, "Import papers", "", "Papers pages and other texts (*.txt *.md *.text);;All files (*)"
    )
    return [Path(name) for name in names]


def ask_for_file(parent: QWidget) -> Path | None:
    """Let the reader choose a file to attach; None where none was chosen."""
    name, _ = QFileDialog.getOpenFileName(parent, "Attach a file", "", "PDF (*.pdf);;All files (*)")
    return Path(name) if name else None


class Imports(QObject):
    """Runs imports for one window."""

    done = Signal(list)
    """The ids of the papers that were imported, found again ones among them."""

    def __init__(
        self, theme: Theme, workspace: "Workspace", banner: Banner, messages: Messages, undo: Callable[[], None]
    ) -> None:
        super().__init__(banner)
        self._theme = theme
        self._workspace = workspace
        self._banner = banner
        self._messages = messages
        self._undo = undo

    def start(self, paths: Sequence[Path]) -> None:
        """Import files."""
        name = paths[0].name if len(paths) == 1 else f"{len(paths)} files"

        def tell(done: int, total: int) -> None:
            self._banner.say_running(f"Importing {name}: {done:,} of {total:,}", Offer("Cancel", cancel))

        self._banner.say_running(f"Importing {name}…")
        cancel = self._workspace.import_files(self, paths, self._imported, self._failed, tell)

    def _imported(self, report: "Report") -> None:
        summary = f"{report.summary()}."
        if report.complete:
            stored = any(outcome.fate != "unchanged" for outcome in report.outcomes)
            self._banner.say(summary, Offer("Undo", self._undo) if stored else None)
        else:
            self._banner.say_failed(summary, Offer("Show what failed", lambda: self._show_failures(report)))
        self.done.emit(report.ids)

    def _show_failures(self, report: "Report") -> None:
        lines = [
            f"{failure.source}{f', line {failure.line}' if failure.line else ''}:\n    {failure.message}\n"
            for failure in report.failures
        ]
        lead = "This could not be read; all the rest was imported."
        show_text(self._theme, self._banner.window(), "What failed", lead, "\n".join(lines))

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, JobCancelledError):
            self._banner.say("The import was stopped. Nothing of it was kept.")
        else:
            self._messages.failed(error)
