from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from readinglist.domain.text import storable
from readinglist.errors import UserError
from readinglist.library import notes
from readinglist.library.library import Library

Add = Callable[..., list[int]]


def write(library: Library, paper: int, text: str, extend: int | None = None) -> int:
    with library.transaction("Edit note", extend=extend) as tx:
        notes.write(tx, paper, text)
    return tx.step


def note(library: Library, paper: int) -> str:
    with library.read() as session:
        return notes.read(session, paper)


def versions(library: Library, paper: int) -> list[str]:
    with library.read() as session:
        return [version.text for version in notes.versions(session, paper)]


def test_a_note_is_kept_to_the_letter(library: Library, add: Add) -> None:
    [paper, other] = add("A Paper on Foxes", "A Paper on Hens")
    text = "# Foxes\n\n* über 🦊 “dens”\n\n    code\t1\n  "
    write(library, paper, text)
    assert note(library, paper) == text
    assert note(library, other) == ""
    assert note(library, 99) == ""


def test_an_emptied_note_is_none_and_its_version_stays(library: Library, add: Add, ask: Callable[..., Any]) -> None:
    [paper] = add("A Paper on Foxes")
    write(library, paper, "vulpes")
    write(library, paper, " \n\t")
    assert ask("SELECT count(*) FROM note") == [(0,)]
    assert versions(library, paper) == ["vulpes"]
    library.undo()
    assert note(library, paper) == "vulpes"
    assert versions(library, paper) == []


def test_every_sitting_leaves_one_version_newest_first(library: Library, add: Add) -> None:
    [paper] = add("A Paper on Foxes")
    write(library, paper, "one")
    sitting = write(library, paper, "two")
    assert write(library, paper, "two and a half", extend=sitting) == sitting
    write(library, paper, "three")
    assert versions(library, paper) == ["two and a half", "one"]


def test_an_unchanged_note_is_no_step(library: Library, add: Add, ask: Callable[..., Any]) -> None:
    [paper] = add("A Paper on Foxes")
    write(library, paper, "")
    write(library, paper, "vulpes")
    write(library, paper, "vulpes\0")
    assert ask("SELECT label FROM step ORDER BY id") == [("Add",), ("Edit note",)]
    assert versions(library, paper) == []


def test_going_on_with_a_sitting_without_changing_anything_keeps_the_redo(library: Library, add: Add) -> None:
    paper, other = add("A Paper on Foxes", "A Paper on Hens")
    sitting = write(library, paper, "vulpes")
    write(library, other, "gallus")
    library.undo()
    assert write(library, paper, "vulpes", extend=sitting) == sitting
    assert library.redo()
    assert note(library, other) == "gallus"


def test_a_sitting_that_empties_the_note_and_writes_it_again_can_be_undone(library: Library, add: Add) -> None:
    [paper] = add("A Paper on Foxes")
    write(library, paper, "before")
    sitting = write(library, paper, "during")
    for text in ("", "again", "", "after"):
        write(library, paper, text, extend=sitting)
    library.undo()
    assert note(library, paper) == "before"
    library.redo()
    assert note(library, paper) == "after"
    assert versions(library, paper) == ["before"]


@given(st.lists(st.sampled_from(["", "a", "b", "A", "c\0"]), min_size=1, max_size=8))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_sitting_is_undone_and_redone_as_one(library: Library, add: Add, texts: list[str]) -> None:
    [paper] = add("A Paper on Foxes")
    write(library, paper, "before")
    sitting = write(library, paper, texts[0])
    for text in texts[1:]:
        sitting = write(library, paper, text, extend=sitting)
    after = note(library, paper)
    assert after == storable(texts[-1])
    while library.undo():
        if note(library, paper) == "before":
            break
    while library.redo():
        pass
    assert note(library, paper) == after


@pytest.mark.parametrize("text", ["x" * 5_000_000, "tail\0 of nul", "half \ud83e", "\x01\x1f"])
def test_long_and_broken_texts(library: Library, add: Add, text: str) -> None:
    [paper] = add("A Paper on Foxes")
    write(library, paper, "before")
    write(library, paper, text)
    assert note(library, paper) == storable(text)
    library.undo()
    assert note(library, paper) == "before"
    library.redo()
    assert note(library, paper) == storable(text)


def test_an_unknown_paper_is_refused(library: Library) -> None:
    for paper in (9, 10**30):
        with pytest.raises(UserError, match=f"no paper {paper} in"):
            write(library, paper, "vulpes")
