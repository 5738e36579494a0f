"""What the reader says of papers: status, rating, favourite."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, String, literal
from sqlmodel import Session, col, insert, select

from readinglist.domain.status import MAX_RATING, Status
from readinglist.errors import UserError
from readinglist.library.library import Transaction
from readinglist.library.papers import require
from readinglist.library.store.database import among
from readinglist.library.store.tables import ReadingRow, StatusChangeRow, table


def set_status(tx: Transaction, ids: Collection[int], status: Status) -> None:
    """Move papers to a status; those that are there already keep their time. Raises UserError where one is unknown."""
    require(tx.session, ids)
    moved = among(ReadingRow.paper_id, ids) & (col(ReadingRow.status) != status)
    changes = select(col(ReadingRow.paper_id), literal(status.value, String), literal(tx.at, String)).where(moved)
    tx.session.exec(insert(StatusChangeRow).from_select(["paper_id", "status", "at"], changes))
    _update(tx, moved, status=status, status_at=tx.at)


def set_rating(tx: Transaction, ids: Collection[int], rating: int) -> None:
    """Give papers 1 to 5 stars, or take them with 0; those that have as many keep their time.

    Raises UserError for another number or an unknown paper.
    """
    if not 0 <= rating <= MAX_RATING:
        raise UserError(f"A rating of {rating} is not possible.", f"Give 0 (not rated) to {MAX_RATING} stars.")
    require(tx.session, ids)
    rated = among(ReadingRow.paper_id, ids) & (col(ReadingRow.rating) != rating)
    _update(tx, rated, rating=rating, rated_at=tx.at)


def set_starred(tx: Transaction, ids: Collection[int], starred: bool) -> None:
    """Make papers favourites, or no longer. Raises UserError where one is unknown."""
    require(tx.session, ids)
    _update(tx, among(ReadingRow.paper_id, ids), starred=int(starred))


def dropped(session: Session, ids: Collection[int]) -> dict[int, str]:
    """Those of the papers that were dropped, and when, as ISO 8601."""
    rows = session.exec(
        select(ReadingRow.paper_id, ReadingRow.status_at)
        .where(among(ReadingRow.paper_id, ids))
        .where(col(ReadingRow.status) == Status.DROPPED)
    )
    return dict(rows.all())


def _update(tx: Transaction, which: ColumnElement[bool], **values: object) -> None:
    """Write to the table itself: for a class, the session asks for every row that it changed."""
    tx.session.connection().execute(table(ReadingRow).update().where(which).values(**values))
