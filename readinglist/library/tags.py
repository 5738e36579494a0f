"""Tags of papers."""

from collections.abc import Collection, Sequence

from sqlalchemy import String, literal
from sqlalchemy import select as columns
from sqlmodel import Session, col, delete, func, insert, select

from readinglist.domain.tag import LONGEST, tag_name
from readinglist.errors import UserError
from readinglist.library.library import Transaction
from readinglist.library.papers import require
from readinglist.library.store.database import among, insert_all
from readinglist.library.store.tables import PaperRow, TagRow, table


def add(tx: Transaction, ids: Collection[int], name: str) -> None:
    """Tag papers; a tag that differs only in case from a known one is that one.

    Raises:
        UserError: The name cannot be a tag, or a paper is unknown.
    """
    name = _known_spelling(tx.session, _valid(name))
    require(tx.session, ids)
    tagged = select(TagRow.paper_id).where(col(TagRow.name) == name)
    untagged = columns(col(PaperRow.id), literal(name, String)).where(
        among(PaperRow.id, ids), col(PaperRow.id).not_in(tagged)
    )
    tx.session.exec(insert(TagRow).from_select(["paper_id", "name"], untagged))


def add_each(tx: Transaction, pairs: Sequence[tuple[int, str]]) -> None:
    """Give papers just stored their tags, each of its own. Raises UserError where a name cannot be a tag."""
    spelled: dict[str, str] = {}
    rows: dict[tuple[int, str], dict[str, object]] = {}
    for paper_id, wanted in pairs:
        name = _valid(wanted)
        known = spelled.setdefault(name.lower(), "") or _known_spelling(tx.session, name)
        spelled[name.lower()] = known
        rows.setdefault((paper_id, name.lower()), {"paper_id": paper_id, "name": known})
    insert_all(tx.session.connection(), table(TagRow), list(rows.values()))


def remove(tx: Transaction, ids: Collection[int], name: str) -> None:
    """Take a tag from papers. Raises UserError where a paper is unknown."""
    require(tx.session, ids)
    tx.session.exec(delete(TagRow).where(col(TagRow.name) == _valid(name), among(TagRow.paper_id, ids)))


def counts(session: Session) -> list[tuple[str, int]]:
    """Every tag in use with the number of its papers, by name."""
    rows = session.exec(select(TagRow.name, func.count()).group_by(col(TagRow.name)).order_by(col(TagRow.name)))
    return [(name, count) for name, count in rows]


def _valid(name: str) -> str:
    name = tag_name(name)
    if not name:
        raise UserError("A tag needs a name.", "Type at least one letter.")
    if len(name) > LONGEST:
        raise UserError(f"The tag “{name[:20]}…” is too long.", f"Use at most {LONGEST} characters.")
    return name


def _known_spelling(session: Session, name: str) -> str:
    return session.exec(select(TagRow.name).where(col(TagRow.name) == name).limit(1)).first() or name
