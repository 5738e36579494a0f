import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.library.reads import PaperGist
from readinglist.search.related.counts import TITLE_COUNTS, counted
from readinglist.search.related.terms import GAP, PAIR, Stretches, names, pairs, words


def spellings(text: str) -> list[str]:
    return [spelling for stretch in text.split() for _, spelling in words(stretch)]


def numbers(text: str) -> list[int]:
    return [number for stretch in text.split() for number, _ in words(stretch)]


def terms_of(text: str) -> set[int]:
    batch = counted([PaperGist(1, "", text)], [], Stretches())
    return set(batch.terms.tolist())


def test_small_words_and_single_letters_tell_nothing() -> None:
    assert spellings("We show that the bees of x are in a hive") == ["bees", "hive"]


def test_words_are_the_same_whatever_their_case_and_accents() -> None:
    assert numbers("Müller's BEES") == numbers("muller's bees")


def test_the_parts_of_a_joined_word_count_and_not_the_whole_again() -> None:
    assert spellings("pre-training") == ["pre", "training"]


def test_characters_of_scripts_without_spaces_are_words() -> None:
    assert len(numbers("蜜蜂")) == 2


def test_pairs_reach_over_small_words_but_over_no_sign_that_ends_a_phrase() -> None:
    assert set(names("classes of functions", terms_of("classes of functions")).values()) == {
        "classes",
        "functions",
        "classes of functions",
    }
    assert "bees knots" not in names("bees. Knots", terms_of("bees. Knots")).values()
    assert "bees wild" not in names("bees (wild hives)", terms_of("bees (wild hives)")).values()
    assert "wild hives" in names("bees (wild hives)", terms_of("bees (wild hives)")).values()


def test_a_pair_has_a_direction_and_a_bit_of_its_own() -> None:
    one, other = np.array([5], np.uint32), np.array([7], np.uint32)
    assert pairs(one, other) != pairs(other, one)
    assert pairs(one, other)[0] & PAIR
    assert not any(np.uint32(number) & PAIR for number in numbers("bees knots ropes 2024"))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("In-Context Learning", "in-context learning"),
        ("CLIP for Images", "CLIP for images"),
        ("GPT-4 Bees", "GPT-4 bees"),
    ],
)
def test_a_name_keeps_the_capitals_that_are_its_own(text: str, name: str) -> None:
    assert name in names(text, terms_of(text)).values()


def test_names_are_told_of_what_is_asked_for_alone() -> None:
    assert names("bees knots", {numbers("bees")[0]}) == {numbers("bees")[0]: "bees"}
    assert names("", {1, 2}) == {}


@given(st.text(max_size=80))
def test_every_term_of_a_text_has_a_name_in_it(text: str) -> None:
    found = terms_of(text)
    assert set(names(text, found)) == found
    assert GAP not in found


def test_a_title_counts_double() -> None:
    batch = counted([PaperGist(1, "bees", "knots knots knots")], [], Stretches())
    [bees], [knots] = numbers("bees"), numbers("knots")
    assert batch.counts[batch.terms == bees].tolist() == [TITLE_COUNTS]
    assert batch.counts[batch.terms == knots].tolist() == [3]
