"""The worker process itself: it runs one job after another until the window is gone.

It is at the end of a duplex pipe. When the window goes, however it goes, the pipe ends and so does the worker: it can
stop at any moment, since the library commits whole steps and the index repeats what it had not marked as read.
"""

import os
import signal
import threading
import time
import traceback
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from readinglist.errors import UserError
from readinglist.worker.messages import JobCancelledError, Progress

NICENESS = 10
SECONDS_BETWEEN_PROGRESS = 0.05

_Job = tuple[int, str, dict[str, Any]]


def serve(connection: Connection, library_folder: Path, cache_folder: Path) -> None:
    """Be the worker until told to stop or until the other end is gone."""
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in a terminal is for the window, which then ends this too
    jobs: SimpleQueue[_Job | None] = SimpleQueue()
    cancelled: set[int] = set()
    fatal: set[Path] = set()
    threading.Thread(target=_listen, args=(connection, jobs, cancelled, fatal), name="listen", daemon=True).start()

    from readinglist.worker.jobs import Jobs  # after the listener, so that even while this loads the end is heard

    with Jobs(library_folder, cache_folder, partial(_may_open, connection, fatal)) as runner:
        while (job := jobs.get()) is not None:
            number, name, arguments = job
            stop = partial(cancelled.__contains__, number)
            try:
                value = runner.run(name, arguments, _teller(connection, number), stop)
            except Exception as error:  # noqa: BLE001  whatever it is, the window is told, and reports it
                _send(connection, "error", number, _portable(error))
            else:
                _send(connection, "result", number, value)


def _listen(connection: Connection, jobs: "SimpleQueue[_Job | None]", cancelled: set[int], fatal: set[Path]) -> None:
    try:
        while True:
            match connection.recv():
                case ("job", number, name, arguments):
                    jobs.put((number, name, arguments))
                case ("cancel", number):
                    cancelled.add(number)
                case ("fatal", paths):
                    fatal |= paths
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


def _may_open(connection: Connection, fatal: set[Path], path: Path) -> bool:
    """Whether to open a file with native code: not where an earlier worker ended by it. The window is told first."""
    if path in fatal:
        return False
    _send(connection, "opening", 0, path)
    return True


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
