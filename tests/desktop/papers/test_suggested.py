from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from readinglist.desktop.papers.suggested import Suggested
from readinglist.domain.suggestions import ReadNext, Suggestion

LONG = "What can be said of bees in gardens at night, and what can not"
ANSWER = ReadNext((Suggestion(3, 0.5, ("bees", "hives"), 9, "Foxes"), Suggestion(1, 0.4, (), 8, LONG)), rated=4)


class Suggestions(QObject):
    """The seam to the worker: each question waits for its answer."""

    learnt = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[Callable[[ReadNext], None]] = []

    def read_next(self, owner: QObject, done: Callable[[ReadNext], None]) -> None:
        self.asked.append(done)


@pytest.fixture
def suggestions(qapp: object) -> Suggestions:
    return Suggestions()


@pytest.fixture
def suggested(suggestions: Suggestions) -> Suggested:
    made = Suggested()
    made.open(suggestions)  # type: ignore[arg-type]
    return made


def test_it_asks_when_it_is_shown_and_shows_the_answer(
    qtbot: QtBot, suggested: Suggested, suggestions: Suggestions
) -> None:
    assert suggestions.asked == []
    suggested.show(True)
    assert (suggested.ids, "Looking" in suggested.silence) == ([], True)
    with qtbot.waitSignal(suggested.changed):
        suggestions.asked.pop()(ANSWER)
    assert suggested.ids == [3, 1]


def test_where_the_answer_takes_its_time_the_list_is_told(
    qtbot: QtBot, suggested: Suggested, suggestions: Suggestions
) -> None:
    with qtbot.waitSignal(suggested.changed):
        suggested.show(True)
    assert "Looking" in suggested.silence


def test_hints_name_a_term_and_the_nearest_liked_paper_in_few_letters(
    suggested: Suggested, suggestions: Suggestions
) -> None:
    suggested.show(True)
    suggestions.asked.pop()(ANSWER)
    hints = {paper: hint.words for paper, hint in suggested.hints([3, 1, 77]).items()}
    assert hints == {3: "bees, like “Foxes”", 1: "like “What can be said of bees in gardens…”", 77: ""}


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (ReadNext(rated=0), "Rate four papers to get suggestions"),
        (ReadNext(rated=2), "Rate 2 more papers"),
        (ReadNext(rated=3), "Rate 1 more paper to"),
        (ReadNext(rated=4, behind=5_000), "5,000 papers to go"),
        (ReadNext(rated=4), "No unread paper"),
    ],
)
def test_where_there_are_none_it_says_why(
    suggested: Suggested, suggestions: Suggestions, answer: ReadNext, said: str
) -> None:
    suggested.show(True)
    suggestions.asked.pop()(answer)
    assert said in suggested.silence
    assert suggested.needs_ratings == (answer.rated < 4)


def test_it_asks_again_only_where_there_were_none(suggested: Suggested, suggestions: Suggestions) -> None:
    suggested.show(True)
    suggestions.asked.pop()(ReadNext(rated=3))
    suggestions.learnt.emit()
    assert len(suggestions.asked) == 1
    suggestions.asked.pop()(ANSWER)
    suggestions.learnt.emit()
    suggested.ask_where_none()
    assert suggestions.asked == []
    suggested.show(False)
    suggested.ask_where_none()
    assert suggestions.asked == []
