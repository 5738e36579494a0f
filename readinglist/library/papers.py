"""Papers: what the world says of them, put in and read out."""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, replace
from typing import Any

from sqlalchemy import ColumnElement, or_
from sqlalchemy import select as columns
from sqlmodel import Session, col, delete, select

from readinglist.domain.identifiers import arxiv_of_doi, doi_of_arxiv
from readinglist.domain.matching import Candidate
from readinglist.domain.normalise import name_key, title_key
from readinglist.domain.paper import Paper, Person
from readinglist.domain.status import Status
from readinglist.domain.text import storable
from readinglist.errors import UserError
from readinglist.library.library import Transaction
from readinglist.library.store.database import among, among_given, given
from readinglist.library.store.tables import ContributorRow, OriginRow, PaperRow, ReadingRow, StatusChangeRow, table

_PLAIN = (
    "type abstract date venue publisher volume issue pages doi arxiv_id arxiv_version isbn issn language citekey"
).split()


def add(tx: Transaction, paper: Paper, *, status: Status = Status.INBOX) -> int:
    """Store a new paper and give its id. Raises UserError where it has no title."""
    paper = as_stored(paper)
    row = PaperRow(**_columns(paper), added=tx.at)
    tx.session.add(row)
    tx.session.flush()
    assert row.id is not None
    tx.session.add_all(_contributors(row.id, paper))
    tx.session.add(ReadingRow(paper_id=row.id, status=status, rating=0, starred=0, status_at=tx.at))
    tx.session.add(StatusChangeRow(paper_id=row.id, status=status, at=tx.at))
    tx.session.flush()
    return row.id


def update(tx: Transaction, paper_id: int, paper: Paper) -> None:
    """Let a stored paper be this one; its reading state stays. Raises UserError where it is gone or has no title."""
    row = tx.session.get(PaperRow, paper_id)
    if row is None:
        raise _unknown([paper_id])
    paper = as_stored(paper)
    for name, value in _columns(paper).items():
        setattr(row, name, value)
    known = _people(tx.session, [paper_id]).get(paper_id, {})
    if known.get("author", ()) != paper.authors or known.get("editor", ()) != paper.editors:
        tx.session.exec(delete(ContributorRow).where(col(ContributorRow.paper_id) == paper_id))
        tx.session.add_all(_contributors(paper_id, paper))
    tx.session.flush()


def remove(tx: Transaction, ids: Collection[int]) -> None:
    """Delete papers with all that belongs to them. Raises UserError where one is unknown."""
    require(tx.session, ids)
    tx.session.exec(delete(PaperRow).where(among(PaperRow.id, ids)))


def require(session: Session, ids: Collection[int]) -> None:
    """Raise UserError unless every one of these papers is in the library."""
    known = set(session.exec(select(PaperRow.id).where(among(PaperRow.id, ids))).all())
    if missing := [paper_id for paper_id in ids if paper_id not in known]:
        raise _unknown(missing)


def _unknown(ids: Sequence[int]) -> UserError:
    named = ", ".join(map(str, ids[:5])) + (" ..." if len(ids) > 5 else "")
    return UserError(f"There is no paper {named} in this library.", "It may have been deleted; undo brings it back.")


def remember_origin(tx: Transaction, paper_id: int, *, source: str, format: str, dated: str, fingerprint: str) -> None:  # noqa: A002
    """Record where a paper came from; `fingerprint` is that of the record as it came."""
    tx.session.add(
        OriginRow(
            paper_id=paper_id,
            source=storable(source),
            format=format,
            dated=storable(dated),
            fingerprint=fingerprint,
            at=tx.at,
        )
    )


def by_fingerprint(session: Session, fingerprints: Collection[str]) -> dict[str, int]:
    """Which papers came as exactly these records."""
    rows = session.exec(
        select(OriginRow.fingerprint, OriginRow.paper_id)
        .where(among(OriginRow.fingerprint, fingerprints))
        .order_by(col(OriginRow.id).desc())
    )
    return dict(rows.all())


def candidates(session: Session, drafts: Iterable[Paper]) -> list[Candidate]:
    """The stored papers that share a DOI, an arXiv id or the title's key with one of the drafts."""
    keys: set[str] = set()
    dois: set[str] = set()
    arxiv_ids: set[str] = set()
    for draft in drafts:
        keys.add(title_key(draft.title))
        dois |= {draft.doi, doi_of_arxiv(draft.arxiv_id) if draft.arxiv_id else ""}
        found = arxiv_of_doi(draft.doi)
        arxiv_ids |= {draft.arxiv_id, found.id if found else ""}
    where = or_(
        among(PaperRow.title_key, keys - {""}),
        (col(PaperRow.doi) != "") & among(PaperRow.doi, dois - {""}),
        (col(PaperRow.arxiv_id) != "") & among(PaperRow.arxiv_id, arxiv_ids - {""}),
    )
    return [Candidate(paper_id, paper) for paper_id, (paper, _) in _read(session, where).items()]


_BY_ID = columns(table(PaperRow)).where(among_given(PaperRow.id)).order_by(col(PaperRow.id))
_PEOPLE = (
    columns(table(ContributorRow))
    .where(among_given(ContributorRow.paper_id))
    .order_by(col(ContributorRow.paper_id), col(ContributorRow.role), col(ContributorRow.position))
)


def facts(session: Session, ids: Sequence[int]) -> dict[int, tuple[Paper, str]]:
    """The papers' facts and the times at which they were added, by id; those that are gone are missing."""
    return _papers(session, session.connection().execute(_BY_ID, given(ids)).all())


def _read(session: Session, where: ColumnElement[bool]) -> dict[int, tuple[Paper, str]]:
    statement = columns(table(PaperRow)).where(where).order_by(col(PaperRow.id))
    return _papers(session, session.connection().execute(statement).all())


def _papers(session: Session, rows: Sequence[Any]) -> dict[int, tuple[Paper, str]]:
    people = _people(session, [row.id for row in rows])
    return {row.id: (_paper(row, people.get(row.id, {})), row.added) for row in rows}


def _people(session: Session, ids: Sequence[int]) -> dict[int, dict[str, tuple[Person, ...]]]:
    people: dict[int, dict[str, tuple[Person, ...]]] = {}
    for row in session.connection().execute(_PEOPLE, given(ids)):
        roles = people.setdefault(row.paper_id, {})
        roles[row.role] = (*roles.get(row.role, ()), Person(row.family, row.given, row.literal))
    return people


def as_stored(paper: Paper) -> Paper:
    """The paper as it is read back once it is stored: without the characters that cannot be."""
    return replace(
        paper,
        **{name: storable(getattr(paper, name)) for name in _PLAIN},
        title=storable(paper.title).strip(),
        authors=tuple(map(_storable_person, paper.authors)),
        editors=tuple(map(_storable_person, paper.editors)),
        urls=tuple(map(storable, paper.urls)),
        code_urls=tuple(map(storable, paper.code_urls)),
        extra={storable(name): storable(value) for name, value in paper.extra.items()},
    )


def _storable_person(person: Person) -> Person:
    return Person(storable(person.family), storable(person.given), storable(person.literal))


def _columns(paper: Paper) -> dict[str, Any]:
    """The columns of a paper that is as stored."""
    if not paper.title:
        raise UserError("A paper needs a title.", "Give it one and try again.")
    return {
        **{name: getattr(paper, name) for name in _PLAIN},
        "title": paper.title,
        "title_key": title_key(paper.title),
        "author_key": name_key(paper.authors[0]) if paper.authors else "",
        "urls": _dumps(paper.urls),
        "code_urls": _dumps(paper.code_urls),
        "extra": _dumps(paper.extra),
    }


def _contributors(paper_id: int, paper: Paper) -> list[ContributorRow]:
    return [
        ContributorRow(paper_id=paper_id, role=role, position=position, **asdict(person))
        for role, people in (("author", paper.authors), ("editor", paper.editors))
        for position, person in enumerate(people)
    ]


def _paper(row: PaperRow, people: dict[str, tuple[Person, ...]]) -> Paper:
    return Paper(
        title=row.title,
        authors=people.get("author", ()),
        editors=people.get("editor", ()),
        urls=tuple(json.loads(row.urls)),
        code_urls=tuple(json.loads(row.code_urls)),
        extra=json.loads(row.extra),
        **{name: getattr(row, name) for name in _PLAIN},
    )


def _dumps(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
