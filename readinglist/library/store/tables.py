"""The tables as SQLModel classes. `migrations.py` creates them; a test holds the two together.

What the world says of a paper (`paper`, `contributor`) and what the reader says (`reading`, `note`, `paper_tag`) are
apart: enriching a paper never writes state, and marking many papers writes small rows.

Rules for tables that the history tracks (tested): an INTEGER PRIMARY KEY AUTOINCREMENT or a composite key of text
and integers; no BLOB or REAL; a key is never updated. There is no `Relationship`: children are queried, and the
database cascades.
"""

from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, String, Table, text
from sqlmodel import Field, SQLModel

from readinglist.domain.status import MAX_RATING, Status

_STATUSES = ", ".join(f"'{status}'" for status in Status)


def _paper_key(**options: Any) -> Any:
    """A column that names the paper which the row belongs to and goes with."""
    return Field(sa_column=Column(Integer, ForeignKey("paper.id", ondelete="CASCADE"), nullable=False, **options))


class PaperRow(SQLModel, table=True):
    """The facts of one paper. `urls`, `code_urls` and `extra` are JSON; the two keys are for matching and sorting."""

    __tablename__: ClassVar[Any] = "paper"
    __table_args__ = (
        Index("paper_title_key", "title_key"),
        Index("paper_by_author", text("author_key = ''"), "author_key", "title_key"),
        Index("paper_by_date", text("date DESC"), "title_key"),
        Index("paper_added", text("added DESC")),
        Index("paper_doi", "doi", sqlite_where=text("doi <> ''")),
        Index("paper_arxiv_id", "arxiv_id", sqlite_where=text("arxiv_id <> ''")),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    type: str
    title: str
    title_key: str
    author_key: str
    abstract: str
    date: str
    venue: str
    publisher: str
    volume: str
    issue: str
    pages: str
    doi: str
    arxiv_id: str
    arxiv_version: str
    isbn: str
    issn: str
    language: str
    urls: str
    code_urls: str
    citekey: str
    extra: str
    added: str


class ContributorRow(SQLModel, table=True):
    """An author or editor, in order."""

    __tablename__: ClassVar[Any] = "contributor"
    __table_args__ = (CheckConstraint("role IN ('author', 'editor')"),)

    paper_id: int = _paper_key(primary_key=True)
    role: str = Field(primary_key=True)
    position: int = Field(primary_key=True)
    family: str
    given: str
    literal: str


class ReadingRow(SQLModel, table=True):
    """What the reader says of a paper; every paper has one row. `rated_at` is NULL where nobody knows it."""

    __tablename__: ClassVar[Any] = "reading"
    __table_args__ = (
        CheckConstraint(f"status IN ({_STATUSES})"),
        CheckConstraint(f"rating BETWEEN 0 AND {MAX_RATING}"),
        CheckConstraint("starred IN (0, 1)"),
        Index("reading_status", "status"),
    )

    paper_id: int = _paper_key(primary_key=True, autoincrement=False)
    status: str
    rating: int
    starred: int
    status_at: str
    rated_at: str | None


class StatusChangeRow(SQLModel, table=True):
    """When a paper came to a status."""

    __tablename__: ClassVar[Any] = "status_change"
    __table_args__ = (
        CheckConstraint(f"status IN ({_STATUSES})"),
        Index("status_change_paper", "paper_id"),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    paper_id: int = _paper_key()
    status: str
    at: str


class TagRow(SQLModel, table=True):
    """One tag of one paper; the names "Theory" and "theory" are one tag."""

    __tablename__: ClassVar[Any] = "paper_tag"
    __table_args__ = (Index("paper_tag_name", "name"),)

    paper_id: int = _paper_key(primary_key=True)
    name: str = Field(sa_column=Column(String(collation="NOCASE"), primary_key=True, nullable=False))


class NoteRow(SQLModel, table=True):
    """The reader's one Markdown note on a paper; no row = no note."""

    __tablename__: ClassVar[Any] = "note"

    paper_id: int = _paper_key(primary_key=True, autoincrement=False)
    text: str
    at: str


class NoteVersionRow(SQLModel, table=True):
    """A note as it was before a sitting at it."""

    __tablename__: ClassVar[Any] = "note_version"
    __table_args__ = (Index("note_version_paper", "paper_id"), {"sqlite_autoincrement": True})

    id: int | None = Field(default=None, primary_key=True)
    paper_id: int = _paper_key()
    text: str
    at: str


class OriginRow(SQLModel, table=True):
    """Where a paper came from. `fingerprint` is the hash of the record as it came, to know it when it comes again."""

    __tablename__: ClassVar[Any] = "origin"
    __table_args__ = (
        Index("origin_paper", "paper_id"),
        Index("origin_fingerprint", "fingerprint"),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    paper_id: int = _paper_key()
    source: str
    format: str
    dated: str
    fingerprint: str
    at: str


class FileRow(SQLModel, table=True):
    """A file that belongs to a paper, by its path under the library's `files/`."""

    __tablename__: ClassVar[Any] = "file"
    __table_args__ = (Index("file_paper", "paper_id"), {"sqlite_autoincrement": True})

    id: int | None = Field(default=None, primary_key=True)
    paper_id: int = _paper_key()
    path: str
    sha256: str
    added: str


class MergedRow(SQLModel, table=True):
    """What a paper was made of: `former` has as JSON the rows of all, before and after. What they lack is NULL."""

    __tablename__: ClassVar[Any] = "merged"
    __table_args__ = (Index("merged_paper", "paper_id"), {"sqlite_autoincrement": True})

    id: int | None = Field(default=None, primary_key=True)
    paper_id: int = _paper_key()
    at: str
    former: str


class ApartRow(SQLModel, table=True):
    """Two papers of which the reader said that they are not the same; `paper_id` is the lower one."""

    __tablename__: ClassVar[Any] = "apart"
    __table_args__ = (CheckConstraint("paper_id < other_id"), Index("apart_other", "other_id"))

    paper_id: int = _paper_key(primary_key=True)
    other_id: int = _paper_key(primary_key=True)


class LibraryRow(SQLModel, table=True):
    """The one row that says which library this is. `epoch` is renewed in a copy that goes its own way."""

    __tablename__: ClassVar[Any] = "library"
    __table_args__ = (CheckConstraint("one = 1"),)

    one: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    uuid: str
    epoch: str
    created: str


class StepRow(SQLModel, table=True):
    """One action of a user, or a part of one, with what undo needs to say and to know of it.

    `size` is that of its records, in bytes. `part_of` is the number that the parts of a long step have in common: the
    id that the first of them was given; NULL for that one and for a step without parts.
    """

    __tablename__: ClassVar[Any] = "step"
    __table_args__ = (CheckConstraint("state IN ('open', 'done', 'undone')"), {"sqlite_autoincrement": True})

    id: int | None = Field(default=None, primary_key=True)
    label: str
    origin: str
    at: str
    state: str
    size: int
    part_of: int | None


class StepRecordRow(SQLModel, table=True):
    """One changed row of a step: its key, and as JSON what it held before and after."""

    __tablename__: ClassVar[Any] = "step_row"
    __table_args__ = (
        CheckConstraint("op IN ('insert', 'update', 'delete')"),
        Index("step_row_step", "step_id"),
        {"sqlite_autoincrement": True},
    )

    seq: int | None = Field(default=None, primary_key=True)
    step_id: int = Field(sa_column=Column(Integer, ForeignKey("step.id", ondelete="CASCADE"), nullable=False))
    table_name: str
    key: str
    paper_id: int
    op: str
    before: str | None
    after: str | None


class PaperChangeRow(SQLModel, table=True):
    """The numbers of a paper's latest change and of the latest one to its texts, for every paper that ever was."""

    __tablename__: ClassVar[Any] = "paper_change"
    __table_args__ = (
        CheckConstraint("gone IN (0, 1)"),
        Index("paper_change_seq", "seq", unique=True),
        Index("paper_change_text_seq", "text_seq"),
    )

    paper_id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    seq: int
    text_seq: int
    gone: int


class LiveFileRow(SQLModel, table=True):
    """A file outside that is kept up to date; `written` is the hash of what was written to it last, or empty."""

    __tablename__: ClassVar[Any] = "live_file"

    path: str = Field(primary_key=True)
    query: str
    format: str
    profile: str
    written: str


def table(row: type[SQLModel]) -> Table:
    """The table behind a class, for statements that want plain rows: objects cost ten times as much to read."""
    return SQLModel.metadata.tables[str(row.__tablename__)]


TRACKED: tuple[Table, ...] = tuple(
    table(row)
    for row in (
        PaperRow,
        ContributorRow,
        ReadingRow,
        StatusChangeRow,
        TagRow,
        NoteRow,
        NoteVersionRow,
        OriginRow,
        FileRow,
        MergedRow,
        ApartRow,
    )
)
"""The tables whose changes are history and are announced."""
