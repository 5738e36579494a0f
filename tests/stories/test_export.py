"""Papers leave: into a file, onto the clipboard, into a file that follows the library."""

import json
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from readinglist.desktop.exporting.export_dialog import ExportDialog, Which
from readinglist.domain.paper import Paper
from readinglist.domain.query.scope import ALL_PAPERS, READ_NEXT
from readinglist.exporting.exports import Manner
from readinglist.exporting.profile import Profile
from readinglist.library import papers
from readinglist.library.library import Library
from readinglist.worker.messages import JobCancelledError

User = Any


@pytest.fixture(autouse=True)
def _prompt_live_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """The delay only spares work."""
    monkeypatch.setattr("readinglist.desktop.work.outgoing.LIVE_AFTER_START_MS", 20)
    monkeypatch.setattr("readinglist.desktop.work.outgoing.LIVE_AFTER_MS", 20)
    monkeypatch.setattr("readinglist.desktop.work.outgoing.RETRY_AFTER_MS", 100)


def dialog(reader: User) -> ExportDialog:
    reader.presses("Ctrl+E")
    reader.waits_until(lambda: reader.window.findChildren(ExportDialog))
    [asked] = reader.window.findChildren(ExportDialog)
    reader.waits_until(asked.isVisible)
    return asked


def accepts(reader: User, asked: ExportDialog) -> None:
    QTest.keyClick(asked, Qt.Key.Key_Return)
    reader.waits_until(lambda: not reader.window.findChildren(ExportDialog))
    reader.window.activateWindow()
    reader.waits()


def test_the_list_is_written_to_a_file_in_its_order_and_nothing_private_leaves(reader: User, tmp_path: Path) -> None:
    reader.looks_at(ALL_PAPERS)
    reader.presses("4", "S", "T")
    reader.types("qqhush")
    reader.presses("Return", "Esc")
    asked = dialog(reader)
    assert asked.which.choice is Which.LISTED
    assert asked.go.text() == "Export 5 papers"
    asked.file.setText(str(tmp_path / "den.json"))
    asked.format.choose("csl-json")
    accepts(reader, asked)
    reader.waits_until(lambda: reader.banner == "5 papers written to den.json.")
    text = (tmp_path / "den.json").read_text("utf-8")
    assert [item["title"] for item in json.loads(text)] == reader.titles
    assert "qqhush" not in text
    assert len({item["id"] for item in json.loads(text)}) == 5


def test_the_selection_moves_with_all_that_is_kept_of_it(reader: User, tmp_path: Path) -> None:
    reader.looks_at(ALL_PAPERS)
    reader.presses("Q", "Home", "Shift+Down")
    asked = dialog(reader)
    assert asked.which.choice is Which.SELECTED
    assert not asked.keep.isEnabled()
    asked.profile.choose(Profile.MOVING)
    asked.file.setText(str(tmp_path / "two.bib"))
    accepts(reader, asked)
    reader.waits_until(lambda: reader.banner == "2 papers written to two.bib.")
    text = (tmp_path / "two.bib").read_text("utf-8")
    assert text.count("x-readinglist-status =") == 2
    assert "x-readinglist-status = {queued}" in text


def test_what_cannot_be_written_is_said_and_escape_writes_nothing(reader: User, tmp_path: Path) -> None:
    asked = dialog(reader)
    asked.file.setText(str(tmp_path / "nowhere" / "x.bib"))
    QTest.keyClick(asked, Qt.Key.Key_Escape)
    reader.waits_until(lambda: not reader.window.findChildren(ExportDialog))
    reader.window.activateWindow()  # where no window manager does it
    reader.waits()
    assert "written" not in reader.banner
    asked = dialog(reader)
    asked.file.setText(str(tmp_path / "nowhere" / "x.bib"))
    accepts(reader, asked)
    reader.waits_until(lambda: "could not be written" in reader.banner)


def test_bibtex_and_citations_go_to_the_clipboard_and_the_style_is_kept(reader: User) -> None:
    reader.looks_at(ALL_PAPERS)
    reader.presses("T")
    reader.types("qqhush")
    reader.presses("Return", "Esc", "Home", "Ctrl+Shift+C")
    reader.waits_until(lambda: reader.banner == "BibTeX of 1 paper copied.")
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("@misc{")
    assert reader.titles[0].split()[-1] in copied
    assert "qqhush" not in copied
    reader.presses("Ctrl+Shift+C")
    assert QGuiApplication.clipboard().text() == copied
    reader.desk.exports.citing.copy_as("ieee")
    reader.waits_until(lambda: reader.banner == "1 citation copied, in the style IEEE.")
    assert QGuiApplication.clipboard().text().startswith("[1] “")
    reader.restarts()
    QGuiApplication.clipboard().setText("")
    reader.presses("C")
    reader.waits_until(lambda: reader.banner == "1 citation copied, in the style IEEE.")
    mime = QGuiApplication.clipboard().mimeData()
    assert mime.hasHtml()
    assert mime.text().startswith("[1] “")
    assert "qqhush" not in mime.text() + mime.html()


def test_giving_a_key_is_nothing_to_undo(reader: User) -> None:
    reader.looks_at(ALL_PAPERS)
    reader.presses("4", "Ctrl+Shift+C", "Ctrl+Z")
    reader.waits_until(lambda: reader.banner == "Undone: Rate 4 stars.")


def test_a_file_follows_the_library_until_somebody_else_changes_it(reader: User, tmp_path: Path) -> None:
    file = tmp_path / "live.bib"
    reader.looks_at(ALL_PAPERS)
    reader.searches("status:queued")
    reader.waits_until(lambda: reader.titles == [])
    reader.searches("")
    reader.presses("Esc", "Q")
    reader.searches("status:queued")
    reader.waits_until(lambda: len(reader.titles) == 1)
    asked = dialog(reader)
    asked.choose_which(Which.LISTED)
    asked.file.setText(str(file))
    asked.keep.setChecked(True)
    accepts(reader, asked)
    reader.waits_until(lambda: "kept up to date from now on" in reader.banner)
    assert file.read_text("utf-8").count("@misc{") == 1

    reader.searches("")
    reader.presses("Esc")
    reader.looks_at(ALL_PAPERS)
    reader.waits_until(lambda: len(reader.titles) == 5)
    reader.presses("Home", "Ctrl+A", "Q")
    reader.waits_until(lambda: file.read_text("utf-8").count("@misc{") == 5)

    file.write_text("% mine\n", "utf-8")
    reader.presses("J", "D")
    reader.waits_until(lambda: "changed by somebody else" in reader.banner)
    assert file.read_text("utf-8") == "% mine\n"
    reader.restarts()
    reader.waits_until(lambda: "changed by somebody else" in reader.banner)
    overwrite, forget = reader.desk.banner._buttons
    assert (overwrite.text(), forget.text()) == ("Overwrite", "Forget it")
    reader.clicks(overwrite)
    reader.waits_until(lambda: file.read_text("utf-8").count("@misc{") == 4)
    reader.waits_until(lambda: file.read_text("utf-8").count("@misc{") == 4)

    file.write_text("% mine again\n", "utf-8")
    reader.presses("Ctrl+Z")
    reader.waits_until(lambda: "changed by somebody else" in reader.banner)
    reader.clicks(reader.desk.banner._buttons[1])
    reader.waits_until(lambda: "no longer" in reader.banner)
    assert file.read_text("utf-8") == "% mine again\n"


def test_what_to_read_next_is_no_list_that_a_file_could_follow(reader: User) -> None:
    reader.looks_at(READ_NEXT)
    reader.waits()
    asked = dialog(reader)
    assert asked._passing == {Which.SELECTED, Which.LISTED}
    QTest.keyClick(asked, Qt.Key.Key_Escape)


def test_a_missing_folder_is_said_once_and_the_file_written_when_it_is_there(reader: User, tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    asked = dialog(reader)
    asked.choose_which(Which.ALL)
    asked.file.setText(str(folder / "live.bib"))
    asked.keep.setChecked(True)
    accepts(reader, asked)
    reader.waits_until(lambda: "waits for its folder" in reader.banner)
    folder.mkdir()
    reader.waits_until((folder / "live.bib").exists)


def test_many_are_written_by_the_worker_and_can_be_stopped(user: User, tmp_path: Path) -> None:
    with closing(Library(user.library, origin="test")) as library, library.transaction("Import") as tx:
        papers.add_all(tx, [Paper(f"Letter {number} from the lighthouse", type="book") for number in range(300)])
    user.restarts()
    asked = dialog(user)
    assert asked.which.choice is Which.LISTED
    file = tmp_path / "all.bib"
    asked.file.setText(str(file))
    accepts(user, asked)
    user.waits_until(lambda: user.banner == "300 papers written to all.bib.")
    assert file.read_text("utf-8").count("@book{") == 300
    file.unlink()
    outgoing, heard = user.desk._workspace.outgoing, []
    cancel = outgoing.write(user.desk, None, Manner(), file, heard.append, heard.append, lambda done, total: None)
    cancel()
    user.waits_until(lambda: heard)
    assert isinstance(heard[0], JobCancelledError)
    assert not file.exists()
    user.presses("Ctrl+A")
    user.desk.exports.citing.copy_as("nature")
    user.waits_until(lambda: user.banner == "300 citations copied, in the style Nature.")
    assert QGuiApplication.clipboard().text().count("\n") == 299
