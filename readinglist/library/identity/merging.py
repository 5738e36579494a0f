"""Several papers made one, and one made several again.

What the papers were is kept with the one that they became (`merged`), so that a wrong merge can be split long after
the history has forgotten it.
"""

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import chain

from sqlmodel import Session, col, select

from readinglist.domain.enrichment import enriched
from readinglist.domain.identity.joined_notes import Noted, joined
from readinglist.domain.paper import Paper
from readinglist.domain.status import Status
from readinglist.domain.text import count_of
from readinglist.errors import UserError
from readinglist.library import papers
from readinglist.library.identity import apart, paper_rows
from readinglist.library.identity.paper_rows import APART, MERGED, Row, Rows
from readinglist.library.lasting import CancelledError, lasting_step
from readinglist.library.library import Library, Transaction
from readinglist.library.store.tables import TRACKED, MergedRow, table

MANY = 20
"""Merges up to which they are done at once: some 50 ms."""

PART = 200
"""Merges of one part of a long step: they take some 0.3 s."""

_FAR = (Status.INBOX, Status.DROPPED, Status.QUEUED, Status.READING, Status.SKIMMED, Status.READ)
"""How far a paper came. To drop one copy is to decide something, but undoes no plan for another one and no reading."""


@dataclass(frozen=True, slots=True)
class Group:
    """Papers that are one: `others` go into `keep`, whose number stays."""

    keep: int
    others: tuple[int, ...]


def merge(tx: Transaction, keep: int, others: Collection[int]) -> None:
    """Let `keep` be all of these papers.

    It has the furthest status, the newest rating, a heart if any has one, all tags, all notes joined, all files, all
    origins, the earliest time of arrival, and the facts of all. Raises UserError where a paper is unknown or there is
    only one.
    """
    merge_each(tx, [Group(keep, tuple(dict.fromkeys(others)))])


def merge_each(tx: Transaction, groups: Sequence[Group]) -> None:
    """Merge the papers of each group; no paper may be in two. Raises UserError as `merge` does."""
    ids = [paper_id for group in groups for paper_id in (group.keep, *group.others)]
    if len(set(ids)) < len(ids) or not all(group.others for group in groups):
        raise UserError("A paper cannot be merged with itself.", "Name at least two different papers.")
    papers.require(tx.session, ids)
    was = paper_rows.take(tx.session, ids)
    facts = papers.facts(tx.session, ids)
    became = {other: group.keep for group in groups for other in group.others}
    kept, wanted = {}, {}
    for group in groups:
        better = reduce(enriched, (facts[other][0] for other in group.others), facts[group.keep][0])
        kept[group.keep] = was[group.keep]
        wanted[group.keep] = _merged(group.keep, [was[paper] for paper in (group.keep, *group.others)], better, became)
    papers.remove(tx, list(became))
    paper_rows.change(tx, kept, wanted)
    result = paper_rows.take(tx.session, list(kept))
    rows = [
        {
            "paper_id": group.keep,
            "at": tx.at,
            "former": json.dumps(
                {
                    "kept": _without_former(kept[group.keep]),
                    "result": _without_former(result[group.keep]),
                    "others": [was[other] for other in group.others],
                },
                ensure_ascii=False,
            ),
        }
        for group in groups
    ]
    if rows:
        tx.session.connection().execute(table(MergedRow).insert(), rows)


def merge_known(tx: Transaction, groups: Sequence[Group]) -> None:
    """Merge the papers of each group that are there; a group of which only one is left is none."""
    merge_each(tx, _still_there(tx.session, groups))


def merge_many(
    library: Library,
    groups: Sequence[Group],
    *,
    progress: Callable[[int, int], None] = lambda done, total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> None:
    """Merge any number of groups as one step, in parts, between which others write.

    Papers that are gone meanwhile are left out.

    Raises:
        CancelledError: `cancelled` said so; all is as it was before.
        UserError: Another long action is running.
    """
    with lasting_step(library, f"Merge {count_of(sum(len(group.others) for group in groups), 'duplicate')}") as step:
        for first in range(0, len(groups), PART):
            if cancelled():
                raise CancelledError
            progress(first, len(groups))
            part = groups[first : first + PART]
            with step.part() as tx:
                merge_known(tx, part)
        progress(len(groups), len(groups))


def groups_of(pairs: Iterable[tuple[int, int]]) -> list[Group]:
    """The groups that pairs make together; each is merged into its lowest number, the paper that was here first."""
    leader: dict[int, int] = {}

    def lead(paper: int) -> int:
        while (above := leader.setdefault(paper, paper)) != paper:
            leader[paper] = leader[above]
            paper = above
        return paper

    for one, other in pairs:
        low, high = sorted((lead(one), lead(other)))
        leader[high] = low
    members: dict[int, list[int]] = {}
    for paper in sorted(leader):
        members.setdefault(lead(paper), []).append(paper)
    return [Group(keep, tuple(rest)) for keep, *rest in members.values() if rest]


def is_merged(session: Session, paper_id: int) -> bool:
    """Whether a paper was made of several, so that it can be split."""
    return session.exec(select(MergedRow.id).where(col(MergedRow.paper_id) == paper_id).limit(1)).first() is not None


def split(tx: Transaction, paper_id: int) -> list[int]:
    """Bring back the papers that the latest merge made this one of; they are kept apart from now on.

    The others are again what they were. The paper itself loses what came from them, and keeps what was changed since.

    Returns:
        The papers that are back.

    Raises:
        UserError: The paper is unknown, or was not merged.
    """
    papers.require(tx.session, [paper_id])
    latest = select(MergedRow).where(col(MergedRow.paper_id) == paper_id).order_by(col(MergedRow.id).desc()).limit(1)
    row = tx.session.exec(latest).first()
    if row is None:
        raise UserError(f"Paper {paper_id} was not merged with another one.", "Only what was merged can be split.")
    former = json.loads(row.former)
    tx.session.delete(row)
    tx.session.flush()
    now = paper_rows.take(tx.session, [paper_id])[paper_id]
    paper_rows.put(tx, former["others"])
    paper_rows.change(tx, {paper_id: now}, {paper_id: _parted(former["kept"], former["result"], now)})
    back = [other["paper"][0]["id"] for other in former["others"]]
    apart.keep_apart(tx, [[paper_id, *back]])
    return back


def _still_there(session: Session, groups: Sequence[Group]) -> list[Group]:
    there = set(papers.known(session, [paper for group in groups for paper in (group.keep, *group.others)]))
    left = [[paper for paper in (group.keep, *group.others) if paper in there] for group in groups]
    return [Group(keep, tuple(others)) for keep, *others in (group for group in left if len(group) > 1)]


def _merged(keep: int, was: Sequence[Rows], facts: Paper, became: Mapping[int, int]) -> Rows:
    """The rows of the paper that several become; the first of them is kept. `became` is where each other one goes."""
    kept, *others = was
    rows = {name: list(of_table) for name, of_table in kept.items()}
    added = min(paper["paper"][0]["added"] for paper in was)
    rows["paper"] = [{**kept["paper"][0], **papers.paper_columns(facts), "added": added}]
    rows["contributor"] = papers.contributor_rows(keep, facts)
    rows["reading"] = [{**kept["reading"][0], **_reading([paper["reading"][0] for paper in was])}]
    tagged = {tag["name"].lower() for tag in kept["paper_tag"]}
    for tag in chain.from_iterable(other["paper_tag"] for other in others):
        if tag["name"].lower() not in tagged:
            tagged.add(tag["name"].lower())
            rows["paper_tag"].append({**tag, "paper_id": keep})
    for name in ("status_change", "note_version", "origin"):
        rows[name] += [_moved(row, keep) for other in others for row in other[name]]
    hashes = {file["sha256"]: file for other in reversed(others) for file in other["file"]}
    for file in kept["file"]:
        hashes.pop(file["sha256"], None)
    rows["file"] += [_moved(file, keep) for file in hashes.values()]
    rows.update(_noted(keep, was, rows["note_version"]))
    rows[APART] = _kept_apart(keep, was, became)
    return rows


def _moved(row: Row, keep: int) -> Row:
    """A row as it is the kept paper's: with a number of its own."""
    return {**{name: value for name, value in row.items() if name != "id"}, "paper_id": keep}


def _reading(was: Sequence[Row]) -> Row:
    furthest = max(was, key=lambda row: (_FAR.index(Status(row["status"])), row["status_at"]))
    rated = max(
        (row for row in was if row["rating"]), key=lambda row: row["rated_at"] or row["status_at"], default=None
    )
    return {
        "status": furthest["status"],
        "status_at": furthest["status_at"],
        "rating": rated["rating"] if rated else 0,
        "rated_at": rated["rated_at"] if rated else None,
        "starred": max(row["starred"] for row in was),
    }


def _noted(keep: int, was: Sequence[Rows], versions: list[Row]) -> Rows:
    """The note that all notes become, and the versions of it: what the kept paper's was is one of them."""
    noted = [(paper["paper"][0]["title"], note) for paper in was for note in paper["note"]]
    text = joined(Noted(title, note["at"], note["text"]) for title, note in noted)
    if not text:
        return {}
    mine = was[0]["note"]
    if mine and mine[0]["text"] != text:
        versions = [*versions, {"paper_id": keep, "text": mine[0]["text"], "at": mine[0]["at"]}]
    at = mine[0]["at"] if mine and mine[0]["text"] == text else max(note["at"] for _, note in noted)
    return {"note": [{"paper_id": keep, "text": text, "at": at}], "note_version": versions}


def _kept_apart(keep: int, was: Sequence[Rows], became: Mapping[int, int]) -> list[Row]:
    """The pairs kept apart, each other paper being what it becomes; a pair that becomes one paper is none."""
    pairs = {
        tuple(sorted(became.get(row[name], row[name]) for name in ("paper_id", "other_id")))
        for paper in was
        for row in paper[APART]
    }
    return [{"paper_id": low, "other_id": high} for low, high in sorted(pairs) if low != high and keep in (low, high)]


def _without_former(rows: Rows) -> Rows:
    """Without what earlier merges left, which stays with the paper: each merge would hold all of it twice."""
    return {name: of_table for name, of_table in rows.items() if name != MERGED}


def _parted(kept: Rows, result: Rows, now: Rows) -> Rows:
    """The rows of a paper without what a merge brought it; what was changed since then stays as it is now."""
    parted: Rows = {MERGED: now[MERGED]}
    for tracked in TRACKED:
        if tracked.name == MERGED:
            continue
        before, merged, current = (
            paper_rows.by_key(tracked, rows.get(tracked.name, [])) for rows in (kept, result, now)
        )
        keys = dict.fromkeys((*before, *merged, *current))
        rows = (_parted_row(before.get(key), merged.get(key), current.get(key)) for key in keys)
        parted[tracked.name] = [row for row in rows if row is not None]
    return parted


def _parted_row(before: Row | None, merged: Row | None, current: Row | None) -> Row | None:
    if merged is None:
        return current or before
    if current is None or before is None:
        return None if current == merged else current
    return {name: value if value != merged.get(name) else before.get(name) for name, value in current.items()}
