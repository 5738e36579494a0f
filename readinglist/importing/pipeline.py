"""From sources to the library: parse, match, store, as one step."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from readinglist.domain.byline import byline_forms
from readinglist.domain.paper import Paper
from readinglist.domain.reading import FORMAT_WORDS
from readinglist.domain.tag import LONGEST, is_tag
from readinglist.domain.text import count_of
from readinglist.importing.choices import EVERYTHING, Choices
from readinglist.importing.decisions import Decision, SourcedDraft, decide, fingerprint
from readinglist.importing.decoding import ReadAs
from readinglist.importing.disk.copies import Copies, copy_files
from readinglist.importing.disk.reading import Cancelled, MayOpen, Progress, Reading, read_paths, read_text
from readinglist.importing.report import Fate, Outcome, Report
from readinglist.importing.source import Failure, Source
from readinglist.library import files, notes, papers, tags
from readinglist.library.lasting import CancelledError, lasting_step
from readinglist.library.library import Library, Transaction

PART = 1_000
"""Drafts stored between two commits of a large import: nobody else waits for longer than these take."""

RUN = 100
"""Drafts stored between two looks at whether to go on: the rows of a run go to SQLite together."""

LONGEST_TITLE = 10_000
"""Characters in a title: a longer one is something else, and no list could show it."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """Sources that were read: their drafts, what could not be read of them, and which are not plain UTF-8."""

    drafts: tuple[SourcedDraft, ...]
    failures: tuple[Failure, ...]
    read_as: tuple[ReadAs, ...] = ()

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
    *,
    progress: Progress = lambda done, total: None,
    cancelled: Cancelled = lambda: False,
    may_open: MayOpen = lambda path: True,
) -> Prepared:
    """Read and parse files and folders; what cannot be read is a failure, and the others are read all the same.

    `may_open` is told of each PDF before it is opened, and says whether it is to be.

    Raises CancelledError where `cancelled` said so.
    """
    prepared = _prepared(read_paths(paths, format_name, progress=progress, cancelled=cancelled, may_open=may_open))
    if cancelled():
        raise CancelledError
    return prepared


def prepare(sources: Iterable[Source], format_name: str | None = None) -> Prepared:
    """Parse texts; one that holds no papers is a failure."""
    return _prepared(read_text(source, format_name) for source in sources)


def together(parts: Iterable[Prepared]) -> Prepared:
    """What was read in parts, as one import."""
    drafts, failures, read_as = zip(*((part.drafts, part.failures, part.read_as) for part in parts), strict=True)
    return Prepared(tuple(chain(*drafts)), tuple(chain(*failures)), tuple(chain(*read_as)))


def _prepared(readings: Iterable[Reading]) -> Prepared:
    drafts: list[SourcedDraft] = []
    failures: list[Failure] = []
    read_as: list[ReadAs] = []
    for reading in readings:
        source, parsed = reading.source, reading.parsed
        if reading.read_as:
            read_as.append(reading.read_as)
        failures += parsed.failures
        for draft in parsed.drafts:
            paper = papers.as_stored(draft.paper)
            state = draft.state
            if unfit := [tag for tag in state.tags if not is_tag(tag)]:
                state = replace(state, tags=tuple(filter(is_tag, state.tags)))
            for tag in dict.fromkeys(unfit):
                said = f"The tag “{tag[:20]}…” is left out: a tag has 1 to {LONGEST} characters."
                failures.append(Failure(source, draft.line, said))
            if len(paper.title) > LONGEST_TITLE:
                said = f"The title of this record has {len(paper.title):,} characters. Give it a shorter one."
                failures.append(Failure(source, draft.line, said))
            elif paper.title:
                whole = replace(draft, paper=paper, state=state)
                drafts.append(
                    SourcedDraft(whole, source, parsed.format, parsed.dated, fingerprint(paper), reading.sha256)
                )
            else:
                failures.append(Failure(source, draft.line, "This record has no title. Give it one."))
    return Prepared(tuple(drafts), tuple(failures), tuple(read_as))


def preview(library: Library, prepared: Prepared) -> Report:
    """Tell what storing would do, and store nothing; papers that would be new have no id."""
    with library.read() as view:
        decisions = decide(view, prepared.drafts, Copies(library.folder).hash_of)
    return Report(tuple(_outcome(decision, {}) for decision in decisions), prepared.failures, prepared.read_as)


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
        _corrected(draft, choices.titles.get(place, ""))
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
    drafts: Sequence[SourcedDraft],
    choices: Choices,
    copies: Copies,
    progress: Callable[[int], None],
    cancelled: Cancelled,
) -> list[Outcome]:
    ids: dict[int, int] = {}
    outcomes: list[Outcome] = []
    decisions = decide(tx.session, drafts, copies.hash_of)
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
    added = papers.add_all(tx, [decision.paper for decision in new], status=choices.status, states=states)
    told = list(zip(added, states, strict=True))
    tags.add_each(tx, [(paper_id, name) for paper_id, state in told for name in state.tags])
    notes.write_each(tx, [(paper_id, "\n\n".join(state.notes)) for paper_id, state in told])
    ids |= zip((decision.paper_id for decision in new), added, strict=True)
    for decision in run:
        ids.setdefault(decision.paper_id, decision.paper_id)
        if decision.fate is Fate.ENRICHED:
            papers.update(tx, ids[decision.paper_id], decision.paper)
    _attach_files(tx, run, ids, copies)
    papers.remember_origins(
        tx,
        [
            (ids[decision.paper_id], _origin(decision.sourced))
            for decision in run
            if decision.fate is not Fate.UNCHANGED
        ],
    )


def _attach_files(tx: Transaction, run: Sequence[Decision], ids: dict[int, int], copies: Copies) -> None:
    brought = [
        (ids[decision.paper_id], copy)
        for decision in run
        if decision.fate is not Fate.UNCHANGED
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
        paper_id=ids.get(decision.paper_id, known),
        reason=_reason(decision),
        byline=_byline(draft.paper),
        doubt=draft.doubt,
    )


def _reason(decision: Decision) -> str:
    draft = decision.sourced.draft
    told = draft.state.words()
    if draft.doubt and decision.fate is not Fate.UNCHANGED:
        return f"{decision.reason}; {draft.doubt}"
    if not told:
        return decision.reason
    if decision.fate in (Fate.ADDED, Fate.LIKELY):
        return f"{decision.reason}; comes as {told}"
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
