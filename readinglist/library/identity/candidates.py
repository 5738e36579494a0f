"""The stored papers that a draft may be: those that came as the same record, and those that share a key with it."""

import json
from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import select as columns
from sqlalchemy import text
from sqlmodel import Session, col, select

from readinglist.domain.addresses import is_stand_in
from readinglist.domain.identifiers import arxiv_of_doi, doi_of_arxiv
from readinglist.domain.identity.numbers import numbers
from readinglist.domain.identity.similarity import ARTICLES, may_be_near, title_head
from readinglist.domain.matching import Candidate
from readinglist.domain.normalise import name_key, title_key
from readinglist.domain.paper import Paper
from readinglist.library.papers import facts
from readinglist.library.store.database import among
from readinglist.library.store.tables import OriginRow, PaperRow

_NEAR = text(
    "SELECT draft.key, paper.id, paper.title_key FROM json_each(:drafts) AS draft CROSS JOIN json_each(:articles) AS a "
    "CROSS JOIN paper ON (paper.author_key = '') = 0 AND paper.author_key = json_extract(draft.value, '$[0]') "
    "AND paper.title_key >= a.value || json_extract(draft.value, '$[1]') "
    "AND paper.title_key < a.value || json_extract(draft.value, '$[1]') || char(1114111)"
)
"""By the index of authors and titles, which it names in the order of its columns."""


def by_fingerprint(session: Session, fingerprints: Collection[str]) -> dict[str, int]:
    """Which papers came as exactly these records."""
    rows = session.exec(
        select(OriginRow.fingerprint, OriginRow.paper_id)
        .where(among(OriginRow.fingerprint, fingerprints))
        .order_by(col(OriginRow.id).desc())
    )
    return dict(rows.all())


def by_key(session: Session, drafts: Iterable[Paper]) -> list[Candidate]:
    """The stored papers that have an id or number of a draft, its title's key or, of one author, nearly its title."""
    drafts = list(drafts)
    keys: set[str] = set()
    dois: set[str] = set()
    arxiv_ids: set[str] = set()
    for draft in drafts:
        keys |= {title_key(draft.title), *(title_key(str(number)) for number in numbers(draft))}
        dois |= {draft.doi, doi_of_arxiv(draft.arxiv_id) if draft.arxiv_id else ""}
        found = arxiv_of_doi(draft.doi)
        arxiv_ids |= {draft.arxiv_id, found.id if found else ""}
    found_ids = columns(col(PaperRow.id)).where(
        among(PaperRow.title_key, keys - {""})
        | (col(PaperRow.doi) != "") & among(PaperRow.doi, dois - {""})
        | (col(PaperRow.arxiv_id) != "") & among(PaperRow.arxiv_id, arxiv_ids - {""})
    )
    ids = {*session.connection().execute(found_ids).scalars(), *_near(session, drafts), *_numbered(session, drafts)}
    return [Candidate(paper_id, paper) for paper_id, (paper, _) in facts(session, sorted(ids)).items()]


def _near(session: Session, drafts: Sequence[Paper]) -> set[int]:
    """The papers whose first author is a draft's and whose title is nearly its own."""
    heads: list[tuple[str, str]] = []
    titles: list[str] = []
    for draft in drafts:
        key = title_key(draft.title)
        if key and draft.authors and draft.year is not None:
            heads.append((name_key(draft.authors[0]), title_head(key)))
            titles.append(key)
    values = {"drafts": json.dumps(heads, ensure_ascii=False), "articles": json.dumps(ARTICLES)}
    rows = session.connection().execute(_NEAR, values)
    return {paper_id for place, paper_id, key in rows if may_be_near(titles[place], key)}


def _numbered(session: Session, drafts: Iterable[Paper]) -> set[int]:
    """The papers that have a number by which alone a draft is named.

    That is rare, and looked for without an index. The other way round, a title that is such a number is its own key.
    """
    wanted = {number for draft in drafts if (told := numbers(draft)) and is_stand_in(draft.title) for number in told}
    if not wanted:
        return set()
    rows = session.exec(
        select(PaperRow.id, PaperRow.type, PaperRow.isbn, PaperRow.extra).where(
            (col(PaperRow.isbn) != "") | col(PaperRow.extra).like('%"pm%')
        )
    )
    papers = ((row_id, Paper("", type=kind, isbn=isbn, extra=json.loads(extra))) for row_id, kind, isbn, extra in rows)
    return {row_id for row_id, paper in papers if row_id is not None and not wanted.isdisjoint(numbers(paper))}
