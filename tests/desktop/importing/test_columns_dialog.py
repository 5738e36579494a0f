import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from readinglist.desktop.importing.columns_dialog import ColumnsDialog, label
from readinglist.desktop.look.theme import Theme
from readinglist.importing.source import source_from_text
from readinglist.importing.tables.columns import Field
from readinglist.importing.tables.csv_table import question


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def dialog(theme: Theme, window: QWidget) -> ColumnsDialog:
    asked = question(source_from_text("/a/list.csv", "No;Werk;Wer;Jahr\n1;Bees;Łuk, Ana;2021\n2;Hens;Ash, Bo;2022\n"))
    assert asked
    dialog = ColumnsDialog(theme, asked, window)
    dialog.open()
    return dialog


def test_the_guess_is_shown_and_titles_are_asked_for(qtbot: QtBot, dialog: ColumnsDialog) -> None:
    assert {name: choice.field for name, choice in dialog.choices.items()} == {
        "No": None,
        "Werk": None,
        "Wer": None,
        "Jahr": Field.DATE,
    }
    assert dialog.choices["Jahr"].text() == label(Field.DATE) == "Date"
    assert not dialog.can_go_on
    dialog.choices["Werk"].set_field(Field.TITLE)
    dialog.choices["Wer"].set_field(Field.AUTHORS)
    assert dialog.can_go_on
    assert dialog.choices["Werk"].accessibleName() == "Werk holds: Title"
    with qtbot.waitSignal(dialog.answered) as answer:
        QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert answer.args == [{"Werk": Field.TITLE, "Wer": Field.AUTHORS, "Jahr": Field.DATE}]


def test_titles_stand_in_one_column(dialog: ColumnsDialog) -> None:
    dialog.choices["Werk"].set_field(Field.TITLE)
    dialog.choices["Wer"].set_field(Field.TITLE)
    assert dialog.choices["Werk"].field is None
    dialog.choices["No"].set_field(Field.TAGS)
    dialog.choices["Werk"].set_field(Field.TAGS)
    assert dialog.choices["No"].field is Field.TAGS, "tags may stand in several"


def test_a_menu_item_chooses(dialog: ColumnsDialog) -> None:
    menu = dialog.choices["Werk"].menu()
    [title] = [action for action in menu.actions() if action.text() == "Title"]
    title.trigger()
    assert dialog.choices["Werk"].field is Field.TITLE
    assert dialog.can_go_on


def test_it_is_painted(dialog: ColumnsDialog) -> None:
    assert not dialog.grab().isNull()
