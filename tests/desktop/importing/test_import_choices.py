import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from readinglist.desktop.commands import STATUS_KEYS
from readinglist.desktop.importing.import_choices import StatusChoice, TagChoice
from readinglist.desktop.look.theme import Theme
from readinglist.domain.status import Status
from readinglist.settings import Appearance


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(400, 100)
    return host


@pytest.fixture
def status(theme: Theme, host: QWidget) -> StatusChoice:
    choice = StatusChoice(theme, STATUS_KEYS, host)
    choice.resize(choice.sizeHint())
    host.show()
    return choice


@pytest.fixture
def tag(qtbot: QtBot, theme: Theme, host: QWidget) -> TagChoice:
    field = TagChoice(theme, ["rivers", "Coasts", "river maps"], host)
    host.show()
    host.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    return field


def test_it_starts_with_the_inbox_and_offers_all_six(status: StatusChoice) -> None:
    assert (status.status, status.text()) == (Status.INBOX, "Inbox")
    words = [action.text().replace("&", "") for action in status.menu().actions()]
    assert words == [status.label for status in Status]
    assert [action.isChecked() for action in status.menu().actions()] == [True, *[False] * 5]


def test_a_letter_stands_for_each_status(status: StatusChoice) -> None:
    letters = [action.text().partition("&")[2][:1].upper() for action in status.menu().actions()]
    assert letters == [STATUS_KEYS[status] for status in Status]


def test_the_menu_chooses(status: StatusChoice) -> None:
    status.menu().actions()[3].trigger()
    assert (status.status, status.text()) == (Status.SKIMMED, "Skimmed")
    assert status.accessibleName() == "Add to Skimmed"
    assert status.menu().actions()[3].isChecked()
    assert not status.menu().actions()[0].isChecked()


@pytest.mark.parametrize("scheme", [Appearance.LIGHT, Appearance.DARK])
def test_the_sign_of_the_status_is_painted(theme: Theme, status: StatusChoice, scheme: Appearance) -> None:
    theme.use(scheme)
    for chosen in (Status.INBOX, Status.READ):
        status.set_status(chosen)
        image = status.grab().toImage()
        assert image.pixelColor(18 if chosen is Status.INBOX else 12, image.height() // 2) == theme.status_color(chosen)


def test_another_status_moves_nothing(status: StatusChoice) -> None:
    sizes = set()
    for chosen in Status:
        status.set_status(chosen)
        sizes.add(status.sizeHint().toTuple())
    assert len(sizes) == 1


def test_a_tag_is_what_is_typed_without_blanks(tag: TagChoice) -> None:
    assert tag.tag == ""
    tag.setText(" field trip ")
    assert tag.tag == "field trip"


def test_no_tag_can_be_typed_that_is_too_long_to_be_stored(tag: TagChoice) -> None:
    QTest.keyClicks(tag, "x" * 101)
    assert tag.tag == "x" * 100


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # said of popups offscreen
def test_down_shows_all_known_tags(qtbot: QtBot, tag: TagChoice) -> None:
    QTest.keyClick(tag, Qt.Key.Key_Down)
    popup = tag.completer().popup()
    qtbot.waitUntil(popup.isVisible)
    shown = [popup.model().index(row, 0).data() for row in range(popup.model().rowCount())]
    assert shown == ["Coasts", "river maps", "rivers"]
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert tag.tag == "Coasts"


def test_without_known_tags_there_is_no_list_to_open(theme: Theme, host: QWidget) -> None:
    assert TagChoice(theme, [], host).actions() == []
    assert len(TagChoice(theme, ["rivers"], host).actions()) == 1
