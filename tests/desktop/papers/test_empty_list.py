import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from readinglist.desktop.look.theme import Theme
from readinglist.desktop.papers.empty_list import EmptyList
from readinglist.domain.query.scope import ALL_PAPERS, Scope
from readinglist.domain.status import Status
from readinglist.search.advice import Advice, Change, Try

INBOX = Scope.of_status(Status.INBOX)
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


def test_what_is_not_there_is_said(page: EmptyList) -> None:
    page.say_nothing_in(INBOX)
    assert (page.text, words(page)) == ("All sorted.", [])
    page.say_nothing_in(Scope.of_tag("bees"))
    assert (page.text, words(page)) == ("No papers in bees.", [])
    page.say_nothing_found(" maps ", ALL_PAPERS)
    assert (page.text, words(page)) == ("Nothing for “maps” in All papers.", [])


def test_a_search_in_a_part_can_be_tried_in_all(qtbot: QtBot, page: EmptyList) -> None:
    page.say_nothing_found("maps", INBOX)
    assert words(page) == ["Search all papers"]
    with qtbot.waitSignal(page.elsewhere_wanted):
        QTest.mouseClick(page.offers[0], Qt.MouseButton.LeftButton)


def test_what_finds_something_is_offered_and_the_next_search_forgets_it(page: EmptyList) -> None:
    page.say_nothing_found("atention heads", INBOX)
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
    page.say_nothing_found("maps", ALL_PAPERS)
    assert (page.text, words(page)) == ("Nothing for “maps” in All papers.", [])


@pytest.mark.parametrize("press", ["click", "enter", "space"])
def test_an_offer_is_taken_by_mouse_and_by_key(qtbot: QtBot, page: EmptyList, press: str) -> None:
    page.say_nothing_found("atention heads", ALL_PAPERS)
    page.advise(ADVICE)
    with qtbot.waitSignal(page.search_wanted) as caught:
        if press == "click":
            QTest.mouseClick(page.offers[0], Qt.MouseButton.LeftButton)
        else:
            QTest.keyClick(page.offers[0], Qt.Key.Key_Return if press == "enter" else Qt.Key.Key_Space)
    assert caught.args == ["attention heads"]


def test_the_keys_up_and_down_go_through_the_offers(qtbot: QtBot, page: EmptyList) -> None:
    assert not page.focus_first()
    page.say_nothing_found("atention heads", INBOX)
    page.advise(ADVICE)
    assert page.focus_first()
    qtbot.waitUntil(page.offers[0].hasFocus)
    for key, place in ((Qt.Key.Key_Down, 1), (Qt.Key.Key_Down, 2), (Qt.Key.Key_Up, 1)):
        QTest.keyClick(QApplication.focusWidget(), key)
        assert page.offers[place].hasFocus()
