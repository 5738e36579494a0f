from itertools import permutations
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.domain.status import Status
from readinglist.domain.taste import RATINGS_NEEDED
from readinglist.library import papers, reading
from readinglist.library.library import Library
from readinglist.search.related.learning import Learner
from readinglist.search.related.ranking import nearest, read_next, related


def rate(library: Library, ids: list[int], stars: int) -> None:
    with library.transaction("Rate") as tx:
        reading.set_rating(tx, ids, stars)


def set_status(library: Library, ids: list[int], status: Status) -> None:
    with library.transaction("Status") as tx:
        reading.set_status(tx, ids, status)


def suggested(library: Library, learner: Learner, **options: Any) -> list[int]:
    return [each.id for each in read_next(library, learner, 10, **options).papers]


def test_papers_on_the_same_subject_are_related_and_say_why(library: Library, learner: Learner, add: Any) -> None:
    bee, _, other, _ = add("bees", "knots", "bees", "clocks")
    [found] = related(library, learner, bee, 5).papers
    assert (found.id, found.title) == (other, "On bees")
    assert found.likeness == pytest.approx(1, abs=0.01)
    assert {"bees", "honey"} < set(found.terms)
    said = [set(term.split()) for term in found.terms]
    assert not any(one <= other for one, other in permutations(said, 2))


def test_a_paper_that_is_gone_or_alone_has_none(library: Library, learner: Learner, add: Any) -> None:
    bee, other = add("bees", "bees")
    with library.transaction("Delete") as tx:
        papers.remove(tx, [bee])
    assert related(library, learner, bee, 5).papers == ()
    assert related(library, learner, other, 5).papers == ()
    assert related(library, learner, 99, 5).papers == ()


def test_what_is_liked_brings_its_subject_up_and_what_is_dropped_keeps_its_own_down(
    library: Library, learner: Learner, add: Any
) -> None:
    bees, knots, clocks = add(*["bees"] * 6), add(*["knots"] * 6), add(*["clocks"] * 6)
    rate(library, bees[:4], 5)
    set_status(library, knots[:3], Status.DROPPED)
    answer = read_next(library, learner, 10)
    assert [each.id for each in answer.papers] == bees[4:]
    assert all(each.like in bees[:4] and each.terms for each in answer.papers)
    assert answer.papers[0].like_title.endswith("bees")
    assert not {each.id for each in answer.papers} & {*knots, *clocks}


def test_nothing_is_said_until_enough_is_rated(library: Library, learner: Learner, add: Any) -> None:
    bees = add(*["bees"] * 8)
    add(*["knots"] * 8)
    set_status(library, bees[:5], Status.READ)
    rate(library, bees[: RATINGS_NEEDED - 1], 5)
    answer = read_next(library, learner, 10)
    assert (answer.papers, answer.rated) == ((), RATINGS_NEEDED - 1)
    rate(library, bees[:RATINGS_NEEDED], 5)
    assert suggested(library, learner) == bees[5:]


def test_nothing_is_said_by_one_who_likes_nothing(library: Library, learner: Learner, add: Any) -> None:
    rate(library, add(*["bees"] * 6)[:4], 1)
    answer = read_next(library, learner, 10)
    assert (answer.papers, answer.rated) == ((), 4)


def test_only_what_is_unread_unless_all_is_asked_for(library: Library, learner: Learner, add: Any) -> None:
    bees = add(*["bees"] * 8)
    add(*["knots"] * 8)
    rate(library, bees[:4], 5)
    set_status(library, bees[4:5], Status.READ)
    set_status(library, bees[5:6], Status.SKIMMED)
    set_status(library, bees[6:7], Status.QUEUED)
    assert suggested(library, learner) == bees[6:]
    assert sorted(suggested(library, learner, unread_only=False)) == bees[4:]


def test_nothing_is_changed(library: Library, learner: Learner, add: Any) -> None:
    bees = add(*["bees"] * 6)
    rate(library, bees[:4], 5)
    with library.read() as session:
        before = reading_rows(session)
    suggested(library, learner)
    related(library, learner, bees[0], 5)
    with library.read() as session:
        assert reading_rows(session) == before


def reading_rows(session: Any) -> list[tuple[Any, ...]]:
    connection = session.connection().connection
    return [
        tuple(row)
        for table in ("reading", "step", "paper_change")
        for row in connection.execute(f"SELECT * FROM {table}")
    ]


@given(st.lists(st.sampled_from([0.0, -1.0, 0.5, 0.25, 1.0]) | st.floats(-1, 1), max_size=40))
def test_the_nearest_come_in_order_and_only_those_above_zero(scores: list[float]) -> None:
    found = [place for part in nearest(np.array(scores, np.float64)) for place in part.tolist()]
    assert found == sorted((place for place, score in enumerate(scores) if score > 0), key=lambda place: -scores[place])


def test_the_nearest_of_many_come_a_part_at_a_time() -> None:
    scores = np.random.default_rng(1).integers(-2, 60, 20_000).astype(np.float64)
    parts = list(nearest(scores))
    assert [len(part) for part in parts][:2] == [256, 8_192 - 256]
    assert np.concatenate(parts).tolist() == sorted(
        np.flatnonzero(scores > 0).tolist(), key=lambda place: -scores[place]
    )
