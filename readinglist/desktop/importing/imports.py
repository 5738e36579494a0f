"""Bringing papers in from the window: the worker does it, the banner tells how it goes and what came of it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from readinglist.desktop.look.theme import Theme
from readinglist.desktop.messages import Banner, Messages, Offer
from readinglist.desktop.work.turns import in_turns
from readinglist.worker.messages import FilesToRead, JobCancelledError, Preview, TextToRead, ToRead

if TYPE_CHECKING:  # they load the store, for which the window does not wait
    from readinglist.desktop.importing.import_dialog import ImportDialog
    from readinglist.desktop.work.workspace import Workspace
    from readinglist.importing.choices import Choices
    from readinglist.importing.report import Report
    from readinglist.importing.tables.columns import Columns
    from readinglist.importing.tables.csv_table import Question


_PAPERS = "*.pdf *.txt *.md *.bib *.bibtex *.ris *.nbib *.enw *.xml *.rdf *.json *.csv *.tsv *.html *.htm *.opml *.lua"

MOST_COUNTED = 20_000
"""Things in all up to which they are counted to the reader: more of them are characters."""

PREPARE_AFTER_MS = 1_500
"""When the start is over."""


def ask_for_files(parent: QWidget) -> list[Path]:
    """Let the reader choose files; none where nothing was chosen."""
    names, _ = QFileDialog.getOpenFileNames(parent, "Import papers", "", f"Papers ({_PAPERS});;All files (*)")
    return [Path(name) for name in names]


def ask_for_folder(parent: QWidget) -> Path | None:
    """Let the reader choose a folder of papers; None where none was chosen."""
    name = QFileDialog.getExistingDirectory(parent, "Import a folder of papers")
    return Path(name) if name else None


def ask_for_file(parent: QWidget) -> Path | None:
    """Let the reader choose a file to attach; None where none was chosen."""
    name, _ = QFileDialog.getOpenFileName(parent, "Attach a file", "", "PDF (*.pdf);;All files (*)")
    return Path(name) if name else None


def _prepare() -> None:
    """Load the preview before the first one is wanted, which would wait for it."""
    import readinglist.desktop.importing.import_dialog  # noqa: F401


class Imports(QObject):
    """Runs imports for one window: reads what is given, shows what would become of it, stores what was chosen."""

    done = Signal(object)
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
        QTimer.singleShot(PREPARE_AFTER_MS, self, _prepare)

    def take_files(self, paths: Sequence[Path]) -> None:
        """Read files and folders, and show what importing them would do."""
        self._read(FilesToRead(tuple(paths)), paths[0].name if len(paths) == 1 else f"{len(paths):,} files")

    def choose_folder(self) -> None:
        """Ask for a folder, and show what importing it would do."""
        if folder := ask_for_folder(self._banner.window()):
            self.take_files([folder])

    def take(self, mime: QMimeData) -> None:
        """Read what was pasted or dropped, files, else text, and show what importing it would do."""
        paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
        if paths:
            self.take_files(paths)
        elif mime.text().strip():
            self._read(TextToRead("pasted text", mime.text()), "the text")
        else:
            self._banner.say("There is neither text nor a file on the clipboard.")

    def _read(self, what: ToRead, name: str) -> None:
        def tell(done: int, total: int, doing: str = "") -> None:
            if doing and not stopped:
                far = f"{done / total:.0%}" if total > MOST_COUNTED else f"{min(done + 1, total):,} of {total:,}"
                self._banner.say_running(f"{doing} {far}", Offer("Cancel", stop))

        def done(preview: Preview) -> None:
            if stopped:  # it was read before the worker heard of it
                self._failed(JobCancelledError())
            else:
                self._show_preview(what, preview)

        def stop() -> None:
            stopped.append(True)
            cancel()

        stopped: list[bool] = []
        cancel = self._workspace.preview_import(self, what, done, self._failed, tell)
        self._banner.say_running(f"Reading {name}…", Offer("Cancel", stop))

    def look_up(self, papers: Sequence[int]) -> None:
        """Look up what is missing of papers in the library."""
        self._banner.say_running("Looking up…")
        cancel = self._workspace.look_up(
            self,
            list(papers),
            self._looked_up,
            self._not_looked_up,
            lambda done, total: self._say_looking_up(done, total, cancel),
        )

    def _say_looking_up(self, done: int, total: int, cancel: Callable[[], None]) -> None:
        self._banner.say_running(f"Looking up {min(done + 1, total):,} of {total:,}", Offer("Cancel", cancel))

    def _looked_up(self, report: "Report") -> None:
        if not report.outcomes and not report.failures:
            self._banner.say("Nothing is missing of them that could be looked up.")
        else:
            self._say(report, "look-up", Offer("Undo", self._undo) if "enriched" in report.fates else None)

    def _not_looked_up(self, error: BaseException) -> None:
        if isinstance(error, JobCancelledError):
            self._banner.say("Looking up was stopped. Nothing was changed.")
        else:
            self._messages.failed(error)

    def _show_preview(self, what: ToRead, preview: Preview) -> None:
        if preview.questions:
            self._ask(what, preview.questions[0])
            return
        report = preview.report
        if all(fate == "unchanged" for fate in report.fates):
            self._say(report, preview.source)
            return
        self._banner.hide()
        self._workspace.known_tags(self, partial(self._make_dialog, what, preview))

    def _ask(self, what: ToRead, question: "Question") -> None:
        """Ask what the columns of a table hold, and read it again with the answer; others may be left to be asked."""
        from readinglist.desktop.importing.columns_dialog import ColumnsDialog

        def answered(columns: "Columns") -> None:
            told = replace(what, columns={**what.columns, question.source: columns})
            QTimer.singleShot(0, self, partial(self._read, told, Path(question.source).name))

        self._banner.hide()
        dialog = ColumnsDialog(self._theme, question, self._banner.window())
        dialog.answered.connect(answered)
        dialog.open()

    def _make_dialog(self, what: ToRead, preview: Preview, tags: Sequence[str]) -> None:
        from readinglist.desktop.importing.import_dialog import preview_dialog

        pieces = preview_dialog(self._theme, preview.report, preview.source, tags, self._banner.window())
        in_turns(pieces, self, partial(self._open, what))

    def _open(self, what: ToRead, dialog: "ImportDialog") -> None:
        dialog.accepted_with.connect(lambda choices: QTimer.singleShot(0, self, partial(self._store, what, choices)))
        QTimer.singleShot(0, dialog, dialog.open)

    def _store(self, what: ToRead, choices: "Choices") -> None:
        def tell(done: int, total: int) -> None:
            self._banner.say_running(f"Importing {done:,} of {total:,}", Offer("Cancel", cancel))

        self._banner.say_running("Importing…")
        cancel = self._workspace.store_import(self, what, choices, self._imported, self._failed, tell)

    def _imported(self, report: "Report") -> None:
        self._say(report, "", Offer("Undo", self._undo))
        self.done.emit(report.ids)

    def _say(self, report: "Report", source: str, offer: Offer | None = None) -> None:
        """Say what was done or found; what failed can be looked at."""
        summary = f"{report.summary()}."
        if report.complete:
            self._banner.say(summary, offer)
            return
        if not report.outcomes and len(report.failures) == 1:
            self._banner.say_failed(report.failures[0].message)
            return
        show = Offer("Show the report", lambda: self._show_report(report, source))
        self._banner.say_failed(summary, show)

    def _show_report(self, report: "Report", source: str) -> None:
        from readinglist.desktop.importing.report_dialog import ReportDialog

        ReportDialog(self._theme, report, source, "", self._banner.window()).open()

    def show_reports(self) -> None:
        """Show the reports of the imports so far."""
        from readinglist.desktop.importing.reports_dialog import ReportsDialog
        from readinglist.importing.reports import kept

        ReportsDialog(self._theme, kept(self._workspace.folder), self._banner.window()).open()

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, JobCancelledError):
            self._banner.say("The import was stopped. Nothing of it was kept.")
        else:
            self._messages.failed(error)
