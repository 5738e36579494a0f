"""The jobs that the worker knows: import files, import texts, bring the index up to date."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from types import TracebackType
from typing import Any

from readinglist.importing.pipeline import CancelledError, import_files, import_sources
from readinglist.importing.report import Report
from readinglist.importing.source import source_from_text
from readinglist.library.library import Library
from readinglist.search import indexer
from readinglist.search.index import PaperIndex
from readinglist.worker.messages import JobCancelledError, Progress

ORIGIN = "window"
"""The worker acts for the window, and its steps say so."""


class Jobs:
    """The open library and index that the jobs work on."""

    def __init__(self, library_folder: Path, cache_folder: Path) -> None:
        self._folders = library_folder, cache_folder
        self._opened: Library | None = None

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
            "import_files": self._import_files,
            "import_text": self._import_text,
            "index": self._index,
        }
        try:
            return jobs[name](progress=progress, cancelled=cancelled, **arguments)
        except CancelledError as error:
            raise JobCancelledError from error

    def _import_files(self, paths: list[Path], progress: Progress, cancelled: Callable[[], bool]) -> Report:
        return import_files(self._library, paths, progress=progress, cancelled=cancelled)

    def _import_text(self, name: str, text: str, progress: Progress, cancelled: Callable[[], bool]) -> Report:
        return import_sources(self._library, [source_from_text(name, text)], progress=progress, cancelled=cancelled)

    def _index(self, progress: Progress, cancelled: Callable[[], bool]) -> bool:
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
