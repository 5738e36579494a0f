from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from readinglist.desktop.look.theme import Theme
from readinglist.desktop.page.related_section import PAUSE_MS, RelatedSection
from readinglist.domain.suggestions import Related, RelatedPapers

BEES = Related(2, "Bees & <b>hives</b>", 0.9, ("honey bees", "hives"))
KNOTS = Related(3, "Knots", 0.2, ())


@pytest.fixture
def section(qtbot: QtBot, theme: Theme) -> Iterator[RelatedSection]:
    made = RelatedSection(theme)
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show()
    yield made
    made.hide()


def shown(section: RelatedSection) -> list[int]:
    return [row.paper for row in section.rows if row.isVisibleTo(section)]


def test_a_paper_that_is_passed_by_is_not_asked_about(qtbot: QtBot, section: RelatedSection) -> None:
    asked: list[int] = []
    section.wanted.connect(asked.append)
    for paper in (1, 2, 3):
        section.show_paper(paper)
    QTest.qWait(PAUSE_MS // 3)
    assert asked == []
    qtbot.waitUntil(lambda: bool(asked))
    QTest.qWait(PAUSE_MS * 2)
    assert asked == [3]


def test_what_is_not_seen_is_not_asked_for_until_it_is(qtbot: QtBot, section: RelatedSection) -> None:
    asked: list[int] = []
    section.wanted.connect(asked.append)
    section.hide()
    section.show_paper(1)
    QTest.qWait(PAUSE_MS * 2)
    assert asked == []
    section.show()
    qtbot.waitUntil(lambda: asked == [1])


def test_the_answer_is_shown_if_the_paper_is_still_the_one(section: RelatedSection) -> None:
    section.show_paper(1)
    section.show_related(9, RelatedPapers((KNOTS,)))
    assert shown(section) == []
    section.show_related(1, RelatedPapers((BEES, KNOTS)))
    assert shown(section) == [2, 3]
    section.show_paper(1)
    assert shown(section) == [2, 3]
    section.show_related(1, RelatedPapers((KNOTS,)))
    assert shown(section) == [3]
    section.show_paper(2)
    assert shown(section) == []


def test_a_row_is_pressed_by_keyboard_and_spoken_in_words(qtbot: QtBot, section: RelatedSection) -> None:
    section.show_paper(1)
    section.show_related(1, RelatedPapers((BEES, KNOTS)))
    row = section.rows[0]
    assert row.focusPolicy() is Qt.FocusPolicy.TabFocus
    assert (row.accessibleName(), row.accessibleDescription()) == (BEES.title, "Both speak of honey bees, hives")
    assert "<b>" not in row.toolTip()
    with qtbot.waitSignal(section.paper_chosen) as chosen:
        QTest.keyClick(row, Qt.Key.Key_Space)
    assert chosen.args == [2]


def test_while_the_library_is_read_through_it_says_so(section: RelatedSection) -> None:
    section.show_paper(1)
    section.show_related(1, RelatedPapers(behind=1_200))
    assert "1,200 papers to go" in section.said
    section.show_related(1, RelatedPapers())
    assert section.said == ""
