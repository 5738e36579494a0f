"""Steps that take long: they are committed in parts, so that nobody else has to wait for more than one part.

Such a step stays open between its parts, and stands when it is complete. Whoever stops it takes all its parts back. A
process that dies leaves it open; who opens the library next lets it stand as it is, cut short, to be kept or undone.
"""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial

from readinglist.errors import UserError
from readinglist.library import history
from readinglist.library.library import Library, Transaction

LOCK_NAME = "lasting.lock"

SECONDS_BETWEEN_PARTS = 0.002
"""How long a part's end leaves the library to others: they look every ms whether they may write."""


class CancelledError(Exception):
    """The user stopped a long action; nothing of it is kept."""


class LastingStep:
    """A step in parts. `label` names it in the history, and may be made more precise until its end."""

    def __init__(self, library: Library, label: str) -> None:
        self.label = label
        self._library = library
        self._step: int | None = None

    @contextmanager
    def part(self) -> Iterator[Transaction]:
        """One part, committed at the end of the block or not there at all."""
        with self._library.transaction(self.label, lasting=True, part_of=self._step) as tx:
            yield tx
        self._step = self._step or tx.step
        time.sleep(SECONDS_BETWEEN_PARTS)

    def close(self) -> None:
        """Let the step stand."""
        if self._step is not None:
            self._library.change_history(partial(history.close, step=self._step, label=self.label))

    def revert(self) -> None:
        """Take all parts back, one after another. Raises UserError where something of them was changed since."""
        if self._step is not None:
            while self._library.change_history(partial(history.revert_part, step=self._step)):
                pass


@contextmanager
def lasting_step(library: Library, label: str) -> Iterator[LastingStep]:
    """A step in parts, which stands at the end of the block; an exception takes it back.

    What cannot be taken back, since it was changed meanwhile, stands, cut short.

    Raises:
        UserError: Another process is at such a step.
    """
    with _alone(library) as alone:
        if not alone:
            raise UserError("Another long action is running.", "Wait until it is done, then try again.")
        library.change_history(history.close_cut_short)
        step = LastingStep(library, label)
        try:
            yield step
        except BaseException:
            try:
                step.revert()
            except UserError:
                library.change_history(history.close_cut_short)
                raise
            raise
        step.close()


def settle(library: Library) -> list[str]:
    """Let the steps stand, cut short, that a process left open when it died. Gives their labels."""
    with library.read() as session:
        if not history.any_open(session):
            return []
    with _alone(library) as alone:
        return library.change_history(history.close_cut_short) if alone else []


@contextmanager
def _alone(library: Library) -> Iterator[bool]:
    """Whether no other process is at a lasting step; until the end of the block none can begin one.

    The lock is SQLite's own on an empty file: it is gone with the process, on every system.
    """
    with closing(sqlite3.connect(library.folder / LOCK_NAME, timeout=0, isolation_level=None)) as lock:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError:
            yield False
        else:
            yield True
