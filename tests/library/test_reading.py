from collections.abc import Callable
from typing import Any

import pytest

from readinglist.domain.status import Status
from readinglist.errors import UserError
from readinglist.library import reading
from readinglist.library.library import Library


def test_a_status_has_its_time_and_its_way(
    library: Library, add: Callable[..., list[int]], ask: Callable[..., Any]
) -> None:
    ids = add("A Paper on Foxes", "A Paper on Hens")
    with library.transaction("Read") as tx:
        tx.at = "2030-01-01T00:00:00.000Z"
        reading.set_status(tx, ids[:1], Status.READ)
    with library.transaction("Read") as tx:
        tx.at = "2031-01-01T00:00:00.000Z"
        reading.set_status(tx, ids, Status.READ)
    assert ask("SELECT status, status_at FROM reading ORDER BY paper_id") == [
        ("read", "2030-01-01T00:00:00.000Z"),
        ("read", "2031-01-01T00:00:00.000Z"),
    ]
    changes = ask("SELECT paper_id, status, substr(at, 1, 4) FROM status_change WHERE status <> 'inbox' ORDER BY id")
    assert changes == [(ids[0], "read", "2030"), (ids[1], "read", "2031")]


@pytest.mark.parametrize("status", list(Status))
def test_every_status_can_be_stored(
    library: Library, add: Callable[..., list[int]], ask: Callable[..., Any], status: Status
) -> None:
    ids = add("A Paper on Foxes")
    with library.transaction("Status") as tx:
        reading.set_status(tx, ids, status)
    assert ask("SELECT status FROM reading") == [(status.value,)]


def test_stars_and_favourites_are_set_and_taken(
    library: Library, add: Callable[..., list[int]], ask: Callable[..., Any]
) -> None:
    ids = add("A Paper on Foxes", "A Paper on Hens")
    for rating, starred in ((5, True), (1, True), (0, False)):
        with library.transaction("Rate") as tx:
            reading.set_rating(tx, ids[:1], rating)
            reading.set_starred(tx, ids[:1], starred)
        assert ask("SELECT rating, starred FROM reading ORDER BY paper_id") == [(rating, starred), (0, 0)]


@pytest.mark.parametrize("rating", [-1, 6, 10**30])
def test_other_ratings_are_refused(library: Library, add: Callable[..., list[int]], rating: int) -> None:
    ids = add("A Paper on Foxes")
    with pytest.raises(UserError, match=f"{rating} is not possible"), library.transaction("Rate") as tx:
        reading.set_rating(tx, ids, rating)


def test_unknown_papers_are_refused_and_none_is_set(
    library: Library, add: Callable[..., list[int]], ask: Callable[..., Any]
) -> None:
    [paper] = add("A Paper on Foxes")
    for verb in (
        lambda tx: reading.set_status(tx, [paper, 9], Status.READ),
        lambda tx: reading.set_rating(tx, [paper, 9], 3),
        lambda tx: reading.set_starred(tx, [paper, 9], True),
    ):
        with pytest.raises(UserError, match="no paper 9 in"), library.transaction("Set") as tx:
            verb(tx)
    assert ask("SELECT status, rating, starred FROM reading") == [("inbox", 0, 0)]


def test_nothing_to_set_is_no_step(library: Library, ask: Callable[..., Any]) -> None:
    with library.transaction("Set") as tx:
        reading.set_status(tx, [], Status.READ)
        reading.set_rating(tx, [], 3)
    assert ask("SELECT count(*) FROM step") == [(0,)]
