"""The parts of a name, as the formats want them."""

from readinglist.domain.paper import Person


def given_and_suffix(person: Person) -> tuple[str, str]:
    """The given names and the suffix behind them: "Martin, Jr." is ("Martin", "Jr.")."""
    given, comma, suffix = person.given.rpartition(", ")
    return (given, suffix) if comma and given and suffix else (person.given, "")


def inverted(person: Person) -> str:
    """The name with the family name first: "King, Martin, Jr."."""
    return person.literal or ", ".join(part for part in (person.family, person.given) if part)


def in_full(person: Person) -> str:
    """The name as read aloud, with the suffix behind it: "Martin King Jr."."""
    given, suffix = given_and_suffix(person)
    return f"{given} {person.family} {suffix}" if suffix and not person.literal else person.full
