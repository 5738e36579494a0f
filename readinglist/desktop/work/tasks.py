"""The one door out of the GUI thread: work in a lane's thread, or a job of the worker process.

What comes back is told on the GUI thread, and only while the widget that asked is still there. A failure nobody else
wanted is emitted as `failed`, and so always reaches the person.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from enum import Enum, auto
from functools import partial
from typing import Any

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal

from readinglist.desktop.work.interpreter import Interpreter
from readinglist.worker.client import Job, WorkerClient

Done = Callable[[Any], None]
Failed = Callable[[BaseException], None]


class Lane(Enum):
    """A thread of its own, in which work is done in the order in which it was asked for."""

    LIBRARY = auto()
    SEARCH = auto()


class Tasks(QObject):
    """Runs work off the GUI thread."""

    failed = Signal(object)
    _told = Signal(object)

    def __init__(self, worker: WorkerClient, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = worker
        self._interpreter = Interpreter(self)
        self._lanes = {lane: ThreadPoolExecutor(1, thread_name_prefix=lane.name.lower()) for lane in Lane}
        self._latest: dict[str, object] = {}
        self._running = 0
        self._told.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether anything asked for has not been told yet."""
        return self._running > 0

    def run(
        self,
        work: Callable[[], Any],
        *,
        lane: Lane,
        owner: QObject,
        done: Done | None = None,
        failed: Failed | None = None,
        replace: str | None = None,
    ) -> None:
        """Do `work` in a lane. With `replace`, what was asked for under that name before is no longer told."""
        token = object()
        if replace is not None:
            self._latest[replace] = token
        self._running += 1

        def finished(future: "Future[Any]") -> None:
            call: Callable[[], None] | None = None
            if not future.cancelled():
                if error := future.exception():
                    call = partial(failed or self.failed.emit, error)
                elif done is not None and (replace is None or self._latest.get(replace) is token):
                    call = partial(done, future.result())
            self._told.emit(partial(self._finish, owner, call))

        self._lanes[lane].submit(work).add_done_callback(finished)

    def job(
        self,
        name: str,
        *,
        owner: QObject,
        done: Done,
        failed: Failed | None = None,
        progress: Callable[[int, int], None] | None = None,
        **arguments: Any,
    ) -> Callable[[], None]:
        """Give the worker process a job, and get what cancels it."""
        self._running += 1
        number = self._worker.submit(
            Job(
                name,
                arguments,
                done=lambda value: self._told.emit(partial(self._finish, owner, partial(done, value))),
                failed=lambda error: self._told.emit(
                    partial(self._finish, owner, partial(failed or self.failed.emit, error))
                ),
                progress=lambda *counts: self._told.emit(
                    partial(self._call, owner, progress and partial(progress, *counts))
                ),
            )
        )
        return partial(self._worker.cancel, number)

    def _tell(self, call: Callable[[], None]) -> None:
        call()

    def _finish(self, owner: QObject, call: Callable[[], None] | None) -> None:
        self._running -= 1
        self._call(owner, call)

    def _call(self, owner: QObject, call: Callable[[], None] | None) -> None:
        if call is not None and shiboken6.isValid(owner):
            call()

    @property
    def worker_pid(self) -> int | None:
        """The worker's process, None before its first job."""
        return self._worker.pid

    def finish(self, lane: Lane) -> None:
        """Wait until all that was asked of a lane is done and told."""
        self._lanes[lane].submit(lambda: None).result()
        QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall.value)

    def close(self) -> None:
        """Finish what was asked of the library, drop the searches, stop the worker; nothing is told any more."""
        self._lanes[Lane.SEARCH].shutdown(wait=True, cancel_futures=True)
        self._lanes[Lane.LIBRARY].shutdown(wait=True)
        self._worker.close()
        self._interpreter.close()
        QCoreApplication.removePostedEvents(self, QEvent.Type.MetaCall.value)
