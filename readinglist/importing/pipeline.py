"""From what was read to the library: match and store, as one step."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from readinglist.domain.byline import byline_forms
from readinglist.domain.paper import Paper
from readinglist.domain.reading import UNTOLD, ReaderState
from readinglist.domain.status import Status
from readinglist.domain.text import count_of
from readinglist.importing.choices import EVERYTHING, Answer, Choices, Likely
from readinglist.importing.decisions import Decision, SourcedDraft, decide
from readinglist.importing.disk.copies import Copies, copy_files
from readinglist.importing.disk.reading import Cancelled, Progress
from readinglist.importing.garbage import collected_later
from readinglist.importing.preparing import Prepared
from readinglist.importing.report import Fate, Outcome, Report
from readinglist.library import files, notes, papers, tags
from readinglist.library.identity import apart, merging
from readinglist.library.lasting import CancelledError, lasting_step
from readinglist.library.library import Library, Transaction

PART = 1_000
"""Drafts stored between two commits of a large import: nobody else waits for longer than these take."""

RUN = 100
"""Drafts stored between two looks at whether to go on: the rows of a run go to SQLite together."""


def preview(library: Library, prepared: Prepared, choices: Choices = EVERYTHING) -> Report:
    """Tell what storing would do, and store nothing; papers that would be new have no id."""
    answers = [choices.answer(place) for place in range(len(prepared.drafts))]
    with library.read() as view:
        decisions = decide(view, prepared.drafts, answers, Copies(library.folder).hash_of)
    outcomes = (
        replace(_outcome(decision, {}), compared=_compared(decision)) if decision.twin_facts else _outcome(decision, {})
        for decision in decisions
    )
    return Report(tuple(outcomes), prepared.failures, prepared.read_as)


def _compared(decision: Decision) -> tuple[Paper, Paper] | None:
    return (decision.sourced.draft.paper, decision.twin_facts) if decision.twin_facts else None


@collected_later()
def store(
    library: Library,
    prepared: Prepared,
    choices: Choices = EVERYTHING,
    *,
    progress: Progress = lambda done, total: None,
    cancelled: Cancelled = lambda: False,
) -> Report:
    """Store the drafts as one undo step, those left out that the reader chose to.

    Raises:
        CancelledError: `cancelled` said so; nothing is stored.
        UserError: The library cannot be written, or another long import is running.
    """
    drafts = [
        (_corrected(draft, choices.titles.get(place, "")), choices.answer(place))
        for place, draft in enumerate(prepared.drafts)
        if place not in choices.skipped
    ]
    if not drafts:
        return Report((), prepared.failures, prepared.read_as)
    copies = Copies(library.folder)
    outcomes: list[Outcome] = []
    if len(drafts) <= PART:
        tell = copy_files(library, drafts, copies, lambda done: progress(done, len(drafts)), cancelled)
        with library.transaction("Import") as tx:
            outcomes = _store_part(tx, drafts, choices, copies, tell, cancelled)
            tx.label = _label(outcomes)
    else:
        with lasting_step(library, f"Import {count_of(len(drafts), 'paper')}") as step:
            for first in range(0, len(drafts), PART):
                part = drafts[first : first + PART]
                tell = copy_files(
                    library,
                    part,
                    copies,
                    lambda done, first=first: progress(first + done, len(drafts)),  # type: ignore[misc]
                    cancelled,
                )
                with step.part() as tx:
                    outcomes += _store_part(tx, part, choices, copies, tell, cancelled)
            step.label = _label(outcomes)
    return Report(tuple(outcomes), (*prepared.failures, *copies.failures), prepared.read_as)


def _corrected(sourced: SourcedDraft, title: str) -> SourcedDraft:
    """The draft with the title that the reader gave it, if any; it is known again by the record as it came."""
    draft = sourced.draft
    paper = papers.as_stored(replace(draft.paper, title=title)) if title.strip() else draft.paper
    return sourced if paper.title == draft.paper.title else replace(sourced, draft=replace(draft, paper=paper))


def _store_part(
    tx: Transaction,
    drafts: Sequence[tuple[SourcedDraft, Answer]],
    choices: Choices,
    copies: Copies,
    progress: Callable[[int], None],
    cancelled: Cancelled,
) -> list[Outcome]:
    ids: dict[int, int] = {}
    outcomes: list[Outcome] = []
    decisions = decide(tx.session, [draft for draft, _ in drafts], [answer for _, answer in drafts], copies.hash_of)
    for first in range(0, len(decisions), RUN):
        if cancelled():
            raise CancelledError
        progress(first)
        run = decisions[first : first + RUN]
        _store_run(tx, run, choices, ids, copies)
        outcomes += [_outcome(decision, ids) for decision in run]
    progress(len(outcomes))
    if choices.tag:
        stored = {outcome.paper_id for outcome in outcomes if outcome.fate is not Fate.UNCHANGED}
        tags.add(tx, sorted(paper_id for paper_id in stored if paper_id is not None), choices.tag)
    return outcomes


def _store_run(tx: Transaction, run: Sequence[Decision], choices: Choices, ids: dict[int, int], copies: Copies) -> None:
    """Store some decisions, and tell `ids` by which id each of their papers is known from now on."""
    new = [decision for decision in run if decision.fate in (Fate.ADDED, Fate.LIKELY)]
    states = [decision.sourced.draft.state for decision in new]
    ids |= zip((decision.paper_id for decision in new), _add(tx, new, states, choices.status), strict=True)
    for decision in run:
        ids.setdefault(decision.paper_id, decision.paper_id)
        if decision.fate is Fate.ENRICHED and not decision.merged:
            papers.update(tx, ids[decision.paper_id], decision.paper)
    papers.remember_origins(
        tx,
        [
            (ids[decision.paper_id], _origin(decision.sourced))
            for decision in run
            if decision.fate not in (Fate.UNCHANGED, Fate.SKIPPED) and not decision.merged
        ],
    )
    told = [each for each in run if each.fate not in (Fate.UNCHANGED, Fate.SKIPPED) and not each.merged]
    _attach_files(tx, [(ids[decision.paper_id], decision) for decision in told], copies)
    if merged := [decision for decision in run if decision.merged]:
        _merge(tx, merged, ids, copies)
    answered = [decision for decision in new if decision.answer is Likely.APART and decision.twin is not None]
    apart.keep_apart(tx, [(ids[each.paper_id], ids.get(each.twin or 0, each.twin or 0)) for each in answered])


def _add(tx: Transaction, new: Sequence[Decision], states: Sequence[ReaderState], status: Status) -> list[int]:
    added = papers.add_all(tx, [decision.sourced.draft.paper for decision in new], status=status, states=states)
    told = list(zip(added, states, strict=True))
    tags.add_each(tx, [(paper_id, name) for paper_id, state in told for name in state.tags])
    notes.write_each(tx, [(paper_id, "\n\n".join(state.notes)) for paper_id, state in told])
    return added


def _merge(tx: Transaction, merged: Sequence[Decision], ids: dict[int, int], copies: Copies) -> None:
    """Store drafts that are versions of papers, or were said to be the same, and merge them: that can be split again.

    Of a version the reader's state is not taken up, as of any paper that is here; of what they chose to merge it is.
    """
    states = [decision.sourced.draft.state if decision.answer is Likely.MERGE else UNTOLD for decision in merged]
    added = _add(tx, merged, states, Status.INBOX)
    papers.remember_origins(
        tx, [(paper_id, _origin(each.sourced)) for paper_id, each in zip(added, merged, strict=True)]
    )
    _attach_files(tx, list(zip(added, merged, strict=True)), copies)
    pairs: dict[int, list[int]] = {}
    for paper_id, decision in zip(added, merged, strict=True):
        pairs.setdefault(ids[decision.paper_id], []).append(paper_id)
    merging.merge_each(tx, [merging.Group(keep, tuple(others)) for keep, others in pairs.items()])


def _attach_files(tx: Transaction, decided: Sequence[tuple[int, Decision]], copies: Copies) -> None:
    """Give papers, by their ids, the files that the drafts decided on bring."""
    brought = [
        (paper_id, copy)
        for paper_id, decision in decided
        for file in decision.sourced.draft.files
        if (copy := copies.of(file, decision.paper))
    ]
    if brought:
        files.attach_copies(tx, brought)


def _origin(sourced: SourcedDraft) -> papers.Origin:
    return papers.Origin(sourced.source, sourced.format, sourced.dated, sourced.fingerprint)


def _outcome(decision: Decision, ids: dict[int, int]) -> Outcome:
    draft = decision.sourced.draft
    known = decision.paper_id if decision.paper_id > 0 else None
    return Outcome(
        source=decision.sourced.source,
        line=draft.line,
        title=draft.paper.title,
        fate=decision.fate,
        paper_id=None if decision.fate is Fate.SKIPPED else ids.get(decision.paper_id, known),
        reason=_reason(decision),
        byline=_byline(draft.paper),
        twin=_twin(decision, ids),
        dropped=decision.dropped,
        doubt=draft.doubt,
    )


def _twin(decision: Decision, ids: dict[int, int]) -> int | None:
    if decision.twin is None:
        return None
    return ids.get(decision.twin, decision.twin if decision.twin > 0 else None)


def _reason(decision: Decision) -> str:
    draft = decision.sourced.draft
    told = draft.state.words()
    if draft.doubt and decision.fate is not Fate.UNCHANGED:
        return f"{decision.reason}; {draft.doubt}"
    if not told:
        return decision.reason
    if decision.fate in (Fate.ADDED, Fate.LIKELY):
        return f"{decision.reason}; comes as {told}"
    if decision.answer is Likely.MERGE or decision.fate is Fate.SKIPPED:
        return decision.reason
    return f"{decision.reason}; your own status, stars, tags and note stay"


def _byline(paper: Paper) -> str:
    names = byline_forms([person.short for person in paper.authors])
    arxiv = f"arXiv {paper.arxiv_id}" if paper.arxiv_id else ""
    return " · ".join(filter(None, (names[0] if names else "", str(paper.year or ""), paper.venue, arxiv)))


def _label(outcomes: Sequence[Outcome]) -> str:
    stored = sum(outcome.fate in (Fate.ADDED, Fate.LIKELY) for outcome in outcomes)
    if stored:
        return f"Import {count_of(stored, 'paper')}"
    return f"Enrich {count_of(sum(outcome.fate is Fate.ENRICHED for outcome in outcomes), 'paper')}"
