"""The shapes in which stored papers are read: the pane's details, the list's lines, texts, gists, the counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from sqlalchemy import select as columns
from sqlmodel import Session, col, func, select

from readinglist.domain.reading import Counts, Origin, PaperDetails, PaperLine
from readinglist.domain.status import Status
from readinglist.library import tags
from readinglist.library.papers import facts
from readinglist.library.store.database import among_given, given
from readinglist.library.store.tables import (
    ContributorRow,
    FileRow,
    NoteRow,
    NoteVersionRow,
    OriginRow,
    PaperRow,
    ReadingRow,
    TagRow,
    table,
)


@dataclass(frozen=True, slots=True)
class PaperText:
    """The texts of a paper that can be searched; `authors` are full names, one a line, `files` the names of files.

    `earlier_notes` are what notes said that no later one says, the newest first.
    """

    id: int
    title: str
    authors: str
    abstract: str
    tags: tuple[str, ...]
    venue: str
    note: str
    files: tuple[str, ...] = ()
    earlier_notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PaperGist:
    """What a paper says of its subject."""

    id: int
    title: str
    abstract: str


_STATES = columns(table(ReadingRow)).where(among_given(ReadingRow.paper_id))
_FILES = columns(table(FileRow)).where(among_given(FileRow.paper_id)).order_by(col(FileRow.id))
_ORIGINS = columns(table(OriginRow)).where(among_given(OriginRow.paper_id)).order_by(col(OriginRow.id))
_GISTS = columns(table(PaperRow).c.id, col(PaperRow.title), col(PaperRow.abstract)).where(among_given(PaperRow.id))
_NOTES = columns(col(NoteRow.paper_id), col(NoteRow.text)).where(among_given(NoteRow.paper_id))
_VERSIONS = (
    columns(col(NoteVersionRow.paper_id), col(NoteVersionRow.text))
    .where(among_given(NoteVersionRow.paper_id))
    .order_by(col(NoteVersionRow.id).desc())
)
_TAGS = columns(col(TagRow.paper_id), col(TagRow.name)).where(among_given(TagRow.paper_id)).order_by(col(TagRow.name))
_LINES = (
    columns(
        col(ReadingRow.paper_id),
        col(PaperRow.title),
        col(PaperRow.date),
        col(PaperRow.venue),
        col(ReadingRow.status),
        col(ReadingRow.rating),
        col(ReadingRow.starred),
        select(NoteRow.paper_id).where(col(NoteRow.paper_id) == PaperRow.id).exists(),
        select(FileRow.id).where(col(FileRow.paper_id) == PaperRow.id).exists(),
    )
    .join(ReadingRow, col(ReadingRow.paper_id) == PaperRow.id)
    .where(among_given(PaperRow.id))
)
_SHORT_NAMES = (
    columns(
        col(ContributorRow.paper_id),
        func.coalesce(
            func.nullif(ContributorRow.literal, ""), func.nullif(ContributorRow.family, ""), ContributorRow.given
        ),
    )
    .where(among_given(ContributorRow.paper_id), col(ContributorRow.role) == "author")
    .order_by(col(ContributorRow.paper_id), col(ContributorRow.position))
)


def details(session: Session, ids: Sequence[int]) -> list[PaperDetails]:
    """All that is known of these papers, in their order; those that are gone are missing."""
    papers = facts(session, ids)
    states = {row.paper_id: row for row in session.connection().execute(_STATES, given(ids))}
    notes = _notes(session, ids)
    tagged = _tags(session, ids)
    files = _files(session, ids)
    origins: dict[int, list[Origin]] = {}
    for row in session.connection().execute(_ORIGINS, given(ids)):
        origins.setdefault(row.paper_id, []).append(Origin(row.source, row.format, row.dated, row.at))
    return [
        PaperDetails(
            id=paper_id,
            paper=papers[paper_id][0],
            added=papers[paper_id][1],
            status=Status(states[paper_id].status),
            rating=states[paper_id].rating,
            starred=bool(states[paper_id].starred),
            status_at=states[paper_id].status_at,
            tags=tuple(tagged.get(paper_id, ())),
            note=notes.get(paper_id, ""),
            files=tuple(files.get(paper_id, ())),
            origins=tuple(origins.get(paper_id, ())),
        )
        for paper_id in ids
        if paper_id in papers
    ]


def lines(session: Session, ids: Sequence[int]) -> dict[int, PaperLine]:
    """What the list shows of these papers, by id; those that are gone are missing."""
    rows = session.connection().execute(_LINES, given(ids))
    tagged = _tags(session, ids)
    authors: dict[int, list[str]] = {}
    for paper_id, short in session.connection().execute(_SHORT_NAMES, given(ids)):
        authors.setdefault(paper_id, []).append(short)
    return {
        paper_id: PaperLine(
            id=paper_id,
            title=title,
            authors=tuple(authors.get(paper_id, ())),
            year=int(date[:4]) if date[:4].isdigit() else None,
            venue=venue,
            status=Status(status),
            rating=rating,
            starred=bool(starred),
            tags=tuple(tagged.get(paper_id, ())),
            has_note=has_note,
            has_file=has_file,
        )
        for paper_id, title, date, venue, status, rating, starred, has_note, has_file in rows
    }


def texts(session: Session, ids: Sequence[int]) -> list[PaperText]:
    """What can be searched of these papers; those that are gone are missing."""
    notes = _notes(session, ids)
    tagged = _tags(session, ids)
    files = _files(session, ids)
    earlier = _earlier_notes(session, ids, notes)
    return [
        PaperText(
            id=paper_id,
            title=paper.title,
            authors="\n".join(person.full for person in paper.authors),
            abstract=paper.abstract,
            tags=tuple(tagged.get(paper_id, ())),
            venue=paper.venue,
            note=notes.get(paper_id, ""),
            files=tuple(PurePosixPath(path).name for path in files.get(paper_id, ())),
            earlier_notes=tuple(earlier.get(paper_id, ())),
        )
        for paper_id, (paper, _) in facts(session, ids).items()
    ]


def gists(session: Session, ids: Sequence[int]) -> list[PaperGist]:
    """What these papers say of their subjects; those that are gone are missing."""
    rows = session.connection().execute(_GISTS, given(ids))
    return [PaperGist(paper_id, title, abstract) for paper_id, title, abstract in rows]


def counts(session: Session) -> Counts:
    """How many papers of each kind the library holds."""
    status = dict.fromkeys(Status, 0)
    for value, count in session.exec(select(ReadingRow.status, func.count()).group_by(col(ReadingRow.status))):
        status[Status(value)] = count
    starred = session.exec(select(func.count()).select_from(ReadingRow).where(col(ReadingRow.starred) == 1)).one()
    noted = session.exec(select(func.count()).select_from(NoteRow)).one()
    return Counts(status, starred, noted, tuple(tags.counts(session)))


def _notes(session: Session, ids: Sequence[int]) -> dict[int, str]:
    return dict(session.connection().execute(_NOTES, given(ids)).all())


def _earlier_notes(session: Session, ids: Sequence[int], notes: dict[int, str]) -> dict[int, list[str]]:
    """Of each note as it was the lines that no later one has: what was once written is looked through once."""
    said: dict[int, set[str]] = {}
    found: dict[int, list[str]] = {}
    for paper_id, text in session.connection().execute(_VERSIONS, given(ids)):
        later = said.setdefault(paper_id, set(notes.get(paper_id, "").splitlines()))
        only_then = [line for line in text.splitlines() if line.strip() and line not in later]
        later.update(only_then)
        if only_then:
            found.setdefault(paper_id, []).append("\n".join(only_then))
    return found


def _files(session: Session, ids: Sequence[int]) -> dict[int, list[str]]:
    files: dict[int, list[str]] = {}
    for file in session.connection().execute(_FILES, given(ids)):
        files.setdefault(file.paper_id, []).append(file.path)
    return files


def _tags(session: Session, ids: Sequence[int]) -> dict[int, list[str]]:
    tagged: dict[int, list[str]] = {}
    rows = session.connection().execute(_TAGS, given(ids))
    for row in rows:
        tagged.setdefault(row.paper_id, []).append(row.name)
    return tagged
