"""Cite keys in the store: given once, to papers without one, and no part of the history."""

from collections.abc import Callable, Collection
from typing import Any

import pytest

from readinglist.domain.paper import Paper
from readinglist.library import citekeys, papers
from readinglist.library.following import Follower, texts_changed_since
from readinglist.library.library import Library

Ask = Callable[..., list[tuple[Any, ...]]]


@pytest.fixture
def three(library: Library) -> list[int]:
    with library.transaction("Add") as tx:
        return papers.add_all(tx, [Paper("Foxes"), Paper("Hens", citekey="Own"), Paper("Owls")])


def by_title(paper: Paper, taken: Collection[str]) -> str:
    return f"{paper.title.lower()}{len(taken)}"


def test_only_papers_without_a_key_get_one_and_hear_what_is_taken(library: Library, three: list[int], ask: Ask) -> None:
    citekeys.give(library, three[1:], by_title)
    citekeys.give(library, three, by_title)
    citekeys.give(library, [*three, 99], lambda paper, taken: "never")
    assert ask("SELECT citekey FROM paper ORDER BY id") == [("foxes2",), ("Own",), ("owls1",)]


def test_it_is_no_step_and_leaves_what_was_undone_to_be_done_again(library: Library, three: list[int]) -> None:
    with library.transaction("Rename") as tx:
        papers.update(tx, three[0], Paper("Voles"))
    library.undo()
    citekeys.give(library, three, by_title)
    moved = library.redo()
    assert moved is not None
    assert moved.step.label == "Rename"


def test_others_hear_of_it_but_the_index_has_nothing_to_do(library: Library, three: list[int]) -> None:
    with library.read() as session:
        before = texts_changed_since(session, 0)
    with Follower(library) as follower:
        citekeys.give(library, three, by_title)
        assert follower.poll().papers == {three[0], three[2]}
    with library.read() as session:
        assert texts_changed_since(session, 0) == before
    with library.transaction("Rename") as tx:
        papers.update(tx, three[0], Paper("Voles"))
    with library.read() as session:
        assert texts_changed_since(session, 0) != before
