from collections.abc import Callable
from dataclasses import replace

import pytest

from readinglist.domain.matching import MatchKind
from readinglist.domain.paper import Paper, Person
from readinglist.library import papers
from readinglist.library.identity import apart, duplicates
from readinglist.library.identity.duplicates import Duplicate
from readinglist.library.lasting import CancelledError
from readinglist.library.library import Library

ROE = (Person("Roe", "Jane"),)
KNOTS = Paper("Which Knots Hold in Wet Ropes", ROE, date="2020")


def find(library: Library) -> list[Duplicate]:
    with library.read() as session:
        return duplicates.find(session)


def put(library: Library, *given: Paper) -> None:
    with library.transaction("Add") as tx:
        papers.add_all(tx, given)


def test_pairs_are_found_with_their_reasons_the_surest_first(library: Library) -> None:
    put(
        library,
        replace(KNOTS, arxiv_id="2003.00001"),
        Paper("Owls"),
        replace(KNOTS, title="Which Knots Hold in Wet Rope", doi="10.1000/b", date="2021"),
        replace(KNOTS, doi="10.1000/k", venue="Journal"),
        Paper("Something else", doi="10.48550/arxiv.2003.00001"),
    )
    found = find(library)
    assert [(pair.paper_id, pair.other_id, pair.kind) for pair in found] == [
        (1, 5, MatchKind.SAME),
        (1, 4, MatchKind.VERSION),
        (1, 3, MatchKind.LIKELY),
    ]
    assert found[1].reason == "another version: the published one of your preprint"


def test_a_library_without_any_is_told_so(library: Library, add: Callable[..., list[int]]) -> None:
    assert find(library) == []
    add("Foxes", "Hens", "Editorial", "Editorial", "Editorial")
    assert find(library) == []


def test_pairs_kept_apart_are_not_offered(library: Library) -> None:
    put(library, KNOTS, KNOTS, KNOTS)
    assert {(pair.paper_id, pair.other_id) for pair in find(library)} == {(1, 2), (1, 3)}
    with library.transaction("Apart") as tx:
        apart.keep_apart(tx, [[1, 2]])
    assert {(pair.paper_id, pair.other_id) for pair in find(library)} == {(1, 3)}, "else 1 and 2 became one through 3"
    with library.transaction("Apart") as tx:
        apart.keep_apart(tx, [[1, 2, 3]])
    assert find(library) == []


def test_progress_is_told_and_it_can_be_stopped(library: Library) -> None:
    put(library, KNOTS, KNOTS)
    told: list[tuple[int, int]] = []
    with library.read() as session:
        duplicates.find(session, progress=lambda *counts: told.append(counts))
        assert told == [(0, 2), (2, 2)]
        with pytest.raises(CancelledError):
            duplicates.find(session, cancelled=lambda: True)


def test_hundreds_of_one_title_are_compared_in_no_time(library: Library) -> None:
    put(library, *(Paper("Annual report", ROE, date=str(1500 + year)) for year in range(400)))
    assert find(library) == []
