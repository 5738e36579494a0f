"""How long the event loop was away, by a timer that wants to be called every millisecond."""

import time

from PySide6.QtCore import QObject, Qt, QTimer


class Gaps(QObject):
    """Notes the time between one turn of the event loop and the next, in ms, from `start` to `stop`."""

    def __init__(self) -> None:
        super().__init__()
        self._gaps: list[float] = []
        self._last = 0.0
        self._timer = QTimer(self, interval=1, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)

    def start(self) -> None:
        self._gaps.clear()
        self._last = time.perf_counter()
        self._timer.start()

    def stop(self) -> list[float]:
        self._timer.stop()
        return list(self._gaps)

    def _tick(self) -> None:
        now = time.perf_counter()
        self._gaps.append((now - self._last) * 1_000)
        self._last = now
