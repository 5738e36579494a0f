"""Opening: painted before the library is there, plain about what cannot be opened, a picture on request."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from readinglist.app import App
from readinglist.settings import Density, Settings, load


def start(qapp: QApplication, folder: Path) -> App:
    app = App(qapp, folder / "library", folder / "cache")
    app.start()
    return app


def closed(app: App) -> None:
    app.window.close()
    app.window.deleteLater()
    app.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_the_window_is_there_before_its_library(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    app = start(qapp, tmp_path)
    assert app.window.isVisible()
    assert app.workspace is None
    with qtbot.waitSignal(app.opened, timeout=20_000):
        pass
    closed(app)
    assert [file.name for file in (tmp_path / "library").iterdir()] == ["library.sqlite"]


def test_a_window_closed_at_once_leaves_nothing_behind(qapp: QApplication, tmp_path: Path) -> None:
    app = start(qapp, tmp_path)
    closed(app)


def test_what_is_no_library_is_said(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    (tmp_path / "library").mkdir()
    file = tmp_path / "library" / "library.sqlite"
    file.write_text("this is a shopping list, and long enough to be looked at as a database header would be " * 20)
    app = start(qapp, tmp_path)
    qtbot.waitUntil(lambda: app.desk is not None and app.desk.banner.isVisible(), timeout=20_000)
    assert str(file) in app.desk.banner.text
    closed(app)
    assert file.read_text().startswith("this is a shopping list")


def test_settings_and_place_are_kept(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    app = start(qapp, tmp_path)
    qtbot.waitSignal(app.opened, timeout=20_000).wait()
    app.desk.toggle_density()
    app.window.resize(1200, 700)
    closed(app)
    again = start(qapp, tmp_path)
    assert (again.window.width(), again.window.height()) == (1200, 700)
    qtbot.waitSignal(again.opened, timeout=20_000).wait()
    assert again.desk.papers.table.density is Density.COMPACT
    closed(again)
    settings, _ = load(Settings, Path(os.environ["XDG_CONFIG_HOME"]) / "readinglist" / "settings.toml")
    assert settings.density is Density.COMPACT


def test_a_setting_that_cannot_be_used_is_said(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    file = Path(os.environ["XDG_CONFIG_HOME"]) / "readinglist" / "settings.toml"
    file.parent.mkdir(parents=True)
    file.write_text('density = "huge"\n')
    app = start(qapp, tmp_path)
    qtbot.waitSignal(app.opened, timeout=20_000).wait()
    assert "density" in app.desk.banner.text
    closed(app)


def gui(tmp_path: Path, *words: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "readinglist", "--library", str(tmp_path / "library"), "gui", *words],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_a_picture_is_taken(tmp_path: Path) -> None:
    picture = tmp_path / "window.png"
    done = gui(tmp_path, "--screenshot", str(picture))
    assert done.returncode == 0, done.stderr
    assert QImage(str(picture)).width() == 1440


def test_a_picture_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    done = gui(tmp_path, "--screenshot", str(tmp_path / "no such folder" / "window.png"))
    assert done.returncode == 1
    assert "could not be written" in done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="only X and Wayland say beforehand that there is no screen")
def test_no_screen_is_said_plainly(tmp_path: Path) -> None:
    done = gui(tmp_path, DISPLAY="", WAYLAND_DISPLAY="", QT_QPA_PLATFORM="")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("There is no screen")


def test_only_the_bare_window_is_loaded_before_it_is_painted() -> None:
    script = (
        "import sys; import readinglist.app; slow = 'sqlmodel', 'sqlalchemy', 'whoosh', 'bibtexparser', 'tomlkit', "
        "'multiprocessing', 'readinglist.desktop.desk'; print([name for name in slow if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
