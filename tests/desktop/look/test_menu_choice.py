"""A choice among several, by menu."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from readinglist.desktop.look.menu_choice import MenuChoice
from readinglist.desktop.look.theme import Theme


@pytest.fixture
def choice(qtbot: QtBot, theme: Theme) -> MenuChoice[int]:
    made: MenuChoice[int] = MenuChoice(theme, "Hens", [(1, "One hen"), (2, "Two hens, and a cock beside them")])
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_first_is_chosen_and_another_is_told(qtbot: QtBot, choice: MenuChoice[int]) -> None:
    assert (choice.choice, choice.text(), choice.accessibleName()) == (1, "One hen", "Hens: One hen")
    width = choice.sizeHint().width()
    with qtbot.waitSignal(choice.chosen):
        choice.menu().actions()[1].trigger()
    assert choice.choice == 2
    assert choice.sizeHint().width() == width
    assert [action.isChecked() for action in choice.menu().actions()] == [False, True]
    with qtbot.assertNotEmitted(choice.chosen):
        choice.choose(1)
    assert choice.accessibleName() == "Hens: One hen"


def test_down_opens_the_menu(qtbot: QtBot, choice: MenuChoice[int], monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[bool] = []
    monkeypatch.setattr(choice, "showMenu", lambda: opened.append(True))
    QTest.keyClick(choice, Qt.Key.Key_Down)
    assert opened == [True]
