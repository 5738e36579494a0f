import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QToolButton
from pytestqt.qtbot import QtBot

from readinglist.desktop.look.theme import Theme
from readinglist.desktop.papers.search_bar import SearchBar
from readinglist.settings import Appearance


@pytest.fixture
def bar(qtbot: QtBot, theme: Theme) -> SearchBar:
    bar = SearchBar(theme)
    qtbot.addWidget(bar)
    bar.resize(600, bar.sizeHint().height())
    bar.show()
    bar.activateWindow()
    return bar


def field(bar: SearchBar) -> QLineEdit:
    return bar.findChild(QLineEdit)


def test_typing_announces_the_text(qtbot: QtBot, bar: SearchBar) -> None:
    bar.begin()
    qtbot.waitUntil(field(bar).hasFocus)
    with qtbot.waitSignals([bar.text_edited] * 3):
        qtbot.keyClicks(field(bar), "map")
    assert bar.text == "map"


def test_set_text_announces_nothing(qtbot: QtBot, bar: SearchBar) -> None:
    with qtbot.assertNotEmitted(bar.text_edited):
        bar.set_text("rivers")
    assert bar.text == "rivers"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Down])
def test_enter_and_down_go_on_to_the_results(qtbot: QtBot, bar: SearchBar, key: Qt.Key) -> None:
    with qtbot.waitSignal(bar.submitted):
        QTest.keyClick(field(bar), key)


def test_begin_selects_the_old_text(qtbot: QtBot, bar: SearchBar) -> None:
    bar.set_text("rivers")
    bar.begin()
    qtbot.waitUntil(field(bar).hasFocus)
    assert field(bar).selectedText() == "rivers"


def test_the_cross_shows_with_text_and_clears_it(qtbot: QtBot, bar: SearchBar) -> None:
    cross = bar.findChild(QToolButton)
    assert not cross.isVisible()
    bar.set_text("rivers")
    assert cross.isVisible()
    with qtbot.waitSignal(bar.text_edited) as caught:
        QTest.mouseClick(cross, Qt.MouseButton.LeftButton)
    assert caught.args == [""]
    assert not cross.isVisible()


def test_remarks_take_room_only_when_there_are_any(bar: SearchBar) -> None:
    low = bar.sizeHint().height()
    bar.set_remarks(["“yaer:2020” is no operator, so it is taken as words."])
    remark = bar.findChild(QLabel)
    assert remark.isVisible()
    assert "yaer" in remark.text()
    assert bar.sizeHint().height() > low
    bar.set_remarks([])
    assert not remark.isVisible()


def test_the_field_has_a_name(bar: SearchBar) -> None:
    assert field(bar).accessibleName() == "Search"


def test_ring_with_the_keyboard_in_both_looks(qtbot: QtBot, bar: SearchBar, theme: Theme) -> None:
    bar.begin()
    qtbot.waitUntil(field(bar).hasFocus)
    for appearance in (Appearance.LIGHT, Appearance.DARK):
        theme.use(appearance)
        image = bar.grab().toImage()
        assert image.pixelColor(300, 11) == theme.color("focus_ring")
        assert image.pixelColor(300, 40) == theme.color("surface.field")
        assert image.pixelColor(3, 3) == theme.color("surface.list")
    field(bar).clearFocus()
    assert bar.grab().toImage().pixelColor(300, 11) != theme.color("focus_ring")
