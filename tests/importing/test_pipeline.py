import gc
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from readinglist.domain.paper import Paper, Person
from readinglist.domain.reading import PaperDetails, ReaderState
from readinglist.domain.status import Status
from readinglist.errors import UserError
from readinglist.importing import formats, pipeline
from readinglist.importing.choices import Choices
from readinglist.importing.decisions import SourcedDraft
from readinglist.importing.pipeline import CancelledError, preview, store
from readinglist.importing.preparing import Prepared, prepare, prepare_files
from readinglist.importing.report import Fate, Report
from readinglist.importing.source import Draft, Parsed, Source, source_from_text
from readinglist.library import history, notes, papers, reading, reads, tags
from readinglist.library.library import Library

BEES = "Counting Bees With Cheap Microphones"
BEES_TEXT = (
    "We hang cheap microphones in forty gardens and count the wing beats of bees in noisy recordings. Over one summer "
    "the counts follow those of human observers closely. Code is at https://github.com/garden/bee-count."
)
KNOTS = "Which Knots Hold in Wet Ropes"
KNOTS_TEXT = (
    "A knot that holds in one rope slips in another. This paper measures twelve knots in nine ropes under slow and "
    "sudden loads, and finds that the stiffness of the rope explains most of the difference."
)
CLOCKS = "Pendulum Clocks"
CLOCKS_TEXT = (
    "Two clocks on one wall fall into step. We repeat the old observation with laser sensors and describe the coupling "
    "through the wall by two equations. The results also hold for three clocks."
)
ALL = [(BEES, BEES_TEXT), (KNOTS, KNOTS_TEXT), (CLOCKS, CLOCKS_TEXT)]


def import_sources(
    library: Library,
    sources: Iterable[Source],
    *,
    format_name: str | None = None,
    dry_run: bool = False,
    **options: Any,
) -> Report:
    return brought_in(library, prepare(sources, format_name), dry_run=dry_run, **options)


def import_files(library: Library, paths: Iterable[Path], **options: Any) -> Report:
    return brought_in(library, prepare_files(paths), **options)


def brought_in(library: Library, prepared: Prepared, *, dry_run: bool = False, **options: Any) -> Report:
    return preview(library, prepared) if dry_run else store(library, prepared, **options)


def page(*pairs: tuple[str, str], date: str = "Mar 11", name: str = "page.txt") -> Source:
    lines = ["Get trending papers in your email inbox!", date, *(text for pair in pairs for text in pair)]
    return source_from_text(name, "\n\n".join(lines) + "\n")


def imported(library: Library, *sources: Source, **options: Any) -> list[int]:
    return counts(import_sources(library, sources, **options))


def counts(report: Report) -> list[int]:
    """Added, enriched, unchanged, likely, failed."""
    fates = (Fate.ADDED, Fate.ENRICHED, Fate.UNCHANGED, Fate.LIKELY)
    return [*(report.count(fate) for fate in fates), len(report.failures)]


def details(library: Library) -> list[PaperDetails]:
    with library.read() as session:
        return reads.details(session, range(1, 200))


def labels(library: Library) -> list[str]:
    with library.read() as session:
        return [step.label for step in history.steps(session)]


@pytest.fixture
def drafts(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Source]:
    """Makes a source that holds just these papers, read by a format of the test's own."""
    held: dict[str, Parsed] = {}

    def parse(source: Source) -> Parsed:
        return held[source.text]

    monkeypatch.setattr(formats, "FORMATS", (formats.Format("drafts", held.__contains__, parse),))

    def make(*found: Paper, name: str = "drafts") -> Source:
        text = f"source {len(held)}"
        held[text] = Parsed(tuple(Draft(paper, line) for line, paper in enumerate(found, 1)), (), "drafts")
        return Source(name, text)

    return make


def test_an_import_is_one_step_with_provenance(library: Library) -> None:
    report = import_sources(library, [page(*ALL)])
    assert counts(report) == [3, 0, 0, 0, 0]
    assert report.ids == (1, 2, 3)
    assert [outcome.line for outcome in report.outcomes] == [5, 9, 13]
    assert [paper.paper.title for paper in details(library)] == [BEES, KNOTS, CLOCKS]
    assert [paper.paper.abstract for paper in details(library)] == [BEES_TEXT, KNOTS_TEXT, CLOCKS_TEXT]
    for paper in details(library):
        [origin] = paper.origins
        assert (origin.source, origin.format, origin.dated) == ("page.txt", "papers-page", "Mar 11")
    assert labels(library) == ["Import 3 papers"]


def test_the_same_again_is_unchanged_without_step_or_provenance(library: Library) -> None:
    imported(library, page(*ALL))
    before = details(library)
    assert imported(library, page(*ALL)) == [0, 0, 3, 0, 0]
    assert imported(library, page(*ALL, date="Mar 12", name="other.txt")) == [0, 0, 3, 0, 0]
    assert details(library) == before
    assert labels(library) == ["Import 3 papers"]


def test_what_the_reader_said_survives_any_import(library: Library) -> None:
    imported(library, page(*ALL))
    with library.transaction("Set") as tx:
        reading.set_status(tx, [1, 2], Status.READ)
        reading.set_rating(tx, [1, 2], 4)
        reading.set_starred(tx, [1], True)
        tags.add(tx, [1], "bees")
        notes.write(tx, 1, "Ask Ana.")
    before = details(library)
    assert imported(library, page(*ALL)) == [0, 0, 3, 0, 0]
    assert details(library) == before
    assert labels(library) == ["Set", "Import 3 papers"]


def test_a_page_that_overlaps_brings_only_what_is_new(library: Library) -> None:
    imported(library, page(*ALL[:2]))
    other = page(ALL[2], (KNOTS.upper(), KNOTS_TEXT), date="Mar 12", name="other.txt")
    report = import_sources(library, [other])
    assert counts(report) == [1, 0, 1, 0, 0]
    assert report.ids == (3, 2)


def test_a_short_title_is_known_by_its_abstract(library: Library) -> None:
    imported(library, page(ALL[2]))
    report = import_sources(library, [page(("Pendulum clocks", f" {CLOCKS_TEXT}"))])
    assert counts(report) == [0, 0, 1, 0, 0]
    assert report.outcomes[0].reason == "same title and abstract; it tells nothing new"


def test_a_likely_paper_stays_apart_is_named_and_not_added_twice(library: Library) -> None:
    imported(library, page(*ALL))
    other = page((CLOCKS, CLOCKS_TEXT.replace("Two clocks", "Five clocks")), name="other.txt")
    report = import_sources(library, [other])
    assert counts(report) == [0, 0, 0, 1, 0]
    [outcome] = report.outcomes
    assert (outcome.source, outcome.title, outcome.paper_id) == ("other.txt", CLOCKS, 4)
    assert "too short" in outcome.reason
    assert imported(library, other) == [0, 0, 1, 0, 0]
    assert len(details(library)) == 4
    assert labels(library)[0] == "Import 1 paper"


def test_one_paper_twice_in_a_source_is_one(library: Library, drafts: Callable[..., Source]) -> None:
    bare, full = Paper(KNOTS), Paper(KNOTS, authors=(Person("Roe", "Jane"),), date="2020")
    report = import_sources(library, [drafts(bare, full, bare, full)])
    assert counts(report) == [1, 1, 2, 0, 0]
    assert report.ids == (1,)
    [paper] = details(library)
    assert paper.paper == full
    assert len(paper.origins) == 2


def test_a_dry_run_tells_and_stores_nothing(library: Library) -> None:
    imported(library, page(ALL[0]))
    before = details(library)
    report = import_sources(library, [page(*ALL)], dry_run=True)
    assert counts(report) == [2, 0, 1, 0, 0]
    assert [outcome.paper_id for outcome in report.outcomes] == [1, None, None]
    assert report.ids == (1,)
    assert details(library) == before
    assert labels(library) == ["Import 1 paper"]
    assert imported(library, page(*ALL)) == [2, 0, 1, 0, 0]


def test_several_files_are_one_step_and_a_bad_one_harms_none(library: Library, tmp_path: Path) -> None:
    first, second, bad = tmp_path / "a.txt", tmp_path / "b.txt", tmp_path / "bad.txt"
    first.write_text(page(ALL[0]).text)
    bad.write_text("Dear Ana, thank you for the cake.")
    second.write_text(page(ALL[0], ALL[1]).text)
    report = import_files(library, [first, tmp_path / "missing.txt", bad, second])
    assert counts(report) == [2, 0, 1, 0, 2]
    assert [failure.source for failure in report.failures] == [str(tmp_path / "missing.txt"), str(bad)]
    assert not report.complete
    assert labels(library) == ["Import 2 papers"]


def test_nothing_readable_is_no_step(library: Library) -> None:
    assert imported(library, source_from_text("letter", "Dear Ana, thank you.")) == [0, 0, 0, 0, 1]
    assert imported(library) == [0, 0, 0, 0, 0]
    assert labels(library) == []


def test_an_enriched_paper_learns_facts_and_keeps_its_state(library: Library, drafts: Callable[..., Source]) -> None:
    imported(library, drafts(Paper(KNOTS, abstract=KNOTS_TEXT)))
    with library.transaction("Set") as tx:
        reading.set_status(tx, [1], Status.READ)
        notes.write(tx, 1, "Ask Ana.")
    before = details(library)[0]
    better = Paper(KNOTS, abstract="Another.", arxiv_id="2003.00001", date="2020-03", extra={"keywords": "rope"})
    report = import_sources(library, [drafts(better, name="roe.bib")])
    assert counts(report) == [0, 1, 0, 0, 0]
    assert "adds arXiv id, year, keywords" in report.outcomes[0].reason
    [after] = details(library)
    assert (after.paper.arxiv_id, after.paper.abstract, after.paper.date) == ("2003.00001", KNOTS_TEXT, "2020-03")
    assert (after.status, after.status_at, after.note) == (before.status, before.status_at, before.note)
    assert [origin.source for origin in after.origins] == ["drafts", "roe.bib"]
    assert labels(library)[0] == "Enrich 1 paper"
    library.undo()
    assert details(library) == [before]


@pytest.mark.parametrize(
    ("known", "draft"),
    [
        (Paper("One Title", arxiv_id="2003.00001"), Paper("Another", doi="10.48550/arxiv.2003.00001")),
        (Paper("One Title", doi="10.48550/arxiv.2003.00001"), Paper("Another", arxiv_id="2003.00001")),
        (Paper("One Title", doi="10.1000/a"), Paper("Another", doi="10.1000/a", arxiv_id="2003.00001")),
    ],
)
def test_an_id_is_known_in_any_of_its_dresses(
    library: Library, drafts: Callable[..., Source], known: Paper, draft: Paper
) -> None:
    imported(library, drafts(known))
    assert imported(library, drafts(draft)) == [0, 1, 0, 0, 0]
    imported(library, drafts(Paper("Third")))
    assert imported(library, drafts(draft, known)) == [0, 0, 2, 0, 0]


def test_two_dresses_of_an_id_meet_within_one_source(library: Library, drafts: Callable[..., Source]) -> None:
    found = drafts(Paper("One Title", arxiv_id="2003.00001"), Paper("Another", doi="10.48550/arxiv.2003.00001"))
    assert imported(library, found) == [1, 1, 0, 0, 0]


def test_a_short_title_of_the_same_authors_and_year_comes_once(library: Library, drafts: Callable[..., Source]) -> None:
    clocks = Paper(CLOCKS, authors=(Person("Roe", "Jane"),), date="1665", citekey="roe")
    imported(library, drafts(clocks))
    other = Paper(CLOCKS, authors=(Person("Roe", "J."),), date="1665", citekey="roe1665")
    assert imported(library, drafts(other)) == [0, 0, 1, 0, 0]


def test_deleted_papers_are_imported_again(library: Library) -> None:
    imported(library, page(*ALL))
    with library.transaction("Delete") as tx:
        papers.remove(tx, [1, 3])
    assert imported(library, page(*ALL)) == [2, 0, 1, 0, 0]
    assert [paper.paper.title for paper in details(library)] == [KNOTS, BEES, CLOCKS]


def test_an_import_is_undone_and_redone_as_one(library: Library) -> None:
    imported(library, page(*ALL))
    before = details(library)
    library.undo()
    assert details(library) == []
    library.redo()
    assert details(library) == before
    library.undo()
    assert imported(library, page(*ALL)) == [3, 0, 0, 0, 0]


@pytest.mark.parametrize("after", [0, 1, 2])
def test_a_cancelled_import_keeps_nothing(library: Library, after: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "RUN", 1)
    told: list[tuple[int, int]] = []
    with pytest.raises(CancelledError):
        imported(library, page(*ALL), progress=lambda *done: told.append(done), cancelled=lambda: len(told) >= after)
    assert len(told) == after
    assert details(library) == []
    assert labels(library) == []


def test_progress_goes_from_nothing_to_all(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "RUN", 1)
    told: list[tuple[int, int]] = []
    imported(library, page(*ALL), progress=lambda *done: told.append(done))
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]


def test_what_cannot_be_stored_in_a_record_harms_neither_it_nor_others(
    library: Library, drafts: Callable[..., Source]
) -> None:
    odd = Paper("Which Kn\x01ots Hold in Wet \ud800Ropes\0", urls=("https://example.org/\x07a",), extra={"a\0": "b"})
    source = drafts(odd, Paper("\0 \ud800"), Paper(BEES))
    report = import_sources(library, [source])
    assert counts(report) == [2, 0, 0, 0, 1]
    [failure] = report.failures
    assert (failure.source, failure.line) == ("drafts", 2)
    assert "no title" in failure.message
    assert details(library)[0].paper.title == KNOTS
    assert imported(library, source) == [0, 0, 2, 0, 1]
    assert imported(library, drafts(Paper(KNOTS, urls=odd.urls))) == [0, 0, 1, 0, 0]


def test_an_unknown_format_is_a_failure(library: Library) -> None:
    report = import_sources(library, [page(*ALL)], format_name="smoke")
    assert counts(report) == [0, 0, 0, 0, 1]
    assert "There is no format “smoke”" in report.failures[0].message


def test_an_error_in_the_middle_keeps_nothing(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise UserError("The disk is full.")

    monkeypatch.setattr(pipeline.papers, "remember_origins", fail)
    with pytest.raises(UserError, match="disk is full"):
        imported(library, page(*ALL))
    monkeypatch.undo()
    assert details(library) == []
    assert imported(library, page(*ALL)) == [3, 0, 0, 0, 0]


def test_the_captured_page_gives_65_and_then_nothing_new(library: Library, shared_data: Path) -> None:
    folder = shared_data / "hf_page_text"
    [seed] = folder.glob("seed_*.txt")
    assert counts(import_files(library, [seed])) == [65, 0, 0, 0, 0]
    before = details(library)
    assert len(before) == 65
    assert all(paper.paper.title and paper.paper.abstract for paper in before)
    assert counts(import_files(library, [seed])) == [0, 0, 65, 0, 0]
    assert details(library) == before
    assert labels(library) == ["Import 65 papers"]
    [variant] = folder.glob("variant_*.txt")
    report = import_files(library, [variant])
    again = import_files(library, [variant])
    assert again.count(Fate.UNCHANGED) == len(report.outcomes)
    assert all(paper in details(library) for paper in before if paper.id not in report.ids)


def test_a_large_import_is_committed_in_parts_and_is_one_step(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "PART", 2)
    told: list[tuple[int, int]] = []
    report = imported(library, page(*ALL), progress=lambda *done: told.append(done))
    assert report == [3, 0, 0, 0, 0]
    assert told[-1] == (3, 3)
    with library.read() as session:
        assert [step.label for step in history.steps(session)] == ["Import 3 papers"]
    library.undo()
    with library.read() as session:
        assert reads.counts(session).all == 0


def test_a_large_import_that_is_stopped_leaves_nothing(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "PART", 2)
    asked = iter([False, True])
    with pytest.raises(CancelledError):
        imported(library, page(*ALL), cancelled=lambda: next(asked))
    with library.read() as session:
        assert reads.counts(session).all == 0
        assert history.steps(session) == []


def test_what_was_chosen_in_the_preview_is_done(library: Library) -> None:
    prepared = prepare([page(*ALL)])
    choices = Choices(Status.QUEUED, "found today", frozenset({1}))
    report = store(library, prepared, choices)
    assert len(report.ids) == 2
    with library.read() as session:
        details = reads.details(session, report.ids)
    assert {(paper.status, paper.tags) for paper in details} == {(Status.QUEUED, ("found today",))}
    assert ALL[1][0] not in [paper.paper.title for paper in details]


def test_the_description_names_sources_and_kinds_in_words() -> None:
    [name, kind] = prepare([page(*ALL)]).description.split("  ·  ")
    assert name == Path(page(*ALL).name).name
    assert kind == "a papers page, Mar 11"


def told(state: ReaderState, title: str = BEES) -> Prepared:
    draft = Draft(papers.as_stored(Paper(title)), 1, state)
    return Prepared((SourcedDraft(draft, "moved.ris", "ris", "", title),), ())


MOVED = ReaderState(
    Status.READ,
    "2025-03-01T10:00:00.000Z",
    4,
    True,
    ("Bees", "field work"),
    ("Good.", "Again."),
    "2024-01-02T00:00:00.000Z",
)


def test_a_new_paper_takes_up_what_its_source_tells_of_its_reader(library: Library) -> None:
    [outcome] = store(library, told(MOVED), Choices(status=Status.QUEUED, tag="moved")).outcomes
    assert "comes as Read, 4 stars, favourite, tagged Bees, field work, with 2 notes" in outcome.reason
    with library.read() as view:
        [paper] = reads.details(view, (outcome.paper_id and [outcome.paper_id]) or [])
    assert (paper.status, paper.status_at, paper.rating, paper.starred) == (Status.READ, MOVED.status_at, 4, True)
    assert (paper.tags, paper.note, paper.added) == (("Bees", "field work", "moved"), "Good.\n\nAgain.", MOVED.added)


def test_a_known_paper_keeps_its_own_state(library: Library) -> None:
    [first] = store(library, told(ReaderState(rating=2))).outcomes
    draft = Draft(papers.as_stored(Paper(BEES, doi="10.1/bees", authors=(Person("Ash", "Ann"),))), 1, MOVED)
    [again] = store(library, Prepared((SourcedDraft(draft, "b.ris", "ris", "", "other"),), ())).outcomes
    with library.read() as view:
        ratings = [paper.rating for paper in reads.details(view, [first.paper_id or 0])]
    assert ratings == [2]
    assert again.fate in (Fate.ENRICHED, Fate.LIKELY)


def test_a_tag_that_cannot_be_one_is_left_out_and_told() -> None:
    source = page(*ALL)
    parsed = Parsed((Draft(Paper(BEES), 7, ReaderState(tags=("ok", "x" * 101))),), (), "ris")
    with patch.object(formats, "parse", return_value=parsed):
        prepared = prepare([source])
    assert prepared.drafts[0].draft.state.tags == ("ok",)
    assert [(failure.line, "left out" in failure.message) for failure in prepared.failures] == [(7, True)]


BIB = "".join(f"@book{{k{number}, title = {{Hens of farm {number}}}}}\n" for number in range(50))
RIS = "".join(f"TY  - BOOK\nTI  - Hens of farm {number}\nER  - \n" for number in range(50))
CSL = "[" + ",\n".join(f'{{"id": "k{number}", "type": "book", "title": "Farm {number}"}}' for number in range(50)) + "]"


@pytest.mark.parametrize("text", [BIB, RIS, CSL], ids=["bibtex", "ris", "csl-json"])
def test_reading_tells_how_far_it_is_and_can_be_cancelled(text: str) -> None:
    told: list[tuple[int, int]] = []
    sources = [source_from_text(name, text) for name in ("first", "second")]
    prepared = prepare(sources, progress=lambda done, total: told.append((done, total)))
    assert len(prepared.drafts) == 100
    assert told == sorted(told)
    assert len({done for done, _ in told}) > 50
    assert told[-1] == (2 * len(text), 2 * len(text))
    with pytest.raises(CancelledError):
        prepare(sources, cancelled=iter([*[False] * 30, *[True] * 1_000]).__next__)


def test_garbage_is_looked_for_again_afterwards() -> None:
    prepare([page(*ALL)])
    assert gc.isenabled()
