"""Run as a process of its own: opens a window, and says when it was painted and what memory the process then holds.

    first_paint.py empty|window|command LIBRARY CACHE

Answers in JSON: `painted` on the monotonic clock that all processes share, `private` and `resident` in MB after a
second. "window" starts as `readinglist-gui` and `readinglist gui` do, "command" as `readinglist gui` with options.
"""

import gc
import json
import sys
import time
from pathlib import Path

SIZE = 1440, 900


def memory(process: "int | str" = "self") -> dict[str, float]:
    """The process's memory in MB: all that is resident, its share where pages are shared, and the kinds of that."""
    fields = {}
    for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()[1:]:
        name, value = line.split(":")
        fields[name] = int(value.split()[0]) / 1024
    return {
        "resident": fields["Rss"],
        "proportional": fields["Pss"],
        "anonymous": fields["Pss_Anon"],
        "files": fields["Pss_File"],
    }


def main() -> None:
    kind, library, cache = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    if kind != "empty":
        gc.disable()  # as both starts do
    if kind == "command":
        import readinglist.cli  # noqa: F401  what the command line loads before the window
    from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
    from PySide6.QtWidgets import QApplication, QWidget

    class Watch(QObject):
        """Notes when the window's first painting is over."""

        painted = 0.0

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint and not self.painted:
                self.painted = -1.0
                QTimer.singleShot(0, self.note)
            return False

        def note(self) -> None:
            self.painted = time.monotonic()
            QTimer.singleShot(1_000, loop.quit)

    if kind == "empty":
        qt = QApplication(sys.argv[:1])
        loop, watch = QEventLoop(), Watch()
        window = QWidget()
        window.resize(*SIZE)
        window.installEventFilter(watch)
        window.show()
    else:
        from readinglist.app import App, application

        qt = application()
        loop, watch = QEventLoop(), Watch()
        app = App(qt, library, cache)
        window = app.window
        window.installEventFilter(watch)
        app.start()
    loop.exec()
    print(json.dumps({"painted": watch.painted, **memory()}))
    window.close()


if __name__ == "__main__":
    main()
