"""Pairs of papers of which the reader said that they are not the same."""

from collections.abc import Collection, Iterable
from itertools import combinations

from sqlalchemy import select as columns
from sqlmodel import Session, col

from readinglist.library.library import Transaction
from readinglist.library.papers import require
from readinglist.library.store.database import among
from readinglist.library.store.tables import ApartRow, table

Pair = tuple[int, int]
"""Two papers, the lower number first."""


def keep_apart(tx: Transaction, groups: Collection[Collection[int]]) -> None:
    """Remember of the papers of each group that no two of them are the same. Raises UserError where one is unknown."""
    require(tx.session, sorted({paper_id for group in groups for paper_id in group}))
    pairs = sorted({pair for group in groups for pair in combinations(sorted(set(group)), 2)})
    if pairs:
        insert = table(ApartRow).insert().prefix_with("OR IGNORE")
        tx.session.connection().execute(insert, [{"paper_id": low, "other_id": high} for low, high in pairs])


def pairs(session: Session, ids: Iterable[int] | None = None) -> set[Pair]:
    """The pairs that are kept apart: all, or those that have one of these papers."""
    statement = columns(col(ApartRow.paper_id), col(ApartRow.other_id))
    if ids is not None:
        ids = list(ids)
        statement = statement.where(among(ApartRow.paper_id, ids) | among(ApartRow.other_id, ids))
    return {(low, high) for low, high in session.connection().execute(statement)}
