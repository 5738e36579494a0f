from collections.abc import Callable
from typing import Any

import pytest

from readinglist.errors import UserError
from readinglist.library import tags
from readinglist.library.library import Library

Add = Callable[..., list[int]]


def counts(library: Library) -> list[tuple[str, int]]:
    with library.read() as session:
        return tags.counts(session)


def tag(library: Library, ids: list[int], *names: str) -> None:
    with library.transaction("Tag") as tx:
        for name in names:
            tags.add(tx, ids, name)


def test_tags_are_counted_by_name(library: Library, add: Add) -> None:
    ids = add("A Paper on Foxes", "A Paper on Hens")
    tag(library, ids, "zoology", "Animals")
    tag(library, ids[:1], "barn")
    assert counts(library) == [("Animals", 2), ("barn", 1), ("zoology", 2)]


def test_a_tag_in_another_case_is_the_known_one(library: Library, add: Add, ask: Callable[..., Any]) -> None:
    ids = add("A Paper on Foxes", "A Paper on Hens")
    tag(library, ids[:1], "Theory")
    tag(library, ids, "theory", "THEORY")
    assert counts(library) == [("Theory", 2)]
    assert ask("SELECT paper_id, name FROM paper_tag ORDER BY paper_id") == [(1, "Theory"), (2, "Theory")]
    with library.transaction("Untag") as tx:
        tags.remove(tx, ids[:1], "tHEORY")
    assert counts(library) == [("Theory", 1)]


def test_a_tag_given_twice_is_one_and_no_step(library: Library, add: Add, ask: Callable[..., Any]) -> None:
    ids = add("A Paper on Foxes")
    tag(library, [*ids, *ids], "theory", "theory")
    tag(library, ids, "theory")
    assert counts(library) == [("theory", 1)]
    assert ask("SELECT count(*) FROM step") == [(2,)]


@pytest.mark.parametrize(
    ("given", "kept"),
    [("  to \t read\n", "to read"), ("a\0b\ud800", "ab"), ("Ünïcode 🦊", "Ünïcode 🦊"), ("x" * 100, "x" * 100)],
)
def test_a_tag_s_name_is_made_plain(library: Library, add: Add, given: str, kept: str) -> None:
    ids = add("A Paper on Foxes")
    tag(library, ids, given)
    assert counts(library) == [(kept, 1)]
    with library.transaction("Untag") as tx:
        tags.remove(tx, ids, given)
    assert counts(library) == []


@pytest.mark.parametrize(
    ("name", "said"), [("", "needs a name"), (" \n", "needs a name"), ("\0", "needs a name"), ("x" * 101, "too long")]
)
def test_what_cannot_be_a_tag_is_refused(library: Library, add: Add, name: str, said: str) -> None:
    ids = add("A Paper on Foxes")
    with pytest.raises(UserError, match=said), library.transaction("Tag") as tx:
        tags.add(tx, ids, name)
    with pytest.raises(UserError, match=said), library.transaction("Untag") as tx:
        tags.remove(tx, ids, name)


def test_unknown_papers_are_refused(library: Library) -> None:
    for verb in (tags.add, tags.remove):
        with pytest.raises(UserError, match="no paper 9 in"), library.transaction("Tag") as tx:
            verb(tx, [9], "theory")


def test_taking_a_tag_that_is_not_there_is_no_step(library: Library, add: Add, ask: Callable[..., Any]) -> None:
    ids = add("A Paper on Foxes")
    with library.transaction("Untag") as tx:
        tags.remove(tx, ids, "theory")
    assert ask("SELECT label FROM step") == [("Add",)]
