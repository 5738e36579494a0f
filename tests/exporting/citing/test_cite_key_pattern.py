"""The little language of cite keys."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.domain.paper import Paper, Person
from readinglist.errors import UserError
from readinglist.exporting.citing.cite_key_pattern import DEFAULT_PATTERN, maker

FOX = Paper(
    "The Foxes at Night",
    authors=(Person("van der Müller", "Jan"), Person("O'Den", "Ann"), Person(literal="Hen Team")),
    date="2021-03",
)


@pytest.mark.parametrize(
    ("pattern", "key"),
    [
        (DEFAULT_PATTERN, "vandermuller2021foxes"),
        ("{Author}{year}{Title:2}", "VanDerMuller2021FoxesNight"),
        ("{author:2}:{year:2}", "vandermulleroden:21"),
        ("{author:9}", "vandermulleroden" + "henteam"),
        ("x/{title}-{year}", "x/foxes-2021"),
    ],
)
def test_a_key_is_made_by_its_pattern(pattern: str, key: str) -> None:
    assert maker(pattern)(FOX) == key


def test_a_paper_of_which_nothing_is_known_has_a_key_too() -> None:
    assert maker("x{author}{year}")(Paper("狐")) == "paper"


@pytest.mark.parametrize(
    "pattern", ["", "fixed", "{month}", "{author", "{author} {year}", "{title:0}", "{year}{", "é{year}"]
)
def test_what_is_no_pattern_is_refused_with_what_one_is(pattern: str) -> None:
    with pytest.raises(UserError, match="pattern of cite keys") as told:
        maker(pattern)
    assert "{author}, {year} and {title}" in told.value.hint


@given(st.text(max_size=20), st.text(max_size=20), st.text(max_size=6))
def test_keys_are_ascii_without_blanks(title: str, family: str, date: str) -> None:
    key = maker("{Author}{year}{Title:3}")(Paper(title, authors=(Person(family, ""),), date=date))
    assert key.isascii()
    assert key
    assert not any(character.isspace() or character in '{}\\"#%,=~' for character in key)
