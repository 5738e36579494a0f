"""The open library as the window uses it: what it reads, does, searches and hears, each in its proper thread.

It is made when the first picture is on the screen, since what it imports takes most of a second to load.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from readinglist.desktop.work.outgoing import Outgoing
from readinglist.desktop.work.searches import Searches
from readinglist.desktop.work.steps import Steps
from readinglist.desktop.work.suggestions import Suggestions
from readinglist.desktop.work.tasks import Done, Failed, Lane, Tasks
from readinglist.domain.changes import Changes
from readinglist.domain.reading import Counts, PaperDetails, PaperLine
from readinglist.importing.choices import Choices
from readinglist.library import files, notes, reads, tags
from readinglist.library.following import Follower
from readinglist.library.library import Library, Transaction
from readinglist.library.store.filesystem import on_network
from readinglist.settings import Services
from readinglist.worker.messages import Progress, Teller, ToRead

POLL_MS = 250
PREPARE_AFTER_MS = 500
INDEX_AFTER_START_MS = 1_000
"""When the start is over: until then nobody is to be in the way of the first list."""
INDEX_AFTER_MS = 100
INDEX_AFTER_NOTE_MS = 2_000
BACKUP_AFTER_MS = 10_000

Verb = Callable[[Transaction], object]


@dataclass(slots=True)
class Sitting:
    """One sitting at a note: its saves make one step. Used in the library's lane only."""

    paper_id: int
    step: int | None = None


class Workspace(QObject):
    """One library, its index and its worker, for one window."""

    changed = Signal(object)
    """`Changes` that this window, another one or the command line made."""

    indexing = Signal(int, int)
    """The worker brings the index up to date: papers done, papers in all."""

    indexed = Signal()
    """The index is up to date."""

    def __init__(self, library: Library, cache_folder: Path, tasks: Tasks, services: Services) -> None:
        """`services` are asked about papers of which only an identifier is imported, and where the reader wants it."""
        super().__init__()
        self._services = services
        self.folder = library.folder
        self.on_network = on_network(library.file)
        self._library = library
        self._tasks = tasks
        self._follower = Follower(library)
        self._poll = QTimer(self, interval=POLL_MS)
        self._poll.timeout.connect(self._follow)
        self._poll.start()
        self._index_timer = QTimer(self, singleShot=True)
        self._index_timer.timeout.connect(self._catch_up)
        self._catching_up = False
        self._catch_up_again = False
        self._reading_pdfs = False
        self._read_pdfs_again = False
        self.steps = Steps(library, tasks, self.act, self._follow)
        self.outgoing = Outgoing(library, tasks, self)
        self._noted: set[int] = set()
        self.searches = Searches(library, cache_folder, tasks)
        self.suggestions = Suggestions(tasks, self)
        self._index_timer.start(INDEX_AFTER_START_MS)
        self._prepare_timer = QTimer(self, singleShot=True, interval=PREPARE_AFTER_MS)
        self._prepare_timer.timeout.connect(lambda: self.searches.prepare(self))
        self._prepare_timer.start()
        self._backup_timer = QTimer(self, singleShot=True, interval=BACKUP_AFTER_MS)
        self._backup_timer.timeout.connect(self._back_up)
        self._backup_timer.start()

    def lines(self, ids: Sequence[int]) -> dict[int, PaperLine]:
        """What the list shows of these papers."""
        with self._library.read() as session:
            return reads.lines(session, ids)

    def details(self, paper_id: int) -> PaperDetails | None:
        """All that is known of a paper; None where it is gone."""
        with self._library.read() as session:
            return next(iter(reads.details(session, [paper_id])), None)

    def counts(self, owner: QObject, done: Callable[[Counts], None]) -> None:
        """Count the papers of each kind."""

        def count() -> Counts:
            with self._library.read() as session:
                return reads.counts(session)

        self._tasks.run(count, lane=Lane.SEARCH, owner=owner, done=done, replace="counts")

    def act(
        self, owner: QObject, label: str, verb: Verb, done: Done | None = None, failed: Failed | None = None
    ) -> None:
        """Do something as one step of the history."""

        def work() -> None:
            with self._library.transaction(label) as tx:
                verb(tx)

        self._run(owner, work, done, failed)

    def attach(self, owner: QObject, paper_id: int, source: Path) -> None:
        """Copy a file to a paper."""
        self.act(owner, f"Attach {source.name}", lambda tx: files.attach(tx, self.folder, paper_id, source))

    def file(self, path: str) -> Path:
        """Where a paper's file lies. Raises UserError where it is gone."""
        return files.location(self.folder, path)

    def save_note(self, owner: QObject, sitting: Sitting, text: str, done: Done, failed: Failed) -> None:
        """Save a note within a sitting."""

        def work() -> None:
            with self._library.transaction("Edit note", extend=sitting.step) as tx:
                notes.write(tx, sitting.paper_id, text)
            sitting.step = tx.step

        self._noted.add(sitting.paper_id)
        self._run(owner, work, done, failed)

    def preview_import(
        self, owner: QObject, what: ToRead, done: Done, failed: Failed, progress: Teller
    ) -> Callable[[], None]:
        """Read what is to be imported, in the worker; what is told is a `Preview`, what is returned cancels it.

        The progress counts files that are read, then papers that are looked up, and says which.
        """
        return self._tasks.job(
            "preview",
            owner=owner,
            done=done,
            failed=failed,
            progress=progress,
            what=what,
            services=self._services,
        )

    def store_import(
        self, owner: QObject, what: ToRead, choices: Choices, done: Done, failed: Failed, progress: Progress
    ) -> Callable[[], None]:
        """Store what was read; what is told is a `Report`, what is returned cancels it."""
        done = partial(self._and_follow, done)
        return self._tasks.job(
            "store",
            owner=owner,
            done=done,
            failed=failed,
            progress=progress,
            what=what,
            choices=choices,
            services=self._services,
        )

    def look_up(
        self, owner: QObject, ids: Sequence[int], done: Done, failed: Failed, progress: Progress
    ) -> Callable[[], None]:
        """Look up what is missing of papers; what is told is a `Report`, what is returned cancels it."""
        return self._tasks.job(
            "look_up",
            owner=owner,
            done=partial(self._and_follow, done),
            failed=failed,
            progress=progress,
            ids=ids,
            services=self._services,
        )

    def find_duplicates(self, owner: QObject, done: Done, failed: Failed, progress: Progress) -> Callable[[], None]:
        """Find the pairs of papers that may be one, in the worker; what is returned cancels it."""
        return self._tasks.job("duplicates", owner=owner, done=done, failed=failed, progress=progress)

    def known_tags(self, owner: QObject, done: Callable[[list[str]], None]) -> None:
        """Find the names of all tags in use."""

        def names() -> list[str]:
            with self._library.read() as session:
                return [name for name, _ in tags.counts(session)]

        self._tasks.run(names, lane=Lane.SEARCH, owner=owner, done=done)

    def _run(self, owner: QObject, work: Callable[[], Any], done: Done | None, failed: Failed | None = None) -> None:
        self._tasks.run(work, lane=Lane.LIBRARY, owner=owner, done=partial(self._and_follow, done), failed=failed)

    def _and_follow(self, done: Done | None, value: Any) -> None:
        """Announce the change before whoever made it hears that it is made."""
        self._follow()
        if done is not None:
            done(value)

    def _follow(self) -> None:
        changes: Changes = self._follower.poll()
        if not changes:
            return
        only_notes = changes.papers <= self._noted
        self._noted -= changes.papers
        if only_notes or not self._index_timer.isActive():
            self._index_timer.start(INDEX_AFTER_NOTE_MS if only_notes else INDEX_AFTER_MS)
        self.outgoing.follow()
        self.changed.emit(changes)

    def _catch_up(self) -> None:
        if self._catching_up:
            self._catch_up_again = True
            return
        self._catching_up = True
        self._tasks.job(
            "index", owner=self, done=self._caught_up, failed=self._not_caught_up, progress=self.indexing.emit
        )

    def _caught_up(self, _done: bool) -> None:
        self._catching_up = False
        self.indexed.emit()
        self.suggestions.learn()
        self._read_pdfs()
        if self._catch_up_again:
            self._catch_up_again = False
            self._index_timer.start(INDEX_AFTER_MS)

    def _read_pdfs(self) -> None:
        """Have the PDFs read that were not yet, when there is nothing else to do."""
        self._read_pdfs_again = self._reading_pdfs
        if not self._reading_pdfs:
            self._reading_pdfs = True
            self._tasks.job("read_pdfs", owner=self, done=self._pdfs_read, failed=self._pdfs_not_read)

    def _pdfs_read(self, some: bool) -> None:
        self._reading_pdfs = False
        if some:
            self.indexed.emit()
        if self._read_pdfs_again:
            self._read_pdfs()

    def _pdfs_not_read(self, error: BaseException) -> None:
        self._reading_pdfs = False
        self._tasks.failed.emit(error)

    def _back_up(self) -> None:
        """Have the day's backup made, apart from the start, when everybody wants something."""
        self._tasks.job("backup", owner=self, done=lambda _: None)

    def _not_caught_up(self, error: BaseException) -> None:
        self._catching_up = False
        self._tasks.failed.emit(error)

    @property
    def busy(self) -> bool:
        """Whether anything is going on, or is about to."""
        return self._tasks.busy or self._index_timer.isActive()

    @property
    def worker_pid(self) -> int | None:
        """The worker's process, None before its first job."""
        return self._tasks.worker_pid

    def finish_writing(self) -> None:
        """Wait until all that was to be written is written, or has been told to have failed."""
        self._tasks.finish(Lane.LIBRARY)

    def close(self) -> None:
        """Finish what was asked for and let go of the library."""
        for timer in (self._poll, self._index_timer, self._prepare_timer, self._backup_timer):
            timer.stop()
        self.outgoing.close()
        self._tasks.close()
        self._follower.close()
        self.searches.close()
        self._library.close()
