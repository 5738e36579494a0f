"""What the reader likes, by stars, favourites and statuses, and which papers could be suggested."""

import heapq
import json
from collections.abc import Sequence

from sqlalchemy import case, literal, or_
from sqlalchemy import select as columns
from sqlmodel import Session, func

from readinglist.domain.status import Status
from readinglist.domain.taste import RATING_TASTE, RATINGS_NEEDED, STARRED_TASTE, STATUS_TASTE, UNREAD, Taste
from readinglist.library.store.database import among_given, given
from readinglist.library.store.tables import ReadingRow, table

MOST = 400
"""Papers that a taste is made of: the most and the least liked, and of equals those that came last."""

LOOKED_AT = 10_000
"""Papers among which these are looked for: those that came last, of the ones of which there is something to tell."""

_LIKINGS = sorted({STARRED_TASTE, *RATING_TASTE.values(), *STATUS_TASTE.values()}, key=abs)
_BITS = 40
"""Of a whole number, those that hold a paper's id; above them stands the place of the liking among `_LIKINGS`.

So one number a paper says both, in the order in which they matter: SQLite takes three times as long to sort them.
"""

_READING = table(ReadingRow).c
_IS_RATED = or_(_READING.starred == 1, _READING.rating > 0)
_RANK = case(
    (_READING.starred == 1, _LIKINGS.index(STARRED_TASTE)),
    *((_READING.rating == stars, _LIKINGS.index(liking)) for stars, liking in RATING_TASTE.items()),
    *((_READING.status == status.value, _LIKINGS.index(liking)) for status, liking in STATUS_TASTE.items()),
)
_TELLING = (
    columns((_RANK * literal(1 << _BITS) + _READING.paper_id).label("number"))
    .where(or_(_IS_RATED, _READING.status.in_([status.value for status in STATUS_TASTE])))
    .order_by(_READING.paper_id.desc())
    .limit(LOOKED_AT)
    .subquery()
)
_TASTE = columns(func.json_group_array(_TELLING.c.number))
_RATED = columns(func.count()).select_from(columns(_READING.paper_id).where(_IS_RATED).limit(RATINGS_NEEDED).subquery())
_OPEN = columns(_READING.paper_id).where(
    among_given(_READING.paper_id), ~_IS_RATED, _READING.status != Status.DROPPED.value
)


def taste(session: Session) -> Taste:
    """What the reader likes and what not."""
    connection = session.connection()
    rated = connection.execute(_RATED).scalar_one()
    told = json.loads(connection.execute(_TASTE).scalar_one())
    chosen = heapq.nlargest(MOST, told)
    return Taste({number & (1 << _BITS) - 1: _LIKINGS[number >> _BITS] for number in chosen}, rated)


def suggestible(session: Session, ids: Sequence[int], *, unread_only: bool) -> set[int]:
    """Those of these papers that the reader has not judged yet; `unread_only`: nor begun."""
    statement = _OPEN
    if unread_only:
        statement = statement.where(_READING.status.in_([status.value for status in UNREAD]))
    return set(session.connection().execute(statement, given(ids)).scalars())
