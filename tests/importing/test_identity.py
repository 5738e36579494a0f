"""What an import does with papers that are here already, or may be."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from readinglist.domain.paper import Paper, Person
from readinglist.domain.reading import PaperDetails, ReaderState
from readinglist.domain.status import Status
from readinglist.importing.choices import Answer, Choices, Likely
from readinglist.importing.decisions import SourcedDraft, fingerprint
from readinglist.importing.pipeline import preview, store
from readinglist.importing.preparing import Prepared
from readinglist.importing.report import Fate, Outcome, Report
from readinglist.importing.source import Draft
from readinglist.library import papers, reading, reads
from readinglist.library.identity import apart, duplicates, merging
from readinglist.library.library import Library

ROE = (Person("Roe", "Jane"),)
KNOTS = Paper("Which Knots Hold in Wet Ropes", ROE, date="2020")
NEAR = replace(KNOTS, title="Which Knots Hold in Wet Rope", abstract="We tie.")
PREPRINT = replace(KNOTS, arxiv_id="2003.00001", urls=("https://a.example",))
PRINT = replace(KNOTS, date="2022", doi="10.1000/knots", venue="Journal of Knots", urls=("https://b.example",))


def prepared(*found: Paper, state: ReaderState | None = None) -> Prepared:
    drafts = (Draft(paper, line, state or ReaderState()) for line, paper in enumerate(found, 1))
    return Prepared(
        tuple(SourcedDraft(draft, "some.bib", "bibtex", "", fingerprint(draft.paper)) for draft in drafts), ()
    )


def bring(library: Library, *found: Paper, **choices: Any) -> Sequence[Outcome]:
    return report(library, *found, **choices).outcomes


def report(library: Library, *found: Paper, state: ReaderState | None = None, **choices: Any) -> Report:
    return store(library, prepared(*found, state=state), Choices(**choices))


def there(library: Library) -> list[PaperDetails]:
    with library.read() as session:
        return reads.details(session, range(1, 50))


def test_the_print_of_a_preprint_becomes_one_work_with_it_that_can_be_split(library: Library) -> None:
    bring(library, PREPRINT)
    [outcome] = bring(library, PRINT)
    assert outcome.fate is Fate.ENRICHED
    assert outcome.reason.startswith("another version: the published one of your preprint; adds venue, DOI, date")
    [paper] = there(library)
    assert paper.paper.urls == (*PREPRINT.urls, *PRINT.urls)
    assert (paper.paper.arxiv_id, paper.paper.doi, paper.paper.date) == ("2003.00001", "10.1000/knots", "2022")
    assert len(paper.origins) == 2
    with library.transaction("Split") as tx:
        merging.split(tx, paper.id)
    assert [paper.paper for paper in there(library)] == [PREPRINT, PRINT]


def test_a_version_takes_up_no_state(library: Library) -> None:
    bring(library, PREPRINT)
    [outcome] = bring(library, PRINT, state=ReaderState(status=Status.READ, notes=("Theirs.",)))
    assert "your own status, stars, tags and note stay" in outcome.reason
    [paper] = there(library)
    assert (paper.status, paper.note) == (Status.INBOX, "")


def test_both_versions_in_one_import_are_one_work(library: Library) -> None:
    assert [outcome.fate for outcome in bring(library, PREPRINT, PRINT, PREPRINT)] == [
        Fate.ADDED,
        Fate.ENRICHED,
        Fate.UNCHANGED,
    ]
    assert len(there(library)) == 1
    library.undo()
    assert there(library) == []


def test_another_year_is_asked_about(library: Library) -> None:
    bring(library, KNOTS)
    [outcome] = bring(library, replace(KNOTS, date="2024"))
    assert (outcome.fate, outcome.twin) == (Fate.LIKELY, 1)
    assert outcome.reason == "another version: same title and authors, but of 2024 and not 2020"


def test_a_preview_shows_what_is_compared(library: Library) -> None:
    bring(library, KNOTS)
    outcomes = preview(library, prepared(NEAR, replace(NEAR, date="2021"), Paper("Another"))).outcomes
    assert outcomes[0].compared == (NEAR, KNOTS)
    assert outcomes[0].twin == 1
    assert outcomes[2].compared is None


def test_likely_papers_get_the_reader_s_answers(library: Library) -> None:
    bring(library, KNOTS, Paper("Pointer Bees"))
    drafts = (NEAR, Paper("Pointer bees", ROE), replace(NEAR, date="2019", venue="J"))
    answers = {0: Answer(Likely.MERGE, 1), 1: Answer(Likely.APART, 2), 2: Answer(Likely.SKIP, 1)}
    outcomes = bring(library, *drafts, answers=answers)
    assert [outcome.fate for outcome in outcomes[:2]] == [Fate.ENRICHED, Fate.LIKELY]
    assert outcomes[0].reason.startswith("merged as you chose: nearly the same title")
    first, bees, other = there(library)
    assert first.paper.abstract == "We tie."
    assert (bees.paper.authors, other.paper.authors) == ((), ROE)
    with library.read() as session:
        assert apart.pairs(session) == {(bees.id, other.id)}
        assert duplicates.find(session) == []


def test_a_skipped_paper_leaves_nothing(library: Library) -> None:
    bring(library, KNOTS)
    before = there(library)
    done = report(library, NEAR, likely=Answer(Likely.SKIP))
    assert done.fates == (Fate.SKIPPED,)
    assert (done.ids, done.summary()) == ((), "1 paper skipped")
    assert there(library) == before


def test_an_answer_about_another_paper_than_the_one_shown_counts_for_nothing(library: Library) -> None:
    bring(library, KNOTS)
    [outcome] = bring(library, NEAR, answers={0: Answer(Likely.MERGE, 7)})
    assert outcome.fate is Fate.LIKELY


def test_what_is_merged_brings_its_notes_and_tags(library: Library) -> None:
    bring(library, KNOTS)
    state = ReaderState(status=Status.READ, rating=4, tags=("ropes",), notes=("Theirs.",))
    report(library, NEAR, state=state, likely=Answer(Likely.MERGE))
    [paper] = there(library)
    assert (paper.status, paper.rating, paper.tags, paper.note) == (Status.READ, 4, ("ropes",), "Theirs.")


def test_two_likely_drafts_of_one_import_can_be_merged(library: Library) -> None:
    outcomes = bring(library, KNOTS, NEAR, likely=Answer(Likely.MERGE))
    assert [outcome.fate for outcome in outcomes] == [Fate.ADDED, Fate.ENRICHED]
    [paper] = there(library)
    assert paper.paper.abstract == "We tie."
    assert report(library, NEAR).fates == (Fate.UNCHANGED,)


def test_a_version_is_asked_about_where_another_paper_is_kept_apart(library: Library) -> None:
    bring(library, replace(PREPRINT, authors=()), PRINT, KNOTS)
    with library.transaction("Apart") as tx:
        apart.keep_apart(tx, [[paper.id for paper in there(library)]])
    draft = replace(PREPRINT, arxiv_id="2003.00009", date="2019")
    [outcome] = bring(library, draft)
    assert outcome.fate is Fate.LIKELY


def test_a_dropped_paper_stays_dropped_and_a_deleted_one_is_new(library: Library) -> None:
    bring(library, PREPRINT)
    with library.transaction("Drop") as tx:
        reading.set_status(tx, [1], Status.DROPPED)
    done = report(library, PREPRINT, PRINT)
    assert all(outcome.dropped and "it stays dropped" in outcome.reason for outcome in done.outcomes)
    assert done.summary() == "1 paper enriched, 1 unchanged, 2 stay dropped"
    [paper] = there(library)
    assert paper.status is Status.DROPPED
    [likely] = bring(library, NEAR)
    assert "that one was dropped on " in likely.reason
    with library.transaction("Delete") as tx:
        papers.remove(tx, [paper.id for paper in there(library)])
    assert report(library, PREPRINT).fates == (Fate.ADDED,)
