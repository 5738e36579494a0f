import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from readinglist.desktop.look.theme import Theme
from readinglist.desktop.papers.empty_list import EmptyList
from readinglist.search.advice import Advice, Change, Try

ADVICE = Advice(
    ("atention",),
    (
        Try(Change.WORD, "attention", "attention heads", 1_204),
        Try(Change.LEFT_OUT, "atention", "heads", 1),
    ),
)


@pytest.fixture
def page(qtbot: QtBot, theme: Theme) -> EmptyList:
    page = EmptyList(theme)
    qtbot.addWidget(page)
    page.resize(600, 500)
    page.show()
    page.activateWindow()
    return page


def words(page: EmptyList) -> list[str]:
    return [button.text() for button in page.offers]


def test_what_is_not_there_is_said_and_what_could_be_done(qtbot: QtBot, page: EmptyList) -> None:
    page.set_text("All sorted.")
    assert (page.text, words(page)) == ("All sorted.", [])
    page.set_text("Nothing for “maps” in Inbox.", "Search all papers")
    assert (page.text, words(page)) == ("Nothing for “maps” in Inbox.", ["Search all papers"])
    with qtbot.waitSignal(page.link_clicked):
        QTest.mouseClick(page.offers[0], Qt.MouseButton.LeftButton)


def test_what_finds_something_is_offered_and_the_next_search_forgets_it(page: EmptyList) -> None:
    page.set_text("Nothing for “atention heads”.", "Search all papers")
    page.advise(ADVICE)
    assert page.text.splitlines()[1:] == ["No paper has “atention”."]
    assert words(page) == [
        "Did you mean “attention”?  1,204 papers",
        "Leave out “atention”:  1 paper",
        "Search all papers",
    ]
    page.advise(Advice())
    assert words(page) == ["Search all papers"]
    page.advise(ADVICE)
    page.set_text("Nothing for “maps”.")
    assert (page.text, words(page)) == ("Nothing for “maps”.", [])


@pytest.mark.parametrize("press", ["click", "enter", "space"])
def test_an_offer_is_taken_by_mouse_and_by_key(qtbot: QtBot, page: EmptyList, press: str) -> None:
    page.set_text("Nothing for “atention heads”.")
    page.advise(ADVICE)
    with qtbot.waitSignal(page.search_wanted) as caught:
        if press == "click":
            QTest.mouseClick(page.offers[0], Qt.MouseButton.LeftButton)
        else:
            QTest.keyClick(page.offers[0], Qt.Key.Key_Return if press == "enter" else Qt.Key.Key_Space)
    assert caught.args == ["attention heads"]


def test_the_keys_up_and_down_go_through_the_offers(qtbot: QtBot, page: EmptyList) -> None:
    assert not page.focus_first()
    page.set_text("Nothing for “atention heads”.", "Search all papers")
    page.advise(ADVICE)
    assert page.focus_first()
    qtbot.waitUntil(page.offers[0].hasFocus)
    for key, place in ((Qt.Key.Key_Down, 1), (Qt.Key.Key_Down, 2), (Qt.Key.Key_Up, 1)):
        QTest.keyClick(QApplication.focusWidget(), key)
        assert page.offers[place].hasFocus()
