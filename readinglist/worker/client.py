"""The window's end of the worker: it starts it, gives it jobs, and hears of them."""

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from readinglist.worker.messages import Progress, WorkerDiedError
from readinglist.worker.process import serve

SECONDS_TO_STOP = 0.5

MAX_FATAL = 8
"""Files that may each bring a worker down before no further one is started."""


@dataclass(frozen=True, slots=True)
class Job:
    """A job given to the worker: what it is, and who is told what of it. All three are called in another thread."""

    name: str
    arguments: dict[str, Any]
    done: Callable[[Any], None]
    failed: Callable[[Exception], None]
    progress: Progress


class WorkerClient:
    """One worker, started at the first job. It is started again once when it dies; after that, jobs fail.

    The jobs that a dead worker had not finished are given to the next one. To end by a file costs no life: the next one
    does not open that file, and so goes on; up to `MAX_FATAL` files are borne.
    """

    def __init__(self, library_folder: Path, cache_folder: Path) -> None:
        self._folders = library_folder, cache_folder
        self._lock = threading.Lock()
        self._jobs: dict[int, Job] = {}
        self._cancelled: set[int] = set()
        self._opening: Path | None = None
        self._fatal: frozenset[Path] = frozenset()
        self._next = 1
        self._lives = 2
        self._closing = False
        self._process: BaseProcess | None = None
        self._connection: Connection | None = None
        self._listener: threading.Thread | None = None

    def submit(self, job: Job) -> int:
        """Give the worker a job, and get the number by which it can be cancelled."""
        with self._lock:
            if self._closing:
                raise RuntimeError(f"The job “{job.name}” came after the worker was closed.")
            number, self._next = self._next, self._next + 1
            self._jobs[number] = job
            if self._process is not None:
                self._give(number)
            elif self._lives:
                self._start()
            else:
                threading.Thread(target=self._fail_all, name="worker").start()
        return number

    def cancel(self, number: int) -> None:
        """Ask the worker to stop a job; it then fails with `JobCancelledError`, unless it was done already."""
        with self._lock:
            if number in self._jobs:
                self._cancelled.add(number)
                self._send("cancel", number)

    @property
    def pid(self) -> int | None:
        """The worker's process, None while there is none."""
        with self._lock:
            return self._process.pid if self._process else None

    def close(self) -> None:
        """Stop the worker: ask, wait half a second, end it. Nothing is lost by that; unfinished jobs are dropped."""
        with self._lock:
            self._closing = True
            process, listener = self._process, self._listener
            self._send("stop")
        if process is not None:
            process.join(SECONDS_TO_STOP)
            if process.is_alive():
                process.terminate()
        if listener is not None:
            listener.join()
        self._bury()

    def _start(self) -> None:
        self._lives -= 1
        context = get_context("spawn")
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=serve, args=(theirs, *self._folders), name="worker", daemon=True)
        self._process.start()
        theirs.close()
        self._listener = threading.Thread(target=self._listen, args=(self._connection,), name="worker", daemon=True)
        self._listener.start()
        self._send("fatal", self._fatal)
        for number in self._jobs:
            self._give(number)

    def _give(self, number: int) -> None:
        job = self._jobs[number]
        self._send("job", number, job.name, job.arguments)
        if number in self._cancelled:
            self._send("cancel", number)

    def _send(self, *message: object) -> None:
        if self._connection is not None:
            with suppress(OSError):  # the listener sees the same end of the pipe, and acts on it
                self._connection.send(message)

    def _listen(self, connection: Connection) -> None:
        """Hear of the jobs until the pipe ends; then bury the worker, and go on with the next one if there is one."""
        try:
            while True:
                self._hear(*connection.recv())
        except (EOFError, OSError):
            with self._lock:
                if self._closing:
                    return
                self._bury()
                self._blame()
                if self._lives:
                    self._start()
                    return
            self._fail_all()

    def _bury(self) -> None:
        if self._process is not None and self._connection is not None:
            self._process.join()
            self._process.close()
            self._connection.close()
        self._process = self._connection = None

    def _blame(self) -> None:
        """Remember the file that the worker had just opened when it ended, and let a next one be started for it."""
        if self._opening is not None and len(self._fatal) < MAX_FATAL:
            self._fatal |= {self._opening}
            self._lives += 1
        self._opening = None

    def _hear(self, kind: str, number: int, *values: Any) -> None:
        with self._lock:
            self._opening = values[0] if kind == "opening" else None  # whatever else it says, it went on from there
            job = self._jobs.get(number) if kind == "progress" else self._jobs.pop(number, None)
        if job is not None:
            tellers: dict[str, Callable[..., None]] = {
                "progress": job.progress,
                "result": job.done,
                "error": job.failed,
            }
            tellers[kind](*values)

    def _fail_all(self) -> None:
        with self._lock:
            jobs, self._jobs = list(self._jobs.values()), {}
        for job in jobs:
            job.failed(WorkerDiedError("The worker process ended twice; imports and the index stand still."))
