import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.domain.identity.similarity import likeness, near_titles, title_head
from readinglist.domain.normalise import title_key


def plain_likeness(one: str, other: str) -> float:
    """The same by the textbook's table."""
    row = [0] * (len(other) + 1)
    for mine in one:
        before = row[:]
        for place, theirs in enumerate(other, 1):
            row[place] = before[place - 1] + 1 if mine == theirs else max(before[place], row[place - 1])
    return 2 * row[-1] / (len(one) + len(other))


words = st.text(alphabet="abcé ", max_size=80)


@given(words, words)
def test_likeness_is_that_of_the_table(one: str, other: str) -> None:
    if one or other:
        assert likeness(one, other) == plain_likeness(one, other)
        assert likeness(one, other) == likeness(other, one)


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ("Which knots hold in wet ropes", "Which knots hold in wet rope", "nearly the same title"),
        ("A survey of wet ropes and their knots", "Survey of wet ropes and their knots", "nearly the same title"),
        ("Knots in wet ropes: a survey", "Knots in Wet Ropes", "the same title but for its subtitle"),
        ("Knots in wet ropes - a survey", "Knots in Wet Ropes", "the same title but for its subtitle"),
        ("Knots in wet ropes", "Knots in wet ropes", ""),
        ("Knots: a survey", "Knots", ""),
        ("Knots in wet ropes, part 1", "Knots in wet ropes, part 2", ""),
        ("Knots in wet ropes II", "Knots in wet ropes III", ""),
        ("Knots in wet ropes", "Rats in wet ropes", ""),
        ("", "Rats", ""),
    ],
)
def test_near_titles(one: str, other: str, said: str) -> None:
    assert near_titles(one, other) == said
    assert near_titles(other, one) == said


def test_the_head_leaves_an_article_out() -> None:
    assert {title_head(title_key(title)) for title in ("The ropes", "A rope", "Ropes")} == {"rop"}
    assert title_head("theory of ropes") == "the"
    assert title_head("a") == "a"
