"""From sources to the library: parse, match, store, as one step."""

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from readinglist.domain.enrichment import additions, enriched
from readinglist.domain.matching import Candidate, MatchKind, identity_keys, match
from readinglist.domain.paper import Paper
from readinglist.domain.text import count_of
from readinglist.errors import UserError
from readinglist.importing import formats
from readinglist.importing.report import Fate, Outcome, Report
from readinglist.importing.source import Draft, Failure, Source, read_source
from readinglist.library import papers
from readinglist.library.library import Library, Transaction

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class _Sourced:
    """A draft with what is to be remembered of where it came from."""

    draft: Draft
    source: str
    format: str
    dated: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class _Decision:
    """What to do with a draft. Ids below zero are those of earlier drafts of the same import, not stored yet."""

    sourced: _Sourced
    fate: Fate
    paper_id: int
    paper: Paper
    reason: str


def import_files(
    library: Library,
    paths: Iterable[Path],
    *,
    format_name: str | None = None,
    dry_run: bool = False,
    progress: Progress = lambda done, total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Report:
    """Import files; one that cannot be read is a failure in the report, and the others are imported all the same."""
    sources: list[Source] = []
    failures: list[Failure] = []
    for path in paths:
        try:
            sources.append(read_source(path))
        except UserError as error:
            failures.append(Failure(str(path), 0, str(error)))
    report = import_sources(
        library, sources, format_name=format_name, dry_run=dry_run, progress=progress, cancelled=cancelled
    )
    return Report(report.outcomes, (*failures, *report.failures))


def import_sources(
    library: Library,
    sources: Iterable[Source],
    *,
    format_name: str | None = None,
    dry_run: bool = False,
    progress: Progress = lambda done, total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Report:
    """Import texts as one undo step; a dry run tells what it would do.

    Raises:
        CancelledError: `cancelled` said so; nothing is stored.
        UserError: The library cannot be written.
    """
    drafts: list[_Sourced] = []
    failures: list[Failure] = []
    for source in sources:
        try:
            parsed = formats.parse(source, format_name)
        except UserError as error:
            failures.append(Failure(source.name, 0, str(error)))
            continue
        failures += parsed.failures
        for draft in parsed.drafts:
            paper = papers.as_stored(draft.paper)
            if paper.title:
                draft = Draft(paper, draft.line)
                drafts.append(_Sourced(draft, source.name, parsed.format, parsed.dated, fingerprint(paper)))
            else:
                failures.append(Failure(source.name, draft.line, "This record has no title. Give it one."))
    if not drafts:
        return Report((), tuple(failures))
    with library.transaction("Import", dry_run=dry_run) as tx:
        decisions = _decide(tx, drafts)
        ids: dict[int, int] = {}
        for done, decision in enumerate(decisions):
            if cancelled():
                raise CancelledError
            progress(done, len(decisions))
            ids[decision.paper_id] = _store(tx, decision, ids)
        progress(len(decisions), len(decisions))
        tx.label = _label(decisions)
    return Report(
        tuple(
            Outcome(
                source=decision.sourced.source,
                line=decision.sourced.draft.line,
                title=decision.sourced.draft.paper.title,
                fate=decision.fate,
                paper_id=None if dry_run and decision.paper_id < 0 else ids[decision.paper_id],
                reason=decision.reason,
            )
            for decision in decisions
        ),
        tuple(failures),
    )


class CancelledError(Exception):
    """The user stopped the import; nothing of it is stored."""


def fingerprint(paper: Paper) -> str:
    """The hash by which a record is known when the very same comes again, from whatever source."""
    facts = json.dumps(asdict(paper), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(facts.encode()).hexdigest()


def _decide(tx: Transaction, drafts: Sequence[_Sourced]) -> list[_Decision]:
    """Match each draft against the library and the drafts before it."""
    seen = papers.by_fingerprint(tx.session, [sourced.fingerprint for sourced in drafts])
    stored = papers.candidates(tx.session, [sourced.draft.paper for sourced in drafts])
    known: dict[int, Paper] = {candidate.id: candidate.paper for candidate in stored}
    by_key: dict[tuple[str, str], list[int]] = {}
    for candidate in stored:
        _register(by_key, candidate.id, candidate.paper)
    decisions = []
    for number, sourced in enumerate(drafts, start=1):
        draft = sourced.draft.paper
        if sourced.fingerprint in seen:
            paper_id = seen[sourced.fingerprint]
            decisions.append(
                _Decision(sourced, Fate.UNCHANGED, paper_id, draft, "the very same record is here already")
            )
            continue
        candidates = dict.fromkeys(paper_id for key in identity_keys(draft) for paper_id in by_key.get(key, ()))
        verdict = match(draft, [Candidate(paper_id, known[paper_id]) for paper_id in candidates])
        if verdict.kind is MatchKind.SAME and verdict.paper_id is not None:
            paper_id, before = verdict.paper_id, known[verdict.paper_id]
            paper = enriched(before, draft)
            fate, reason = Fate.UNCHANGED, f"{verdict.reason}; it tells nothing new"
            if paper != before:
                fate, reason = Fate.ENRICHED, f"{verdict.reason}; adds {', '.join(additions(before, paper))}"
        else:
            paper_id, paper, reason = -number, draft, verdict.reason
            fate = Fate.ADDED if verdict.kind is MatchKind.NEW else Fate.LIKELY
        known[paper_id] = paper
        seen[sourced.fingerprint] = paper_id
        _register(by_key, paper_id, paper)
        decisions.append(_Decision(sourced, fate, paper_id, paper, reason))
    return decisions


def _register(by_key: dict[tuple[str, str], list[int]], paper_id: int, paper: Paper) -> None:
    for key in identity_keys(paper):
        ids = by_key.setdefault(key, [])
        if paper_id not in ids:
            ids.append(paper_id)


def _store(tx: Transaction, decision: _Decision, ids: dict[int, int]) -> int:
    paper_id = ids.get(decision.paper_id, decision.paper_id)
    if decision.fate is Fate.UNCHANGED:
        return paper_id
    if decision.fate is Fate.ENRICHED:
        papers.update(tx, paper_id, decision.paper)
    else:
        paper_id = papers.add(tx, decision.paper)
    sourced = decision.sourced
    papers.remember_origin(
        tx,
        paper_id,
        source=sourced.source,
        format=sourced.format,
        dated=sourced.dated,
        fingerprint=sourced.fingerprint,
    )
    return paper_id


def _label(decisions: Sequence[_Decision]) -> str:
    stored = sum(decision.fate in (Fate.ADDED, Fate.LIKELY) for decision in decisions)
    if stored:
        return f"Import {count_of(stored, 'paper')}"
    return f"Enrich {count_of(sum(decision.fate is Fate.ENRICHED for decision in decisions), 'paper')}"
