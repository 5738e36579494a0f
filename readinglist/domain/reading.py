"""What the reader says of a paper, and the two shapes in which a stored paper is read."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from readinglist.domain.paper import Paper
from readinglist.domain.status import Status
from readinglist.domain.text import count_of

FORMAT_WORDS = {
    "papers-page": "a papers page",
    "bibtex": "BibTeX",
    "identifiers": "a list of identifiers",
    "text": "a text that mentions papers",
    "ris": "RIS",
    "nbib": "MEDLINE",
    "refer": "Refer or EndNote",
    "endnote-xml": "EndNote XML",
    "zotero-rdf": "Zotero RDF",
    "arxiv-atom": "a feed of arXiv's",
    "csl-json": "CSL-JSON",
    "crossref": "Crossref's JSON",
    "openalex": "OpenAlex's JSON",
    "semantic-scholar": "Semantic Scholar's JSON",
    "hf-daily": "daily papers as JSON",
    "pdf": "PDF",
    "csv": "a table",
    "feed": "a feed",
    "opml": "an outline in OPML",
    "web-page": "a saved web page",
    "zotero": "Zotero's library",
    "mendeley": "Mendeley's library",
    "qiqqa": "Qiqqa's library",
    "calibre": "calibre's library",
    "papermemory": "PaperMemory's memory",
    "koreader": "KOReader's notes on a book",
}
"""What the formats of sources are called to the reader, by their names."""


@dataclass(frozen=True, slots=True)
class ReaderState:
    """What a source tells of its reader's dealings with a paper; None, 0, False and empty = nothing.

    Times are ISO 8601 in UTC, to the millisecond. `notes` are in Markdown.
    """

    status: Status | None = None
    status_at: str = ""
    rating: int = 0
    starred: bool = False
    tags: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    added: str = ""

    def words(self) -> str:
        """It all in words: "Read, 4 stars, favourite, tagged maps, with a note"; empty where nothing is told."""
        parts = [self.status.label] if self.status else []
        if self.rating:
            parts.append(count_of(self.rating, "star"))
        if self.starred:
            parts.append("favourite")
        if self.tags:
            parts.append(f"tagged {', '.join(self.tags)}")
        if self.notes:
            parts.append("with a note" if len(self.notes) == 1 else f"with {len(self.notes)} notes")
        return ", ".join(parts)


UNTOLD = ReaderState()

OWN = "x-readinglist-"
"""What the names of our own fields in other programs' formats begin with; behind it status, status-at, rating, starred,
tags, note, added or extra."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a paper came from: the source's name and format, the date that it bears itself, and when it came."""

    source: str
    format: str
    dated: str
    at: str


@dataclass(frozen=True, slots=True)
class PaperDetails:
    """All that is known of one stored paper. Times are ISO 8601 in UTC, to the millisecond."""

    id: int
    paper: Paper
    added: str
    status: Status = Status.INBOX
    rating: int = 0
    starred: bool = False
    status_at: str = ""
    tags: tuple[str, ...] = ()
    note: str = ""
    files: tuple[str, ...] = ()
    origins: tuple[Origin, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class PaperLine:
    """What one row of the list shows. `authors` holds each author's short name, in order."""

    id: int
    title: str
    authors: tuple[str, ...]
    year: int | None
    venue: str
    status: Status
    rating: int
    starred: bool
    tags: tuple[str, ...]
    has_note: bool
    has_file: bool


@dataclass(frozen=True, slots=True)
class Counts:
    """How many papers there are of each kind; `tags` by name."""

    status: Mapping[Status, int] = field(default_factory=dict)
    starred: int = 0
    noted: int = 0
    tags: tuple[tuple[str, int], ...] = ()

    @property
    def all(self) -> int:
        """All papers; every paper has a status."""
        return sum(self.status.values())
