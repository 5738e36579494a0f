"""Names of people as they stand in XML: "Last, First", or in their natural order."""

from readinglist.domain.normalise import collapse
from readinglist.domain.paper import Person
from readinglist.importing.natural_name import in_natural_order

_MAX_NAME = 1_000


def person(name: str) -> Person | None:
    """Read one name; None where it is empty.

    A particle belongs to the family name ("Joost van der Putten"), a suffix stands behind the given names, and a name
    of a single word, or with nothing behind its comma ("World Health Organization,"), is not split.
    """
    name = collapse(name)
    family, comma, given = (part.strip() for part in name.partition(","))
    if comma:
        return Person(family=family, given=given) if family and given else _literal(family or given)
    words = name.split()
    if len(words) < 2 or len(name) > _MAX_NAME:
        return _literal(name)
    return in_natural_order(words)


def _literal(name: str) -> Person | None:
    return Person(literal=name) if name else None
