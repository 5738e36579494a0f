"""The jobs that the worker knows: import, act on many papers and take that back, bring the index up to date."""

from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from readinglist.importing import reports
from readinglist.importing.choices import Choices
from readinglist.importing.disk.reading import Cancelled, MayOpen
from readinglist.importing.pipeline import (
    Prepared,
    prepare,
    prepare_files,
    preview,
    store,
)
from readinglist.importing.report import Report
from readinglist.importing.source import source_from_text
from readinglist.library import bulk, history
from readinglist.library.backup import back_up_daily
from readinglist.library.lasting import CancelledError
from readinglist.library.library import Library
from readinglist.library.store.database import now
from readinglist.search import indexer
from readinglist.search.index import PaperIndex
from readinglist.worker.messages import FilesToRead, JobCancelledError, Preview, Progress, TextToRead, ToRead

ORIGIN = "window"
"""The worker acts for the window, and its steps say so."""


class Jobs:
    """The open library and index that the jobs work on. `may_open` is asked of each PDF before it is opened."""

    def __init__(self, library_folder: Path, cache_folder: Path, may_open: MayOpen) -> None:
        self._folders = library_folder, cache_folder
        self._may_open = may_open
        self._opened: Library | None = None
        self._read: tuple[ToRead, Prepared] | None = None

    @property
    def _library(self) -> Library:
        """The library, opened at the first job, which fails where that fails."""
        if self._opened is None:
            self._opened = Library(self._folders[0], origin=ORIGIN)
        return self._opened

    def run(self, name: str, arguments: dict[str, Any], progress: Progress, cancelled: Callable[[], bool]) -> Any:
        """Do one job and give its result.

        Raises:
            JobCancelledError: The user stopped it; of an index, what was done is kept.
            UserError: It cannot be done, for a reason that the user can mend.
        """
        jobs: dict[str, Callable[..., Any]] = {
            "preview": self._preview,
            "store": self._store,
            "act": self._act,
            "move": self._move,
            "index": self._index,
            "backup": self._back_up,
        }
        try:
            return jobs[name](progress=progress, cancelled=cancelled, **arguments)
        except CancelledError as error:
            raise JobCancelledError from error

    def _preview(self, what: ToRead, progress: Progress, cancelled: Cancelled) -> Preview:
        """Read and match; what was read is kept, so that it need not be read again to be stored."""
        prepared = self._prepare(what, progress, cancelled)
        self._read = what, prepared
        report = preview(self._library, prepared)
        if cancelled():
            raise CancelledError
        return Preview(report.packed(), prepared.description)

    def _store(self, what: ToRead, choices: Choices, progress: Progress, cancelled: Cancelled) -> Report:
        """Store what was read, and keep the report."""
        kept, self._read = self._read, None
        prepared = kept[1] if kept and kept[0] == what else self._prepare(what, progress, cancelled)
        report = store(self._library, prepared, choices, progress=progress, cancelled=cancelled)
        reports.keep(self._library.folder, report, prepared.description, now())
        return report.packed()

    def _prepare(self, what: ToRead, progress: Progress, cancelled: Cancelled) -> Prepared:
        match what:
            case FilesToRead(paths):
                return prepare_files(paths, progress=progress, cancelled=cancelled, may_open=self._may_open)
            case TextToRead(name, text):
                return prepare([source_from_text(name, text)])

    def _act(self, label: str, verb: bulk.Verb, ids: Sequence[int], progress: Progress, cancelled: Cancelled) -> None:
        """Do something to many papers."""
        bulk.act(self._library, label, verb, ids, progress=progress, cancelled=cancelled)

    def _move(self, step: history.Step, progress: Progress, cancelled: Cancelled) -> history.Moved:
        """Undo a long step, or do it again; it is not cancelled, since the way back is as long."""
        return bulk.move(self._library, step, progress=progress)

    def _back_up(self, progress: Progress, cancelled: Cancelled) -> Path | None:
        """Make the day's copy of the library, once."""
        return back_up_daily(self._library, datetime.now().astimezone().date())

    def _index(self, progress: Progress, cancelled: Cancelled) -> bool:
        """Catch up; False where another process is at it."""
        with closing(PaperIndex.open(self._folders[1], self._library)) as index:
            current = indexer.catch_up(index, self._library, progress=progress, cancelled=cancelled)
        if cancelled() and not current:
            raise CancelledError
        return current

    def __enter__(self) -> "Jobs":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._opened is not None:
            self._opened.close()
