"""What can be completed of a search that is being typed: a field's name, or the value that follows it."""

import re
from dataclasses import dataclass

from readinglist.domain.query.expression import QUOTES, StateField, TextField
from readinglist.domain.query.state_filters import HAVABLE, IS

_FEWEST = 2
"""Letters from which on a field's name is offered."""

_BEGUN = re.compile(
    r"(?:^|[\s(])-?(?:"
    rf"(?P<field>[A-Za-z]{{2,}}):(?P<value>[{QUOTES}][^{QUOTES}]*|[^\s(){QUOTES}]*)"
    r"|(?P<name>[A-Za-z]{2,})"
    r")$"
)

EXAMPLES = {
    StateField.RATING: ("5", ">=4", ">=3", "1..2"),
    StateField.YEAR: (">=2020", "2019..2024"),
    StateField.ADDED: ("<7d", "<30d", ">1y"),
    StateField.READ: ("<7d", "<30d", ">1y"),
    StateField.STARRED: ("yes", "no"),
    StateField.HAS: HAVABLE,
}
"""Values to begin with, of the fields that take a test; what is in the library is found out there."""

FIELDS: dict[str, str] = {
    TextField.TITLE: "words of the title",
    TextField.AUTHOR: "an author’s name",
    TextField.ABSTRACT: "words of the abstract",
    TextField.NOTE: "words of your note",
    TextField.EARLIER: "words your note once had",
    TextField.TAG: "a tag, or part of one",
    TextField.VENUE: "where it appeared",
    TextField.FILE: "a file’s name",
    TextField.PDF: "words in an attached PDF",
    "text": "words of any text",
    "is": ", ".join(IS[-3:]),
    StateField.STATUS: "inbox, queued, reading …",
    StateField.RATING: "stars, such as >=3",
    StateField.STARRED: "yes or no",
    StateField.YEAR: "such as 2019..2024",
    StateField.ADDED: "such as <7d or 2026-03",
    StateField.READ: "such as <7d or 2026-03",
    StateField.DOI: "a DOI or its beginning",
    StateField.ARXIV: "an arXiv id",
    StateField.HAS: "note, pdf, code …",
    StateField.TAGGED: "the whole name of a tag",
}
"""The names of all fields, with what follows them in a few words."""


@dataclass(frozen=True, slots=True)
class Begun:
    """What stands before the cursor: the value `text` of a field, or the beginning of a name where `field` is empty.

    In the search it reaches from `start` to before `end`; the name of the field stands before it.
    """

    field: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Completion:
    """What may be meant: `written` stands for what is begun, `label` and `aside` tell the reader."""

    written: str
    label: str
    aside: str


def begun(search: str, cursor: int) -> Begun | None:
    """What is being typed at the cursor of a search; None where nothing is that can be completed."""
    if cursor < len(search) and not search[cursor].isspace() and search[cursor] != ")":
        return None
    before = search[:cursor]
    found = _BEGUN.search(before)
    if found is None or _in_phrase(before[: found.start("field" if found["field"] else "name")]):
        return None
    if found["name"]:
        return Begun("", found["name"].lower(), found.start("name"), cursor)
    field = found["field"].lower()
    value = found["value"]
    return Begun(field, value.lstrip(QUOTES), found.start("value"), cursor) if field in FIELDS else None


def names(typed: Begun) -> list[Completion]:
    """The fields whose names begin so."""
    if len(typed.text) < _FEWEST:
        return []
    return [Completion(f"{name}:", f"{name}:", about) for name, about in FIELDS.items() if name.startswith(typed.text)]


def value(text: str) -> str:
    """A value as it is written behind its field, and the space after it."""
    return f'"{text}" ' if re.search(r"[\s()]", text) else f"{text} "


def completed(search: str, typed: Begun, completion: Completion) -> tuple[str, int]:
    """The search with what was begun completed, and the cursor's place after it."""
    rest = search[typed.end :]
    if completion.written.endswith(" ") and rest.startswith(" "):
        rest = rest[1:]
    return search[: typed.start] + completion.written + rest, typed.start + len(completion.written)


def _in_phrase(text: str) -> bool:
    return sum(text.count(quote) for quote in QUOTES) % 2 == 1
