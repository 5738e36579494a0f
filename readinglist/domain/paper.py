"""What the world says of a paper, before and after it is in the library."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from readinglist.domain.text import is_east_asian


@dataclass(frozen=True, slots=True)
class Person:
    """An author or editor: `family` and `given`, or `literal` where the name is not to be split (a team, a mononym)."""

    family: str = ""
    given: str = ""
    literal: str = ""

    @property
    def full(self) -> str:
        """The name as read aloud: "Ada Lovelace"; in East Asian writing as it is written there: "王小明"."""
        if self.family and self.given and is_east_asian(self.family + self.given):
            return self.literal or self.family + self.given
        return self.literal or f"{self.given} {self.family}".strip()

    @property
    def short(self) -> str:
        """The name as cited: "Lovelace"."""
        return self.literal or self.family or self.given


@dataclass(frozen=True, slots=True)
class Paper:
    """The bibliographic facts of one paper; an importer's draft has the same shape as a stored paper.

    Empty string or empty tuple = not known. `type` is a CSL 1.0.2 item type ("article" is a preprint).
    `date` is ISO 8601, as precise as known: "2024", "2024-03" or "2024-03-18".
    `arxiv_id` is without its version, which stands in `arxiv_version` ("v2").
    `extra` keeps every field of a foreign source that has no place of its own.
    """

    title: str
    authors: tuple[Person, ...] = ()
    editors: tuple[Person, ...] = ()
    abstract: str = ""
    date: str = ""
    type: str = "article"
    venue: str = ""
    publisher: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    doi: str = ""
    arxiv_id: str = ""
    arxiv_version: str = ""
    isbn: str = ""
    issn: str = ""
    language: str = ""
    urls: tuple[str, ...] = ()
    code_urls: tuple[str, ...] = ()
    citekey: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)

    @property
    def year(self) -> int | None:
        """The year of `date`, or None where no year is known."""
        head = self.date[:4]
        return int(head) if len(head) == 4 and head.isdigit() else None
