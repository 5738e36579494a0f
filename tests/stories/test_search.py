"""Searching from the box: words, filters, marks, and a way back."""

import os
import shutil
import signal
from typing import Any

import pytest

from readinglist.domain.query.expression import TextField
from readinglist.domain.query.scope import ALL_PAPERS
from readinglist.domain.query.sort import Sort
from readinglist.domain.status import Status

User = Any


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("foxes", [0]),
        ("FOX", [0]),
        ("in-context", [1]),
        ("in context", [1]),
        ("days or bees", [3]),
        ("hens or rivers", [1, 2]),
        ("learning -hens", []),
        ('"long papers"', [4]),
        ('"papers long"', []),
        ("sat*", [2]),
        ("title:hens", [1]),
        ("abstract:hive", [3]),
        ("tag:night", [0]),
        ("note:owl", [0]),
        ("rating:>=3", [0]),
        ("starred:yes", [0]),
        ("status:queued foxes", [0]),
        ("has:note or title:bees", [0, 3]),
        ("added:<7d -(foxes or hens)", [2, 3, 4]),
        ("fxoes~", [0]),
        ("opt*ers", [3]),
        ('"bees optimisers"~1', [3]),
        ("is:unread -foxes", [1, 2, 3, 4]),
        ("has:pdf or is:starred", [0]),
        ("-is:queued bees", [3]),
        ("text:hens", [1]),
        ("year:2019..2024", []),
        ("the (foxes or bees) -hive", [0]),
    ],
)
def test_what_the_box_finds(shared_reader: User, titles: list[str], search: str, found: list[int]) -> None:
    shared_reader.searches(search)
    shared_reader.waits_until(lambda: sorted(shared_reader.titles) == sorted(titles[place] for place in found))


def test_found_words_are_marked_in_list_and_pane(reader: User, titles: list[str]) -> None:
    reader.looks_at(ALL_PAPERS)
    reader.searches("foxes")
    reader.waits_until(lambda: reader.titles == titles[:1])
    assert reader.desk.papers.marks(titles[0], TextField.TITLE) == [(9, 14)]
    assert len(list(reader.desk.details.title.strokes())) == 1
    assert len(list(reader.desk.details.abstract.strokes())) == 3


def test_where_a_word_stands_is_said_when_the_title_does_not_show_it(reader: User, titles: list[str]) -> None:
    reader.looks_at(ALL_PAPERS)
    reader.searches("cameras or arms")
    reader.waits_until(lambda: len(reader.titles) == 2)
    model = reader.desk.papers.model
    hints = lambda: {model.index(row, 0).data(): model.index(row, 0).data(0x0101) for row in range(2)}  # noqa: E731
    reader.waits_until(lambda: hints() == {titles[0]: "", titles[3]: "in abstract"})


def test_a_search_is_by_relevance_and_the_way_back_keeps_what_it_found(reader: User, titles: list[str]) -> None:
    reader.looks_at(ALL_PAPERS)
    reader.searches("bees")
    reader.waits_until(lambda: reader.titles == [titles[3]])
    assert reader.desk.papers.sort is Sort.RELEVANCE
    reader.presses("Esc")
    reader.waits_until(lambda: reader.titles == titles)
    assert reader.desk.papers.search_bar.text == ""
    assert reader.paper == titles[3]
    assert reader.desk.papers.sort is Sort.ADDED


def test_nothing_found_offers_to_look_everywhere(reader: User, titles: list[str]) -> None:
    reader.looks_at(Status.READ)
    reader.searches("bees")
    nothing = reader.desk.papers.nothing
    reader.waits_until(nothing.isVisible)
    reader.waits_until(lambda: nothing.offers)
    reader.presses("Down", "Return")
    reader.waits_until(lambda: reader.titles == [titles[3]])


def test_a_slip_of_the_pen_is_mended_by_keys(reader: User, titles: list[str]) -> None:
    reader.looks_at(ALL_PAPERS)
    reader.searches("satelite rivr")
    nothing = reader.desk.papers.nothing
    reader.waits_until(lambda: "satelite" in nothing.text)
    assert "No paper has “satelite”" in nothing.text
    reader.searches("river satelite")
    reader.waits_until(lambda: len(nothing.offers) == 2)
    assert [offer.text() for offer in nothing.offers] == [
        "Did you mean “satellite”?  1 paper",
        "Leave out “satelite”:  1 paper",
    ]
    reader.presses("Return", "Return")
    reader.waits_until(lambda: reader.titles == [titles[2]])
    assert reader.desk.papers.search_bar.text == "river satellite "
    assert reader.desk.papers.table.hasFocus()


def test_a_search_is_completed_by_keys(reader: User, titles: list[str]) -> None:
    reader.looks_at(ALL_PAPERS)
    reader.presses("Q")
    bar = reader.desk.papers.search_bar
    reader.searches("sta")
    reader.waits_until(lambda: [each.label for each in bar.completions] == ["status:", "starred:"])
    reader.presses("Down", "Return")
    assert bar.text == "status:"
    reader.types("q")
    reader.waits_until(lambda: [(each.label, each.aside) for each in bar.completions] == [("queued", "1 paper")])
    reader.presses("Down", "Return")
    assert bar.text == "status:queued "
    reader.waits_until(lambda: reader.titles == titles[:1])
    reader.types("sta")
    reader.waits_until(lambda: bar.completions)
    reader.presses("Esc")
    assert bar.text == "status:queued sta"
    assert not bar.completions
    reader.presses("Esc")
    assert bar.text == ""


def test_what_is_not_understood_is_said(reader: User) -> None:
    reader.searches("colour:red bees")
    assert "colour" in reader.desk.papers.search_bar.remarks


def test_the_worker_may_die_and_the_index_be_deleted_at_any_moment(reader: User, titles: list[str]) -> None:
    reader.looks_at(ALL_PAPERS)
    shutil.rmtree(reader.cache)
    reader.searches("bees")
    reader.waits_until(lambda: reader.titles == [titles[3]])
    os.kill(reader.worker, signal.SIGKILL)
    reader.presses("Esc", "Q")
    reader.waits_until(lambda: reader.count(Status.QUEUED) == 1)
    reader.searches("status:queued bees")
    reader.waits_until(lambda: reader.titles == [titles[3]])
