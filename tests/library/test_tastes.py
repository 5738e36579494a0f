import pytest

from readinglist.domain.paper import Paper
from readinglist.domain.status import Status
from readinglist.domain.taste import RATING_TASTE, RATINGS_NEEDED, STARRED_TASTE, STATUS_TASTE
from readinglist.library import papers, reading, tastes
from readinglist.library.library import Library
from readinglist.library.tastes import suggestible, taste


def fill(library: Library, count: int) -> list[int]:
    with library.transaction("Fill") as tx:
        return [papers.add(tx, Paper(title=f"Paper {number}")) for number in range(count)]


def say(library: Library, paper: int, *, status: Status = Status.INBOX, rating: int = 0, starred: bool = False) -> None:
    with library.transaction("Say") as tx:
        reading.set_status(tx, [paper], status)
        reading.set_rating(tx, [paper], rating)
        reading.set_starred(tx, [paper], starred)


def test_stars_come_before_the_status_and_a_favourite_before_both(library: Library) -> None:
    favourite, low, read, rated_read, dropped, _untold = fill(library, 6)
    say(library, favourite, status=Status.DROPPED, rating=1, starred=True)
    say(library, low, rating=1)
    say(library, read, status=Status.READ)
    say(library, rated_read, status=Status.READ, rating=4)
    say(library, dropped, status=Status.DROPPED)
    with library.read() as session:
        found = taste(session)
    assert found.papers == {
        favourite: STARRED_TASTE,
        low: RATING_TASTE[1],
        read: STATUS_TASTE[Status.READ],
        rated_read: RATING_TASTE[4],
        dropped: STATUS_TASTE[Status.DROPPED],
    }
    assert found.rated == 3


def test_ratings_are_counted_as_far_as_they_are_needed(library: Library) -> None:
    for paper in fill(library, 7):
        say(library, paper, rating=2)
    with library.read() as session:
        assert taste(session).rated == RATINGS_NEEDED


def test_of_many_the_strongest_and_then_the_latest_are_taken(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tastes, "MOST", 3)
    ids = fill(library, 6)
    for paper in ids[1:]:
        say(library, paper, status=Status.READ)
    say(library, ids[0], rating=1)
    with library.read() as session:
        assert set(taste(session).papers) == {ids[0], ids[4], ids[5]}


def test_an_empty_library_has_no_taste(library: Library) -> None:
    with library.read() as session:
        assert (dict(taste(session).papers), taste(session).rated) == ({}, 0)


def test_what_is_judged_is_not_suggested_and_what_is_begun_only_when_asked_for(library: Library) -> None:
    ids = fill(library, 9)
    for paper, status in zip(ids, Status, strict=False):
        say(library, paper, status=status)
    say(library, ids[6], rating=3)
    say(library, ids[7], starred=True)
    with library.read() as session:
        assert suggestible(session, [*ids, 99], unread_only=True) == {ids[0], ids[1], ids[8]}
        assert suggestible(session, ids, unread_only=False) == {*ids[:5], ids[8]}
