"""Names in parts and in full."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.domain.paper import Person
from readinglist.importing.json_records.persons import in_full, named


@pytest.mark.parametrize(
    ("name", "person"),
    [
        ("Ada Lovelace", Person("Lovelace", "Ada")),
        ("  Ada\n M.  Lovelace ", Person("Lovelace", "Ada M.")),
        ("Walter de la Mare", Person("de la Mare", "Walter")),
        ("Jan van der Berg, Jr.", Person("van der Berg", "Jan, Jr.")),
        ("Harry Hall III", Person("Hall", "Harry, III")),
        ("Lovelace, Ada", Person("Lovelace", "Ada")),
        ("Tengyu Ma 0001", Person("Ma", "Tengyu")),
        ("Madonna", Person(literal="Madonna")),
        ("王小明", Person(literal="王小明")),
        ("e e cummings", Person("e cummings", "e")),
        ("", None),
        (" , ", Person(literal=",")),
    ],
)
def test_a_full_name_is_split(name: str, person: Person | None) -> None:
    assert in_full(name) == person


def test_names_in_parts() -> None:
    names = [
        {"family": "Berg", "given": "Jan", "non-dropping-particle": "van der", "suffix": "Jr."},
        {"family": "Fontaine", "given": "Jean", "dropping-particle": "de", "non-dropping-particle": "La"},
        {"literal": "The Fox Club"},
        {"name": "ATLAS", "sequence": "first"},
        {"family": "Stravopodis"},
        {"given": "Plato"},
        {},
        "Ada Lovelace",
        7,
        None,
        ["x"],
    ]
    assert named(names) == (
        Person("van der Berg", "Jan, Jr."),
        Person("de La Fontaine", "Jean"),
        Person(literal="The Fox Club"),
        Person(literal="ATLAS"),
        Person(literal="Stravopodis"),
        Person(literal="Plato"),
        Person("Lovelace", "Ada"),
        Person(literal="7"),
    )


@given(st.text("aA ,.0vJr王\n", max_size=30))
def test_no_name_loses_a_letter(name: str) -> None:
    person = in_full(name)
    told = "".join((person.literal, person.family, person.given)) if person else ""
    assert sum(map(str.isalpha, told)) == sum(map(str.isalpha, name))
