"""Name lists of BibTeX ("von Last, Jr, First and ...") and BibLaTeX ("family=..., given=..., prefix=...")."""

import re
from collections.abc import Iterator

from bibtexparser.middlewares.names import parse_single_name_into_parts

from readinglist.domain.normalise import collapse
from readinglist.domain.paper import Person
from readinglist.importing.bibtex.latex import decode

_AND = re.compile(r"\\.|[{}]|(?P<and>\s+and(?=\s|$)|;(?=\s))", re.IGNORECASE | re.DOTALL)
_MARKUP = re.compile(r"[{}\\~$=;\"`']|--")
_PLAIN_AND = re.compile(r"\s+and(?=\s|$)", re.IGNORECASE)
_PLAIN = re.compile(r"[^{}\\=,]*(?:,[^{}\\=,]*)?")
_HOMONYM = re.compile(r"\s+0\d{3}$", re.ASCII)
_REST = frozenset({"others", "et al", "et al."})
_ET_AL = re.compile(r",?\s+et\.? al\.?$", re.IGNORECASE)
_LABELLED = re.compile(r'\s*"?(?:family|given|prefix|suffix|useprefix|id)(?:-i)?\s*=', re.IGNORECASE)
_COMMA = re.compile(r"[{},]")
_MAX_NAME = 1_000


def persons(names: str) -> tuple[Person, ...]:
    """Read a list of names; "others", "et al." and empty names are left out.

    A particle belongs to the family name ("van der Berg"), a suffix stands behind the given names ("Martin, Jr."),
    and a name in braces or of a single word is not split. The numbers by which DBLP tells namesakes apart are dropped.
    """
    listed = _at_ands(names) if _MARKUP.search(names) else _PLAIN_AND.split(names)
    told = (stripped for name in listed if (stripped := name.strip(" \t\n,")).lower() not in _REST)
    read = (_plain_person(name) or _person(name) for name in told)
    return tuple(person for person in read if person)


def _plain_person(name: str) -> Person | None:
    """Read "Given Family" or "Family, Given" without LaTeX, particle, suffix or what else wants a closer look."""
    if len(name) > _MAX_NAME or not name[-1:].isalpha() or name.endswith("al") or _MARKUP.search(name):
        return None
    words = name.split()
    if len(words) < 2 or name.count(",") > 1 or any(word[0].islower() for word in words):
        return None
    family, comma, given = name.partition(",")
    if comma:
        family, given = collapse(family), collapse(given)
        return Person(family, given) if family and given else None
    return Person(words[-1], " ".join(words[:-1]))


def _at_ands(names: str) -> Iterator[str]:
    """The names between each "and", or semicolon in its stead, that stands in no braces."""
    start = depth = 0
    for found in _AND.finditer(names):
        if found["and"] and depth == 0:
            yield names[start : found.start()]
            start = found.end()
        elif found[0] in "{}":
            depth = max(depth + (1 if found[0] == "{" else -1), 0)
    yield names[start:]


def _person(name: str) -> Person | None:
    if _LABELLED.match(name):
        return _labelled(name)
    name = _HOMONYM.sub("", _ET_AL.sub("", name))
    if len(name) > _MAX_NAME or _is_braced(name):
        return _literal(name)
    if _PLAIN.fullmatch(name) and not any(word[0].islower() for word in name.split()):
        family, comma, given = name.partition(",")
        if not comma:
            given, _, family = name.replace("~", " ").rpartition(" ")
        return _split(family, given)
    parts = parse_single_name_into_parts(name, strict=False)
    family, given = " ".join((*parts.von, *parts.last)), " ".join(parts.first)
    return _split(family, given, " ".join(parts.jr))


def _split(family: str, given: str, suffix: str = "") -> Person | None:
    family, given, suffix = (collapse(decode(part)) for part in (family, given, suffix))
    if not given and not suffix:
        return _literal(family)
    if not family:
        return _literal(given)
    return Person(family=family, given=", ".join(part for part in (given, suffix) if part))


def _literal(name: str) -> Person | None:
    whole = collapse(decode(name))
    return Person(literal=whole) if whole else None


def _is_braced(name: str) -> bool:
    """Whether one pair of braces holds the whole name."""
    if not (name.startswith("{") and name.endswith("}")):
        return False
    depth = 0
    for position, character in enumerate(name):
        depth += (character == "{") - (character == "}")
        if depth == 0 and position < len(name) - 1:
            return False
    return True


def _labelled(name: str) -> Person | None:
    parts: dict[str, str] = {}
    for part in _at_commas(name):
        label, _, value = part.strip().strip('"').partition("=")
        parts[label.strip().lower()] = value.strip().strip('"')
    family = " ".join(part for part in (parts.get("prefix"), parts.get("family")) if part)
    return _split(family, parts.get("given", ""), parts.get("suffix", ""))


def _at_commas(name: str) -> list[str]:
    """The parts between the commas that stand in no braces."""
    parts, start, depth = [], 0, 0
    for found in _COMMA.finditer(name):
        depth += (found[0] == "{") - (found[0] == "}")
        if found[0] == "," and depth <= 0:
            parts.append(name[start : found.start()])
            start = found.end()
    return [*parts, name[start:]]
