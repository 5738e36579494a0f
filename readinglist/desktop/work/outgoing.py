"""Papers on their way out of the window: into files, onto the clipboard, into files that follow the library.

What does the work is loaded where it is done, in a lane or in the worker: the window does not wait for it.
"""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from readinglist.desktop.work.tasks import Done, Failed, Lane, Tasks
from readinglist.library import bulk, live_files
from readinglist.library.library import Library
from readinglist.worker.messages import JobCancelledError, Progress

if TYPE_CHECKING:
    from readinglist.exporting.exports import Manner
    from readinglist.exporting.live_files import Outcome
    from readinglist.worker.outgoing import Cited

FEW_CITATIONS = 25
"""Papers up to which citations are made in the window's own lane: a third of a second."""

LIVE_AFTER_START_MS = 3_000
LIVE_AFTER_MS = 2_000
REST_FACTOR = 4
"""How many times as long as an update took nothing is updated: very large files are not to keep the worker busy."""
RETRY_AFTER_MS = 30_000
"""When a file whose folder is missing is looked after again."""


class Outgoing(QObject):
    """Brings papers out: few at once in a lane, many in the worker."""

    live_files_updated = Signal(object)
    """What became of the files that follow the library: a list of `Outcome`."""

    def __init__(self, library: Library, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._library = library
        self._tasks = tasks
        self._pattern = ""
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.update_live_files)
        self._updating = False
        self._clock = QElapsedTimer()
        self._pause_ms = LIVE_AFTER_MS

    def start(self, pattern: str) -> None:
        """Begin to look after the files that follow the library; `pattern` makes the keys of papers without one."""
        self._pattern = pattern
        self._timer.start(LIVE_AFTER_START_MS)

    def write(
        self,
        owner: QObject,
        ids: Sequence[int] | None,
        manner: "Manner",
        path: Path,
        done: Done,
        failed: Failed,
        tell: Progress,
    ) -> Callable[[], None] | None:
        """Write papers to a file, all where `ids` is None, and tell how many; what is returned cancels a long one."""
        if ids is not None and len(ids) <= bulk.MANY:

            def work() -> int:
                from readinglist.worker import outgoing

                return outgoing.write(self._library, ids, manner, path)

            self._tasks.run(work, lane=Lane.LIBRARY, owner=owner, done=done, failed=failed)
            return None
        return self._tasks.job(
            "export", owner=owner, done=done, failed=failed, progress=tell, ids=ids, manner=manner, path=path
        )

    def text(self, owner: QObject, ids: Sequence[int], manner: "Manner", done: Done) -> None:
        """Make the text of papers, and tell it with their number."""

        def work() -> tuple[str, int]:
            from readinglist.exporting.exports import text_of

            return text_of(self._library, ids, manner)

        self._tasks.run(work, lane=Lane.LIBRARY, owner=owner, done=done)

    def cite(
        self, owner: QObject, ids: Sequence[int], style: str, done: Done, failed: Failed, tell: Progress
    ) -> Callable[[], None] | None:
        """Cite papers, and tell them `Cited`; what is returned cancels a long one."""
        if len(ids) <= FEW_CITATIONS:

            def work() -> "Cited":
                from readinglist.worker import outgoing

                return outgoing.cite(self._library, ids, style)

            self._tasks.run(work, lane=Lane.SEARCH, owner=owner, done=done, failed=failed)
            return None
        return self._tasks.job("cite", owner=owner, done=done, failed=failed, progress=tell, ids=ids, style=style)

    def keep_live(self, owner: QObject, path: Path, query: str, manner: "Manner") -> None:
        """Write a file and keep it up to date from now on, whatever is in it now."""

        def work() -> None:
            from readinglist.exporting import live_files as live

            live.keep(self._library, path, query, manner, overwrite=True)

        self._tasks.run(work, lane=Lane.LIBRARY, owner=owner, done=lambda _: self.update_live_files())

    def forget_live(self, owner: QObject, path: Path, done: Done) -> None:
        """Keep a file up to date no longer."""
        self._tasks.run(partial(live_files.forget, self._library, path), lane=Lane.LIBRARY, owner=owner, done=done)

    def follow(self) -> None:
        """Hear that the library changed."""
        if not self._timer.isActive() or self._timer.interval() > self._pause_ms:
            self._timer.start(self._pause_ms)

    def update_live_files(self, overwrite: Sequence[Path] = ()) -> None:
        """Bring the files that follow the library up to date, and those that are to be overwritten too."""
        with self._library.read() as session:
            if not live_files.there_are_any(session):
                return
        if self._updating and not overwrite:
            self.follow()
            return
        self._updating = True
        self._clock.start()
        self._tasks.job(
            "live",
            owner=self,
            done=self._updated,
            failed=self._not_updated,
            pattern=self._pattern,
            overwrite=list(overwrite),
        )

    def _updated(self, outcomes: "list[Outcome]") -> None:
        from readinglist.exporting.live_files import Fate

        self._updating = False
        self._pause_ms = max(LIVE_AFTER_MS, REST_FACTOR * self._clock.elapsed())
        if any(outcome.fate is Fate.FOLDER_MISSING for outcome in outcomes) and not self._timer.isActive():
            self._timer.start(RETRY_AFTER_MS)
        self.live_files_updated.emit(outcomes)

    def _not_updated(self, error: BaseException) -> None:
        self._updating = False
        if not isinstance(error, JobCancelledError):
            self._tasks.failed.emit(error)

    def close(self) -> None:
        """Begin nothing any more."""
        self._timer.stop()
