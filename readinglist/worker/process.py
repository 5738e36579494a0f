"""The worker process itself: it runs one job after another until the window is gone.

It is at the end of a duplex pipe. When the window goes, however it goes, the pipe ends and so does the worker: it can
stop at any moment, since the library commits whole steps and the index repeats what it had not marked as read.

A job that waits for the network does so in a thread beside, so that it holds no other up: an undo or an index goes on
meanwhile. What it brings back is a job again, so that the library and the index are used in one thread only.
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
from typing import TYPE_CHECKING, Any

from readinglist.errors import UserError
from readinglist.worker.messages import JobCancelledError, Teller
from readinglist.worker.waiting import BACKGROUND, Job, Waiting

if TYPE_CHECKING:  # the process listens before it loads them
    from readinglist.worker.jobs import Aside

NICENESS = 10
SECONDS_BETWEEN_PROGRESS = 0.05


class _Sender:
    """Sends messages whole: the thread that does the jobs and the one that waits aside both have something to tell."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._lock = threading.Lock()

    def send(self, *message: object) -> None:
        try:
            with self._lock:
                self._connection.send(message)
        except OSError:
            os._exit(0)


def serve(connection: Connection, library_folder: Path, cache_folder: Path) -> None:
    """Be the worker until told to stop or until the other end is gone.

    A job of the background that makes way for another goes on after it, where it had come to.
    """
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in a terminal is for the window, which then ends this too
    sender = _Sender(connection)
    jobs = Waiting()
    cancelled: set[int] = set()
    fatal: set[Path] = set()
    threading.Thread(target=_listen, args=(connection, jobs, cancelled, fatal), name="listen", daemon=True).start()

    from readinglist.worker.jobs import Aside, Jobs  # after the listener: even while this loads the end is heard

    aside: SimpleQueue[tuple[int, Aside]] = SimpleQueue()
    threading.Thread(target=_wait_aside, args=(aside, jobs), name="aside", daemon=True).start()
    with Jobs(library_folder, cache_folder, partial(_may_open, sender, fatal)) as runner:
        while (job := jobs.get()) is not None:
            number, name, arguments = job
            stop = partial(_is_to_stop, job, jobs, cancelled)
            try:
                value = runner.run(name, arguments, _teller(sender, number), stop)
            except JobCancelledError as error:
                if number in cancelled:
                    sender.send("error", number, error)
                else:
                    jobs.put(job)  # it made way, and goes on after whatever it made way for
            except Exception as error:  # noqa: BLE001  whatever it is, the window is told, and reports it
                sender.send("error", number, _portable(error))
            else:
                if isinstance(value, Aside):
                    aside.put((number, value))
                else:
                    sender.send("result", number, value)


def _wait_aside(aside: "SimpleQueue[tuple[int, Aside]]", jobs: Waiting) -> None:
    """Do what waits for the network, one after another, and make of what comes of it the job's second half."""
    while True:
        number, waiting = aside.get()
        try:
            then = partial(waiting.then, waiting.work())
        except Exception as error:  # noqa: BLE001  it is raised where jobs are done, and told from there
            then = partial(_fail, error)
        jobs.put((number, "go_on", {"then": then}))


def _fail(error: Exception) -> Any:
    raise error


def _is_to_stop(job: Job, jobs: Waiting, cancelled: set[int]) -> bool:
    """Whether a job was cancelled, or is in the background and somebody waits for another."""
    return job[0] in cancelled or (job[1] in BACKGROUND and jobs.any_before(job))


def _listen(connection: Connection, jobs: Waiting, cancelled: set[int], fatal: set[Path]) -> None:
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


def _teller(sender: _Sender, number: int) -> Teller:
    """Tell progress, but not more often than anyone can see."""
    last = 0.0

    def tell(done: int, total: int, doing: str = "") -> None:
        nonlocal last
        if (now := time.monotonic()) - last >= SECONDS_BETWEEN_PROGRESS:
            last = now
            sender.send("progress", number, done, total, *([doing] if doing else []))

    return tell


def _may_open(sender: _Sender, fatal: set[Path], path: Path) -> bool:
    """Whether to open a file with native code: not where an earlier worker ended by it. The window is told first."""
    if path in fatal:
        return False
    sender.send("opening", 0, path)
    return True


def _portable(error: Exception) -> Exception:
    """The error as it can cross to the window: a bug brings its traceback along in words."""
    if isinstance(error, UserError | JobCancelledError):
        return error
    return RuntimeError("".join(traceback.format_exception(error)))
