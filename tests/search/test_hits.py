"""Sets of papers as arrays, against sets and dictionaries."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from readinglist.search.hits import NOTHING, Hits, all_of, any_of, contained, unscored

SCORES = st.dictionaries(st.integers(1, 40), st.sampled_from([0.0, 0.25, 1.5, 7.0]), max_size=15)


def hits(scores: dict[int, float]) -> Hits:
    return Hits(np.array(sorted(scores), np.int64), np.array([scores[each] for each in sorted(scores)]))


def as_dict(found: Hits) -> dict[int, float]:
    assert found.ids.tolist() == sorted(set(found.ids.tolist()))
    return dict(zip(found.ids.tolist(), found.scores.tolist(), strict=True))


@given(st.lists(SCORES, min_size=1, max_size=4))
def test_all_and_any_sum_scores(parts: list[dict[int, float]]) -> None:
    common = set.intersection(*map(set, parts))
    assert as_dict(all_of(list(map(hits, parts)))) == {each: sum(part[each] for part in parts) for each in common}
    every = set().union(*parts)
    assert as_dict(any_of(list(map(hits, parts)))) == {each: sum(part.get(each, 0) for part in parts) for each in every}
    assert as_dict(any_of([])) == as_dict(NOTHING) == {}


@given(SCORES, st.sets(st.integers(1, 40)))
def test_those_among_others_and_the_rest(scores: dict[int, float], ids: set[int]) -> None:
    among = np.array(sorted(ids), np.int64)
    assert as_dict(hits(scores).among(among)) == {each: scores[each] for each in scores.keys() & ids}
    assert as_dict(hits(scores).among(among, others=True)) == {each: scores[each] for each in scores.keys() - ids}
    assert contained(np.array(list(scores), np.int64), among).tolist() == [each in ids for each in scores]


@given(SCORES)
def test_the_best_come_first_and_newer_ones_among_equals(scores: dict[int, float]) -> None:
    assert hits(scores).ranked() == sorted(scores, key=lambda each: (-scores[each], -each))
    assert {each: hits(scores).score(each) for each in range(42)} == {each: scores.get(each, 0.0) for each in range(42)}


@given(st.lists(st.integers(1, 2**31), unique=True))
def test_papers_without_scores(ids: list[int]) -> None:
    assert as_dict(unscored(ids)) == dict.fromkeys(ids, 0.0)
