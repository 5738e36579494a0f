from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from readinglist.domain.paper import Paper, Person
from readinglist.domain.reading import PaperDetails, ReaderState
from readinglist.domain.status import Status
from readinglist.errors import UserError
from readinglist.library import bulk, files, history, notes, papers, reading, reads, tags
from readinglist.library.identity import apart, merging
from readinglist.library.identity.merging import Group, groups_of
from readinglist.library.lasting import CancelledError
from readinglist.library.library import Library
from readinglist.library.store.tables import TRACKED

ROE = (Person("Roe", "Jane"),)
PREPRINT = Paper("Which Knots Hold", ROE, date="2020-03", arxiv_id="2003.00001", venue="arXiv")
PRINT = Paper("Which Knots Hold", ROE, date="2021", doi="10.1000/knots", venue="Journal of Knots", abstract="We tie.")


def details(library: Library) -> dict[int, PaperDetails]:
    with library.read() as session:
        return {paper.id: paper for paper in reads.details(session, range(1, 100))}


def tracked(library: Library) -> dict[str, list[Any]]:
    with library.read() as session:
        connection = session.connection()
        return {
            each.name: sorted(map(tuple, connection.execute(text(f"SELECT * FROM {each.name}")))) for each in TRACKED
        }


def without(state: dict[str, list[Any]], *names: str) -> dict[str, list[Any]]:
    return {name: rows for name, rows in state.items() if name not in names}


@pytest.fixture
def pair(library: Library, tmp_path: Path) -> Library:
    """A preprint (1) and its print (2), both dealt with by the reader."""
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4 a")
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.4 b")
    with library.transaction("Add") as tx:
        papers.add_all(
            tx,
            [PREPRINT, PRINT],
            states=[ReaderState(added="2024-02-02T00:00:00.000Z"), ReaderState(added="2024-01-01T00:00:00.000Z")],
        )
        papers.remember_origins(tx, [(1, papers.Origin("page", "papers-page", "", "f1"))])
        papers.remember_origins(tx, [(2, papers.Origin("bib", "bibtex", "", "f2"))])
        tags.add(tx, [1], "ropes")
        tags.add(tx, [2], "knots")
        notes.write(tx, 1, "Mine.")
        notes.write(tx, 2, "Of the print.")
        files.attach(tx, library.folder, 1, tmp_path / "a.pdf")
        files.attach(tx, library.folder, 2, tmp_path / "a.pdf")
        files.attach(tx, library.folder, 2, tmp_path / "b.pdf")
        reading.set_status(tx, [1], Status.QUEUED)
        reading.set_status(tx, [2], Status.SKIMMED)
        reading.set_starred(tx, [2], True)
        reading.set_rating(tx, [2], 2)
    with library.transaction("Rate") as tx:
        reading.set_rating(tx, [1], 5)
    with library.transaction("Note again") as tx:
        notes.write(tx, 2, "Of the print, again.")
    return library


def merged(library: Library, keep: int = 1, *others: int) -> None:
    with library.transaction("Merge") as tx:
        merging.merge(tx, keep, others or (2,))


def split(library: Library, paper: int = 1) -> list[int]:
    with library.transaction("Split") as tx:
        return merging.split(tx, paper)


def test_the_merged_paper_has_what_both_had(pair: Library) -> None:
    merged(pair)
    [paper] = details(pair).values()
    assert (paper.id, paper.status, paper.rating, paper.starred) == (1, Status.SKIMMED, 5, True)
    assert paper.tags == ("knots", "ropes")
    assert [file.rsplit("/")[-1] for file in paper.files] == ["a.pdf", "b.pdf"]
    assert [origin.source for origin in paper.origins] == ["page", "bib"]
    assert paper.added == "2024-01-01T00:00:00.000Z"
    facts = paper.paper
    assert (facts.doi, facts.arxiv_id, facts.venue, facts.date) == (PRINT.doi, PREPRINT.arxiv_id, PRINT.venue, "2021")
    assert facts.abstract == "We tie."
    headed = [line for line in paper.note.splitlines() if line.startswith("## Note on “Which Knots Hold”, ")]
    assert len(headed) == 2
    assert paper.note.index("Mine.") < paper.note.index("Of the print, again.")
    with pair.read() as session:
        assert {version.text for version in notes.versions(session, 1)} == {"Mine.", "Of the print."}


def test_every_change_of_status_is_kept(pair: Library, ask: Callable[..., list[Any]]) -> None:
    before = ask("SELECT status, at FROM status_change")
    merged(pair)
    assert sorted(ask("SELECT status, at FROM status_change WHERE paper_id = 1")) == sorted(before)


@pytest.mark.parametrize(
    ("mine", "theirs", "furthest"),
    [
        (Status.INBOX, Status.DROPPED, Status.DROPPED),
        (Status.QUEUED, Status.DROPPED, Status.QUEUED),
        (Status.READ, Status.DROPPED, Status.READ),
        (Status.READING, Status.SKIMMED, Status.SKIMMED),
        (Status.READ, Status.INBOX, Status.READ),
    ],
)
def test_the_furthest_status_stays(
    library: Library, add: Callable[..., list[int]], mine: Status, theirs: Status, furthest: Status
) -> None:
    add("One", "Two")
    with library.transaction("Set") as tx:
        reading.set_status(tx, [1], mine)
        reading.set_status(tx, [2], theirs)
    merged(library)
    assert details(library)[1].status is furthest


def test_one_note_needs_no_heading(library: Library, add: Callable[..., list[int]]) -> None:
    add("One", "Two", "Three")
    with library.transaction("Note") as tx:
        notes.write(tx, 2, "Alone.")
        notes.write(tx, 3, "Alone.")
    merged(library, 1, 2, 3)
    assert details(library)[1].note == "Alone."


def test_a_merge_is_one_step_and_undo_restores_every_row(pair: Library) -> None:
    before = tracked(pair)
    merged(pair)
    after = tracked(pair)
    assert before != after
    pair.undo()
    assert tracked(pair) == before
    pair.redo()
    assert tracked(pair) == after


def test_a_split_brings_everything_back_and_keeps_the_papers_apart(pair: Library) -> None:
    before = tracked(pair)
    merged(pair)
    assert split(pair) == [2]
    assert without(tracked(pair), "apart") == without(before, "apart")
    assert tracked(pair)["apart"] == [(1, 2)]
    pair.undo()
    pair.undo()
    assert tracked(pair) == before


def test_a_split_works_when_the_history_has_forgotten_the_merge(pair: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    before = details(pair)
    monkeypatch.setattr(history, "STEPS_KEPT", 1)
    merged(pair)
    with pair.transaction("Another") as tx:
        papers.add(tx, Paper("Another"))
    with pair.read() as session:
        assert [step.label for step in history.steps(session)] == ["Another"]
        assert merging.is_merged(session, 1)
    split(pair)
    assert {paper: details(pair)[paper] for paper in (1, 2)} == before


def test_what_was_changed_since_the_merge_stays(pair: Library) -> None:
    merged(pair)
    with pair.transaction("Since") as tx:
        reading.set_status(tx, [1], Status.READ)
        tags.add(tx, [1], "later")
        tags.remove(tx, [1], "ropes")
        notes.write(tx, 1, "Rewritten.")
    split(pair)
    one, two = details(pair).values()
    assert (one.status, one.tags, one.note) == (Status.READ, ("later",), "Rewritten.")
    assert (one.paper, two.paper) == (PREPRINT, PRINT)
    assert (one.rating, one.starred, len(one.files)) == (5, False, 1)
    assert (two.status, two.tags, two.note) == (Status.SKIMMED, ("knots",), "Of the print, again.")


def test_merges_are_split_one_after_another_newest_first(library: Library, add: Callable[..., list[int]]) -> None:
    add("One", "Two", "Three", "Four")
    before = details(library)
    merged(library, 3, 4)
    merged(library, 1, 3)
    merged(library, 1, 2)
    assert list(details(library)) == [1]
    assert split(library) == [2]
    assert split(library) == [3]
    assert list(details(library)) == [1, 2, 3]
    assert split(library, 3) == [4], "what had been merged before is still known"
    assert details(library) == before


def test_what_cannot_be_merged_or_split_is_said(library: Library, add: Callable[..., list[int]]) -> None:
    add("One", "Two")
    for keep, others in ((1, [1]), (1, []), (1, [9])):
        with pytest.raises(UserError), library.transaction("Merge") as tx:
            merging.merge(tx, keep, others)
    with pytest.raises(UserError, match="was not merged"):
        split(library)
    assert len(details(library)) == 2


def test_pairs_kept_apart_follow_their_papers(library: Library, add: Callable[..., list[int]]) -> None:
    add("One", "Two", "Three", "Four")
    with library.transaction("Apart") as tx:
        apart.keep_apart(tx, [[2, 3], [1, 2], [3, 4]])
    before = tracked(library)
    with library.transaction("Merge") as tx:
        merging.merge_each(tx, [Group(1, (2,)), Group(3, (4,))])
    assert tracked(library)["apart"] == [(1, 3)]
    with library.read() as session:
        assert apart.pairs(session) == apart.pairs(session, [3]) == {(1, 3)}
    split(library, 1)
    split(library, 3)
    assert set(before["apart"]) <= set(tracked(library)["apart"])


def test_a_deleted_paper_takes_its_pairs_along_and_undo_brings_them(
    library: Library, add: Callable[..., list[int]]
) -> None:
    add("One", "Two")
    with library.transaction("Apart") as tx:
        apart.keep_apart(tx, [[2, 1]])
    with library.transaction("Delete") as tx:
        papers.remove(tx, [2])
    assert tracked(library)["apart"] == []
    library.undo()
    assert tracked(library)["apart"] == [(1, 2)]


def test_pairs_make_groups() -> None:
    assert groups_of([(1, 2), (4, 5), (2, 3), (6, 5)]) == [Group(1, (2, 3)), Group(4, (5, 6))]
    assert groups_of([(5, 9), (1, 9), (1, 5)]) == [Group(1, (5, 9))]
    assert groups_of([]) == []


def test_many_merges_are_one_step_in_parts(
    library: Library, add: Callable[..., list[int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(merging, "PART", 3)
    ids = add(*(f"Paper {number // 2}" for number in range(20)))
    before = tracked(library)
    groups = groups_of(zip(ids[::2], ids[1::2], strict=True))
    told: list[tuple[int, int]] = []
    with library.transaction("Delete") as tx:
        papers.remove(tx, [2])
    merging.merge_many(library, groups, progress=lambda *counts: told.append(counts))
    assert sorted(details(library)) == ids[::2]
    assert told[-1] == (10, 10)
    step = bulk.undo(library)
    assert isinstance(step, history.Step)
    bulk.move(library, step, progress=lambda done, total: None)
    library.undo()
    assert tracked(library) == before
    with pytest.raises(CancelledError):
        merging.merge_many(library, groups, cancelled=lambda: len(details(library)) < 20)
    assert tracked(library) == before


states = st.fixed_dictionaries(
    {
        "title": st.sampled_from(["Knots", "Ropes and Knots"]),
        "doi": st.sampled_from(["", "10.1000/a", "10.1101/2020.01.01.123456"]),
        "arxiv_id": st.sampled_from(["", "2003.00001"]),
        "venue": st.sampled_from(["", "arXiv", "Journal"]),
        "authors": st.sampled_from([(), ROE, (*ROE, Person("Doe"))]),
    }
)
readers = st.builds(
    ReaderState,
    status=st.sampled_from([None, *Status]),
    status_at=st.sampled_from(["", "2024-01-01T00:00:00.000Z", "2025-01-01T00:00:00.000Z"]),
    rating=st.integers(0, 5),
    starred=st.booleans(),
    tags=st.sampled_from([(), ("a",), ("A", "É"), ("é", "b")]),
    notes=st.sampled_from([(), ("One.",), ("Two.",)]),
)


@settings(max_examples=30)
@given(
    st.lists(st.tuples(states, readers), min_size=3, max_size=5),
    st.lists(st.sampled_from(["merge", "split", "tag", "note"]), min_size=1, max_size=5),
    st.randoms(use_true_random=False),
)
def test_merging_and_splitting_and_undoing_give_back_the_library(
    made: list[tuple[dict[str, Any], ReaderState]], doings: list[str], chance: Any
) -> None:
    with TemporaryDirectory() as folder, closing(Library(Path(folder), origin="test")) as library:
        with library.transaction("Add") as tx:
            ids = papers.add_all(tx, [Paper(**facts) for facts, _ in made], states=[state for _, state in made])
            tags.add_each(tx, [(paper, tag) for paper, (_, state) in zip(ids, made, strict=True) for tag in state.tags])
            notes.write_each(tx, [(paper, "".join(state.notes)) for paper, (_, state) in zip(ids, made, strict=True)])
        known = [tracked(library)]
        for doing in doings:
            there = sorted(details(library))
            with library.read() as session:
                splittable = [paper for paper in there if merging.is_merged(session, paper)]
            if (doing == "merge" and len(there) < 2) or (doing == "split" and not splittable):
                continue
            before = tracked(library)
            with library.transaction(doing) as tx:
                match doing:
                    case "merge":
                        keep, *others = chance.sample(there, chance.randint(2, len(there)))
                        merging.merge(tx, keep, others)
                    case "split":
                        merging.split(tx, chance.choice(splittable))
                    case "tag":
                        tags.add(tx, [chance.choice(there)], f"tag {len(known)}")
                    case "note":
                        notes.write(tx, chance.choice(there), f"Note {len(known)}.")
            if doing == "merge":
                with library.transaction("Split") as tx:
                    merging.split(tx, keep)
                assert without(tracked(library), "apart") == without(before, "apart")
                library.undo()
            known.append(tracked(library))
        for state in reversed(known[:-1]):
            library.undo()
            assert tracked(library) == state
        for state in known[1:]:
            library.redo()
            assert tracked(library) == state
