from collections.abc import Callable, Iterator
from contextlib import closing

import pytest

from readinglist.domain.changes import Changes
from readinglist.errors import UserError
from readinglist.library import notes, papers, reading, tags
from readinglist.library.following import (
    Follower,
    changed_since,
    latest_seq,
    latest_text_seq,
    texts_changed_since,
)
from readinglist.library.library import Library

Add = Callable[..., list[int]]


@pytest.fixture
def other(library: Library) -> Iterator[Library]:
    """The same library as another process has it open."""
    with closing(Library(library.folder, origin="other")) as opened:
        yield opened


def test_nothing_new_is_nothing(library: Library, add: Add) -> None:
    add("A Paper on Foxes")
    with Follower(library) as follower:
        assert not follower.poll()
        assert not follower.poll()


def test_what_others_and_this_one_commit_is_told_once(library: Library, add: Add, other: Library) -> None:
    ids = add("A Paper on Foxes", "A Paper on Hens", "A Paper on Owls")
    with Follower(library) as follower:
        for writer in (other, library):
            with writer.transaction("Set") as tx:
                reading.set_rating(tx, ids[:2], 4 if writer is other else 2)
            news = follower.poll()
            assert (news.papers, news.removed) == (frozenset(ids[:2]), frozenset())
            assert not follower.poll()
        with other.transaction("Write") as tx:
            notes.write(tx, ids[0], "vulpes")
        with other.transaction("Tag") as tx:
            tags.add(tx, ids[2:], "birds")
        assert follower.poll().papers == {ids[0], ids[2]}


def test_papers_that_are_gone_are_told_and_those_that_come_back(library: Library, add: Add, other: Library) -> None:
    ids = add("A Paper on Foxes", "A Paper on Hens")
    with Follower(library) as follower:
        with other.transaction("Delete") as tx:
            papers.remove(tx, ids[:1])
        news = follower.poll()
        assert (news.papers, news.removed) == ({ids[0]}, {ids[0]})
        other.undo()
        news = follower.poll()
        assert (news.papers, news.removed) == ({ids[0]}, frozenset())
        other.undo()
        assert follower.poll().removed == set(ids)


def test_a_commit_without_papers_is_no_news(library: Library, add: Add, other: Library) -> None:
    ids = add("A Paper on Foxes")
    with Follower(library) as follower:
        seq = follower.poll().seq
        with other.transaction("Set") as tx:
            reading.set_rating(tx, ids, 0)
        with pytest.raises(UserError), other.transaction("Set") as tx:
            reading.set_rating(tx, [*ids, 99], 5)
        assert follower.poll() == Changes(seq=seq)


def test_each_paper_is_told_by_its_latest_change(library: Library, add: Add) -> None:
    first, second = add("A Paper on Foxes", "A Paper on Hens")
    with library.read() as session, closing(library.watching_connection()) as connection:
        start = latest_seq(session)
        assert [paper for paper, _, _ in changed_since(connection, 0)] == [first, second]
    with library.transaction("Set") as tx:
        reading.set_rating(tx, [first], 4)
    with library.read() as session, closing(library.watching_connection()) as connection:
        [(paper, seq, gone)] = changed_since(connection, start)
        assert (paper, seq, gone) == (first, latest_seq(session), 0)
        assert [paper for paper, _, _ in changed_since(connection, 0)] == [second, first]


def test_an_empty_library_has_no_changes(library: Library) -> None:
    with library.read() as session, closing(library.watching_connection()) as connection:
        assert latest_seq(session) == 0
        assert changed_since(connection, 0) == []


def test_what_the_reader_thinks_is_no_change_of_a_text(library: Library, add: Add) -> None:
    first, second = add("A Paper on Foxes", "A Paper on Hens")
    with library.read() as session:
        start = latest_text_seq(session)
        assert {paper for paper, _, _ in texts_changed_since(session, 0)} == {first, second}
    with library.transaction("Rate") as tx:
        reading.set_rating(tx, [first, second], 4)
    with library.read() as session, closing(library.watching_connection()) as connection:
        assert latest_text_seq(session) == start
        assert len(changed_since(connection, start)) == 2
    with library.transaction("Note") as tx:
        notes.write(tx, first, "vulpes")
    with library.read() as session:
        [(paper, seq, gone)] = texts_changed_since(session, start)
        assert (paper, seq, gone) == (first, latest_text_seq(session), False)
    with library.transaction("Delete") as tx:
        papers.remove(tx, [second])
    with library.read() as session:
        assert [(paper, gone) for paper, _, gone in texts_changed_since(session, seq)] == [(second, True)]
