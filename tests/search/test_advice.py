"""What is offered where a search finds nothing."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from readinglist.domain.paper import Paper
from readinglist.domain.query.expression import EVERYTHING, Node, State, StateField
from readinglist.domain.query.parser import parse
from readinglist.library import papers
from readinglist.library.library import Library
from readinglist.search.advice import Advice, Change, Try, advise
from readinglist.search.evaluate import search
from readinglist.search.index import PaperIndex
from readinglist.search.indexer import catch_up

TITLES = [
    "Attention heads in graphs",
    "Attention and retention",
    "Retention of water",
    "Sparse graphs",
    "Gradient descent",
]


@pytest.fixture(scope="module")
def stocked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Library, PaperIndex]]:
    folder = tmp_path_factory.mktemp("advice")
    with closing(Library(folder / "library", origin="test")) as library:
        with library.transaction("Add") as tx:
            for title in TITLES:
                papers.add(tx, Paper(title))
        with closing(PaperIndex.open(folder / "cache", library)) as index:
            assert catch_up(index, library)
            yield library, index


def advice(stocked: tuple[Library, PaperIndex], text: str, scope: Node = EVERYTHING) -> Advice:
    found = advise(*stocked, text, scope)
    assert found is not None
    return found


def test_a_word_with_a_slip_in_it_is_offered_as_meant(stocked: tuple[Library, PaperIndex]) -> None:
    said = advice(stocked, "atention")
    assert said.missing == ("atention",)
    assert said.tries == (
        Try(Change.WORD, "attention", "attention", 2),
        Try(Change.WORD, "retention", "retention", 2),
    )


def test_what_is_offered_finds_something_with_the_rest_of_the_search(stocked: tuple[Library, PaperIndex]) -> None:
    said = advice(stocked, "atention graphs rating:0")
    assert said.missing == ("atention",)
    assert said.tries[0] == Try(Change.WORD, "attention", "attention graphs rating:0", 1)
    assert said.tries[-1] == Try(Change.LEFT_OUT, "atention", "graphs rating:0", 2)
    library, index = stocked
    for each in said.tries:
        result = search(library, index, parse(each.search))
        assert result is not None
        assert len(result.ids) == each.papers


def test_two_words_with_slips_are_mended_together(stocked: tuple[Library, PaperIndex]) -> None:
    said = advice(stocked, "gradint -heads desent")
    assert said.missing == ("gradint", "desent")
    assert said.tries == (Try(Change.WORD, "gradient descent", "gradient -heads descent", 1),)


def test_words_that_are_there_but_not_together_can_each_be_left_out(stocked: tuple[Library, PaperIndex]) -> None:
    said = advice(stocked, "sparse descent")
    assert said.missing == ()
    assert said.tries == (
        Try(Change.LEFT_OUT, "sparse", "descent", 1),
        Try(Change.LEFT_OUT, "descent", "sparse", 1),
    )


def test_a_scope_without_papers_is_nobody_s_slip(stocked: tuple[Library, PaperIndex]) -> None:
    said = advice(stocked, "sparse", State(StateField.STATUS, "read", "read"))
    assert said == Advice()


@pytest.mark.parametrize("text", ["zzzzzzzz", '"no such phrase"', "", "rating:5", "-graphs", "( or", "xx*yy qq~ *"])
def test_where_there_is_nothing_to_offer_nothing_is(stocked: tuple[Library, PaperIndex], text: str) -> None:
    assert advice(stocked, text).tries == ()


def test_advice_that_nobody_waits_for_is_given_up(stocked: tuple[Library, PaperIndex]) -> None:
    assert advise(*stocked, "atention graphs", EVERYTHING, cancelled=lambda: True) is None


def test_without_an_index_what_is_missing_is_told_all_the_same(tmp_path: Path) -> None:
    with closing(Library(tmp_path / "library", origin="test")) as library:
        with library.transaction("Add") as tx:
            papers.add(tx, Paper("Sparse graphs"))
        with closing(PaperIndex.open(tmp_path / "cache", library)) as index:
            assert advise(library, index, "sparse atention", EVERYTHING) == Advice(
                ("atention",), (Try(Change.LEFT_OUT, "atention", "sparse", 1),)
            )
