"""Work of the GUI thread in pieces, so that what the person does is heard in between."""

from collections.abc import Callable, Generator
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer

Made = TypeVar("Made")


def in_turns(pieces: Generator[None, None, Made], owner: QObject, done: Callable[[Made], None]) -> None:
    """Do one piece now and each other in a turn of the event loop of its own; `done` gets what they made.

    Nothing more is done once `owner` is gone or the generator is closed.
    """
    try:
        next(pieces)
    except StopIteration as end:
        if end.value is not None:
            done(end.value)
    else:
        QTimer.singleShot(0, owner, lambda: in_turns(pieces, owner, done))
