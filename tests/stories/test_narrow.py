"""A narrow window gives up words first, then a column."""

from typing import Any

from readinglist.desktop.sidebar import FOLDED_WIDTH
from readinglist.domain.query.scope import ALL_PAPERS

User = Any


def test_the_sidebar_folds_and_the_page_opens_over_the_list(reader: User, titles: list[str]) -> None:
    window = reader.window
    reader.looks_at(ALL_PAPERS)
    window.resize(1000, 700)
    reader.waits()
    assert window.sidebar.width() == FOLDED_WIDTH
    assert window.details.isVisible()
    window.resize(700, 700)
    reader.waits()
    assert not window.details.isVisible()
    reader.presses("J", "Return")
    assert window.details.isVisible()
    assert not window.papers.isVisible()
    reader.presses("E", "Esc")
    assert window.papers.isVisible()
    assert reader.paper == titles[1]
    reader.presses("N")
    assert window.details.note.isVisible()
    reader.types("seen on a train")
    reader.presses("Esc")
    assert window.papers.isVisible()
    window.resize(1400, 700)
    reader.waits()
    assert window.details.isVisible()
    assert window.papers.isVisible()
