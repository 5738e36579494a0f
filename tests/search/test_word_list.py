"""Words like others, against slow and plain ways to say the same."""

import fnmatch
from functools import lru_cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.search.postings import Words
from readinglist.search.word_list import distance, fits, like, near


@lru_cache(None)
def edits(one: str, other: str) -> int:
    """The definition, one letter after another from the end."""
    if not one or not other:
        return len(one) + len(other)
    ways = [
        edits(one[:-1], other) + 1,
        edits(one, other[:-1]) + 1,
        edits(one[:-1], other[:-1]) + (one[-1] != other[-1]),
    ]
    if len(one) > 1 and len(other) > 1 and one[-1] == other[-2] and one[-2] == other[-1]:
        ways.append(edits(one[:-2], other[:-2]) + 1)
    return min(ways)


WORDS = st.text("abcé学x1", min_size=1, max_size=7)
LISTS = st.lists(WORDS | WORDS.map("~{}".format), max_size=30).map(lambda words: sorted({w.encode() for w in words}))


@given(st.lists(LISTS, min_size=1, max_size=3), WORDS, st.sampled_from([1, 2]))
def test_words_near_to_one_are_all_that_are_so_few_edits_away(lists: list[list[bytes]], word: str, most: int) -> None:
    found = near([Words.of(words) for words in lists], word, most)
    for words, (numbers, distances) in zip(lists, found, strict=True):
        expected = {
            each.decode(): away
            for each in words
            if not each.startswith(b"~") and (away := edits(word, each.decode())) <= most
        }
        assert numbers.tolist() == sorted(numbers.tolist())
        names = [words[number].decode() for number in numbers.tolist()]
        assert dict(zip(names, distances.tolist(), strict=True)) == expected


@given(WORDS, WORDS, st.sampled_from([1, 2]))
def test_the_distance_of_two_words_is_told_up_to_the_most(one: str, other: str, most: int) -> None:
    away = edits(one, other)
    assert distance(one, other, most) == away if away <= most else distance(one, other, most) > most


@pytest.mark.parametrize(
    ("one", "other", "away"),
    [("attention", "atention", 1), ("attention", "attnetion", 1), ("graph", "graph", 0), ("learn", "leans", 2)],
)
def test_slips_of_the_pen(one: str, other: str, away: int) -> None:
    assert distance(one, other, 2) == away


@given(LISTS, st.tuples(st.text("abcé*", max_size=3), st.text("abcé*", max_size=3)).map("*".join))
def test_words_that_fit_a_pattern_are_those_that_a_glob_finds(words: list[bytes], pattern: str) -> None:
    found = [words[number].decode() for number in like(Words.of(words), pattern).tolist()]
    there = [word.decode() for word in words if not word.startswith(b"~")]
    assert found == [word for word in there if fnmatch.fnmatchcase(word, pattern)]
    assert all(fits(word, pattern) == (word in found) for word in there)


def test_an_empty_list_has_nothing_like_anything() -> None:
    assert like(Words.of([]), "a*b").tolist() == []
    [(numbers, distances)] = near([Words.of([])], "ab", 2)
    assert numbers.tolist() == distances.tolist() == []
    assert near([], "ab", 1) == []
