"""Names in their natural order, as people write them where nothing marks their parts: "Walter de la Mare, Jr."."""

from collections.abc import Sequence

from readinglist.domain.paper import Person

SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
"""What may stand behind a name, in lower case."""


def in_natural_order(words: Sequence[str]) -> Person:
    """Split a name of two words or more.

    A particle in lower case begins the family name, which is the last word otherwise; a suffix goes behind the given
    names.
    """
    parts = list(words)
    suffix = parts.pop() if len(parts) > 2 and parts[-1].lower() in SUFFIXES else ""
    particles = (place for place, word in enumerate(parts[1:-1], start=1) if word[0].islower())
    begin = next(particles, len(parts) - 1)
    given = " ".join(parts[:begin])
    return Person(" ".join(parts[begin:]), f"{given}, {suffix}" if suffix else given)
