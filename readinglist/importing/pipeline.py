"""From sources to the library: parse, match, store, as one step."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from readinglist.domain.byline import byline_forms
from readinglist.domain.paper import Paper
from readinglist.domain.reading import FORMAT_WORDS, UNTOLD, ReaderState
from readinglist.domain.status import Status
from readinglist.domain.tag import LONGEST, is_tag
from readinglist.domain.text import count_of
from readinglist.errors import UserError
from readinglist.importing import formats
from readinglist.importing.choices import EVERYTHING, Answer, Choices, Likely
from readinglist.importing.decisions import Decision, SourcedDraft, decide, fingerprint
from readinglist.importing.decoding import ReadAs
from readinglist.importing.garbage import collected_later
from readinglist.importing.report import Fate, Outcome, Report
from readinglist.importing.source import Draft, Failure, Source, read_source
from readinglist.importing.tables import csv_table
from readinglist.importing.tables.columns import Columns
from readinglist.library import notes, papers, tags
from readinglist.library.identity import apart, merging
from readinglist.library.lasting import CancelledError, lasting_step
from readinglist.library.library import Library, Transaction

PART = 1_000
"""Drafts stored between two commits of a large import: nobody else waits for longer than these take."""

RUN = 100
"""Drafts stored between two looks at whether to go on: the rows of a run go to SQLite together."""

LONGEST_TITLE = 10_000
"""Characters in a title: a longer one is something else, and no list could show it."""

NO_COLUMNS: Mapping[str, Columns] = MappingProxyType({})

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Prepared:
    """Sources that were read: their drafts, what could not be read of them, and which are not plain UTF-8.

    `questions` are about tables whose columns are not known: with the answers they can be read.
    """

    drafts: tuple[SourcedDraft, ...]
    failures: tuple[Failure, ...]
    read_as: tuple[ReadAs, ...] = ()
    questions: tuple[csv_table.Question, ...] = ()

    @property
    def description(self) -> str:
        """From where and in which form the drafts come, in words: "page.txt · a papers page, Mar 11"."""
        told = self.drafts or self.failures
        names = list(dict.fromkeys(Path(each.source).name or each.source for each in told))
        kinds = dict.fromkeys(
            ", ".join(filter(None, (FORMAT_WORDS.get(draft.format, draft.format), draft.dated)))
            for draft in self.drafts
        )
        name = names[0] if len(names) == 1 else f"{len(names):,} sources"
        return "  ·  ".join([name, *filter(None, kinds)])


def prepare_files(
    paths: Iterable[Path],
    format_name: str | None = None,
    columns: Mapping[str, Columns] = NO_COLUMNS,
    *,
    progress: Progress = lambda done, total: None,
    cancelled: Cancelled = lambda: False,
) -> Prepared:
    """Read and parse files; one that cannot be read is a failure, and the others are read all the same.

    Raises CancelledError where `cancelled` says so; `progress` is in characters.
    """
    sources: list[Source] = []
    failures: list[Failure] = []
    for path in paths:
        try:
            sources.append(read_source(path))
        except UserError as error:
            failures.append(Failure(str(path), 0, str(error)))
    prepared = prepare(sources, format_name, columns, progress=progress, cancelled=cancelled)
    return replace(prepared, failures=(*failures, *prepared.failures))


@collected_later()
def prepare(
    sources: Sequence[Source],
    format_name: str | None = None,
    columns: Mapping[str, Columns] = NO_COLUMNS,
    *,
    progress: Progress = lambda done, total: None,
    cancelled: Cancelled = lambda: False,
) -> Prepared:
    """Parse texts; one that holds no papers is a failure. `columns` says, by a table's name, what its columns hold.

    Raises CancelledError where `cancelled` says so; `progress` is in characters.
    """
    drafts: list[SourcedDraft] = []
    failures: list[Failure] = []
    read_as: list[ReadAs] = []
    questions: list[csv_table.Question] = []
    read, total = 0, sum(len(source.text) for source in sources)

    def watch(position: int) -> None:
        if cancelled():
            raise CancelledError
        progress(read + position, total)

    for source in sources:
        if source.read_as:
            read_as.append(source.read_as)
        try:
            parsed = formats.parse(replace(source, watch=watch), format_name, columns.get(source.name))
        except UserError as error:
            failures.append(Failure(source.name, 0, str(error)))
            continue
        read += len(source.text)
        failures += parsed.failures
        is_unread_table = parsed.format == csv_table.FORMAT and not parsed.drafts and source.name not in columns
        if is_unread_table and (asked := csv_table.question(source)):
            questions.append(asked)
        for draft in parsed.drafts:
            watch(0)
            paper = papers.as_stored(draft.paper)
            state = draft.state
            if unfit := [tag for tag in state.tags if not is_tag(tag)]:
                state = replace(state, tags=tuple(filter(is_tag, state.tags)))
            for tag in dict.fromkeys(unfit):
                said = f"The tag “{tag[:20]}…” is left out: a tag has 1 to {LONGEST} characters."
                failures.append(Failure(source.name, draft.line, said))
            if len(paper.title) > LONGEST_TITLE:
                said = f"The title of this record has {len(paper.title):,} characters. Give it a shorter one."
                failures.append(Failure(source.name, draft.line, said))
            elif paper.title:
                whole = Draft(paper, draft.line, state)
                drafts.append(SourcedDraft(whole, source.name, parsed.format, parsed.dated, fingerprint(paper)))
            else:
                failures.append(Failure(source.name, draft.line, "This record has no title. Give it one."))
    return Prepared(tuple(drafts), tuple(failures), tuple(read_as), tuple(questions))


def preview(library: Library, prepared: Prepared, choices: Choices = EVERYTHING) -> Report:
    """Tell what storing would do, and store nothing; papers that would be new have no id."""
    answers = [choices.answer(place) for place in range(len(prepared.drafts))]
    with library.read() as view:
        decisions = decide(view, prepared.drafts, answers)
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
    chosen = [place for place in range(len(prepared.drafts)) if place not in choices.skipped]
    drafts = [(prepared.drafts[place], choices.answer(place)) for place in chosen]
    if not drafts:
        return Report((), prepared.failures, prepared.read_as)
    if len(drafts) <= PART:
        with library.transaction("Import") as tx:
            outcomes = _store_part(tx, drafts, choices, lambda done: progress(done, len(drafts)), cancelled)
            tx.label = _label(outcomes)
        return Report(tuple(outcomes), prepared.failures, prepared.read_as)
    outcomes = []
    with lasting_step(library, f"Import {count_of(len(drafts), 'paper')}") as step:
        for first in range(0, len(drafts), PART):
            with step.part() as tx:
                outcomes += _store_part(
                    tx,
                    drafts[first : first + PART],
                    choices,
                    lambda done, first=first: progress(first + done, len(drafts)),  # type: ignore[misc]
                    cancelled,
                )
        step.label = _label(outcomes)
    return Report(tuple(outcomes), prepared.failures, prepared.read_as)


def _store_part(
    tx: Transaction,
    drafts: Sequence[tuple[SourcedDraft, Answer]],
    choices: Choices,
    progress: Callable[[int], None],
    cancelled: Cancelled,
) -> list[Outcome]:
    ids: dict[int, int] = {}
    outcomes: list[Outcome] = []
    decisions = decide(tx.session, [draft for draft, _ in drafts], [answer for _, answer in drafts])
    for first in range(0, len(decisions), RUN):
        if cancelled():
            raise CancelledError
        progress(first)
        run = decisions[first : first + RUN]
        _store_run(tx, run, choices, ids)
        outcomes += [_outcome(decision, ids) for decision in run]
    progress(len(outcomes))
    if choices.tag:
        stored = {outcome.paper_id for outcome in outcomes if outcome.fate is not Fate.UNCHANGED}
        tags.add(tx, sorted(paper_id for paper_id in stored if paper_id is not None), choices.tag)
    return outcomes


def _store_run(tx: Transaction, run: Sequence[Decision], choices: Choices, ids: dict[int, int]) -> None:
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
    _merge(tx, [decision for decision in run if decision.merged], ids)
    answered = [decision for decision in new if decision.answer is Likely.APART and decision.twin is not None]
    apart.keep_apart(tx, [(ids[each.paper_id], ids.get(each.twin or 0, each.twin or 0)) for each in answered])


def _add(tx: Transaction, new: Sequence[Decision], states: Sequence[ReaderState], status: Status) -> list[int]:
    added = papers.add_all(tx, [decision.sourced.draft.paper for decision in new], status=status, states=states)
    told = list(zip(added, states, strict=True))
    tags.add_each(tx, [(paper_id, name) for paper_id, state in told for name in state.tags])
    notes.write_each(tx, [(paper_id, "\n\n".join(state.notes)) for paper_id, state in told])
    return added


def _merge(tx: Transaction, merged: Sequence[Decision], ids: dict[int, int]) -> None:
    """Store drafts that are versions of papers, or were said to be the same, and merge them: that can be split again.

    Of a version the reader's state is not taken up, as of any paper that is here; of what they chose to merge it is.
    """
    states = [decision.sourced.draft.state if decision.answer is Likely.MERGE else UNTOLD for decision in merged]
    added = _add(tx, merged, states, Status.INBOX)
    papers.remember_origins(
        tx, [(paper_id, _origin(each.sourced)) for paper_id, each in zip(added, merged, strict=True)]
    )
    pairs: dict[int, list[int]] = {}
    for paper_id, decision in zip(added, merged, strict=True):
        pairs.setdefault(ids[decision.paper_id], []).append(paper_id)
    merging.merge_each(tx, [merging.Group(keep, tuple(others)) for keep, others in pairs.items()])


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
    )


def _twin(decision: Decision, ids: dict[int, int]) -> int | None:
    if decision.twin is None:
        return None
    return ids.get(decision.twin, decision.twin if decision.twin > 0 else None)


def _reason(decision: Decision) -> str:
    told = decision.sourced.draft.state.words()
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
