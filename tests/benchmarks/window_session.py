"""Run as a process of its own: a session at the real window, everything in it timed.

    window_session.py LIBRARY CACHE STARTED [PAGE]

STARTED is when the process was asked for, on the monotonic clock. With PAGE, the session is the import of that page and
the indexing after it; with a hyphen for it, the start alone; else it is reading, searching and triage. Answers in JSON:
for each thing its values.
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from first_paint import memory
from gaps import Gaps
from PySide6.QtCore import QEvent, QEventLoop, QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from words import COMMON_WORD, FREQUENT_WORD, PHRASE, RARE_WORD

from readinglist.app import App, application
from readinglist.desktop.papers.paper_row import PAPER_ROLE
from readinglist.domain.query.scope import ALL_PAPERS, Scope
from readinglist.domain.query.sort import Sort
from readinglist.domain.status import Status

PATIENCE_MS = 120_000
IDLE_MS = 6_000
QUERIES = {
    "a rare word": RARE_WORD,
    "a frequent word (5 %)": FREQUENT_WORD,
    "a common word (30 %)": COMMON_WORD,
    "two words": f"{COMMON_WORD} {FREQUENT_WORD}",
    "two words, one or the other": f"{RARE_WORD} or {FREQUENT_WORD}",
    "a phrase": f'"{PHRASE}"',
    "a word left out": f"{FREQUENT_WORD} -{COMMON_WORD}",
    "a state": "status:read rating:>=4",
    "a word and a state": f"{FREQUENT_WORD} status:read",
    "a beginning (mod*)": "mod*",
    "nothing found": "zzyzx",
}
TYPED = (COMMON_WORD, FREQUENT_WORD, "the")
SORTS = (Sort.TITLE, Sort.YEAR, Sort.AUTHOR, Sort.RATING, Sort.STATUS, Sort.READ, Sort.ADDED)


class Painted(QObject):
    """Waits until a widget is painted in a certain state."""

    def __init__(self) -> None:
        super().__init__()
        self._loop = QEventLoop()
        self._come_true: Callable[[], bool] = lambda: False
        self._seen = False
        self._limit = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._limit.timeout.connect(lambda: self._loop.exit(1))

    def after(self, act: Callable[[], object], widget: QWidget, come_true: Callable[[], bool]) -> float:
        """Do something; gives the ms until the widget was painted with this true.

        Raises TimeoutError when that never came.
        """
        self._come_true, self._seen = come_true, False
        widget.installEventFilter(self)
        self._limit.start()
        begun = time.perf_counter()
        act()
        taken = (time.perf_counter() - begun) * 1_000
        painted_at_once = self._seen  # what is painted while the key is dealt with is on the screen when that ends
        code = self._loop.exec()
        if not painted_at_once:
            taken = (time.perf_counter() - begun) * 1_000
        self._limit.stop()
        widget.removeEventFilter(self)
        if code:
            raise TimeoutError(f"After {PATIENCE_MS / 1_000} s it was still not so.")
        return taken

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self._come_true():
            self._come_true, self._seen = (lambda: False), True
            QTimer.singleShot(0, self._loop.quit)  # comes after this painting is over
        return False


class Session:
    """One window on one library, and what was measured at it."""

    def __init__(self, library: Path, cache: Path, started: float) -> None:
        self.results: dict[str, list[float]] = {}
        qt = application()
        self._painted, self._gaps = Painted(), Gaps()
        self._app = App(qt, library, cache)
        self._window = window = self._app.window
        self._listed = False
        self._gaps.start()
        self._app.start()
        _until(lambda: self._app.desk is not None)
        assert self._app.desk is not None
        self._desk = desk = self._app.desk
        self._papers, self._table = desk.papers, desk.papers.table
        desk.papers.listed.connect(self._note_listed)
        self._painted.after(lambda: None, self._table.viewport(), lambda: self._table.model().rowCount() > 0)
        self.note("start to painted list", (time.monotonic() - started) * 1_000)
        window.activateWindow()
        self._wait()
        _pause(1_500)
        startup = self._gaps.stop()
        self.note("start-up, largest gap", max(startup))
        self.results["start-up, five largest gaps"] = sorted(startup)[-5:]

    def note(self, what: str, value: float) -> None:
        """Keep a value."""
        self.results.setdefault(what, []).append(value)

    def idle(self) -> None:
        """Sit in front of it."""
        self._gaps.start()
        _pause(IDLE_MS)
        self._note_gaps("idle", self._gaps.stop())

    def measure_memory(self) -> None:
        """What window and worker hold."""
        for name, megabytes in memory().items():
            self.note(f"window, {name}", megabytes)
        assert self._app.workspace is not None
        if worker := self._app.workspace.worker_pid:
            self.note("worker, proportional", memory(worker)["proportional"])

    def read(self) -> None:
        """Step, scroll, sort."""
        self._look_at(ALL_PAPERS)
        details = self._desk.details
        for key in "j" * 30 + "k" * 10:
            before = details.paper_id
            act = lambda key=key: QTest.keyClick(self._table, key)  # noqa: E731
            moved = lambda before=before: details.paper_id != before  # noqa: E731
            self.note("j or k to painted pane", self._painted.after(act, details, moved))
        self._scroll()
        for sort in SORTS * 2:
            self.note(f"sort by {sort}", self._listed_after(lambda sort=sort: self._papers.sort_by(sort)))

    def triage(self) -> None:
        """Change the status of the current paper, in all papers and in the inbox."""
        self._look_at(ALL_PAPERS)
        for _ in range(24):
            index = self._table.currentIndex()
            key, status = (
                ("m", Status.SKIMMED) if index.data(PAPER_ROLE).status is Status.QUEUED else ("q", Status.QUEUED)
            )
            taken = self._painted.after(
                lambda key=key: QTest.keyClick(self._table, key),
                self._table.viewport(),
                lambda index=index, status=status: index.data(PAPER_ROLE).status is status,
            )
            self.note("status key to painted row", taken)
            self._wait()
        self._look_at(Scope.of_status(Status.INBOX))
        for _ in range(12):
            before = self._papers.current_paper
            self.note(
                "status key to next paper of the inbox",
                self._painted.after(
                    lambda: QTest.keyClick(self._table, "q"),
                    self._table.viewport(),
                    lambda before=before: self._papers.current_paper != before,
                ),
            )
            self._wait()

    def search(self) -> None:
        """Search, each query cold and then again; then type words letter by letter."""
        self._look_at(ALL_PAPERS)
        for turn in ("first time", "again"):
            for what, text in QUERIES.items():
                for _ in range(1 if turn == "first time" else 3):
                    self._listed_after(lambda: self._papers.search(""))
                    taken = self._listed_after(lambda text=text: self._papers.search(f"{text} "))
                    self.note(f"search for {what}, {turn}", taken)
        self._listed_after(lambda: self._papers.search(""))
        self._papers.search_bar.begin()
        for word in TYPED:
            for letter in word:
                act = lambda letter=letter: QTest.keyClick(QApplication.focusWidget(), letter)  # noqa: E731
                self.note("letter typed in the search box", self._listed_after(act))
            self._listed_after(lambda: self._papers.search(""))

    def bring_in(self, page: Path) -> None:
        """Look at the preview of a page, import it, and wait until the index has it."""
        self.idle()
        self._in_gaps("previewing", lambda: self._desk.imports.take_files([page]), self._preview_shown)
        preview = self._preview()
        done: list[object] = []
        self._desk.imports.done.connect(done.append)
        self._in_gaps("importing", lambda: QTest.keyClick(preview, Qt.Key.Key_Return), lambda: bool(done))
        assert self._app.workspace is not None
        workspace = self._app.workspace
        self._in_gaps("indexing", lambda: None, lambda: not workspace.busy)

    def close(self) -> None:
        """Close the window."""
        self._window.close()

    def _note_listed(self) -> None:
        self._listed = True
        self._papers.update()

    def _listed_after(self, act: Callable[[], object]) -> float:
        """The ms until the papers that `act` asks for are listed and painted."""
        self._listed = False
        taken = self._painted.after(act, self._papers, lambda: self._listed)
        self._wait()
        return taken

    def _look_at(self, scope: Scope) -> None:
        self._desk.sidebar.set_scope(scope)
        self._wait()
        self._papers.focus_list()
        _pause(100)

    def _scroll(self) -> None:
        bar, viewport = self._table.verticalScrollBar(), self._table.viewport()
        always: Callable[[], bool] = lambda: True  # noqa: E731
        turn_page = lambda: bar.setValue(bar.value() + bar.pageStep())  # noqa: E731
        for how, act, times in (("wheel", self._turn_wheel, 150), ("page", turn_page, 100)):
            bar.setValue(0)
            _pause(50)
            for _ in range(times):
                if bar.value() < bar.maximum():
                    self.note(f"scroll by {how}, a frame", self._painted.after(act, viewport, always))
        for number in range(100):
            place = (number * 7_919 % 100) * bar.maximum() // 100 + (number % 2)
            if place != bar.value():
                act = lambda place=place: bar.setValue(place)  # noqa: E731
                self.note("scroll by thumb, a frame", self._painted.after(act, viewport, always))
        self._papers.step(1)

    def _turn_wheel(self) -> None:
        viewport = self._table.viewport()
        place = QPointF(viewport.rect().center())
        buttons, keys = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
        phase = Qt.ScrollPhase.NoScrollPhase
        turn = QPoint(0, -120)
        event = QWheelEvent(place, viewport.mapToGlobal(place), QPoint(), turn, buttons, keys, phase, False)
        QApplication.sendEvent(viewport, event)

    def _preview_shown(self) -> bool:
        return self._preview() is not None

    def _preview(self) -> QDialog | None:
        """The preview, once it is shown; its class is not imported, for that is part of what is timed."""
        return next((dialog for dialog in self._window.findChildren(QDialog) if dialog.isVisible()), None)

    def _in_gaps(self, what: str, act: Callable[[], object], over: Callable[[], bool]) -> None:
        """Do something that takes long; keeps its seconds, and the gaps until some moments after it is over."""
        self._gaps.start()
        begun = time.perf_counter()
        act()
        _until(over)
        self.note(f"{what}, in all", time.perf_counter() - begun)
        _pause(500 if what == "previewing" else 50)
        self._note_gaps(what, self._gaps.stop())

    def _note_gaps(self, when: str, gaps: list[float]) -> None:
        self.results[f"{when}, gaps"] = gaps

    def _wait(self) -> None:
        """Until nothing goes on any more."""
        assert self._app.workspace is not None
        workspace = self._app.workspace
        _until(lambda: not workspace.busy)


def _until(come_true: Callable[[], bool]) -> None:
    """Let the window run until something is so, looking every 5 ms."""
    loop, look = QEventLoop(), QTimer(interval=5)
    look.timeout.connect(lambda: loop.quit() if come_true() else None)
    look.start()
    loop.exec()


def _pause(milliseconds: int) -> None:
    """Let the window run; Qt's own wait for tests sleeps 10 ms at a time, which would be a gap."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def main() -> None:
    library, cache, started, *page = sys.argv[1:]
    session = Session(Path(library), Path(cache), float(started))
    if page == ["-"]:
        pass
    elif page:
        session.bring_in(Path(page[0]))
    else:
        session.measure_memory()
        session.idle()
        session.read()
        session.triage()
        session.search()
        session.measure_memory()
    session.close()
    print(json.dumps(session.results))


if __name__ == "__main__":
    main()
