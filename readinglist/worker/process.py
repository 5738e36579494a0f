"""The worker process itself: it runs one job after another until the window is gone.

A job that waits for the network does so in a second thread, so that it holds no other up: an index or an undo goes on
meanwhile. What it brings back is a job again, so that the library and the index stay in one thread.

It is at the end of a duplex pipe. When the window goes, however it goes, the pipe ends and so does the worker: it can
stop at any moment, since the library commits whole steps and the index repeats what it had not marked as read.
"""

import os
import signal
import threading
import time
import traceback
from collections.abc import Callable
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any

from readinglist.errors import UserError
from readinglist.worker.messages import JobCancelledError, Progress

if TYPE_CHECKING:  # the process listens before it loads them
    from readinglist.worker.jobs import Aside, Jobs

NICENESS = 10
SECONDS_BETWEEN_PROGRESS = 0.05

_Do = Callable[["Jobs", Progress, Callable[[], bool]], Any]
_Job = tuple[int, _Do]


def serve(connection: Connection, library_folder: Path, cache_folder: Path) -> None:
    """Be the worker until told to stop or until the other end is gone."""
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in a terminal is for the window, which then ends this too
    jobs: SimpleQueue[_Job | None] = SimpleQueue()
    cancelled: set[int] = set()
    threading.Thread(target=_listen, args=(connection, jobs, cancelled), name="listen", daemon=True).start()

    from readinglist.worker.jobs import Aside, Jobs  # after the listener: even while this loads the end is heard

    waiting: SimpleQueue[tuple[int, Aside]] = SimpleQueue()
    threading.Thread(target=_wait_aside, args=(waiting, jobs), name="aside", daemon=True).start()
    with Jobs(library_folder, cache_folder) as runner:
        while (job := jobs.get()) is not None:
            number, do = job
            stop = partial(cancelled.__contains__, number)
            try:
                value = do(runner, _teller(connection, number), stop)
            except Exception as error:  # noqa: BLE001  whatever it is, the window is told, and reports it
                _send(connection, "error", number, _portable(error))
            else:
                if isinstance(value, Aside):
                    waiting.put((number, value))
                else:
                    _send(connection, "result", number, value)


def _wait_aside(waiting: "SimpleQueue[tuple[int, Aside]]", jobs: "SimpleQueue[_Job | None]") -> None:
    """Do what waits for the network, one after another, and make a job of what comes of it."""
    while True:
        number, aside = waiting.get()
        try:
            value = aside.work()
        except Exception as error:  # noqa: BLE001  it is raised where jobs are done, and told from there
            jobs.put((number, partial(_fail, error)))
        else:
            jobs.put((number, partial(_go_on, aside, value)))


def _go_on(aside: "Aside", value: Any, runner: "Jobs", progress: Progress, stop: Callable[[], bool]) -> Any:
    return runner.go_on(aside, value)


def _fail(error: Exception, runner: "Jobs", progress: Progress, stop: Callable[[], bool]) -> Any:
    raise error


def _begin(name: str, arguments: dict[str, Any], runner: "Jobs", progress: Progress, stop: Callable[[], bool]) -> Any:
    return runner.run(name, arguments, progress, stop)


def _listen(connection: Connection, jobs: "SimpleQueue[_Job | None]", cancelled: set[int]) -> None:
    try:
        while True:
            match connection.recv():
                case ("job", number, name, arguments):
                    jobs.put((number, partial(_begin, name, arguments)))
                case ("cancel", number):
                    cancelled.add(number)
                case ("stop",):
                    jobs.put(None)
    except (EOFError, OSError):
        os._exit(0)


def _teller(connection: Connection, number: int) -> Progress:
    """Tell progress, but not more often than anyone can see."""
    last = 0.0

    def tell(done: int, total: int) -> None:
        nonlocal last
        if (now := time.monotonic()) - last >= SECONDS_BETWEEN_PROGRESS:
            last = now
            _send(connection, "progress", number, done, total)

    return tell


def _send(connection: Connection, *message: object) -> None:
    try:
        connection.send(message)
    except OSError:
        os._exit(0)


def _portable(error: Exception) -> Exception:
    """The error as it can cross to the window: a bug brings its traceback along in words."""
    if isinstance(error, UserError | JobCancelledError):
        return error
    return RuntimeError("".join(traceback.format_exception(error)))
