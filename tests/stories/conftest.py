"""A person at the real window: real SQLite, real Whoosh, the real worker process."""

import multiprocessing
import time
from collections.abc import Callable, Iterator
from multiprocessing import forkserver
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from readinglist.app import App
from readinglist.desktop.desk import Desk
from readinglist.desktop.importing.import_dialog import ImportDialog
from readinglist.desktop.main_window import MainWindow
from readinglist.desktop.papers.paper_row import HINT_ROLE
from readinglist.domain.query.scope import ALL_PAPERS, Scope
from readinglist.domain.status import Status

PATIENCE_SECONDS = 20.0
"""How long a person waits for anything before calling it broken; a loaded machine is no reason to fail."""

PAGE = """new

Get trending papers in your email inbox!

Subscribe

byAK and the research community

Mar 11

Counting foxes at night with quiet cameras

We place silent cameras along hedges and count the foxes that pass. A small model tells foxes from cats, and the counts
agree with those of patient people. Code is at https://github.com/den/night-foxes.

Hens that learn in context from a few examples

Hens are shown three examples of a sorting task and then sort grain they never saw before. We find that in-context
learning needs no change of weights, only attention.

River maps from satellite pictures

Rivers move. We draw their banks from pictures taken twice a week, with a network that knows what water looks like.

Honey bees as optimisers

A hive chooses among meadows as a bandit chooses among arms. We compare both on forty hives over two summers.

Slow reading of long papers

Readers who take notes remember more. We measure how much more, for whom, and for how long after the last page.
"""

TITLES = [
    "Counting foxes at night with quiet cameras",
    "Hens that learn in context from a few examples",
    "River maps from satellite pictures",
    "Honey bees as optimisers",
    "Slow reading of long papers",
]


@pytest.fixture(scope="module", autouse=True)
def _quick_worker() -> Iterator[None]:
    """Have each worker process forked from one that has loaded what a worker loads, which takes most of a second.

    It runs the same code at the end of the same pipe; that it starts from nothing too is for `tests/worker/` to show.
    """
    if "forkserver" not in multiprocessing.get_all_start_methods():
        yield
        return
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["readinglist.worker.process", "readinglist.worker.jobs"])
    forkserver.ensure_running()
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr("readinglist.worker.client.get_context", lambda method: context)
        yield


@pytest.fixture(scope="module", autouse=True)
def _prompt_index() -> Iterator[None]:
    """Have the index told of changes sooner; the delays only save work, and a person waits until all is done."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr("readinglist.desktop.work.workspace.INDEX_AFTER_START_MS", 10)
        monkeypatch.setattr("readinglist.desktop.work.workspace.INDEX_AFTER_MS", 10)
        monkeypatch.setattr("readinglist.desktop.work.workspace.INDEX_AFTER_NOTE_MS", 50)
        yield


class User:
    """What a person does and sees."""

    def __init__(self, library: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.library, self.cache = library, cache
        self._monkeypatch = monkeypatch
        self._app: App | None = None

    # doing

    def starts(self) -> None:
        """Start the program and wait for the window."""
        qt = QApplication.instance()
        assert isinstance(qt, QApplication)
        self._app = App(qt, self.library, self.cache)
        self._app.start()
        self.window.activateWindow()
        self.waits_until(lambda: self._app is not None and self._app.workspace is not None)
        self.waits()

    def quits(self) -> None:
        """Quit as a person does, and wait until all is over."""
        app = self._app
        if app is not None:
            app.window.close()
            self._app = None
            app.window.deleteLater()
            app.deleteLater()
            # Without a running event loop only this deletes it; each window that stays makes the next one slower.
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def restarts(self) -> None:
        """Quit and start again."""
        self.quits()
        self.starts()

    def presses(self, *keys: str) -> None:
        """Press keys, one after another, wherever the keyboard is."""
        for key in keys:
            QTest.keySequence(self._keyboard(), QKeySequence(key))
            QApplication.processEvents()
        self.waits()

    def types(self, text: str) -> None:
        """Type a text wherever the keyboard is."""
        QTest.keyClicks(self._keyboard(), text)
        self.waits()

    def clicks(self, widget: QWidget) -> None:
        """Click in the middle of something."""
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
        self.waits()

    def opens_another_window(self) -> "User":
        """Open the same library in a second window."""
        other = User(self.library, self.cache, self._monkeypatch)
        other.starts()
        return other

    def imports(self, *files: Path) -> None:
        """Import files by key and dialog."""
        self._monkeypatch.setattr("readinglist.desktop.desk.ask_for_files", lambda parent: list(files))
        self.presses("Ctrl+I")
        self._sees_a_preview_or_a_banner()
        if self.preview is not None:
            self.accepts_the_preview()

    def accepts_the_preview(self) -> None:
        """Press Enter in the preview of an import, and wait until it is done."""
        QTest.keyClick(self.preview, Qt.Key.Key_Return)
        self.waits_until(lambda: self.preview is None and not self.banner.startswith("Importing"))
        self.window.activateWindow()  # where no window manager does it
        self.waits()

    def pastes(self, text: str) -> None:
        """Have a text on the clipboard and paste it."""
        QApplication.clipboard().setText(text)
        self.presses("Ctrl+V")
        self._sees_a_preview_or_a_banner()

    def _sees_a_preview_or_a_banner(self) -> None:
        self.waits_until(lambda: self.preview is not None or (self.banner and not self.banner.startswith("Reading")))

    def searches(self, text: str) -> None:
        """Type a search in place of the one that is there."""
        self.presses("/")
        self.presses("Ctrl+A", "Del")
        self.types(text)

    def looks_at(self, what: Scope | Status) -> None:
        """Choose something in the sidebar."""
        self.desk.sidebar.set_scope(Scope.of_status(what) if isinstance(what, Status) else what)
        self.waits()

    # seeing

    @property
    def window(self) -> MainWindow:
        """The window."""
        assert self._app is not None
        return self._app.window

    @property
    def desk(self) -> Desk:
        """What is in the window."""
        assert self._app is not None
        assert self._app.desk is not None
        return self._app.desk

    @property
    def worker(self) -> int:
        """The worker's process."""
        assert self._app is not None
        assert self._app.workspace is not None
        assert self._app.workspace.worker_pid is not None
        return self._app.workspace.worker_pid

    @property
    def preview(self) -> ImportDialog | None:
        """The preview of an import, while it is shown."""
        return next((dialog for dialog in self.window.findChildren(ImportDialog) if dialog.isVisible()), None)

    @property
    def titles(self) -> list[str]:
        """The titles in the list, from top to bottom."""
        model = self.desk.papers.model
        return [model.index(row, 0).data() for row in range(model.rowCount())]

    @property
    def paper(self) -> str:
        """The title in the pane; empty where there is none."""
        details = self.desk.details
        return details.title.text if details.paper_id is not None else ""

    def hint(self, row: int) -> str:
        """What stands beside the authors in a row of the list."""
        hint: str = self.desk.papers.model.index(row, 0).data(HINT_ROLE)
        return hint

    @property
    def banner(self) -> str:
        """What the banner says."""
        banner = self.desk.banner
        return banner.text if banner.isVisible() else ""

    def count(self, what: Scope | Status) -> int:
        """The number beside an entry of the sidebar."""
        scope = Scope.of_status(what) if isinstance(what, Status) else what
        return self.desk.sidebar.count_of(scope)

    # waiting

    def waits(self) -> None:
        """Wait until the program has nothing more to do."""
        QApplication.processEvents()  # the page follows the list one turn later
        self.waits_until(lambda: self._app is None or self._app.workspace is None or not self._app.workspace.busy)
        QApplication.processEvents()

    def waits_until(self, come_true: Callable[[], object]) -> None:
        """Wait for something to come true."""
        end = time.monotonic() + PATIENCE_SECONDS
        while not come_true():
            assert time.monotonic() < end, "it did not come true"
            QApplication.processEvents()
            time.sleep(0.005)

    def waits_for(self, milliseconds: int) -> None:
        """Do nothing for a while."""
        QTest.qWait(milliseconds)

    def _keyboard(self) -> QWidget:
        return QApplication.focusWidget() or self.window


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A papers page of five papers."""
    file = tmp_path / "page.txt"
    file.write_text(PAGE)
    return file


@pytest.fixture
def titles() -> list[str]:
    """The titles of the page, in its order."""
    return list(TITLES)


@pytest.fixture
def user(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[User]:
    """A person in front of the open window of an empty library."""
    person = User(tmp_path / "library", tmp_path / "cache", monkeypatch)
    person.starts()
    yield person
    person.quits()


@pytest.fixture(scope="module")
def shared_reader(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[User]:
    """One person for many searches: the first paper is queued, has 4 stars, a heart, a tag and a note."""
    folder = tmp_path_factory.mktemp("shared-reader")
    (folder / "page.txt").write_text(PAGE)
    with pytest.MonkeyPatch.context() as monkeypatch:
        person = User(folder / "library", folder / "cache", monkeypatch)
        person.starts()
        person.imports(folder / "page.txt")
        person.waits_until(lambda: len(person.titles) == len(TITLES))
        person.looks_at(ALL_PAPERS)
        person.presses("Q", "4", "S", "T")
        person.types("night work")
        person.presses("Return", "Esc", "N")
        person.types("an owl saw it too")
        person.presses("Esc")
        yield person
        person.quits()


@pytest.fixture
def reader(user: User, page: Path) -> User:
    """The same person, with the five papers of the page in the library."""
    user.imports(page)
    user.waits_until(lambda: len(user.titles) == len(TITLES))
    return user
