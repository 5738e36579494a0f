"""Taking turns at a service: one request at a time, with a pause between any two.

The turns hold over all threads and processes that share the folder: a lock on a file, which the system lets go of
however its holder ends, and in the file the time of the last request.
"""

import random
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from readinglist.errors import UserError

_SECONDS_BETWEEN_TRIES = 0.05


@dataclass(frozen=True, slots=True)
class Clock:
    """The time in seconds since the epoch, how one waits, and chance between 0 and 1."""

    now: Callable[[], float] = time.time
    sleep: Callable[[float], None] = time.sleep
    random: Callable[[], float] = random.random


class Turns:
    """The turns at one service; `file` is its own. `sleep` may raise, to give up waiting."""

    def __init__(self, file: Path, interval: float, now: Callable[[], float], sleep: Callable[[float], None]) -> None:
        self._file = file
        self._interval = interval
        self._now = now
        self._sleep = sleep

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Wait for the turn, and keep it for the block. Raises UserError where the folder cannot be written."""
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            file = self._file.open("a+b")
        except OSError as error:
            raise UserError(
                f"{self._file.parent} cannot be written, and so nothing can be looked up: {error.strerror}.",
                "Make room, or see who may write there.",
            ) from error
        with file:
            while not _locked(file):
                self._sleep(_SECONDS_BETWEEN_TRIES)
            self._sleep(self._seconds_left(file))
            try:
                yield
            finally:
                file.truncate(0)
                file.write(str(self._now()).encode())
                file.flush()
                _unlock(file)

    def _seconds_left(self, file: BinaryIO) -> float:
        """How long the pause still lasts; a time in the future is that of a clock since set back."""
        file.seek(0)
        try:
            last = float(file.read(100) or b"-inf")
        except ValueError:
            return self._interval
        return min(max(last + self._interval - self._now(), 0.0), self._interval)


if sys.platform == "win32":
    import msvcrt

    def _locked(file: BinaryIO) -> bool:
        file.seek(0)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(file: BinaryIO) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _locked(file: BinaryIO) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlock(file: BinaryIO) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)
