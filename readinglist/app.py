"""Builds the window, wires it to its library, and runs it; the only module that sees all layers."""

import os
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from readinglist import paths, settings
from readinglist.desktop.look.fonts import load_packaged_fonts
from readinglist.desktop.look.theme import Theme
from readinglist.desktop.main_window import MainWindow
from readinglist.desktop.tasks import Tasks
from readinglist.errors import UserError
from readinglist.settings import Settings, WindowPlace
from readinglist.worker.client import WorkerClient

if TYPE_CHECKING:  # it loads the store, for which the window does not wait
    from readinglist.desktop.open_library import Opened
    from readinglist.desktop.workspace import Workspace

_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")

SETTLED_MS = 400
"""How long nothing must go on before a picture is taken."""


class App(QObject):
    """One window on one library, from the first picture to the last save."""

    opened = Signal()
    """The window has its library."""

    _loaded = Signal(object)

    def __init__(self, qt: QApplication, library_folder: Path, cache_folder: Path) -> None:
        super().__init__()
        self._folders = library_folder, cache_folder
        kept, notes = settings.load(Settings, paths.settings_file())
        place, more_notes = settings.load(WindowPlace, paths.window_file())
        self._notes = (*notes, *more_notes)
        load_packaged_fonts()
        self.theme = Theme(qt, kept.theme)
        self.window = MainWindow(self.theme, kept, place)
        self.workspace: Workspace | None = None
        self._closed = False
        self._loader = threading.Thread(target=self._load, name="load")
        self.window.settings_changed.connect(lambda kept: self._keep(kept, paths.settings_file()))
        self.window.closing.connect(self._close)
        self._loaded.connect(self._open)

    def start(self) -> None:
        """Show the window, and load the library once it is painted."""
        self.window.show()
        QTimer.singleShot(0, self._loader.start)

    def _load(self) -> None:
        try:
            from readinglist.desktop.open_library import open_library

            self._loaded.emit(open_library(*self._folders))
        except Exception as error:  # noqa: BLE001  whatever it is, the window tells it
            self._loaded.emit(error)

    def _open(self, loaded: "Opened | Exception") -> None:
        from readinglist.desktop.workspace import Workspace

        if isinstance(loaded, Exception):
            self.window.messages.failed(loaded)
            return
        if self._closed:
            loaded.library.close()
            return
        tasks = Tasks(WorkerClient(*self._folders), self)
        tasks.failed.connect(self.window.messages.failed)
        self.workspace = Workspace(loaded.library, loaded.index, tasks)
        self.window.open(self.workspace, loaded.counts)
        for label in loaded.cut_short:
            self.window.tell_cut_short(label)
        if self._notes:
            self.window.messages.failed(UserError(" ".join(self._notes)))
        self.opened.emit()

    def _keep(self, kept: Settings | WindowPlace, file: Path) -> None:
        try:
            settings.save(kept, file)
        except OSError as error:
            self.window.messages.failed(UserError(f"{file} could not be written: {error.strerror}."))

    def _close(self, place: WindowPlace) -> None:
        self._keep(place, paths.window_file())
        self._closed = True
        if self._loader.ident is not None:
            self._loader.join()
            QCoreApplication.sendPostedEvents(self)  # a library that was loaded meanwhile is let go of
        if self.workspace is not None:
            self.workspace.close()
            self.workspace = None


def run(library_folder: Path, cache_folder: Path, *, screenshot: Path | None = None) -> int:
    """Open the window and stay until it is closed; with `screenshot`, until a picture of it is saved.

    Returns:
        The exit code: 1 where the picture could not be taken.

    Raises:
        UserError: There is no screen to open it on.
    """
    if _screenless(sys.platform, os.environ):
        raise UserError("There is no screen to open the window on.", "All other commands work without one.")
    qt = QApplication(sys.argv[:1])
    qt.setApplicationName("Reading List")
    qt.setDesktopFileName("readinglist")
    qt.setWindowIcon(QIcon(str(paths.resource("readinglist.svg"))))
    app = App(qt, library_folder, cache_folder)
    _tell_bugs(app)
    app.start()
    if screenshot is not None:
        _take_picture(app, screenshot)
    return qt.exec()


def _screenless(platform: str, environment: Mapping[str, str]) -> bool:
    """Whether Qt would find no screen, and abort; only X and Wayland say so beforehand."""
    return platform == "linux" and not any(environment.get(name) for name in _SCREENS)


def _tell_bugs(app: App) -> None:
    """Have what no one catches told in the window, and in the log."""

    def tell(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        app.window.messages.failed(error.with_traceback(trace))

    sys.excepthook = tell


def _take_picture(app: App, file: Path) -> None:
    """Save a picture of the window once it has its library and nothing has gone on for a while; then quit."""
    quiet = QTimer(app, interval=SETTLED_MS, singleShot=True)
    watch = QTimer(app, interval=50)

    def look() -> None:
        if app.workspace is None or app.workspace.busy:
            quiet.stop()
        elif not quiet.isActive():
            quiet.start()

    def take() -> None:
        saved = app.window.grab().save(str(file))
        app.window.close()
        if not saved:
            print(f"{file} could not be written.", file=sys.stderr)  # noqa: T201  there is no window any more
        QApplication.exit(0 if saved else 1)

    watch.timeout.connect(look)
    quiet.timeout.connect(take)
    watch.start()
