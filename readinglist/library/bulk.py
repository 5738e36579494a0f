"""What is done to very many papers at once, and its undo and redo: in parts, between which others have their turn."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import partial

from sqlalchemy import Connection

from readinglist.errors import UserError
from readinglist.library import history, papers
from readinglist.library.lasting import CancelledError, lasting_step
from readinglist.library.library import Library, Transaction

MANY = 200
"""Papers up to which an action is done at once: marking these takes 5 ms, deleting them 30 ms."""

PART = 1_000
"""Papers of one part. Marking these takes 20 ms and deleting them 160 ms; smaller parts would cost more in all."""

Verb = Callable[[Transaction, Collection[int]], object]
Progress = Callable[[int, int], None]


def act(
    library: Library, label: str, verb: Verb, ids: Sequence[int], *, progress: Progress, cancelled: Callable[[], bool]
) -> None:
    """Do something to those of the papers that are still there, as one step.

    Raises:
        CancelledError: `cancelled` said so; all is as it was before.
        UserError: The verb's, or another long action is running.
    """
    with lasting_step(library, label) as step:
        for first in range(0, len(ids), PART):
            if cancelled():
                raise CancelledError
            progress(first, len(ids))
            with step.part() as tx:
                verb(tx, papers.known(tx.session, ids[first : first + PART]))
        progress(len(ids), len(ids))


def undo(library: Library) -> history.Moved | history.Step | None:
    """Take the newest step back, or give it where it has several parts, to be moved where that may take long."""
    return _at_once(library, history.next_to_undo, library.undo)


def redo(library: Library) -> history.Moved | history.Step | None:
    """Do again what was undone last, or give it, as `undo` does."""
    return _at_once(library, history.next_to_redo, library.redo)


def _at_once(
    library: Library,
    which: Callable[[Connection], history.Step | None],
    at_once: Callable[[], history.Moved | None],
) -> history.Moved | history.Step | None:
    with library.read() as view:
        step = which(view.connection())
        if step is not None and history.parts(view.connection(), step) > 1:
            return step
    return at_once()


def move(library: Library, step: history.Step, *, progress: Progress) -> history.Moved:
    """Undo what still stands of a step, or do it again where it is undone; the progress counts its parts.

    Raises:
        UserError: Something of it was changed since; what was moved before that was found is put back.
    """
    with library.read() as view:
        total = history.parts(view.connection(), step)
    touched: frozenset[int] = frozenset()
    done = 0
    try:
        while (moved := library.change_history(partial(history.move_part, step=step))) is not None:
            touched |= moved
            done += 1
            progress(done, max(done, total))
    except UserError:
        for _ in range(done):
            library.change_history(partial(history.move_part, step=replace(step, undone=not step.undone)))
        raise
    return history.Moved(replace(step, undone=not step.undone), touched)
