"""Names of people as they stand in XML: "Last, First", or in their natural order."""

from readinglist.domain.normalise import collapse
from readinglist.domain.paper import Person

_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
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
    suffix = words.pop() if len(words) > 2 and words[-1].lower() in _SUFFIXES else ""
    particles = (place for place, word in enumerate(words[1:-1], start=1) if word[0].islower())
    start = next(particles, len(words) - 1)
    given = " ".join(words[:start])
    return Person(family=" ".join(words[start:]), given=f"{given}, {suffix}" if suffix else given)


def _literal(name: str) -> Person | None:
    return Person(literal=name) if name else None
