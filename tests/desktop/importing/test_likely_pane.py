from pytestqt.qtbot import QtBot

from readinglist.desktop.importing.likely_pane import ANSWERS, LikelyPane
from readinglist.desktop.look.theme import Theme
from readinglist.domain.paper import Paper
from readinglist.importing.choices import Likely
from readinglist.importing.report import Fate, Outcome

DRAFT, KNOWN = Paper("Owls sing", date="2020"), Paper("Owls swim", date="2020")
OUTCOME = Outcome("a.bib", 1, DRAFT.title, Fate.LIKELY, None, "nearly the same title", compared=(DRAFT, KNOWN))


def pane(qtbot: QtBot, theme: Theme, count: int = 2) -> LikelyPane:
    made = LikelyPane(theme, count)
    qtbot.addWidget(made)
    made.show()
    return made


def test_mine_stands_left_and_the_answer_is_pressed(qtbot: QtBot, theme: Theme) -> None:
    asked = pane(qtbot, theme)
    asked.ask(OUTCOME, Likely.MERGE)
    told = asked.view.toPlainText()
    assert told.index("Owls swim") < told.index("Owls sing")
    assert asked.reason.text() == "Nearly the same title"
    assert "merged" in asked.said.text()
    assert [answer for answer, button in asked.buttons.items() if button.isChecked()] == [Likely.MERGE]
    asked.ask(OUTCOME, Likely.ADD)
    assert not any(button.isChecked() for button in asked.buttons.values())


def test_every_button_gives_its_answer(qtbot: QtBot, theme: Theme) -> None:
    asked = pane(qtbot, theme)
    heard: list[Likely] = []
    asked.answered.connect(heard.append)
    for button in asked.buttons.values():
        button.click()
    assert heard == list(ANSWERS)


def test_all_are_answered_from_a_menu_where_there_are_several(qtbot: QtBot, theme: Theme) -> None:
    asked = pane(qtbot, theme)
    heard: list[Likely] = []
    asked.all_answered.connect(heard.append)
    for action in asked.all.menu().actions():
        action.trigger()
    assert heard == [*ANSWERS, Likely.ADD]
    assert pane(qtbot, theme, count=1).all.isHidden()
