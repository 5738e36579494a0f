"""Bad input and a full disk, as a person at the window meets them.

How bad input is found is in `tests/importing/test_bad_input.py`.
"""

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QDialog

from readinglist.desktop.importing.report_dialog import ReportDialog
from readinglist.desktop.importing.reports_dialog import ReportsDialog
from readinglist.desktop.look.text_label import TextLabel
from readinglist.domain.query.scope import ALL_PAPERS

User = Any

BIB = "@misc{bees, title = {Façade bees}}\n"
CUT = f"{BIB}\n@book{{knots, title = {{Knots"


def words(dialog: QDialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(TextLabel))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("utf-16", "was read as UTF-16, as the mark at the beginning says."),
        ("latin-1", "was read as Latin-1. That is a guess"),
    ],
)
def test_the_encoding_is_told_before_and_after(user: User, tmp_path: Path, name: str, said: str) -> None:
    file = tmp_path / "old.bib"
    file.write_bytes(BIB.encode(name))
    user.desk.imports.take_files([file])
    user.waits_until(lambda: user.preview is not None)
    assert f"old.bib {said}" in words(user.preview)
    user.accepts_the_preview()
    user.waits_until(lambda: user.titles == ["Façade bees"] and user.banner == "1 paper added.")
    user.desk.imports.show_reports()
    QApplication.processEvents()
    [reports] = user.window.findChildren(ReportsDialog)
    reports.table.opened.emit(0)
    [report] = reports.findChildren(ReportDialog)
    assert f"old.bib {said}" in words(report)
    report.close()
    reports.close()


def test_what_was_whole_of_a_cut_bib_is_in_and_the_cut_is_told(user: User, tmp_path: Path) -> None:
    file = tmp_path / "cut.bib"
    file.write_text(CUT)
    user.imports(file)
    user.waits_until(lambda: user.titles == ["Façade bees"])
    assert user.banner == "1 paper added, 1 failed."
    user.clicks(user.desk.banner._buttons[0])
    QApplication.processEvents()
    [report] = user.window.findChildren(ReportDialog)
    row = report.table.rows.row(0)
    assert "cut.bib, line 3" in row.title
    assert "ends before its closing brace" in row.detail
    report.close()


def large(folder: Path) -> Path:
    with (folder / "large.txt").open("wb") as stream:
        stream.truncate(200 * 2**20)
    return folder / "large.txt"


def missing(folder: Path) -> Path:
    return folder / "gone.bib"


def empty_folder(folder: Path) -> Path:
    (folder / "empty").mkdir()
    return folder / "empty"


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (large, "is 200 MiB, larger than 64 MiB"),
        (missing, "There is no file"),
        (empty_folder, "holds neither PDFs nor bibliographies"),
    ],
)
def test_what_cannot_be_read_is_said_in_the_banner(
    user: User, tmp_path: Path, make: Callable[[Path], Path], said: str
) -> None:
    file = make(tmp_path)
    user.imports(file)
    user.waits_until(lambda: said in user.banner)
    assert str(file) in user.banner
    assert user.banner.count(". ") >= 1, "a remedy follows"


def test_a_note_that_finds_no_room_stays_in_the_editor_and_is_saved_later(reader: User) -> None:
    reader.looks_at(ALL_PAPERS)
    library = reader._app.workspace._library
    pages = "PRAGMA max_page_count={}".format

    def allow(count: int) -> None:
        connection = library._writer.raw_connection()
        connection.cursor().execute(pages(count))
        connection.close()

    allow(1)  # SQLite takes the number of pages that there are
    note = "a word on bees " * 20_000
    reader.presses("N")
    reader.desk.details.note._text.setPlainText(note)
    reader.waits_until(lambda: "the disk is full" in reader.banner)
    assert str(reader.library / "library.sqlite") in reader.banner
    assert "Free some space and try again" in reader.banner
    assert reader.desk.details.note.text == note
    assert reader.desk.details.note._state.text() == "Not saved"
    assert len(reader.titles) == 5
    allow(1_000_000)
    reader.waits_until(lambda: reader.desk.details.note._state.text() == "Saved")
    assert reader._app.workspace.details(reader.desk.papers.current_paper).note == note


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 4 MiB for the library, which only root can make."""
    disk = tmp_path / "library"
    disk.mkdir()
    asked = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(disk)]
    if os.name != "posix" or subprocess.run(asked, capture_output=True, check=False).returncode:
        pytest.skip("only root can make a small disk")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_an_import_that_finds_no_room_is_told_and_costs_nothing(small_disk: Path, reader: User, tmp_path: Path) -> None:
    entries = (f"@misc{{k{n}, title = {{Study {n} of bees}}, abstract = {{{'Bees. ' * 60}}}}}" for n in range(900))
    many = tmp_path / "many.bib"
    many.write_text("\n".join(entries))
    ballast = small_disk / "ballast"
    free = os.statvfs(small_disk)
    ballast.write_bytes(bytes(free.f_bavail * free.f_frsize - 300_000))
    reader.imports(many)
    reader.waits_until(lambda: "the disk is full" in reader.banner)
    assert "Free some space and try again" in reader.banner
    reader.looks_at(ALL_PAPERS)
    assert len(reader.titles) == 5
    ballast.unlink()
    reader.imports(many)
    reader.looks_at(ALL_PAPERS)
    reader.waits_until(lambda: len(reader.titles) == 905)
