"""Names as the services and CSL write them: in parts, or in full."""

import re
from collections.abc import Iterable

from readinglist.domain.normalise import collapse
from readinglist.domain.paper import Person
from readinglist.domain.text import is_east_asian
from readinglist.importing.json_records.reading import Json, line_of, text_in
from readinglist.importing.natural_name import SUFFIXES, in_natural_order

_HOMONYM = re.compile(r"\s+0\d{3}$", re.ASCII)


def named(names: Iterable[object]) -> tuple[Person, ...]:
    """Read names that are objects with CSL's parts, or of Crossref with `name`, or texts that hold the full name."""
    read = (in_parts(name) if isinstance(name, dict) else in_full(line_of(name)) for name in names)
    return tuple(person for person in read if person)


def in_parts(name: Json) -> Person | None:
    """Read a name in parts. Particles belong to the family name, a suffix stands behind the given names."""
    family = collapse(
        " ".join(text_in(name, part) for part in ("dropping-particle", "non-dropping-particle", "family"))
    )
    given = ", ".join(part for part in (text_in(name, "given"), text_in(name, "suffix")) if part)
    if family and given:
        return Person(family, given)
    whole = family or text_in(name, "literal", "name") or given
    return Person(literal=whole) if whole else None


def in_full(name: str) -> Person | None:
    """Split a name as it is read aloud: "Walter de la Mare, Jr." has the family name "de la Mare".

    A name of one word, or in East Asian writing, is not split. DBLP's numbers that tell namesakes apart are dropped.
    """
    whole = _HOMONYM.sub("", collapse(name))
    first, comma, rest = (part.strip() for part in whole.partition(","))
    if comma and first and rest and rest.lower() not in SUFFIXES:
        return Person(first, rest)
    words = whole.replace(",", " ").split()
    if len(words) < 2 or is_east_asian("".join(words)):
        return Person(literal=whole) if whole else None
    return in_natural_order(words)
