"""A narrow window gives up words first, then a column."""

from typing import Any

from readinglist.desktop.look import measures
from readinglist.domain.query.scope import ALL_PAPERS

User = Any


def test_the_sidebar_folds_and_the_page_opens_over_the_list(reader: User, titles: list[str]) -> None:
    window, desk = reader.window, reader.desk
    reader.looks_at(ALL_PAPERS)
    window.resize(1000, 700)
    reader.waits()
    assert desk.sidebar.width() == measures.SIDEBAR_FOLDED
    assert desk.details.isVisible()
    window.resize(700, 700)
    reader.waits()
    assert not desk.details.isVisible()
    reader.presses("J", "Return")
    assert desk.details.isVisible()
    assert not desk.papers.isVisible()
    reader.presses("E", "Esc")
    assert desk.papers.isVisible()
    assert reader.paper == titles[1]
    reader.presses("N")
    assert desk.details.note.isVisible()
    reader.types("seen on a train")
    reader.presses("Esc")
    assert desk.papers.isVisible()
    window.resize(1400, 700)
    reader.waits()
    assert desk.details.isVisible()
    assert desk.papers.isVisible()
