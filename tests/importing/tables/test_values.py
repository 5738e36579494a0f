import pytest

from readinglist.domain.paper import Person
from readinglist.domain.status import Status
from readinglist.importing.tables import values

ANA, BO = Person("Łuk", "Ana"), Person("Ash", "Bo")


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Łuk, Ana; Ash, Bo", (ANA, BO)),
        ("Ana Łuk and Bo Ash", (ANA, BO)),
        ("Ana Łuk, Bo Ash", (ANA, BO)),
        ("Łuk, Ana", (ANA,)),
        ("Łuk, A., Ash, B.", (Person("Łuk", "A."), Person("Ash", "B."))),
        ("Łuk", (Person(literal="Łuk"),)),
        ("", ()),
    ],
)
def test_names(text: str, people: tuple[Person, ...]) -> None:
    assert values.persons(text) == people


@pytest.mark.parametrize(
    ("text", "stars"),
    [("4", 4), ("4.0", 4), ("3/5", 3), ("★★★☆☆", 3), ("0", 0), ("9", None), ("good", None), ("5 stars", 5)],
)
def test_stars(text: str, stars: int | None) -> None:
    assert values.stars(text) == stars


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("to-read", Status.QUEUED),
        ("Currently-Reading", Status.READING),
        ("unread", Status.INBOX),
        ("archive", Status.READ),
        ("Skimmed", Status.SKIMMED),
        ("whatever", None),
    ],
)
def test_statuses(text: str, status: Status | None) -> None:
    assert values.status(text) is status


def test_times() -> None:
    assert values.time("1714550400") == "2024-05-01T08:00:00.000Z"
    assert values.time("2024/05/01") == "2024-05-01T00:00:00.000Z"
    assert values.time("2024-05-01 08:00:00") == "2024-05-01T08:00:00.000Z"
    assert values.time("soon") == ""
