import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from readinglist.desktop.look.theme import Theme
from readinglist.desktop.page.tag_editor import TagEditor
from readinglist.settings import Appearance


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(600, 400)
    return host


@pytest.fixture
def editor(qtbot: QtBot, theme: Theme, host: QWidget) -> TagEditor:
    editor = TagEditor(theme, parent=host)
    editor.resize(500, 28)
    editor.set_known_tags(["theory", "rivers", "river maps"])
    editor.set_tags(["maps", "coasts"])
    host.show()
    host.activateWindow()
    return editor


def chips(editor: TagEditor) -> dict[str, QAbstractButton]:
    shown = [button for button in editor.findChildren(QAbstractButton) if button.isVisible()]
    return {button.text(): button for button in shown if not isinstance(button, QPushButton)}


def field(editor: TagEditor) -> QLineEdit:
    return editor.findChild(QLineEdit)


def begin(qtbot: QtBot, editor: TagEditor) -> QLineEdit:
    editor.begin_adding()
    qtbot.waitUntil(field(editor).hasFocus)
    return field(editor)


def test_tags_are_shown_in_order(editor: TagEditor) -> None:
    assert list(chips(editor)) == ["maps", "coasts"]
    editor.set_tags(["coasts", "sand"])
    assert list(chips(editor)) == ["coasts", "sand"]
    left = [chip.x() for chip in chips(editor).values()]
    assert left == sorted(left)


def test_a_click_on_the_cross_removes_and_on_the_name_does_not(qtbot: QtBot, editor: TagEditor) -> None:
    chip = chips(editor)["maps"]
    with qtbot.assertNotEmitted(editor.tag_removed):
        QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(12, 12))
    with qtbot.waitSignal(editor.tag_removed) as caught:
        QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(chip.width() - 12, 12))
    assert caught.args == ["maps"]
    assert list(chips(editor)) == ["maps", "coasts"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_a_chip_is_removed_by_key(qtbot: QtBot, editor: TagEditor, key: Qt.Key) -> None:
    chip = chips(editor)["coasts"]
    chip.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.waitSignal(editor.tag_removed) as caught:
        QTest.keyClick(chip, key)
    assert caught.args == ["coasts"]


def test_the_keyboard_stays_when_its_chip_goes(qtbot: QtBot, editor: TagEditor) -> None:
    chips(editor)["maps"].setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(chips(editor)["maps"].hasFocus)
    editor.set_tags(["coasts"])
    assert chips(editor)["coasts"].hasFocus()


def test_enter_adds_and_stays_for_more(qtbot: QtBot, editor: TagEditor) -> None:
    line = begin(qtbot, editor)
    for word in ("sand", "sea"):
        line.setText(f"  {word} ")
        with qtbot.waitSignal(editor.tag_added) as caught:
            QTest.keyClick(line, Qt.Key.Key_Return)
        assert caught.args == [word]
    assert line.isVisible()
    assert line.text() == ""


def test_a_tag_that_is_there_already_is_not_added(qtbot: QtBot, editor: TagEditor) -> None:
    line = begin(qtbot, editor)
    line.setText("MAPS")
    with qtbot.assertNotEmitted(editor.tag_added):
        QTest.keyClick(line, Qt.Key.Key_Return)


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Backspace])
def test_ways_out_of_the_empty_field(qtbot: QtBot, editor: TagEditor, key: Qt.Key) -> None:
    line = begin(qtbot, editor)
    with qtbot.assertNotEmitted(editor.tag_added), qtbot.waitSignal(editor.adding_ended):
        QTest.keyClick(line, key)
    assert not line.isVisible()
    assert editor.findChild(QPushButton).isVisible()


def test_escape_drops_what_was_typed(qtbot: QtBot, editor: TagEditor) -> None:
    line = begin(qtbot, editor)
    line.setText("sand")
    with qtbot.assertNotEmitted(editor.tag_added):
        QTest.keyClick(line, Qt.Key.Key_Escape)


def test_leaving_the_field_keeps_the_word(qtbot: QtBot, editor: TagEditor) -> None:
    begin(qtbot, editor).setText("sand")
    with qtbot.waitSignal(editor.tag_added) as caught:
        chips(editor)["maps"].setFocus(Qt.FocusReason.TabFocusReason)
    assert caught.args == ["sand"]
    assert not field(editor).isVisible()


def test_known_tags_are_completed_from_any_part(qtbot: QtBot, editor: TagEditor) -> None:
    completer = field(editor).completer()
    assert completer is not None
    completer.setCompletionPrefix("RIVER")
    assert completer.completionCount() == 2
    line = begin(qtbot, editor)
    line.setText("theory")
    with qtbot.waitSignal(editor.tag_added) as caught:
        completer.activated.emit("theory")
    assert caught.args == ["theory"]


def test_many_tags_go_on_in_more_lines(editor: TagEditor) -> None:
    one = editor.height()
    editor.set_tags([f"tag number {n}" for n in range(12)])
    assert editor.height() >= 3 * one
    assert all(chip.geometry().right() < 500 for chip in chips(editor).values())
    tall = editor.height()
    editor.resize(250, tall)
    assert editor.height() > tall


def test_a_long_tag_gives_way(editor: TagEditor) -> None:
    editor.resize(120, 28)
    editor.set_tags(["a tag with a name much longer than its chip may ever be"])
    (chip,) = chips(editor).values()
    assert chip.width() <= 120
    assert chip.toolTip().startswith("a tag with")


def test_names_for_screen_readers(editor: TagEditor) -> None:
    assert [chip.accessibleName() for chip in chips(editor).values()] == ["Tag maps", "Tag coasts"]
    assert field(editor).accessibleName() == "New tag"


def test_chips_follow_the_theme(editor: TagEditor, theme: Theme) -> None:
    for appearance in (Appearance.LIGHT, Appearance.DARK):
        theme.use(appearance)
        image = chips(editor)["maps"].grab().toImage()
        assert image.pixelColor(image.width() // 2, 2) == theme.color("surface.chip")


def test_the_last_tag_can_go(qtbot: QtBot, theme: Theme) -> None:
    editor = TagEditor(theme)
    qtbot.addWidget(editor)
    editor.set_tags(["foxes"])
    editor.set_tags([])
    assert editor.findChildren(QAbstractButton, options=Qt.FindChildOption.FindDirectChildrenOnly)
