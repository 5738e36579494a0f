"""Papers: what the world says of them, put in and read out."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any

from sqlalchemy import func, text
from sqlalchemy import select as columns
from sqlmodel import Session, SQLModel, col, delete

from readinglist.domain.normalise import name_key, title_key
from readinglist.domain.paper import Paper, Person
from readinglist.domain.reading import UNTOLD, ReaderState
from readinglist.domain.status import Status
from readinglist.domain.text import is_storable, storable
from readinglist.errors import UserError
from readinglist.library.library import Transaction
from readinglist.library.store.database import among, among_given, given, insert_all
from readinglist.library.store.tables import ContributorRow, OriginRow, PaperRow, ReadingRow, StatusChangeRow, table

_PLAIN = (
    "type abstract date venue publisher volume issue pages doi arxiv_id arxiv_version isbn issn language citekey"
).split()
_dumps = json.JSONEncoder(ensure_ascii=False).encode
_plain_of = attrgetter(*_PLAIN)
_names_of = attrgetter("family", "given", "literal")
_LAST_ID = text("SELECT seq FROM sqlite_sequence WHERE name = 'paper'")  # of all papers ever, those that are gone too


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a paper came from; `fingerprint` is that of the record as it came."""

    source: str
    format: str
    dated: str
    fingerprint: str


def add(tx: Transaction, paper: Paper, *, status: Status = Status.INBOX) -> int:
    """Store a new paper and give its id. Raises UserError where it has no title."""
    return add_all(tx, [paper], status=status)[0]


def add_all(
    tx: Transaction, new: Sequence[Paper], *, status: Status = Status.INBOX, states: Sequence[ReaderState] | None = None
) -> list[int]:
    """Store new papers and give their ids, in their order; `states`, where given, holds one for each.

    Of a state what is no row of its own is stored: status, rating, favourite and times. Papers of which it tells no
    status get `status`. Raises UserError where a paper has no title.
    """
    stored = [as_stored(paper) for paper in new]
    last = tx.session.connection().execute(_LAST_ID).scalar() or 0  # nobody else writes while this transaction does
    ids = [last + place for place in range(1, len(stored) + 1)]
    pairs = list(zip(ids, stored, strict=True))
    told = dict(zip(ids, states or [UNTOLD] * len(ids), strict=True))
    added = {paper_id: state.added or tx.at for paper_id, state in told.items()}
    _insert(
        tx, PaperRow, [{"id": paper_id, **paper_columns(paper), "added": added[paper_id]} for paper_id, paper in pairs]
    )
    _insert(tx, ContributorRow, [row for paper_id, paper in pairs for row in contributor_rows(paper_id, paper)])
    reading = [
        {
            "paper_id": paper_id,
            "status": state.status or status,
            "rating": state.rating,
            "starred": int(state.starred),
            "status_at": state.status_at or tx.at,
            "rated_at": (state.status_at or tx.at) if state.rating else None,
        }
        for paper_id, state in told.items()
    ]
    _insert(tx, ReadingRow, reading)
    moves = [{"paper_id": row["paper_id"], "status": row["status"], "at": row["status_at"]} for row in reading]
    _insert(tx, StatusChangeRow, moves)
    return ids


def _insert(tx: Transaction, row: type[SQLModel], rows: Sequence[dict[str, Any]]) -> None:
    insert_all(tx.session.connection(), table(row), rows)


def update(tx: Transaction, paper_id: int, paper: Paper) -> None:
    """Let a stored paper be this one; its reading state stays. Raises UserError where it is gone or has no title."""
    row = tx.session.get(PaperRow, paper_id)
    if row is None:
        raise _unknown([paper_id])
    paper = as_stored(paper)
    for name, value in paper_columns(paper).items():
        setattr(row, name, value)
    known = _people(tx.session, [paper_id]).get(paper_id, {})
    if known.get("author", ()) != paper.authors or known.get("editor", ()) != paper.editors:
        tx.session.exec(delete(ContributorRow).where(col(ContributorRow.paper_id) == paper_id))
        _insert(tx, ContributorRow, contributor_rows(paper_id, paper))
    tx.session.flush()


def remove(tx: Transaction, ids: Collection[int]) -> None:
    """Delete papers with all that belongs to them. Raises UserError where one is unknown."""
    require(tx.session, ids)
    tx.session.exec(delete(PaperRow).where(among(PaperRow.id, ids)))


def require(session: Session, ids: Collection[int]) -> None:
    """Raise UserError unless every one of these papers is in the library."""
    there = set(known(session, ids))
    if missing := [paper_id for paper_id in ids if paper_id not in there]:
        raise _unknown(missing)


def known(session: Session, ids: Collection[int]) -> list[int]:
    """Those of the papers that are in the library."""
    there: list[int] = json.loads(session.connection().execute(_IDS, given(ids)).scalar_one())
    return there


def _unknown(ids: Sequence[int]) -> UserError:
    named = ", ".join(map(str, ids[:5])) + (" ..." if len(ids) > 5 else "")
    return UserError(f"There is no paper {named} in this library.", "It may have been deleted; undo brings it back.")


def remember_origins(tx: Transaction, origins: Sequence[tuple[int, Origin]]) -> None:
    """Record where papers came from, each by its id."""
    _insert(
        tx,
        OriginRow,
        [
            {
                "paper_id": paper_id,
                "source": storable(origin.source),
                "format": origin.format,
                "dated": storable(origin.dated),
                "fingerprint": origin.fingerprint,
                "at": tx.at,
            }
            for paper_id, origin in origins
        ],
    )


_IDS = columns(func.json_group_array(col(PaperRow.id))).where(among_given(PaperRow.id))
_BY_ID = columns(table(PaperRow)).where(among_given(PaperRow.id)).order_by(col(PaperRow.id))
_PEOPLE = (
    columns(table(ContributorRow))
    .where(among_given(ContributorRow.paper_id))
    .order_by(col(ContributorRow.paper_id), col(ContributorRow.role), col(ContributorRow.position))
)


def facts(session: Session, ids: Sequence[int]) -> dict[int, tuple[Paper, str]]:
    """The papers' facts and the times at which they were added, by id; those that are gone are missing."""
    return _papers(session, session.connection().execute(_BY_ID, given(ids)).all())


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
    if is_storable("\n".join(_texts(paper))) and paper.title == paper.title.strip():
        return paper
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


def _texts(paper: Paper) -> list[str]:
    names = [name for person in (*paper.authors, *paper.editors) for name in _names_of(person)]
    fields = (*paper.extra, *paper.extra.values())
    return [paper.title, *_plain_of(paper), *names, *paper.urls, *paper.code_urls, *fields]


def _storable_person(person: Person) -> Person:
    return Person(storable(person.family), storable(person.given), storable(person.literal))


def paper_columns(paper: Paper) -> dict[str, Any]:
    """The columns of a paper that is as stored."""
    if not paper.title:
        raise UserError("A paper needs a title.", "Give it one and try again.")
    return {
        **dict(zip(_PLAIN, _plain_of(paper), strict=True)),
        "title": paper.title,
        "title_key": title_key(paper.title),
        "author_key": name_key(paper.authors[0]) if paper.authors else "",
        "urls": _dumps(paper.urls) if paper.urls else "[]",
        "code_urls": _dumps(paper.code_urls) if paper.code_urls else "[]",
        "extra": _dumps(paper.extra) if paper.extra else "{}",
    }


def contributor_rows(paper_id: int, paper: Paper) -> list[dict[str, Any]]:
    """The rows of a paper's authors and editors, in their order."""
    return [
        {
            "paper_id": paper_id,
            "role": role,
            "position": position,
            "family": person.family,
            "given": person.given,
            "literal": person.literal,
        }
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
