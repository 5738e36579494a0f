"""The first day: an empty window, a page taken in, triage by keys, a restart."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QDesktopServices

from readinglist.domain.query.scope import ALL_PAPERS, FAVOURITES, WITH_NOTES, Scope
from readinglist.domain.status import Status

User = Any


def test_an_empty_library_says_what_to_do(user: User) -> None:
    assert user.desk.empty.isVisible()
    assert user.titles == []
    assert user.paper == ""


def test_a_page_is_taken_in_by_one_key_and_taken_back_by_another(user: User, page: Path, titles: list[str]) -> None:
    user.imports(page)
    user.waits_until(lambda: user.titles == titles)
    assert user.banner == "5 papers added."
    assert user.count(Status.INBOX) == 5
    assert user.paper == titles[0]
    user.presses("Ctrl+Z")
    user.waits_until(lambda: user.desk.empty.isVisible())
    user.presses("Ctrl+Shift+Z")
    user.waits_until(lambda: user.titles == titles)


def test_the_same_page_again_adds_nothing(reader: User, page: Path, titles: list[str]) -> None:
    reader.imports(page)
    reader.waits_until(lambda: reader.banner == "5 papers unchanged.")
    assert reader.titles == titles
    reader.presses("Ctrl+Z")
    assert reader.banner == "Undone: Import 5 papers."


def test_keys_move_papers_on_and_the_next_one_comes(reader: User, titles: list[str]) -> None:
    reader.looks_at(Status.INBOX)
    assert reader.paper == titles[0]
    reader.presses("Q")
    reader.waits_until(lambda: reader.titles == titles[1:])
    assert reader.paper == titles[1]
    reader.presses("J")
    assert reader.paper == titles[2]
    reader.presses("E")
    reader.waits_until(lambda: reader.paper == titles[3])
    assert reader.titles == [titles[1], titles[3], titles[4]]
    assert [reader.count(status) for status in Status] == [3, 1, 0, 0, 1, 0]

    reader.presses("Ctrl+Z")
    reader.waits_until(lambda: reader.paper == titles[2])
    assert reader.titles == titles[1:]
    reader.presses("K", "K")
    assert reader.paper == titles[1]


def test_each_status_has_its_key(reader: User) -> None:
    reader.looks_at(ALL_PAPERS)
    for key, status in zip("QRMEDI", (*list(Status)[1:], Status.INBOX), strict=True):
        reader.presses(key)
        reader.waits_until(lambda status=status: reader.count(status) > 0)
        assert reader.desk.papers.model.index(0, 0).data(0x0100).status is status


def test_stars_heart_and_tags(reader: User, titles: list[str]) -> None:
    reader.looks_at(ALL_PAPERS)
    reader.presses("4", "S", "T")
    reader.types("to read")
    reader.presses("Return")
    reader.waits_until(lambda: reader.count(Scope.of_tag("to read")) == 1)
    reader.presses("Esc", "J", "5", "3", "0")
    line = reader.desk.papers.model.index(0, 0).data(0x0100)
    assert (line.rating, line.starred, line.tags) == (4, True, ("to read",))
    assert reader.desk.papers.model.index(1, 0).data(0x0100).rating == 0
    reader.looks_at(FAVOURITES)
    assert reader.titles == titles[:1]
    reader.looks_at(Scope.of_tag("to read"))
    assert reader.titles == titles[:1]


def test_what_is_done_to_several_is_one_step(reader: User) -> None:
    reader.looks_at(ALL_PAPERS)
    reader.presses("Ctrl+A", "R")
    reader.waits_until(lambda: reader.count(Status.READING) == 5)
    reader.presses("Ctrl+Z")
    reader.waits_until(lambda: reader.count(Status.INBOX) == 5)


def test_a_deleted_paper_comes_back_selected(reader: User, titles: list[str]) -> None:
    reader.looks_at(ALL_PAPERS)
    reader.presses("J", "J", "Del")
    reader.waits_until(lambda: len(reader.titles) == 4)
    assert reader.paper == titles[3]
    assert reader.banner == "1 paper deleted."
    reader.presses("Ctrl+Z")
    reader.waits_until(lambda: reader.titles == titles)
    assert reader.paper == titles[2]


def test_a_file_is_attached_and_opened(reader: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    reader.looks_at(ALL_PAPERS)
    reader.presses("O")
    assert opened == ["https://github.com/den/night-foxes"]
    pdf = tmp_path / "foxes.pdf"
    pdf.write_bytes(b"%PDF-1.7")
    monkeypatch.setattr("readinglist.desktop.opening.ask_for_file", lambda parent: pdf)
    reader.presses("Ctrl+Shift+A")
    reader.waits_until(lambda: reader.desk.papers.model.index(0, 0).data(0x0100).has_file)
    reader.presses("O")
    assert opened[1].startswith("file://")
    assert opened[1].endswith("/foxes.pdf")


def test_letters_are_letters_while_typing(reader: User, titles: list[str]) -> None:
    reader.presses("/")
    reader.types("deqs10")
    assert reader.desk.papers.search_bar.text == "deqs10"
    reader.presses("Esc")
    reader.presses("N")
    reader.types("deqs10 jk")
    assert reader.desk.details.note.text == "deqs10 jk"
    assert reader.count(Status.INBOX) == 5
    assert sorted(reader.titles) == sorted(titles)


def test_everything_is_there_after_a_restart(reader: User, titles: list[str]) -> None:
    reader.looks_at(Status.INBOX)
    reader.presses("R", "5")
    reader.presses("N")
    reader.types("count them anew")
    reader.restarts()
    assert [reader.count(status) for status in Status][:3] == [4, 0, 1]
    assert reader.count(WITH_NOTES) == 1
    reader.looks_at(ALL_PAPERS)
    reader.searches("anew")
    reader.waits_until(lambda: reader.titles == titles[1:2])
    reader.presses("Ctrl+Z")  # the text's own, in the search box: nothing of the library is undone
    assert reader.count(WITH_NOTES) == 1
