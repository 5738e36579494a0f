"""Looking up what is about to be imported: drafts of which nothing is sure but an identifier."""

from collections import defaultdict
from dataclasses import replace
from pathlib import Path

from readinglist.domain.paper import Paper
from readinglist.domain.text import count_of
from readinglist.importing.decisions import fingerprint
from readinglist.importing.lookup.client import Client
from readinglist.importing.lookup.looking_up import NotFound, Progress, look_up
from readinglist.importing.lookup.unsure import asked_about, found, is_unsure
from readinglist.importing.preparing import Prepared
from readinglist.importing.source import Draft, Failure
from readinglist.library import papers
from readinglist.settings import Services

_LATER = "Look up the details once it can be asked."


def completed(
    prepared: Prepared, client: Client, settings: Services, progress: Progress = lambda done, total: None
) -> Prepared:
    """Look the unsure drafts up, and give all drafts with what was found.

    One that is not found stays as it is, with a failure that says so. Those that could not be asked about have one
    failure together.

    Raises:
        CancelledError: The client's `cancelled` said so.
    """
    drafts = prepared.drafts
    whole = list(drafts)
    unsure = [place for place, sourced in enumerate(drafts) if is_unsure(sourced.draft)]
    results = look_up([asked_about(drafts[place].draft) for place in unsure], client, settings, progress)
    failures: list[Failure] = []
    later: defaultdict[str, list[str]] = defaultdict(list)
    for place, result in zip(unsure, results, strict=True):
        sourced = drafts[place]
        if isinstance(result, Paper):
            paper = papers.as_stored(result)
            draft = found(sourced.draft, paper)
            whole[place] = replace(sourced, draft=draft, fingerprint=fingerprint(paper))
        elif result.later:
            of_folder = str(Path(sourced.source).parent)  # PDFs are a source each, and one sentence is enough
            later[of_folder if sourced.draft.guess else sourced.source].append(result.reason)
        else:
            failures.append(Failure(sourced.source, sourced.draft.line, _not_found(sourced.draft, result)))
    for source, reasons in later.items():
        why = " ".join(dict.fromkeys(reasons))
        said = f"Kept for later under the bare identifier: {count_of(len(reasons), 'paper')}. {why} {_LATER}"
        failures.append(Failure(source, 0, said))
    return replace(prepared, drafts=tuple(whole), failures=(*prepared.failures, *failures))


def _not_found(draft: Draft, result: NotFound) -> str:
    if draft.doubt:
        return f"“{draft.paper.title}” is kept with what its file tells: {result.reason} Check its title."
    return f"“{draft.paper.title}” is kept under its identifier: {result.reason} Check its spelling."
