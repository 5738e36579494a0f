"""What our own moving export says of a paper beside the format's own words, put back as it was.

The export tells a paper's facts once more, under `x-readinglist-facts`, and its foreign fields under
`x-readinglist-extra`. What somebody changed since in the format's own words is theirs: a fact is put back only where
these are missing, or say the same in another spelling.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, TypeGuard

from readinglist.domain.normalise import title_key
from readinglist.domain.paper import Paper, Person
from readinglist.domain.reading import OWN

FACTS, EXTRA = f"{OWN}facts", f"{OWN}extra"

_PEOPLE = ("authors", "editors")
_LISTS = ("urls", "code_urls")
_OURS = ("type", "arxiv_version", *_LISTS)
"""Facts in which a format says less than we do: of these our own word is taken whatever it says."""


@dataclass(frozen=True, slots=True)
class Moved:
    """What an export told: the facts, and the foreign fields with their values; None where it told none."""

    facts: Mapping[str, object] | None
    extra: Mapping[str, str] | None


def moved(told: Mapping[str, object]) -> Moved:
    """Take it from what a record tells under our names: objects, or JSON texts of them; what is neither is none."""
    facts, extra = (_object(told.get(name)) for name in (FACTS, EXTRA))
    if extra is not None and not all(isinstance(value, str) for value in extra.values()):
        extra = None
    return Moved(facts, extra)


def restored(read: Paper, told: Moved, written: Collection[str]) -> Paper:
    """Give the paper as it was before it was exported.

    `written` names what the export writes into the format's own fields, so that these are no foreign ones even where
    the reading has no use for them.
    """
    extra = dict(told.extra or {})
    extra |= {
        name: value
        for name, value in read.extra.items()
        if name not in extra or (name not in written and _key(value) != _key(extra[name]))
    }
    if told.facts is None:
        return replace(read, extra=extra) if told.extra else read
    facts = {name: value for name, value in _facts(told.facts).items() if _says_the_same(read, name, value)}
    facts |= {name: getattr(Paper(""), name) for name in _LISTS if name not in told.facts}
    names = told.facts.get("extra")
    own = {*(told.extra or ()), *(names if _are_texts(names) else ())}
    kept = {name: value for name, value in extra.items() if name in own or name not in written}
    return replace(read, **facts, extra=kept)


def _object(value: object) -> dict[str, Any] | None:
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):  # somebody changed it
            return None
    return value if isinstance(value, dict) else None


def _facts(told: Mapping[str, object]) -> dict[str, Any]:
    """The facts whose values are what they should be."""
    facts: dict[str, Any] = {}
    for name in (field.name for field in fields(Paper)):
        value = told.get(name)
        if name in _PEOPLE and isinstance(value, list):
            facts[name] = tuple(Person(*parts) for parts in value if _are_texts(parts) and len(parts) == 3)
        elif name in _LISTS and _are_texts(value):
            facts[name] = tuple(value)
        elif name not in (*_PEOPLE, *_LISTS, "extra") and isinstance(value, str) and value:
            facts[name] = value
    return facts


def _are_texts(value: Any) -> TypeGuard[list[str]]:
    return isinstance(value, list) and all(isinstance(text, str) for text in value)


def _says_the_same(read: Paper, name: str, value: Any) -> bool:
    """Whether the format says nothing of a fact, or the same in its own spelling."""
    said = getattr(read, name)
    if not said or name in _OURS:
        return True
    if name == "date":
        return bool(said.startswith(value[:4]))
    return _key(said) == _key(value)


def _key(value: Any) -> str:
    """The letters and digits of a text, or of the names of persons, whatever is between them and in which order."""
    text = value if isinstance(value, str) else " ".join(f"{one.family} {one.given} {one.literal}" for one in value)
    return "".join(sorted(title_key(text).replace(" ", "")))
