"""Which papers a query means, and in which order: answered by SQL, as ids."""

import json
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, case, false, func, literal, literal_column, not_, or_, true
from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from readinglist.domain.query.expression import And, Node, Not, Or, Phrase, State, StateField, TextField, Word
from readinglist.domain.query.sort import Sort
from readinglist.domain.status import Status
from readinglist.library.store.tables import (
    ContributorRow,
    FileRow,
    NoteRow,
    NoteVersionRow,
    PaperChangeRow,
    PaperRow,
    ReadingRow,
    TagRow,
)

_SORTS_BY_STATE = (Sort.RATING, Sort.STATUS, Sort.READ)
_WAS_READ = col(ReadingRow.status).in_((Status.READ, Status.SKIMMED))


def matching(session: Session, node: Node, *, sort: Sort | None = None, changed_after: int | None = None) -> list[int]:
    """The ids of the papers that the query means, from the tables alone.

    Words and phrases are looked for as substrings, ASCII letters in any case, words with slips as they are written: the
    plain answer for papers which the index does not know yet. `changed_after` asks only about papers whose texts
    changed last after that number.
    """
    query = select(PaperRow.id).where(_condition(node))
    if sort in _SORTS_BY_STATE or _asks_of_reading(node):
        query = query.join(ReadingRow, col(ReadingRow.paper_id) == PaperRow.id)
    if changed_after is not None:
        query = query.join(PaperChangeRow, col(PaperChangeRow.paper_id) == PaperRow.id)
        query = query.where(col(PaperChangeRow.text_seq) > changed_after)
    if sort is not None:
        query = query.order_by(*_order(sort))
    ids = query.subquery().c[0]
    found: list[int] = json.loads(session.connection().execute(columns(func.json_group_array(ids))).scalar_one())
    return found


def ordered(session: Session, ids: Collection[int], sort: Sort) -> list[int]:
    """These papers in this order; those that are gone are missing."""
    wanted = ids if isinstance(ids, set | frozenset | dict) else set(ids)
    return [paper_id for paper_id in matching(session, And(()), sort=sort) if paper_id in wanted]


def _asks_of_reading(node: Node) -> bool:
    match node:
        case And(parts) | Or(parts):
            return any(map(_asks_of_reading, parts))
        case Not(part):
            return _asks_of_reading(part)
        case State(field):
            return field in (StateField.STATUS, StateField.RATING, StateField.STARRED, StateField.READ)
        case Word() | Phrase():
            return False


def _order(sort: Sort) -> tuple[Any, ...]:
    added = (col(PaperRow.added).desc(), col(PaperRow.id).asc())
    titled = (col(PaperRow.title_key), col(PaperRow.id))
    rank = case({status.value: status.rank for status in Status}, value=ReadingRow.status)
    return {
        Sort.ADDED: added,
        Sort.YEAR: (col(PaperRow.date).desc(), *titled),
        Sort.TITLE: titled,
        Sort.AUTHOR: (literal_column("paper.author_key = ''"), col(PaperRow.author_key), *titled),  # as in its index
        Sort.RATING: (col(ReadingRow.rating).desc(), *added),
        Sort.STATUS: (rank, *added),
        Sort.READ: (_WAS_READ.desc(), col(ReadingRow.status_at).desc(), *added),
        Sort.RELEVANCE: added,
    }[sort]


def _condition(node: Node) -> ColumnElement[bool]:
    match node:
        case And(parts):
            return and_(true(), *map(_condition, parts))
        case Or(parts):
            return or_(false(), *map(_condition, parts))
        case Not(part):
            return not_(_condition(part))
        case State():
            return _state(node)
        case Word(text, field) | Phrase(text, field):
            fields = tuple(TextField) if field is None else (field,)
            between = "*" if isinstance(node, Word) else " " if node.slop else None
            looked_for = text.split(between) if between else [text]
            return or_(*(_contains(name, looked_for) for name in fields))


def _state(state: State) -> ColumnElement[bool]:
    match state.field:
        case StateField.STATUS:
            return col(ReadingRow.status) == state.low
        case StateField.STARRED:
            return col(ReadingRow.starred) == int(bool(state.low))
        case StateField.RATING:
            return _between(col(ReadingRow.rating), state.low, state.high)
        case StateField.YEAR:
            low = None if state.low is None else f"{int(state.low):04}"
            high = None if state.high is None else f"{int(state.high):04}-99"
            return and_(col(PaperRow.date) != "", _between(col(PaperRow.date), low, high))
        case StateField.ADDED:
            return _between(col(PaperRow.added), state.low, state.high)
        case StateField.READ:
            return and_(_WAS_READ, _between(col(ReadingRow.status_at), state.low, state.high))
        case StateField.DOI:
            return col(PaperRow.doi).like(_literally(str(state.low)) + "%", escape="\\")
        case StateField.ARXIV:
            return col(PaperRow.arxiv_id).like(_literally(str(state.low)) + "%", escape="\\")
        case StateField.HAS:
            return _has(str(state.low))
        case StateField.TAGGED:
            return _of_paper(TagRow, col(TagRow.name) == state.low)


def _between(column: Any, low: object, high: object) -> ColumnElement[bool]:
    bounds = []
    if low is not None:
        bounds.append(column >= low)
    if high is not None:
        bounds.append(column <= high)
    return and_(true(), *bounds)


def _has(thing: str) -> ColumnElement[bool]:
    return {
        "note": _of_paper(NoteRow),
        "tag": _of_paper(TagRow),
        "file": _of_paper(FileRow),
        "pdf": _of_paper(FileRow, col(FileRow.path).like("%.pdf")),
        "arxiv": col(PaperRow.arxiv_id) != "",
        "abstract": col(PaperRow.abstract) != "",
        "doi": col(PaperRow.doi) != "",
        "code": col(PaperRow.code_urls) != "[]",
    }[thing]


def _literally(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _contains(field: TextField, parts: Sequence[str]) -> ColumnElement[bool]:
    """Whether the text has these parts, one after another."""
    pattern = f"%{'%'.join(map(_literally, parts))}%"
    match field:
        case TextField.AUTHOR:
            name = col(ContributorRow.given) + literal(" ") + col(ContributorRow.family) + col(ContributorRow.literal)
            return _of_paper(ContributorRow, name.like(pattern, escape="\\"), col(ContributorRow.role) == "author")
        case TextField.NOTE:
            return _of_paper(NoteRow, col(NoteRow.text).like(pattern, escape="\\"))
        case TextField.EARLIER:
            return _of_paper(NoteVersionRow, col(NoteVersionRow.text).like(pattern, escape="\\"))
        case TextField.TAG:
            return _of_paper(TagRow, col(TagRow.name).like(pattern, escape="\\"))
        case TextField.FILE:
            return _of_paper(FileRow, col(FileRow.path).like(pattern, escape="\\"))
        case TextField.PDF:
            return false()  # no table has it
        case TextField.TITLE | TextField.ABSTRACT | TextField.VENUE:
            return col(getattr(PaperRow, field.value)).like(pattern, escape="\\")


def _of_paper(table: Any, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether the paper has such a row in another table."""
    return select(literal(1)).where(col(table.paper_id) == PaperRow.id, *conditions).correlate(PaperRow).exists()
