"""One paper that came twice: asked about, found, merged, parted again, all by keyboard."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from readinglist.desktop.duplicates.duplicates_dialog import DuplicatesDialog
from readinglist.domain.paper import Paper
from readinglist.domain.query.scope import ALL_PAPERS
from readinglist.domain.status import Status
from readinglist.library import papers
from readinglist.library.library import Library

User = Any

FOXES = """@article{luk2024, title = {Counting foxes at night with quiet cameras},
  author = {Luk, Ana and Byrne, Tom}, year = 2024, journal = {Journal of Hedges}}
"""
NEAR = """@article{luk2025, title = {Counting foxes at night with quiet camera},
  author = {Luk, Ana and Byrne, Tom}, year = 2025, volume = 7}
"""
PREPRINT = """@misc{holm2020, title = {Honey bees as patient optimisers}, author = {Holm, Per}, year = 2020,
  eprint = {2003.00001}, archiveprefix = {arXiv}}
"""
PRINT = """@article{holm2021, title = {Honey bees as patient optimisers}, author = {Holm, Per}, year = 2021,
  journal = {Bee World}, doi = {10.1000/bees}}
"""
HENS = "@article{hens, title = {Hens that sort their grain}, author = {Roe, Jane}, year = 2019}\n"


@pytest.fixture
def bring(user: User, tmp_path: Path) -> Callable[[str], None]:
    """Imports a text as a file, with Enter in the preview, and looks at all papers."""

    def import_(text: str) -> None:
        file = tmp_path / "some.bib"
        file.write_text(text)
        user.imports(file)
        user.waits()
        user.looks_at(ALL_PAPERS)

    return import_


def answers(user: User, *keys: Qt.Key) -> None:
    """Press keys in the list of the preview."""
    for key in keys:
        QTest.keyClick(user.preview.table, key)
    user.accepts_the_preview()


def dialog(user: User) -> DuplicatesDialog:
    """Find duplicates by key, and wait for the dialog that lists them."""
    user.presses("Ctrl+Shift+D")
    user.waits_until(lambda: shown(user) is not None)
    found = shown(user)
    assert found is not None
    return found


def shown(user: User) -> DuplicatesDialog | None:
    return next((each for each in user.window.findChildren(DuplicatesDialog) if each.isVisible()), None)


def test_a_likely_paper_is_shown_beside_mine_and_merged_by_key(user: User, bring: Callable[[str], None]) -> None:
    bring(FOXES)
    user.presses("4")
    user.pastes(NEAR + HENS)
    pane = user.preview.likely
    assert pane.isVisible()
    told = pane.view.toPlainText()
    assert "≠ Title" in told
    assert "In your library" in told
    answers(user, Qt.Key.Key_M)
    user.waits_until(lambda: len(user.titles) == 2)
    assert "enriched" in user.banner
    user.presses("Ctrl+Z")
    user.waits_until(lambda: len(user.titles) == 1)


def test_what_is_kept_apart_is_not_offered_again(user: User, bring: Callable[[str], None]) -> None:
    bring(FOXES)
    user.pastes(NEAR)
    answers(user, Qt.Key.Key_A)
    user.waits_until(lambda: len(user.titles) == 2)
    user.presses("Ctrl+Shift+D")
    user.waits_until(lambda: user.banner == "No duplicates found.")


def test_a_likely_paper_is_skipped_with_space(user: User, bring: Callable[[str], None]) -> None:
    bring(FOXES)
    user.pastes(NEAR + HENS)
    answers(user, Qt.Key.Key_Space)
    user.waits_until(lambda: len(user.titles) == 2)
    assert not any("camera" in title and "cameras" not in title for title in user.titles)


def test_all_likely_papers_are_answered_at_once(user: User, bring: Callable[[str], None]) -> None:
    bring(FOXES + HENS)
    user.pastes(NEAR + HENS.replace("2019", "2025"))
    pane = user.preview.likely
    assert pane.all.isVisible()
    merge_all = pane.all.menu().actions()[0]
    assert merge_all.text() == "Merge all"
    merge_all.trigger()
    user.accepts_the_preview()
    user.waits_until(lambda: "enriched" in user.banner)
    assert len(user.titles) == 2


def test_a_preprint_and_its_print_become_one_and_are_split_by_key(user: User, bring: Callable[[str], None]) -> None:
    bring(PREPRINT)
    bring(PRINT)
    assert len(user.titles) == 1
    assert "Bee World" in user.desk.details.facts.text()
    user.presses("Ctrl+Shift+M")
    user.waits_until(lambda: len(user.titles) == 2)
    assert user.banner == "Split into 2 papers."
    user.presses("Ctrl+Z")
    user.waits_until(lambda: len(user.titles) == 1)


def test_what_was_never_merged_cannot_be_split(user: User, bring: Callable[[str], None]) -> None:
    bring(HENS)
    user.presses("Ctrl+Shift+M")
    user.waits_until(lambda: "was not merged" in user.banner)


def test_selected_papers_are_merged_by_key(user: User, bring: Callable[[str], None]) -> None:
    bring(FOXES + HENS)
    user.presses("E", "Ctrl+A", "Ctrl+M")
    user.waits_until(lambda: len(user.titles) == 1)
    assert user.banner == "2 papers merged."
    assert user.count(Status.READ) == 1
    user.presses("Ctrl+Z")
    user.waits_until(lambda: len(user.titles) == 2)


def test_duplicates_are_merged_kept_apart_and_taken_back(user: User, bring: Callable[[str], None]) -> None:
    bring(FOXES)
    bring(NEAR)
    assert len(user.titles) == 2
    found = dialog(user)
    assert found.table.rows.rowCount() == 1
    assert "Came later" in found.view.toPlainText()
    assert found.all_button.isHidden(), "likely pairs are never merged without a look"
    QTest.keyClick(found.table, Qt.Key.Key_M)
    user.waits_until(lambda: found.table.rows.rowCount() == 0)
    assert found.said.text() == "There are no duplicates left."
    user.waits_until(lambda: len(user.titles) == 1)
    QTest.keyClick(found, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    user.waits_until(lambda: found.table.rows.rowCount() == 1)
    user.waits_until(lambda: len(user.titles) == 2)
    QTest.keyClick(found.table, Qt.Key.Key_A)
    user.waits_until(lambda: found.table.rows.rowCount() == 0)
    QTest.keyClick(found, Qt.Key.Key_Escape)
    user.waits_until(lambda: shown(user) is None)
    user.window.activateWindow()  # where no window manager does it
    user.waits_until(user.desk.papers.table.hasFocus)
    user.presses("Ctrl+Shift+D")
    user.waits_until(lambda: user.banner == "No duplicates found.")


def test_sure_pairs_are_merged_in_bulk_as_one_step(user: User, tmp_path: Path) -> None:
    user.quits()
    with closing(Library(user.library, origin="an older program")) as library, library.transaction("Add") as tx:
        for number in range(30):
            papers.add_all(tx, [Paper(f"On the habits of owl number {number}", doi=f"10.1000/{number}")] * 2)
    user.starts()
    user.looks_at(ALL_PAPERS)
    found = dialog(user)
    assert found.table.rows.rowCount() == 30
    assert found.all_button.text() == "Merge all 30 sure pairs"
    user.clicks(found.all_button)
    user.waits_until(lambda: found.table.rows.rowCount() == 0)
    user.waits_until(lambda: len(user.titles) == 30)
    QTest.keyClick(found, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    user.waits_until(lambda: found.table.rows.rowCount() == 30)
    user.waits_until(lambda: len(user.titles) == 60)


def test_a_dropped_paper_stays_dropped(user: User, bring: Callable[[str], None]) -> None:
    bring(FOXES)
    user.presses("D")
    user.waits_until(lambda: user.count(Status.DROPPED) == 1)
    user.pastes(FOXES)
    user.waits_until(lambda: "1 stays dropped" in user.banner)
    assert user.count(Status.DROPPED) == 1


@pytest.fixture(autouse=True)
def _no_dialog_stays() -> Any:
    yield
    for each in QApplication.topLevelWidgets():
        if isinstance(each, DuplicatesDialog):
            each.close()
