"""What is to become of each draft: new, the same as a known paper, or perhaps one."""

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields, replace
from operator import attrgetter
from pathlib import Path

from readinglist.domain.days import day_in_words
from readinglist.domain.enrichment import additions, enriched
from readinglist.domain.matching import Candidate, Key, Match, MatchKind, are_preprint_and_print, identity_keys, match
from readinglist.domain.paper import Paper, Person
from readinglist.domain.text import count_of
from readinglist.importing.choices import Answer, Likely
from readinglist.importing.report import Fate
from readinglist.importing.source import Draft
from readinglist.library import files, papers, reading
from readinglist.library.identity import apart
from readinglist.library.identity.candidates import by_fingerprint, by_key
from readinglist.library.library import View

_NAMES = tuple(sorted(field.name for field in fields(Paper)))
_PARTS = tuple(sorted(field.name for field in fields(Person)))
_ROLES = ("authors", "editors")
_facts, _parts = attrgetter(*_NAMES), attrgetter(*_PARTS)
_written = json.JSONEncoder(ensure_ascii=False).encode

_NOTHING_NEW = "it tells nothing new"

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
    """What to do with a draft. Ids below zero are those of earlier drafts of the same import, not stored yet.

    `paper` is what the paper `paper_id` is from then on. `twin` is the paper that a likely draft may be, and
    `twin_facts` what that one is; `answer` is what the reader said of the two. `merged`: the draft becomes a part of
    `paper_id` that can be split from it. `dropped`: it is a paper that the reader dropped.
    """

    sourced: SourcedDraft
    fate: Fate
    paper_id: int
    paper: Paper
    reason: str
    twin: int | None = None
    twin_facts: Paper | None = None
    answer: Likely = Likely.ADD
    merged: bool = False
    dropped: bool = False


def fingerprint(paper: Paper) -> str:
    """The hash by which a record is known when the very same comes again, from whatever source."""
    facts = dict(zip(_NAMES, _facts(paper), strict=True))
    facts["extra"] = dict(sorted(paper.extra.items()))
    facts |= {role: [dict(zip(_PARTS, _parts(person), strict=True)) for person in facts[role]] for role in _ROLES}
    return hashlib.sha256(_written(facts).encode()).hexdigest()


def decide(view: View, drafts: Sequence[SourcedDraft], answers: Sequence[Answer], hash_of: HashOf) -> list[Decision]:
    """Match each draft against the library and the drafts before it; `answers` has one for each that is likely."""
    known = _Known(view, drafts, hash_of)
    decisions = []
    for number, (sourced, answer) in enumerate(zip(drafts, answers, strict=True), start=1):
        decision = known.again(sourced)
        if decision is None:
            keys = identity_keys(sourced.draft.paper)
            decision = known.decide(sourced, keys, -number, answer)
            known.learn(decision, keys)
        if sourced.draft.files:
            decision = known.with_files(decision)
        decisions.append(decision)
    return decisions


class _Known:
    """What drafts are matched against, which grows with each of them."""

    def __init__(self, view: View, drafts: Sequence[SourcedDraft], hash_of: HashOf) -> None:
        self._view = view
        self._hash_of = hash_of
        self._same_file = files.by_hash(view, [sourced.sha256 for sourced in drafts if sourced.sha256])
        self._seen = by_fingerprint(view, [sourced.fingerprint for sourced in drafts])
        stored = by_key(view, [sourced.draft.paper for sourced in drafts])
        self._papers = {candidate.id: candidate.paper for candidate in stored}
        self._by_key: dict[Key, dict[int, None]] = {}
        for candidate in stored:
            self._register(candidate.id, identity_keys(candidate.paper))
        self._apart = apart.pairs(view, self._papers)
        stored_ids = {*self._papers, *self._seen.values(), *self._same_file.values()}
        self._dropped = reading.dropped(view, stored_ids)
        brings_files = any(sourced.draft.files for sourced in drafts)
        self._hashes = files.of_papers(view, stored_ids) if brings_files else {}

    def again(self, sourced: SourcedDraft) -> Decision | None:
        """The decision on a record or file that came before, letter for letter; None for any other."""
        paper_id, what = self._same_file.get(sourced.sha256), "the same file"
        if paper_id is None:
            paper_id, what = self._seen.get(sourced.fingerprint), "the very same record"
        if paper_id is None:
            return None
        reason = self._with_drop(f"{what} is here already", paper_id)
        dropped = paper_id in self._dropped
        return Decision(sourced, Fate.UNCHANGED, paper_id, sourced.draft.paper, reason, dropped=dropped)

    def decide(self, sourced: SourcedDraft, keys: Sequence[Key], new_id: int, answer: Answer) -> Decision:
        """What to do with a draft that never came before; a new paper gets `new_id`."""
        draft = sourced.draft.paper
        ids = dict.fromkeys(paper_id for key in keys for paper_id in self._by_key.get(key, ()))
        candidates = [Candidate(paper_id, self._papers[paper_id]) for paper_id in ids]
        verdict = match(draft, candidates)
        if verdict.paper_id is None:
            return Decision(sourced, Fate.ADDED, new_id, draft, verdict.reason)
        if verdict.kind is MatchKind.SAME or self._is_safe(draft, verdict, candidates):
            return self._enriched(sourced, verdict, merged=verdict.kind is MatchKind.VERSION)
        return self._likely(sourced, verdict, new_id, answer)

    def with_files(self, decision: Decision) -> Decision:
        """The decision, made to enrich a paper where its draft brings a file that the paper lacks."""
        sourced, paper_id = decision.sourced, decision.paper_id
        if decision.fate is Fate.SKIPPED:
            return decision
        if sourced.sha256:
            self._same_file.setdefault(sourced.sha256, paper_id)
        here = self._hashes.setdefault(paper_id, set())
        if decision.fate in (Fate.ADDED, Fate.LIKELY):
            here.add(sourced.sha256)
            return decision
        brought = {sourced.sha256} if sourced.sha256 else set(map(self._hash_of, sourced.draft.files))
        new = brought - here
        if not new:
            return decision
        here |= new
        words = count_of(len(new), "file")
        if decision.fate is Fate.ENRICHED:
            return replace(decision, reason=f"{decision.reason}, {words}")
        paper = self._papers.get(paper_id) or papers.facts(self._view, [paper_id])[paper_id][0]
        reason = f"{decision.reason.removesuffix(f'; {_NOTHING_NEW}')}; adds {words}"
        return replace(decision, fate=Fate.ENRICHED, paper=paper, reason=reason)

    def learn(self, decision: Decision, keys: Sequence[Key]) -> None:
        """Match the drafts to come against this one too, which has these keys."""
        if decision.fate is Fate.SKIPPED:
            return
        self._seen[decision.sourced.fingerprint] = decision.paper_id
        self._papers[decision.paper_id] = decision.paper
        is_draft = decision.paper is decision.sourced.draft.paper
        self._register(decision.paper_id, keys if is_draft else identity_keys(decision.paper))

    def _is_safe(self, draft: Paper, verdict: Match, candidates: Sequence[Candidate]) -> bool:
        """Whether a version needs no question: a preprint and its print, neither of them kept apart from another one.

        Other versions, such as those of two years, may be works of their own.
        """
        assert verdict.paper_id is not None
        if verdict.kind is not MatchKind.VERSION or not are_preprint_and_print(draft, self._papers[verdict.paper_id]):
            return False
        rivals = [each for each in candidates if tuple(sorted((each.id, verdict.paper_id))) in self._apart]
        return match(draft, rivals).kind is MatchKind.NEW

    def _enriched(self, sourced: SourcedDraft, verdict: Match, *, merged: bool) -> Decision:
        assert verdict.paper_id is not None
        before = self._papers[verdict.paper_id]
        paper = enriched(before, sourced.draft.paper)
        fate, told = Fate.UNCHANGED, _NOTHING_NEW
        if paper != before:
            fate, told = Fate.ENRICHED, f"adds {', '.join(additions(before, paper))}"
        return Decision(
            sourced,
            fate,
            verdict.paper_id,
            paper,
            self._with_drop(f"{verdict.reason}; {told}", verdict.paper_id),
            merged=merged and fate is Fate.ENRICHED,
            dropped=verdict.paper_id in self._dropped,
        )

    def _likely(self, sourced: SourcedDraft, verdict: Match, new_id: int, answer: Answer) -> Decision:
        assert verdict.paper_id is not None
        draft, twin = sourced.draft.paper, verdict.paper_id
        what = answer.what if answer.twin in (None, twin) else Likely.ADD
        if what is Likely.MERGE:
            paper = enriched(self._papers[twin], draft)
            reason = self._with_drop(f"merged as you chose: {verdict.reason}", twin)
            dropped = twin in self._dropped
            return Decision(sourced, Fate.ENRICHED, twin, paper, reason, answer=what, merged=True, dropped=dropped)
        reason = verdict.reason
        if twin in self._dropped:
            reason = f"{reason}; that one was dropped on {day_in_words(self._dropped[twin])}"
        fate = Fate.SKIPPED if what is Likely.SKIP else Fate.LIKELY
        return Decision(sourced, fate, new_id, draft, reason, twin, self._papers[twin], what)

    def _with_drop(self, reason: str, paper_id: int) -> str:
        at = self._dropped.get(paper_id)
        return f"{reason}; dropped on {day_in_words(at)}; it stays dropped" if at else reason

    def _register(self, paper_id: int, keys: Iterable[Key]) -> None:
        for key in keys:
            self._by_key.setdefault(key, {})[paper_id] = None
