"""The note's editor: when a text is due, and whose words win."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from readinglist.desktop.look.theme import Theme
from readinglist.desktop.page import note_editor
from readinglist.desktop.page.note_editor import NoteEditor
from readinglist.desktop.page.note_text import NoteText


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    host = QWidget()
    qtbot.addWidget(host)
    return host


@pytest.fixture
def editor(host: QWidget, theme: Theme, monkeypatch: pytest.MonkeyPatch) -> NoteEditor:
    monkeypatch.setattr(note_editor, "SAVE_AFTER_PAUSE_MS", 60)
    monkeypatch.setattr(note_editor, "SAVE_AT_LATEST_MS", 240)
    monkeypatch.setattr(note_editor, "SITTING_MS", 1_000)
    layout = QVBoxLayout(host)
    editor = NoteEditor(theme)
    layout.addWidget(editor)
    layout.addWidget(QLineEdit())
    host.show()
    host.activateWindow()
    editor.show_note(1, "")
    editor.setFocus()
    return editor


def type_text(editor: NoteEditor, text: str) -> None:
    QTest.keyClicks(editor.findChild(NoteText), text)


def test_a_pause_makes_it_due(qtbot: QtBot, editor: NoteEditor) -> None:
    with qtbot.waitSignal(editor.due) as due:
        type_text(editor, "fox")
    assert due.args == [1, "fox"]
    assert not editor.unsaved
    with qtbot.assertNotEmitted(editor.due, wait=150):
        pass


def test_typing_on_and_on_makes_it_due_too(qtbot: QtBot, editor: NoteEditor) -> None:
    due: list[str] = []
    editor.due.connect(lambda _, text: due.append(text))
    for _ in range(12):
        type_text(editor, "a")
        qtbot.wait(30)
    assert due
    assert due[0] != "a"


def test_leaving_makes_it_due_and_ends_the_sitting(qtbot: QtBot, editor: NoteEditor) -> None:
    type_text(editor, "fox")
    line = editor.parentWidget().findChild(QLineEdit)
    with qtbot.waitSignals([editor.due, editor.sitting_ended]):
        line.setFocus()


def test_another_paper_makes_the_first_ones_note_due(qtbot: QtBot, editor: NoteEditor) -> None:
    type_text(editor, "fox")
    due: list[tuple[int, str]] = []
    editor.due.connect(lambda *what: due.append(what))
    with qtbot.waitSignal(editor.sitting_ended):
        editor.show_note(2, "hens")
    assert due == [(1, "fox")]
    assert editor.text == "hens"
    assert not editor.unsaved


def test_a_sitting_ends_after_its_time(qtbot: QtBot, editor: NoteEditor) -> None:
    with qtbot.waitSignal(editor.sitting_ended, timeout=3_000):
        type_text(editor, "fox")


def test_escape_leaves(qtbot: QtBot, editor: NoteEditor) -> None:
    with qtbot.waitSignal(editor.left):
        QTest.keyClick(editor.findChild(NoteText), Qt.Key.Key_Escape)


def test_a_note_from_elsewhere_is_shown_unless_words_are_unsaved(editor: NoteEditor) -> None:
    editor.show_note(1, "from elsewhere")
    assert editor.text == "from elsewhere"
    type_text(editor, "mine ")
    editor.show_note(1, "from elsewhere again")
    assert editor.text == "mine from elsewhere"


def test_what_could_not_be_saved_is_due_again(qtbot: QtBot, editor: NoteEditor) -> None:
    with qtbot.waitSignal(editor.due):
        type_text(editor, "fox")
    with qtbot.waitSignal(editor.due) as again:
        editor.was_not_saved(1)
    assert again.args == [1, "fox"]


def test_no_paper_has_no_note(qtbot: QtBot, editor: NoteEditor) -> None:
    editor.show_note(None, "")
    with qtbot.assertNotEmitted(editor.due, wait=150):
        type_text(editor, "fox")
    assert not editor.unsaved


def test_shown_text_cannot_be_undone_away(editor: NoteEditor) -> None:
    editor.show_note(1, "kept")
    editor.findChild(NoteText).undo()
    assert editor.text == "kept"


def test_pasted_text_is_plain(editor: NoteEditor) -> None:
    text = editor.findChild(NoteText)
    text.insertPlainText("<b>fox</b>")
    assert editor.text == "<b>fox</b>"
    assert not text.acceptRichText()
