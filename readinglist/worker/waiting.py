"""The jobs that wait for the worker: what a person waits for comes before what is done in the background."""

from itertools import count
from queue import PriorityQueue
from typing import Any

Job = tuple[int, str, dict[str, Any]]
"""A job's number, its name, and its arguments."""

BACKGROUND = frozenset({"index", "backup", "live", "read_pdfs"})
"""The names of jobs that let others by."""

_LAST = "read_pdfs"
"""It may take an hour, and lets those of the background by as well."""

_STOP, _AWAITED, _BACKGROUND, _AFTER_ALL = range(4)


class Waiting:
    """Jobs in the order in which they are to be done; those of one rank in the order in which they came."""

    def __init__(self) -> None:
        self._jobs: PriorityQueue[tuple[int, int, Job | None]] = PriorityQueue()
        self._numbers = count()

    def put(self, job: Job | None) -> None:
        """Add a job; None is the end, which comes before all jobs."""
        self._jobs.put((_rank(job), next(self._numbers), job))

    def get(self) -> Job | None:
        """Take the next job, waiting for one."""
        return self._jobs.get()[2]

    def any_before(self, job: Job) -> bool:
        """Whether something waits that comes before a job which is being done."""
        with self._jobs.mutex:
            return bool(self._jobs.queue) and self._jobs.queue[0][0] < _rank(job)


def _rank(job: Job | None) -> int:
    if job is None:
        return _STOP
    if job[1] == _LAST:
        return _AFTER_ALL
    return _BACKGROUND if job[1] in BACKGROUND else _AWAITED
