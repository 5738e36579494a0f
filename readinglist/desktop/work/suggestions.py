"""Related papers and what to read next, which the worker process finds."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from readinglist.desktop.work.tasks import Tasks
from readinglist.domain.suggestions import ReadNext, RelatedPapers
from readinglist.worker.messages import JobCancelledError

RELATED = 5
"""Papers shown as related to one."""

NEXT = 50
"""Papers suggested."""


class Suggestions(QObject):
    """Asks the worker, for one window. A newer question of one kind takes the place of the older."""

    learnt = Signal()
    """All papers are looked at again, so that the answers may be others."""

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._learning = False
        self._withdraw: dict[str, Callable[[], None]] = {}

    def learn(self) -> None:
        """Have the worker look at the papers whose texts changed, a part at a time with whatever else it has to do."""
        if not self._learning:
            self._learning = True
            self._learn_more()

    def related(self, owner: QObject, paper: int, done: Callable[[RelatedPapers], None]) -> None:
        """Find what is like a paper."""
        self._ask("related", owner, done, paper=paper, limit=RELATED)

    def read_next(self, owner: QObject, done: Callable[[ReadNext], None]) -> None:
        """Find what to read next."""
        self._ask("next", owner, done, limit=NEXT)

    def _ask(self, job: str, owner: QObject, done: Callable[..., None], **arguments: Any) -> None:
        if withdraw := self._withdraw.pop(job, None):
            withdraw()
        self._withdraw[job] = self._tasks.job(job, owner=owner, done=done, failed=self._failed, **arguments)

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, JobCancelledError):
            self._tasks.failed.emit(error)

    def _learn_more(self) -> None:
        self._tasks.job("learn", owner=self, done=self._learnt, failed=self._not_learnt)

    def _learnt(self, behind: int) -> None:
        if behind:
            self._learn_more()
        else:
            self._learning = False
            self.learnt.emit()

    def _not_learnt(self, error: BaseException) -> None:
        self._learning = False
        self._tasks.failed.emit(error)
