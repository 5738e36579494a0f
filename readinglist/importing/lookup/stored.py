"""Looking up what is in the library already: papers kept under a bare identifier, or lacking facts."""

from collections.abc import Mapping, Sequence

from readinglist.domain.addresses import is_stand_in
from readinglist.domain.enrichment import additions, enriched
from readinglist.domain.paper import Paper
from readinglist.domain.text import count_of
from readinglist.importing.lookup.looking_up import NotFound
from readinglist.importing.lookup.routes import route
from readinglist.importing.report import Fate, Outcome, Report
from readinglist.importing.source import Failure
from readinglist.library import papers
from readinglist.library.lasting import lasting_step
from readinglist.library.library import Library, Transaction

_SOURCE = "look-up"
_PART = 1_000
"""Papers enriched between two commits, so that nobody else waits for more."""


def lacking(library: Library, ids: Sequence[int]) -> dict[int, Paper]:
    """Those of the papers that lack a title, authors, an abstract or a date, and that a service may know."""
    with library.read() as view:
        facts = papers.facts(view, ids)
    return {paper_id: paper for paper_id, (paper, _) in facts.items() if _lacks(paper) and route(paper)}


def _lacks(paper: Paper) -> bool:
    return is_stand_in(paper.title) or not (paper.authors and paper.abstract and paper.date)


def keep(library: Library, wanted: Mapping[int, Paper], results: Sequence[Paper | NotFound]) -> Report:
    """Enrich the papers with what was found of them, as one step; status, stars, tags and notes stay as they are.

    What became known of a paper since it was looked at counts as known. A paper deleted since stays so.
    """
    failures = [
        Failure(_SOURCE, 0, f"“{paper.title}”: {result.reason}")
        for paper, result in zip(wanted.values(), results, strict=True)
        if isinstance(result, NotFound)
    ]
    found = {
        paper_id: result for paper_id, result in zip(wanted, results, strict=True) if not isinstance(result, NotFound)
    }
    outcomes: list[Outcome] = []
    ids = list(found)
    if len(ids) <= _PART:
        with library.transaction("Look up") as tx:
            outcomes += _enrich(tx, ids, found)
            tx.label = _label(outcomes)
    else:
        with lasting_step(library, "Look up") as step:
            for first in range(0, len(ids), _PART):
                with step.part() as tx:
                    outcomes += _enrich(tx, ids[first : first + _PART], found)
            step.label = _label(outcomes)
    return Report(tuple(outcomes), tuple(failures))


def _enrich(tx: Transaction, ids: Sequence[int], found: Mapping[int, Paper]) -> list[Outcome]:
    outcomes = []
    for paper_id, (known, _) in papers.facts(tx.session, ids).items():
        better = enriched(known, papers.as_stored(found[paper_id]))
        fate, reason = Fate.UNCHANGED, "nothing new is known of it"
        if better != known:
            papers.update(tx, paper_id, better)
            fate, reason = Fate.ENRICHED, f"adds {', '.join(additions(known, better))}"
        outcomes.append(Outcome(_SOURCE, 0, better.title, fate, paper_id, reason))
    return outcomes


def _label(outcomes: Sequence[Outcome]) -> str:
    return f"Look up {count_of(sum(outcome.fate is Fate.ENRICHED for outcome in outcomes), 'paper')}"
