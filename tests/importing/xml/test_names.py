import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.domain.paper import Person
from readinglist.importing.xml.names import person


@pytest.mark.parametrize(
    ("name", "family", "given_names", "literal"),
    [
        ("Łuk, Ana Maria", "Łuk", "Ana Maria", ""),
        ("Ana Maria Łuk", "Łuk", "Ana Maria", ""),
        ("Jan van der Berg", "van der Berg", "Jan", ""),
        ("van der Berg, Jan", "van der Berg", "Jan", ""),
        ("Bo Mill Jr.", "Mill", "Bo, Jr.", ""),
        ("Mill, Bo, Jr.", "Mill", "Bo, Jr.", ""),
        ("Society of Foxes,", "", "", "Society of Foxes"),
        ("Plato", "", "", "Plato"),
        ("王小明", "", "", "王小明"),
    ],
)
def test_a_name_is_read(name: str, family: str, given_names: str, literal: str) -> None:
    assert person(name) == Person(family, given_names, literal)


@pytest.mark.parametrize("name", ["", " \n", ","])
def test_no_name_is_nobody(name: str) -> None:
    assert person(name) is None


@given(st.text())
def test_every_letter_of_a_name_is_kept(name: str) -> None:
    told = person(name)
    kept = f"{told.family}{told.given}{told.literal}" if told else ""
    assert sorted(letter for letter in name if letter.isalnum()) == sorted(filter(str.isalnum, kept))
