"""What is to become of each draft: new, the same as a known paper, or perhaps one."""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from operator import attrgetter
from pathlib import Path

from readinglist.domain.enrichment import additions, enriched
from readinglist.domain.matching import Candidate, MatchKind, identity_keys, match
from readinglist.domain.paper import Paper, Person
from readinglist.domain.text import count_of
from readinglist.importing.report import Fate
from readinglist.importing.source import Draft
from readinglist.library import files, papers
from readinglist.library.library import View

_NAMES = tuple(sorted(field.name for field in fields(Paper)))
_PARTS = tuple(sorted(field.name for field in fields(Person)))
_ROLES = ("authors", "editors")
_facts, _parts = attrgetter(*_NAMES), attrgetter(*_PARTS)
_written = json.JSONEncoder(sort_keys=True, ensure_ascii=False).encode

HashOf = Callable[[Path], str]
"""Gives the hash of a file's content; empty where it cannot be read."""


@dataclass(frozen=True, slots=True)
class SourcedDraft:
    """A draft with what is to be remembered of where it came from.

    `sha256` is that of the file that it was read from, where the file is the paper itself, as a PDF is.
    """

    draft: Draft
    source: str
    format: str
    dated: str
    fingerprint: str
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do with a draft. Ids below zero are those of earlier drafts of the same import, not stored yet."""

    sourced: SourcedDraft
    fate: Fate
    paper_id: int
    paper: Paper
    reason: str


def fingerprint(paper: Paper) -> str:
    """The hash by which a record is known when the very same comes again, from whatever source."""
    facts = dict(zip(_NAMES, _facts(paper), strict=True))
    facts |= {role: [dict(zip(_PARTS, _parts(person), strict=True)) for person in facts[role]] for role in _ROLES}
    return hashlib.sha256(_written(facts).encode()).hexdigest()


def decide(view: View, drafts: Sequence[SourcedDraft], hash_of: HashOf) -> list[Decision]:
    """Match each draft against the library and the drafts before it, by its file, else by what it tells."""
    seen = papers.by_fingerprint(view, [sourced.fingerprint for sourced in drafts])
    same_file = files.by_hash(view, [sourced.sha256 for sourced in drafts if sourced.sha256])
    stored = papers.candidates(view, [sourced.draft.paper for sourced in drafts])
    known: dict[int, Paper] = {candidate.id: candidate.paper for candidate in stored}
    by_key: dict[tuple[str, str], list[int]] = {}
    for candidate in stored:
        _register(by_key, candidate.id, candidate.paper)
    attached = files.of_papers(view, {*known, *seen.values()}) if any(each.draft.files for each in drafts) else {}
    decisions = []
    for number, sourced in enumerate(drafts, start=1):
        draft = sourced.draft.paper
        if sourced.sha256 in same_file:
            paper_id = same_file[sourced.sha256]
            decisions.append(Decision(sourced, Fate.UNCHANGED, paper_id, draft, "the same file is here already"))
            continue
        if sourced.fingerprint in seen:
            paper_id = seen[sourced.fingerprint]
            decision = Decision(sourced, Fate.UNCHANGED, paper_id, draft, "the very same record is here already")
            if sourced.draft.files:
                paper = known.get(paper_id) or papers.facts(view, [paper_id])[paper_id][0]
                decision = _with_files(replace(decision, paper=paper), attached, hash_of)
            decisions.append(decision)
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
        if sourced.sha256:
            same_file[sourced.sha256] = paper_id
        _register(by_key, paper_id, paper)
        decisions.append(_with_files(Decision(sourced, fate, paper_id, paper, reason), attached, hash_of))
    return decisions


def _with_files(decision: Decision, attached: dict[int, set[str]], hash_of: HashOf) -> Decision:
    """The decision, made to enrich a paper where its draft brings a file that the paper lacks.

    `attached` holds the hashes of the files of each paper, as far as they need be known, and learns of these.
    """
    brought = decision.sourced.draft.files
    if not brought:
        return decision
    here = attached.setdefault(decision.paper_id, set())
    if decision.fate in (Fate.ADDED, Fate.LIKELY):
        here.add(decision.sourced.sha256)
        return decision
    new = ({decision.sourced.sha256} if decision.sourced.sha256 else {hash_of(file) for file in brought}) - here
    if not new:
        return decision
    here |= new
    words = count_of(len(new), "file")
    if decision.fate is Fate.ENRICHED:
        return replace(decision, reason=f"{decision.reason}, {words}")
    reason = decision.reason.removesuffix("; it tells nothing new")
    return replace(decision, fate=Fate.ENRICHED, reason=f"{reason}; adds {words}")


def _register(by_key: dict[tuple[str, str], list[int]], paper_id: int, paper: Paper) -> None:
    for key in identity_keys(paper):
        ids = by_key.setdefault(key, [])
        if paper_id not in ids:
            ids.append(paper_id)
