"""Names in their natural order."""

import pytest

from readinglist.domain.paper import Person
from readinglist.importing.natural_name import in_natural_order


@pytest.mark.parametrize(
    ("name", "person"),
    [
        ("Ann Fox", Person("Fox", "Ann")),
        ("Ludwig van Beethoven", Person("van Beethoven", "Ludwig")),
        ("Walter de la Mare Jr.", Person("de la Mare", "Walter, Jr.")),
        ("Ann B. Fox III", Person("Fox", "Ann B., III")),
        ("van Beethoven", Person("Beethoven", "van")),
        ("Fox Jr.", Person("Jr.", "Fox")),
    ],
)
def test_names(name: str, person: Person) -> None:
    assert in_natural_order(name.split()) == person
