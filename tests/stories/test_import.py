"""Ways in: paste and drop, with a look before anything is stored, and reports to look at again."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from readinglist.desktop.importing.import_choices import StatusChoice, TagChoice
from readinglist.desktop.importing.report_dialog import ReportDialog
from readinglist.desktop.importing.reports_dialog import ReportsDialog
from readinglist.domain.query.scope import ALL_PAPERS, Scope
from readinglist.domain.status import Status

User = Any

BIB = """@article{luk2024,
  title = {Counting foxes at night with quiet cameras},
  author = {Łuk, Ana and Byrne, Tom},
  year = 2024,
  journal = {Journal of Hedges},
  doi = {10.1000/foxes}
}
@article{broken, title = {No end
"""


def test_nothing_is_stored_before_it_is_wanted(user: User) -> None:
    user.pastes(BIB)
    assert user.preview is not None
    assert user.desk.empty.isVisible()
    QTest.keyClick(user.preview, Qt.Key.Key_Escape)
    user.waits_until(lambda: user.preview is None)
    user.waits()
    assert user.desk.empty.isVisible()


def test_a_pasted_bibliography_enriches_and_touches_no_state(reader: User, titles: list[str]) -> None:
    reader.looks_at(ALL_PAPERS)
    reader.presses("Q", "4", "N")
    reader.types("mine")
    reader.presses("Esc")
    reader.pastes(BIB)
    reader.accepts_the_preview()
    reader.waits_until(lambda: reader.desk.details.authors.text == "Ana Łuk, Tom Byrne")
    line = reader.desk.papers.model.index(0, 0).data(0x0100)
    assert (line.status, line.rating, line.year, line.has_note) == (Status.QUEUED, 4, 2024, True)
    assert len(reader.titles) == 5
    assert "1 failed" in reader.banner
    reader.presses("Ctrl+Z")
    reader.waits_until(lambda: reader.desk.details.authors.text == "")


def test_status_and_tag_can_be_chosen_first(user: User) -> None:
    user.pastes("2409.13948 https://doi.org/10.1000/hens")
    user.preview.findChild(StatusChoice).set_status(Status.READING)
    user.preview.findChild(TagChoice).setText("found today")
    user.accepts_the_preview()
    user.waits_until(lambda: user.count(Status.READING) == 2)
    assert user.count(Scope.of_tag("found today")) == 2
    user.looks_at(ALL_PAPERS)
    assert user.titles == ["arXiv:2409.13948", "doi:10.1000/hens"]


def test_dropped_files_come_in(user: User, page: Path, titles: list[str]) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(page))])
    drop = QDropEvent(
        QPointF(50, 50),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    user.desk.dropEvent(drop)
    user.waits_until(lambda: user.preview is not None)
    user.accepts_the_preview()
    user.waits_until(lambda: user.titles == titles)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"%PDF-1.7 x", "is a damaged PDF"),
        (b"\0\1\2\3" * 100, "is not text"),
        (b"Dear Ana, thank you for the jam.\n", "holds no papers"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_name(user: User, tmp_path: Path, content: bytes, said: str) -> None:
    file = tmp_path / "some file.txt"
    file.write_bytes(content)
    user.imports(file)
    user.waits_until(lambda: said in user.banner)
    assert "some file.txt" in user.banner
    assert user.desk.empty.isVisible()


def test_reports_can_be_looked_at_again(reader: User) -> None:
    reader.desk.imports.show_reports()
    QApplication.processEvents()
    [dialog] = reader.window.findChildren(ReportsDialog)
    assert dialog.isVisible()
    QTest.keyClick(QApplication.focusWidget() or dialog, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert any(isinstance(shown, ReportDialog) and shown.isVisible() for shown in QApplication.topLevelWidgets())
    for shown in QApplication.topLevelWidgets():
        if isinstance(shown, ReportDialog | ReportsDialog):
            shown.close()


def test_after_the_first_import_the_keyboard_is_in_the_list(user: User, page: Path, titles: list[str]) -> None:
    user.imports(page)
    user.waits_until(lambda: user.desk.papers.table.hasFocus() and user.paper == titles[0])
    user.presses("Q", "E")
    assert (user.count(Status.QUEUED), user.count(Status.READ)) == (1, 1)
    assert user.titles == titles[2:], "in the inbox the next paper comes by itself"


def test_a_search_that_found_nothing_gives_the_keyboard_back(reader: User) -> None:
    reader.searches("zzyzx")
    reader.presses("Esc")
    reader.waits_until(reader.desk.papers.table.hasFocus)


BEES = [("Counting Bees With Cheap Microphones", 18, 700), ("We hang microphones in forty gardens.", 10, 600)]


def drop(user: User, *paths: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    where, button, plain = QPointF(50, 50), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    user.desk.dropEvent(QDropEvent(where, Qt.DropAction.CopyAction, mime, button, plain))


def test_a_dropped_pdf_is_looked_at_corrected_imported_and_opened(
    user: User, tmp_path: Path, write_pdf: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write_pdf(tmp_path / "bees.pdf", BEES)
    drop(user, file)
    user.waits_until(lambda: user.preview is not None)
    row = user.preview.table.rows.row(0)
    assert (row.title, row.badge.text) == ("Counting Bees With Cheap Microphones", "Check")
    assert row.detail == "Title guessed from the first page: check it"
    QTest.keyClick(user.preview.table, Qt.Key.Key_F2)
    QTest.keyClicks(QApplication.focusWidget(), "Counting Bees by Ear")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    user.waits_until(lambda: user.preview.table.rows.row(0).badge.text == "New")
    assert user.preview.isVisible(), "Enter in the field is about the field"
    user.accepts_the_preview()
    user.waits_until(lambda: user.titles == ["Counting Bees by Ear"])
    opened: list[QUrl] = []
    monkeypatch.setattr("readinglist.desktop.opening.QDesktopServices.openUrl", opened.append)
    user.presses("O")
    [url] = opened
    assert url.fileName() == "Counting Bees by Ear.pdf"
    assert Path(url.toLocalFile()).read_bytes() == file.read_bytes()
    user.presses("Ctrl+Z")
    user.waits_until(lambda: user.desk.empty.isVisible())


def test_a_dropped_folder_comes_in_with_the_files_of_its_bibliography(
    user: User, tmp_path: Path, write_pdf: Callable[..., Path]
) -> None:
    folder = tmp_path / "Papers"
    folder.mkdir()
    write_pdf(folder / "bees.pdf", BEES)
    write_pdf(folder / "hens.pdf", [("Hens That Sleep in Rows", 18, 700), *BEES[1:]])
    (folder / "my.bib").write_text("@misc{bees, title = {Bees, Heard}, author = {Byrne, Ana}, file = {:bees.pdf:PDF}}")
    drop(user, folder)
    user.waits_until(lambda: user.preview is not None)
    user.accepts_the_preview()
    user.waits_until(lambda: sorted(user.titles) == ["Bees, Heard", "Hens That Sleep in Rows"])
    assert sorted(file.name for file in (user.library / "files").rglob("*.pdf")) == [
        "Byrne - Bees, Heard.pdf",
        "Hens That Sleep in Rows.pdf",
    ]
    drop(user, folder)
    user.waits_until(lambda: user.banner == "2 papers unchanged.")


def test_reading_a_folder_can_be_stopped(
    user: User, tmp_path: Path, write_pdf: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "Papers"
    folder.mkdir()
    for number in range(40):
        write_pdf(
            folder / f"{number:03}.pdf",
            [
                (f"Bees of Garden {number}", 18, 700),
                *[(f"{line} word " * 9, 10, 500 - 2 * line) for line in range(250)],
            ],
        )
    monkeypatch.setattr("readinglist.desktop.importing.imports.ask_for_folder", lambda parent: folder)
    QTest.keySequence(user.window, QKeySequence("Ctrl+Shift+I"))
    user.waits_until(lambda: re.fullmatch(r"Reading \d+ of 40", user.banner))
    [cancel] = [button for button in user.desk.banner.findChildren(QPushButton) if button.text() == "Cancel"]
    QTest.mouseClick(cancel, Qt.MouseButton.LeftButton)
    user.waits_until(lambda: user.banner == "The import was stopped. Nothing of it was kept.")
    assert user.preview is None
    assert user.desk.empty.isVisible()
