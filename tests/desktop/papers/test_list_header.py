import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from readinglist.desktop.look.theme import Theme
from readinglist.desktop.papers.list_header import ListHeader


@pytest.fixture
def header(qtbot: QtBot, theme: Theme) -> ListHeader:
    header = ListHeader(theme)
    qtbot.addWidget(header)
    header.resize(600, 72)
    header.set_sorts([("added", "Added"), ("year", "Year")])
    header.show()
    return header


def shown(header: ListHeader) -> list[str]:
    return [label.text() for label in header.findChildren(QLabel)]


def test_title_and_line_under_it(header: ListHeader) -> None:
    header.set_title("All papers")
    header.set_subtitle("65 papers")
    assert shown(header) == ["All papers", "65 papers"]


def test_a_long_title_is_cut_and_whole_in_its_tooltip(header: ListHeader) -> None:
    title = "a tag with a very long name " * 5
    header.set_title(title)
    assert shown(header)[0].endswith("…")
    assert header.findChildren(QLabel)[0].toolTip() == title
    header.resize(3000, 72)
    assert shown(header)[0] == title


def test_the_first_order_is_in_use_until_set(header: ListHeader) -> None:
    assert header.sort_button.text() == "Added"
    header.set_sort("year")
    assert header.sort_button.text() == "Year"
    assert header.sort_button.accessibleName() == "Sorted by Year"


def test_an_order_chosen_in_the_menu_is_announced(qtbot: QtBot, header: ListHeader) -> None:
    with qtbot.waitSignal(header.sort_chosen) as caught:
        header.sort_button.menu().actions()[1].trigger()
    assert caught.args == ["year"]
    assert [action.isChecked() for action in header.sort_button.menu().actions()] == [False, True]


def test_other_orders_keep_the_one_in_use(header: ListHeader) -> None:
    header.set_sort("year")
    header.set_sorts([("relevance", "Relevance"), ("year", "Year")])
    assert header.sort_button.text() == "Year"
    header.set_sorts([("relevance", "Relevance")])
    assert header.sort_button.text() == "Relevance"


def test_an_order_that_is_not_offered_is_refused(header: ListHeader) -> None:
    with pytest.raises(ValueError, match="no such order"):
        header.set_sort("colour")


def test_density(qtbot: QtBot, header: ListHeader) -> None:
    assert header.density_button.accessibleName() == "Density"
    with qtbot.waitSignal(header.density_toggled):
        QTest.mouseClick(header.density_button, Qt.MouseButton.LeftButton)


def test_buttons_are_reached_by_tab(header: ListHeader) -> None:
    for button in (header.sort_button, header.density_button):
        assert button.focusPolicy() == Qt.FocusPolicy.TabFocus
