"""The steps of the history as the window makes, undoes and redoes them: those that take long, in the worker."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from readinglist.desktop.work.tasks import Done, Failed, Lane, Tasks
from readinglist.domain.text import count_of
from readinglist.library import bulk
from readinglist.library.history import Moved, Step
from readinglist.library.identity import apart, merging
from readinglist.library.identity.merging import Group
from readinglist.library.library import Library
from readinglist.worker.messages import JobCancelledError, Progress


class Steps:
    """Does things to papers, few or many, and moves along the history.

    Everywhere `done` hears that it is done, `stopped` the error that ended it, which is told as a failure too unless it
    is `JobCancelledError`, and `tell` how much of something long is done.
    """

    def __init__(self, library: Library, tasks: Tasks, act: Callable[..., None], announce: Callable[[], None]) -> None:
        """`act` does something at once, and `announce` says what changed before anybody else speaks of it."""
        self._library = library
        self._tasks = tasks
        self._act = act
        self._announce = announce

    def act_on(
        self,
        owner: QObject,
        label: str,
        verb: bulk.Verb,
        ids: Sequence[int],
        done: Done,
        stopped: Failed,
        tell: Progress,
    ) -> Callable[[], None] | None:
        """Do something to papers as one step; to many in the worker: what is returned then cancels it.

        `verb` is a function of a module or a `partial` of one, so that it can be sent there.
        """
        if len(ids) <= bulk.MANY:
            self._act(owner, label, lambda tx: verb(tx, ids), done, partial(self._failed, stopped))
            return None
        return self._job("act", owner, done, stopped, tell, label=label, verb=verb, ids=ids)

    def merge(
        self, owner: QObject, groups: Sequence[Group], done: Done, stopped: Failed, tell: Progress
    ) -> Callable[[], None] | None:
        """Merge the papers of each group as one step; of many in the worker: what is returned then cancels it."""
        duplicates = sum(len(group.others) for group in groups)
        if duplicates > merging.MANY:
            return self._job("merge", owner, done, stopped, tell, groups=groups)
        label = f"Merge {count_of(duplicates, 'duplicate')}"
        self._act(owner, label, lambda tx: merging.merge_known(tx, groups), done)
        return None

    def merge_selected(self, owner: QObject, keep: int, others: Sequence[int], done: Done) -> None:
        """Let one paper be all of these, as one step."""
        label = f"Merge {count_of(len(others) + 1, 'paper')}"
        self._act(owner, label, lambda tx: merging.merge(tx, keep, others), done)

    def keep_apart(self, owner: QObject, pairs: Sequence[tuple[int, int]], done: Done) -> None:
        """Remember that the papers of these pairs are not the same."""
        self._act(owner, f"Keep {count_of(len(pairs), 'pair')} apart", lambda tx: apart.keep_apart(tx, pairs), done)

    def split(self, owner: QObject, paper_id: int, done: Done) -> None:
        """Part a paper into those that were merged last, and tell which came back."""
        back: list[int] = []
        self._act(
            owner,
            "Split a paper",
            lambda tx: back.extend(merging.split(tx, paper_id)),
            lambda _: done((paper_id, *back)),
        )

    def undo(self, owner: QObject, done: Done, stopped: Failed, tell: Progress) -> None:
        """Take the newest step back, and tell what was `Moved`."""
        self._move(bulk.undo, owner, done, stopped, tell)

    def redo(self, owner: QObject, done: Done, stopped: Failed, tell: Progress) -> None:
        """Do again what was undone last, and tell what was `Moved`."""
        self._move(bulk.redo, owner, done, stopped, tell)

    def _move(
        self,
        at_once: Callable[[Library], Moved | Step | None],
        owner: QObject,
        done: Done,
        stopped: Failed,
        tell: Progress,
    ) -> None:
        def told(moved: Moved | Step | None) -> None:
            if isinstance(moved, Step):
                self._job("move", owner, done, stopped, tell, step=moved)
            else:
                self._done(done, moved)

        failed = partial(self._failed, stopped)
        self._tasks.run(partial(at_once, self._library), lane=Lane.LIBRARY, owner=owner, done=told, failed=failed)

    def _job(
        self, name: str, owner: QObject, done: Done, stopped: Failed, tell: Progress, **arguments: Any
    ) -> Callable[[], None]:
        failed = partial(self._failed, stopped)
        return self._tasks.job(
            name, owner=owner, done=partial(self._done, done), failed=failed, progress=tell, **arguments
        )

    def _done(self, done: Done, value: Any) -> None:
        self._announce()
        done(value)

    def _failed(self, stopped: Failed, error: BaseException) -> None:
        self._announce()
        stopped(error)
        if not isinstance(error, JobCancelledError):
            self._tasks.failed.emit(error)
