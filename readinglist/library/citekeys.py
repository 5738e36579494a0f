"""Cite keys in the store: given to papers that have none, apart from the history."""

from collections.abc import Callable, Collection, Sequence

from sqlalchemy import bindparam, func
from sqlmodel import col, select

from readinglist.domain.paper import Paper
from readinglist.library.library import Library
from readinglist.library.papers import facts
from readinglist.library.store.database import among
from readinglist.library.store.tables import PaperRow, table

_GIVE = table(PaperRow).update().where(col(PaperRow.id) == bindparam("paper")).values(citekey=bindparam("key"))


def give(library: Library, ids: Sequence[int], key: Callable[[Paper, Collection[str]], str]) -> None:
    """Give those of the papers that have no key the one that `key` makes, which is told all that are taken.

    Those are in lower case. Where all papers have keys, nothing is written and nobody waits.
    """
    without = select(PaperRow.id).where(among(PaperRow.id, ids), col(PaperRow.citekey) == "")
    with library.read() as session:
        if session.exec(without.limit(1)).first() is None:
            return
    with library.aside() as session:
        keyless = set(session.exec(without))
        if not keyless:  # somebody else was quicker
            return
        taken = set(session.exec(select(func.lower(PaperRow.citekey)).where(col(PaperRow.citekey) != "")))
        papers = facts(session, [paper_id for paper_id in ids if paper_id in keyless])
        given = []
        for paper_id in dict.fromkeys(ids):
            if paper_id in papers:
                made = key(papers[paper_id][0], taken)
                taken.add(made.lower())
                given.append({"paper": paper_id, "key": made})
        session.connection().execute(_GIVE, given)
