"""Python's own housekeeping, so set that the GUI thread comes first while others run beside it."""

import gc
import sys

from PySide6.QtCore import QObject, QTimer

LOOK_MS = 200
"""How often it is asked whether there is garbage enough for a pass."""

TURN_SECONDS = 0.0005
"""How long another thread may keep the GUI thread waiting; Python's own 5 ms would be felt, once for each event."""


class Interpreter(QObject):
    """Collects garbage on the GUI thread alone, and has the other threads give way at once; until it is closed.

    Python collects in whichever thread happens to make one object too many. There it would destroy widgets, which Qt
    allows in the GUI thread only. What was made up to now is taken to stay: to walk all that SQLAlchemy and Qt hold
    takes a pass 90 ms, in which no thread goes on.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._turn_before = sys.getswitchinterval()
        sys.setswitchinterval(TURN_SECONDS)
        gc.freeze()
        gc.disable()
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(_collect)
        self._look.start()

    def close(self) -> None:
        """Leave it to Python again."""
        self._look.stop()
        gc.unfreeze()
        gc.enable()
        sys.setswitchinterval(self._turn_before)


def _collect() -> None:
    """Collect what Python itself would have by now, the oldest generation that is due and those younger."""
    counts_and_limits = zip(gc.get_count(), gc.get_threshold(), strict=True)
    due = [generation for generation, (count, limit) in enumerate(counts_and_limits) if count > limit]
    if due:
        gc.collect(due[-1])
