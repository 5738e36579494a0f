"""The open library as the window uses it: what it reads, does, searches and hears, each in its proper thread.

It is made when the first picture is on the screen, since what it imports takes most of a second to load.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from readinglist.desktop.steps import Steps
from readinglist.desktop.tasks import Done, Failed, Lane, Tasks
from readinglist.domain.changes import Changes
from readinglist.domain.query.expression import And, Node, Query, TextField, has_words
from readinglist.domain.query.sort import Sort
from readinglist.domain.reading import Counts, PaperDetails, PaperLine
from readinglist.importing.choices import Choices
from readinglist.library import files, notes, reads, tags
from readinglist.library.following import Follower
from readinglist.library.library import Library, Transaction
from readinglist.library.reads import PaperText
from readinglist.library.store.filesystem import on_network
from readinglist.search.evaluate import search
from readinglist.search.highlight import Highlighter
from readinglist.search.index import PaperIndex
from readinglist.worker.messages import Progress, ToRead

POLL_MS = 250
INDEX_AFTER_MS = 100
INDEX_AFTER_NOTE_MS = 2_000
BACKUP_AFTER_MS = 10_000

Verb = Callable[[Transaction], object]


@dataclass(slots=True)
class Sitting:
    """One sitting at a note: its saves make one step. Used in the library's lane only."""

    paper_id: int
    step: int | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What a search came to: papers in order, how many the index does not know yet, and what marks the words found."""

    ids: list[int]
    behind: int
    marker: Highlighter | None


class Workspace(QObject):
    """One library, its index and its worker, for one window."""

    changed = Signal(object)
    """`Changes` that this window, another one or the command line made."""

    indexing = Signal(int, int)
    """The worker brings the index up to date: papers done, papers in all."""

    indexed = Signal()
    """The index is up to date."""

    def __init__(self, library: Library, index: PaperIndex, tasks: Tasks) -> None:
        super().__init__()
        self.folder = library.folder
        self.on_network = on_network(library.file)
        self._library = library
        self._index = index
        self._tasks = tasks
        self._follower = Follower(library)
        self._poll = QTimer(self, interval=POLL_MS)
        self._poll.timeout.connect(self._follow)
        self._poll.start()
        self._index_timer = QTimer(self, singleShot=True)
        self._index_timer.timeout.connect(self._catch_up)
        self._catching_up = False
        self._catch_up_again = False
        self.steps = Steps(library, tasks, self.act, self._follow)
        self._noted: set[int] = set()
        self._newest_search = object()
        self._marked: tuple[Node, Highlighter] | None = None
        self._index_timer.start(0)
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

    def find(self, owner: QObject, query: Query, scope: Node, sort: Sort, done: Callable[[Found], None]) -> None:
        """Find the papers of a scope that a query means; a newer search replaces this one."""
        asked = self._newest_search = object()

        def work() -> Found | None:
            both = Query(query.text, And((scope, query.node)))
            result = search(
                self._library, self._index, both, sort=sort, cancelled=lambda: self._newest_search is not asked
            )
            return None if result is None else Found(result.ids, result.behind, self._marker_of(query))

        def told(found: Found | None) -> None:
            if found is not None:
                done(found)

        self._tasks.run(work, lane=Lane.SEARCH, owner=owner, done=told, replace="find")

    def _marker_of(self, query: Query) -> Highlighter | None:
        """The marker of a query with words; the same one while the query is the same. For the search lane."""
        if not has_words(query.node):
            return None
        if self._marked is None or self._marked[0] != query.node:
            self._marked = query.node, Highlighter(query)
        return self._marked[1]

    def where_found(
        self, owner: QObject, marker: Highlighter, ids: Sequence[int], done: Callable[[dict[int, str]], None]
    ) -> None:
        """Where a query's words stand in each paper, in words: "in note"; empty for the title, which shows it."""

        def where(text: PaperText) -> str:
            found = [field.value for field in marker.where(text)]
            return "" if not found or TextField.TITLE in found else f"in {found[0]}"

        def work() -> dict[int, str]:
            with self._library.read() as session:
                return {text.id: where(text) for text in reads.texts(session, ids)}

        self._tasks.run(work, lane=Lane.SEARCH, owner=owner, done=done)

    def act(self, owner: QObject, label: str, verb: Verb, done: Done | None = None) -> None:
        """Do something as one step of the history."""

        def work() -> None:
            with self._library.transaction(label) as tx:
                verb(tx)

        self._run(owner, work, done)

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

    def preview_import(self, owner: QObject, what: ToRead, done: Done, failed: Failed) -> None:
        """Read what is to be imported, in the worker; what is told is a `Preview`."""
        self._tasks.job("preview", owner=owner, done=done, failed=failed, what=what)

    def store_import(
        self, owner: QObject, what: ToRead, choices: Choices, done: Done, failed: Failed, progress: Progress
    ) -> Callable[[], None]:
        """Store what was read; what is told is a `Report`, what is returned cancels it."""
        done = partial(self._and_follow, done)
        return self._tasks.job(
            "store", owner=owner, done=done, failed=failed, progress=progress, what=what, choices=choices
        )

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
        if self._catch_up_again:
            self._catch_up_again = False
            self._index_timer.start(INDEX_AFTER_MS)

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
        self._poll.stop()
        self._index_timer.stop()
        self._backup_timer.stop()
        self._tasks.close()
        self._follower.close()
        self._index.close()
        self._library.close()
