"""Papers of the library that may be one paper, with the reason."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select as columns
from sqlmodel import Session, col

from readinglist.domain.identifiers import arxiv_of_doi
from readinglist.domain.identity.publication import is_preprint_doi
from readinglist.domain.identity.similarity import YEARS_BETWEEN, may_be_near, title_head
from readinglist.domain.matching import Candidate, MatchKind, are_preprint_and_print, match
from readinglist.library import papers
from readinglist.library.identity import apart
from readinglist.library.lasting import CancelledError
from readinglist.library.store.tables import PaperRow

NEIGHBOURS = 30
"""Papers of one title, by author and year, with which each is compared: of a column there are hundreds."""

_PART = 500

_KEYS = columns(
    col(PaperRow.id),
    col(PaperRow.title_key),
    col(PaperRow.author_key),
    col(PaperRow.date),
    col(PaperRow.doi),
    col(PaperRow.arxiv_id),
).order_by(col(PaperRow.author_key), col(PaperRow.date), col(PaperRow.id))


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Two papers that may be one; `paper_id` was here first, and has the title. `reason` is for the reader.

    `kind` is never NEW. `sure`: they can be merged without a look at them.
    """

    paper_id: int
    other_id: int
    kind: MatchKind
    reason: str
    title: str
    sure: bool


def find(
    session: Session,
    *,
    progress: Callable[[int, int], None] = lambda done, total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> list[Duplicate]:
    """Compare all papers that have a key in common, and list the pairs: the surest first, then by number.

    Those that are kept apart are left out. `progress` counts papers that are compared. Raises CancelledError where
    `cancelled` says so.
    """
    near = _neighbours(session.connection().execute(_KEYS).all())
    known_apart = apart.pairs(session)
    ids = sorted(near)
    found: dict[tuple[int, int], Duplicate] = {}
    for first in range(0, len(ids), _PART):
        if cancelled():
            raise CancelledError
        progress(first, len(ids))
        part = ids[first : first + _PART]
        facts = papers.facts(session, sorted({paper for one in part for paper in (one, *near[one])}))
        for one in part:
            others = [other for other in sorted(near[one]) if tuple(sorted((one, other))) not in known_apart]
            verdict = match(facts[one][0], [Candidate(other, facts[other][0]) for other in others])
            if verdict.paper_id is not None:
                low, high = sorted((one, verdict.paper_id))
                mine, theirs = facts[low][0], facts[high][0]
                sure = verdict.kind is MatchKind.SAME
                sure |= verdict.kind is MatchKind.VERSION and are_preprint_and_print(mine, theirs)
                found[low, high] = Duplicate(low, high, verdict.kind, verdict.reason, mine.title, sure)
    progress(len(ids), len(ids))
    order = list(MatchKind)
    pairs = sorted(found.values(), key=lambda pair: (order.index(pair.kind), pair.paper_id, pair.other_id))
    return _without_contradiction(pairs, known_apart)


def _without_contradiction(pairs: Sequence[Duplicate], known_apart: set[tuple[int, int]]) -> list[Duplicate]:
    """The pairs that can all be merged, the surest first: none that would make one paper of two that are kept apart."""
    rivals: dict[int, set[int]] = {}
    for low, high in known_apart:
        rivals.setdefault(low, set()).add(high)
        rivals.setdefault(high, set()).add(low)
    groups: dict[int, set[int]] = {}
    left = []
    for pair in pairs:
        one, other = (groups.get(paper, {paper}) for paper in (pair.paper_id, pair.other_id))
        if any(not rivals.get(paper, set()).isdisjoint(other) for paper in one):
            continue
        united = one | other
        groups |= dict.fromkeys(united, united)
        left.append(pair)
    return left


def _neighbours(rows: Sequence[Any]) -> dict[int, set[int]]:
    """With which papers each is to be compared; those that are alone are missing. The rows are in order of author."""
    near: dict[int, set[int]] = {}
    for one, other in _pairs(rows):
        near.setdefault(one, set()).add(other)
        near.setdefault(other, set()).add(one)
    return near


def _pairs(rows: Sequence[Any]) -> Iterator[tuple[int, int]]:
    by_key: dict[tuple[str, ...], list[Any]] = {}
    by_head: dict[tuple[str, str], list[Any]] = {}
    for row in rows:
        arxiv = row.arxiv_id
        if not arxiv and is_preprint_doi(row.doi) and (found := arxiv_of_doi(row.doi)):
            arxiv = found.id
        for key in (("title", row.title_key), ("DOI", row.doi.lower()), ("arXiv id", arxiv)):
            if key[1]:
                by_key.setdefault(key, []).append(row)
        if row.author_key and row.title_key and row.date[:4].isdigit():
            by_head.setdefault((row.author_key, title_head(row.title_key)), []).append(row)
    for block in by_key.values():
        for place, row in enumerate(block):
            for other in block[place + 1 : place + 1 + NEIGHBOURS]:
                yield row.id, other.id
    for block in by_head.values():
        for place, row in enumerate(block):
            for other in block[place + 1 :]:
                if int(other.date[:4]) - int(row.date[:4]) > YEARS_BETWEEN:
                    break  # they are in order of their dates
                if may_be_near(row.title_key, other.title_key):
                    yield row.id, other.id
