"""The one Markdown note of a paper, and what it was before."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from readinglist.domain.text import storable
from readinglist.library.library import Transaction
from readinglist.library.papers import require
from readinglist.library.store.tables import NoteRow, NoteVersionRow, table


@dataclass(frozen=True, slots=True)
class NoteVersion:
    """A note as it was, and when it was last written then."""

    text: str
    at: str


def write(tx: Transaction, paper_id: int, text: str) -> None:
    """Let this be the paper's note; an empty one takes it away. Raises UserError where the paper is unknown.

    What was there is kept as a version, once for each step: a sitting that saves ten times leaves one.
    """
    require(tx.session, [paper_id])
    text = storable(text)
    if not text.strip():
        text = ""
    row = tx.session.get(NoteRow, paper_id)
    if text == (row.text if row else ""):
        return
    if row is None:
        tx.session.add(NoteRow(paper_id=paper_id, text=text, at=tx.at))
    else:
        if not tx.extends:
            tx.session.add(NoteVersionRow(paper_id=paper_id, text=row.text, at=row.at))
        if text:
            row.text, row.at = text, tx.at
        else:
            tx.session.delete(row)
    tx.session.flush()


def write_each(tx: Transaction, pairs: Sequence[tuple[int, str]]) -> None:
    """Give papers just stored their notes; an empty one is none."""
    rows = [{"paper_id": paper_id, "text": storable(text), "at": tx.at} for paper_id, text in pairs]
    if rows := [row for row in rows if str(row["text"]).strip()]:
        tx.session.connection().execute(table(NoteRow).insert(), rows)


def read(session: Session, paper_id: int) -> str:
    """The paper's note, empty where it has none."""
    return session.exec(select(NoteRow.text).where(col(NoteRow.paper_id) == paper_id)).first() or ""


def versions(session: Session, paper_id: int) -> list[NoteVersion]:
    """The earlier notes of a paper, newest first."""
    rows = session.exec(
        select(NoteVersionRow).where(col(NoteVersionRow.paper_id) == paper_id).order_by(col(NoteVersionRow.id).desc())
    )
    return [NoteVersion(row.text, row.at) for row in rows]
