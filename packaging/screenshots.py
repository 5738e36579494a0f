"""Takes the pictures of the README: the window on the sample papers, after an hour of somebody's reading.

Run in the project's environment: `.venv/bin/python packaging/screenshots.py`.
"""

import os
import tempfile
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer

from readinglist import paths
from readinglist.app import App, application
from readinglist.domain.query.scope import ALL_PAPERS
from readinglist.domain.status import Status
from readinglist.importing.pipeline import store
from readinglist.importing.preparing import prepare_files
from readinglist.library import notes, reading, tags
from readinglist.library.library import Library
from readinglist.settings import Appearance, Density

PICTURES = Path(__file__).parent / "screenshots"

STATES = {
    Status.READING: (17, 29, 61),
    Status.QUEUED: (16, 21, 30, 44, 14, 38, 2, 41),
    Status.SKIMMED: (36, 58, 39, 31, 48),
    Status.READ: (7, 15, 32, 60, 27, 33, 55),
    Status.DROPPED: (64, 51, 24),
}
RATINGS = {17: 5, 7: 5, 27: 5, 60: 4, 32: 4, 15: 4, 21: 4, 30: 4, 58: 4, 36: 3, 33: 3, 55: 3, 48: 3, 39: 2}
STARRED = (17, 7, 27, 21)
TAGS = {
    "in-context": (16, 17, 21, 30, 36, 41, 44, 48, 58),
    "contrastive": (2, 5, 19, 28, 32, 37, 42, 45),
    "theory": (17, 30, 38, 43, 56),
    "merging": (11, 13, 14, 40, 60),
    "classics": (7, 15, 33, 49, 55),
}
NOTE = (
    "**To check:** is the trained model closer to gradient descent or to ridge regression?\n\n"
    "- the probes answer for late layers only\n- ask Ana about noisy labels\n\nCompare with the paper on the prism."
)


def main() -> None:
    """Make a library of the sample in a place of its own, open it, and take the pictures."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CONFIG_HOME"] = folder
        library_folder = Path(folder) / "library"
        _fill(library_folder)
        qt = application()
        app = App(qt, library_folder, Path(folder) / "cache")
        app.start()
        window = app.window
        window.resize(1440, 900)
        _settle(app)
        desk = app.desk
        assert desk is not None
        PICTURES.mkdir(exist_ok=True)
        desk.sidebar.set_scope(ALL_PAPERS)
        desk.papers.search("in-context")
        _settle(app)
        desk.papers.reveal([17])
        for choice in (Appearance.LIGHT, Appearance.DARK):
            desk.use_theme(choice)
            _settle(app)
            window.grab().save(str(PICTURES / f"search-{choice}.png"))
        desk.use_theme(Appearance.LIGHT)
        desk.papers.search("")
        desk.papers.reveal([1])
        _settle(app)
        window.grab().save(str(PICTURES / "list-light.png"))
        desk.toggle_density()
        _settle(app)
        window.grab().save(str(PICTURES / f"{Density.COMPACT}-light.png"))
        window.close()


def _fill(folder: Path) -> None:
    library = Library(folder, origin="screenshots")
    store(library, prepare_files([paths.resource("sample_papers.bib")]))
    with library.transaction("An hour of reading") as tx:
        for status, ids in STATES.items():
            reading.set_status(tx, ids, status)
        for paper, rating in RATINGS.items():
            reading.set_rating(tx, [paper], rating)
        reading.set_starred(tx, STARRED, True)
        for tag, ids in TAGS.items():
            tags.add(tx, ids, tag)
        notes.write(tx, 17, NOTE)
    library.close()


def _settle(app: App, milliseconds: int = 400) -> None:
    """Wait until nothing has gone on for a while."""
    loop = QEventLoop()
    quiet = QTimer(singleShot=True, interval=milliseconds)
    watch = QTimer(interval=20)

    def look() -> None:
        if app.workspace is None or app.workspace.busy:
            quiet.start()

    watch.timeout.connect(look)
    quiet.timeout.connect(loop.quit)
    quiet.start()
    watch.start()
    loop.exec()


if __name__ == "__main__":
    main()
