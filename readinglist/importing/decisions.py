"""What is to become of each draft: new, the same as a known paper, or perhaps one."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, fields
from operator import attrgetter

from readinglist.domain.enrichment import additions, enriched
from readinglist.domain.matching import Candidate, MatchKind, identity_keys, match
from readinglist.domain.paper import Paper, Person
from readinglist.importing.report import Fate
from readinglist.importing.source import Draft
from readinglist.library import papers
from readinglist.library.library import View

_NAMES = tuple(sorted(field.name for field in fields(Paper)))
_PARTS = tuple(sorted(field.name for field in fields(Person)))
_ROLES = ("authors", "editors")
_facts, _parts = attrgetter(*_NAMES), attrgetter(*_PARTS)
_written = json.JSONEncoder(sort_keys=True, ensure_ascii=False).encode


@dataclass(frozen=True, slots=True)
class SourcedDraft:
    """A draft with what is to be remembered of where it came from."""

    draft: Draft
    source: str
    format: str
    dated: str
    fingerprint: str


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


def decide(view: View, drafts: Sequence[SourcedDraft]) -> list[Decision]:
    """Match each draft against the library and the drafts before it."""
    seen = papers.by_fingerprint(view, [sourced.fingerprint for sourced in drafts])
    stored = papers.candidates(view, [sourced.draft.paper for sourced in drafts])
    known: dict[int, Paper] = {candidate.id: candidate.paper for candidate in stored}
    by_key: dict[tuple[str, str], list[int]] = {}
    for candidate in stored:
        _register(by_key, candidate.id, identity_keys(candidate.paper))
    decisions = []
    for number, sourced in enumerate(drafts, start=1):
        draft = sourced.draft.paper
        if sourced.fingerprint in seen:
            paper_id = seen[sourced.fingerprint]
            decisions.append(Decision(sourced, Fate.UNCHANGED, paper_id, draft, "the very same record is here already"))
            continue
        keys = identity_keys(draft)
        candidates = dict.fromkeys(paper_id for key in keys for paper_id in by_key.get(key, ()))
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
        _register(by_key, paper_id, keys if paper is draft else identity_keys(paper))
        decisions.append(Decision(sourced, fate, paper_id, paper, reason))
    return decisions


def _register(by_key: dict[tuple[str, str], list[int]], paper_id: int, keys: Sequence[tuple[str, str]]) -> None:
    for key in keys:
        ids = by_key.setdefault(key, [])
        if paper_id not in ids:
            ids.append(paper_id)
