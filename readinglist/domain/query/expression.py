"""What the search box says, as our own value: an expression over words and reading state."""

from dataclasses import dataclass
from enum import StrEnum


class TextField(StrEnum):
    """The texts of a paper that can be searched; `EARLIER` is what its note said once and says no more."""

    TITLE = "title"
    AUTHOR = "author"
    ABSTRACT = "abstract"
    NOTE = "note"
    EARLIER = "earlier"
    TAG = "tag"
    VENUE = "venue"
    FILE = "file"
    PDF = "pdf"

    @property
    def label(self) -> str:
        """What a hit in it is said to be in."""
        return {"earlier": "earlier note", "pdf": "PDF"}.get(self.value, self.value)


class StateField(StrEnum):
    """What can be asked of a paper's state."""

    STATUS = "status"
    RATING = "rating"
    STARRED = "starred"
    YEAR = "year"
    ADDED = "added"
    READ = "read"
    DOI = "doi"
    ARXIV = "arxiv"
    HAS = "has"
    TAGGED = "tagged"


MOST_EDITS = 2
"""Letters by which a word that is asked for with slips may differ."""

MOST_BETWEEN = 9
"""Other words that may stand between two words of a phrase."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word to be found; `field` None = in any text.

    `prefix`: as the beginning of a word. `edits`: with so many letters too many, missing or others, or neighbours
    exchanged. A `*` within the text stands for any letters.
    """

    text: str
    field: TextField | None = None
    prefix: bool = False
    edits: int = 0


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words to be found in this order in one text, with up to `slop` others between one and the next."""

    text: str
    field: TextField | None = None
    slop: int = 0


@dataclass(frozen=True, slots=True)
class State:
    """A test of the reading state. `low` and `high` are inclusive bounds, None = open.

    The values by field: STATUS a Status value in both; RATING an int; STARRED a bool in both; YEAR an int;
    ADDED an ISO 8601 UTC time; READ the same, of when a paper was read or skimmed; DOI and ARXIV the beginning of an
    identifier in both; HAS one of `state_filters.HAVABLE` in both; TAGGED the whole name of a tag in both.
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
