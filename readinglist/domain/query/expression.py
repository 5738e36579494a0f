"""What the search box says, as our own value: an expression over words and reading state."""

from dataclasses import dataclass
from enum import StrEnum


class TextField(StrEnum):
    """The texts of a paper that can be searched."""

    TITLE = "title"
    AUTHOR = "author"
    ABSTRACT = "abstract"
    NOTE = "note"
    TAG = "tag"
    VENUE = "venue"


class StateField(StrEnum):
    """What can be asked of a paper's state."""

    STATUS = "status"
    RATING = "rating"
    STARRED = "starred"
    YEAR = "year"
    ADDED = "added"
    HAS = "has"
    TAGGED = "tagged"


@dataclass(frozen=True, slots=True)
class Word:
    """A word to be found; `field` None = in any text; `prefix`: as the beginning of a word."""

    text: str
    field: TextField | None = None
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words to be found side by side in one text."""

    text: str
    field: TextField | None = None


@dataclass(frozen=True, slots=True)
class State:
    """A test of the reading state. `low` and `high` are inclusive bounds, None = open.

    The values by field: STATUS a Status value in both; RATING an int; STARRED a bool in both; YEAR an int;
    ADDED an ISO 8601 UTC time; HAS the thing's name ("note", "file", "abstract", "tag", "code", "doi") in both;
    TAGGED the whole name of a tag in both.
    """

    field: StateField
    low: str | int | None
    high: str | int | None


@dataclass(frozen=True, slots=True)
class And:
    """Every part holds; with no parts, everything matches."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """At least one part holds."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: "Node"


Node = Word | Phrase | State | And | Or | Not

EVERYTHING = And(())

QUOTES = '"“”„‟«»'
"""Any of them opens and closes a phrase in a written search."""


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed search. `remarks` say, in words for the reader, what was taken as text or left out and why."""

    text: str
    node: Node = EVERYTHING
    remarks: tuple[str, ...] = ()


def has_words(node: Node) -> bool:
    """Whether words or phrases are looked for anywhere in it, be it to leave them out."""
    match node:
        case Word() | Phrase():
            return True
        case Not(part):
            return has_words(part)
        case And(parts) | Or(parts):
            return any(map(has_words, parts))
        case State():
            return False
