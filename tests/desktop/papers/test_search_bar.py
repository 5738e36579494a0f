import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QListView, QToolButton
from pytestqt.qtbot import QtBot

from readinglist.desktop.look.theme import Theme
from readinglist.desktop.papers.completion_list import CompletionList
from readinglist.desktop.papers.search_bar import SearchBar
from readinglist.domain.query.completion import Begun, Completion
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


OFFERED = [Completion("status:", "status:", "inbox, queued"), Completion("starred:", "starred:", "yes or no")]


def offered(qtbot: QtBot, bar: SearchBar, text: str = "deep st") -> None:
    """Type a text, and have completions offered for it."""
    bar.begin()
    qtbot.waitUntil(field(bar).hasFocus)
    with qtbot.waitSignal(bar.completion_wanted, check_params_cb=lambda typed: typed.end == len(text)) as wanted:
        qtbot.keyClicks(field(bar), text)
    bar.offer(wanted.args[0], OFFERED)


def test_what_is_offered_takes_no_key_until_it_is_stepped_to(qtbot: QtBot, bar: SearchBar) -> None:
    offered(qtbot, bar)
    assert bar.completions == OFFERED
    assert field(bar).hasFocus()
    with qtbot.waitSignal(bar.submitted):
        QTest.keyClick(field(bar), Qt.Key.Key_Return)
    assert bar.text == "deep st"
    assert bar.completions == []


def test_down_and_enter_choose_and_typing_goes_on(qtbot: QtBot, bar: SearchBar) -> None:
    offered(qtbot, bar)
    with qtbot.assertNotEmitted(bar.submitted), qtbot.waitSignal(bar.text_edited) as caught:
        for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return):
            QTest.keyClick(field(bar), key)
    assert caught.args == ["deep status:"]
    assert bar.text == "deep status:"
    assert field(bar).cursorPosition() == len("deep status:")
    assert field(bar).hasFocus()


def test_stepping_beyond_either_end_comes_back_to_what_was_typed(qtbot: QtBot, bar: SearchBar) -> None:
    offered(qtbot, bar)
    popup = bar.window().findChild(CompletionList)
    stops = []
    for key in [Qt.Key.Key_Up] * 3 + [Qt.Key.Key_Down] * 4:
        QTest.keyClick(field(bar), key)
        stops.append(popup.current and popup.current.label)
    assert stops == ["starred:", "status:", None, "status:", "starred:", None, "status:"]


def test_escape_takes_the_offer_away_and_leaves_the_text(qtbot: QtBot, bar: SearchBar) -> None:
    offered(qtbot, bar)
    QTest.keyClick(field(bar), Qt.Key.Key_Escape)
    assert bar.completions == []
    assert bar.text == "deep st"
    with qtbot.waitSignal(bar.submitted):
        QTest.keyClick(field(bar), Qt.Key.Key_Down)


def test_a_click_chooses(qtbot: QtBot, bar: SearchBar) -> None:
    offered(qtbot, bar)
    view = bar.window().findChild(QListView)
    place = view.visualRect(view.model().index(1, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert bar.text == "deep starred:"
    assert field(bar).hasFocus()


def test_an_offer_that_comes_too_late_is_not_shown(qtbot: QtBot, bar: SearchBar) -> None:
    offered(qtbot, bar)
    qtbot.keyClicks(field(bar), "x")
    bar.offer(Begun("", "st", 5, 7), OFFERED)
    bar.set_text("deep st")
    assert bar.completions == []


def test_what_is_offered_is_painted_in_both_looks(qtbot: QtBot, bar: SearchBar, theme: Theme) -> None:
    offered(qtbot, bar)
    bar.window().resize(600, 300)
    popup = bar.window().findChild(CompletionList)
    for appearance in (Appearance.LIGHT, Appearance.DARK):
        theme.use(appearance)
        ink = QColor(theme.color("text.primary"))
        picture = popup.grab().toImage()
        assert theme.color("text.primary") == ink  # painting leaves the colours of all others alone
        assert picture.pixelColor(picture.width() // 2, 3) == theme.color("surface.raised")


def test_what_is_offered_is_spoken_with_its_count(qtbot: QtBot, bar: SearchBar) -> None:
    offered(qtbot, bar)
    view = bar.window().findChild(QListView)
    assert view.accessibleName() == "Completions"
    assert view.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "status:, inbox, queued"


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
