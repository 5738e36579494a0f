"""Builds the window, wires it to its library, and runs it; the only module that sees all layers."""

import gc
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
from readinglist.desktop.furnishing import furnish
from readinglist.desktop.look.fonts import load_packaged_fonts
from readinglist.desktop.look.theme import Theme
from readinglist.desktop.main_window import MainWindow
from readinglist.desktop.work.turns import in_turns
from readinglist.errors import UserError
from readinglist.settings import Services, Settings, WindowPlace

if TYPE_CHECKING:  # the window is painted before any of these is loaded
    from readinglist.desktop.desk import Desk
    from readinglist.desktop.work.open_library import Opened
    from readinglist.desktop.work.workspace import Workspace

_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")

UNPAINTED_MS = 200
"""How long the first painting is waited for: a window that is shown out of sight is not painted at all."""

SETTLED_MS = 400
"""How long nothing must go on before a picture is taken."""


class App(QObject):
    """One window on one library, from the first picture to the last save.

    The window is painted empty; then come the desk's panels, one in a turn of the event loop; then the library, which
    is loaded in a thread. So the window is never away for long.
    """

    furnished = Signal()
    """The window has its desk."""

    opened = Signal()
    """The desk has its library."""

    _loaded = Signal(object)

    def __init__(self, qt: QApplication, library_folder: Path, cache_folder: Path) -> None:
        super().__init__()
        self._folders = library_folder, cache_folder
        self._settings, notes = settings.load(Settings, paths.settings_file())
        self._place, more_notes = settings.load(WindowPlace, paths.window_file())
        self._services, further_notes = settings.load(Services, paths.services_file())
        self._notes = (*notes, *more_notes, *further_notes)
        load_packaged_fonts()
        self.theme = Theme(qt, self._settings.theme)
        self.window = MainWindow(self.theme, self._place)
        self.desk: Desk | None = None
        self.workspace: Workspace | None = None
        self._closed = False
        self._panels = furnish(self.theme, self._settings, self._place)
        self._loader = threading.Thread(target=self._load, name="load")
        self.window.closing.connect(self._close)
        self._loaded.connect(self._open)

    def start(self) -> None:
        """Show the window, and make the rest once it is painted; garbage is collected again when all is there."""
        gc.disable()
        begin = QTimer(self, singleShot=True, interval=UNPAINTED_MS)
        begin.timeout.connect(lambda: in_turns(self._panels, self, self._take_desk))
        self.window.painted.connect(lambda: begin.start(0))
        begin.start()
        self.window.show()

    def _take_desk(self, desk: "Desk") -> None:
        self.desk = desk
        desk.settings_changed.connect(lambda kept: self._keep(kept, paths.settings_file()))
        self.window.furnish(desk)
        QApplication.setWindowIcon(QIcon(str(paths.resource("readinglist.svg"))))
        if self._notes:
            desk.messages.failed(UserError(" ".join(self._notes)))
        self.furnished.emit()
        QTimer.singleShot(0, self._loader.start)

    def _load(self) -> None:
        try:
            from readinglist.desktop.work.open_library import open_library

            self._loaded.emit(open_library(self._folders[0]))
        except Exception as error:  # noqa: BLE001  whatever it is, the window tells it
            self._loaded.emit(error)

    def _open(self, loaded: "Opened | Exception") -> None:
        from readinglist.desktop.work.tasks import Tasks
        from readinglist.desktop.work.workspace import Workspace
        from readinglist.worker.client import WorkerClient

        desk = self.desk
        assert desk is not None
        if isinstance(loaded, Exception):
            gc.enable()
            desk.messages.failed(loaded)
            return
        if self._closed:
            loaded.library.close()
            return
        tasks = Tasks(WorkerClient(*self._folders), self)
        tasks.failed.connect(desk.messages.failed)
        self.workspace = Workspace(loaded.library, self._folders[1], tasks, self._services)
        desk.open(self.workspace, loaded.counts)
        for label in loaded.cut_short:
            desk.tell_cut_short(label)
        self.opened.emit()

    def _keep(self, kept: Settings | WindowPlace, file: Path) -> None:
        try:
            settings.save(kept, file)
        except OSError as error:
            trouble = UserError(f"{file} could not be written: {error.strerror}.")
            if self.desk is not None:
                self.desk.messages.failed(trouble)

    def _close(self, place: WindowPlace) -> None:
        self._keep(place, paths.window_file())
        self._closed = True
        self._panels.close()
        if self._loader.ident is not None:
            self._loader.join()
            QCoreApplication.sendPostedEvents(self)  # a library that was loaded meanwhile is let go of
        if self.workspace is not None:
            self.workspace.close()
            self.workspace = None
        gc.enable()


def run(library_folder: Path, cache_folder: Path, *, screenshot: Path | None = None) -> int:
    """Open the window and stay until it is closed; with `screenshot`, until a picture of it is saved.

    Returns:
        The exit code: 1 where the picture could not be taken.

    Raises:
        UserError: There is no screen to open it on.
    """
    if _screenless(sys.platform, os.environ):
        raise UserError("There is no screen to open the window on.", "All other commands work without one.")
    qt = application()
    app = App(qt, library_folder, cache_folder)
    _tell_bugs(app)
    app.start()
    if screenshot is not None:
        _take_picture(app, screenshot)
    return qt.exec()


def application() -> QApplication:
    """Make the QApplication: its name, and the style that the themes are made for."""
    qt = QApplication([*sys.argv[:1], "-style", "Fusion"])  # `setStyle` would make Python's idea of a style first
    qt.setApplicationName("Reading List")
    qt.setDesktopFileName("readinglist")
    return qt


def _screenless(platform: str, environment: Mapping[str, str]) -> bool:
    """Whether Qt would find no screen, and abort; only X and Wayland say so beforehand."""
    return platform == "linux" and not any(environment.get(name) for name in _SCREENS)


def _tell_bugs(app: App) -> None:
    """Have what no one catches told in the window, and in the log."""

    def tell(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if app.desk is None:
            sys.__excepthook__(kind, error, trace)
            QApplication.exit(1)
        else:
            app.desk.messages.failed(error.with_traceback(trace))

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
