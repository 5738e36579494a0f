"""Looking papers up by their identifiers: which services are asked in which order, and what is made of the answers."""

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from readinglist.domain.enrichment import enriched
from readinglist.domain.identifiers import arxiv_of_doi
from readinglist.domain.paper import Paper
from readinglist.importing.lookup.client import Client
from readinglist.importing.lookup.routes import Name, route
from readinglist.importing.lookup.services import Service, services
from readinglist.importing.lookup.trouble import NoConnectionError, ServiceError
from readinglist.settings import Services

MOST_FOR_CODE = 20
"""Papers up to which their code is looked for, which is a request for each; arXiv tells of a hundred in one."""

Progress = Callable[[int, int], None]

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class NotFound:
    """Why nothing was found: `reason` is a sentence; `later`: a service could not be asked, or not understood."""

    reason: str
    later: bool


@dataclass(slots=True)
class _Search:
    """One paper on its way from service to service; the steps still to come, and what those so far said."""

    paper: Paper
    steps: list[tuple[Name, str]]
    found: Paper | None = None
    unknown_to: tuple[Name, ...] = ()
    trouble: ServiceError | None = None


def look_up(
    papers: Sequence[Paper],
    client: Client,
    settings: Services,
    progress: Progress = lambda done, total: None,
) -> list[Paper | NotFound]:
    """Look papers up that have a `route`: each enriched with what was found, in their order.

    Of one paper the services are asked in turn until one knows it; all papers that a service is to be asked about are
    asked about together, as far as it takes lists.

    Raises:
        CancelledError: The client's `cancelled` said so.
    """
    known = services(settings)
    searches = [_Search(paper, route(paper)) for paper in papers]
    with_code = len(papers) <= MOST_FOR_CODE
    done = 0
    progress(0, len(searches))
    while any(search.steps for search in searches):
        for name, service in known.items():
            those = [search for search in searches if search.steps and search.steps[0][0] is name]
            for batch in _batches(those, service.batch):
                _ask(name, service, client, batch)
                for search in batch:
                    if search.found is not None:
                        search.found = _completed(search.paper, search.found, name, client, known, with_code)
                    done += not search.steps
                    progress(done, len(searches))
    return [_result(search) for search in searches]


def _batches(searches: Sequence[_Search], size: int) -> Iterable[Sequence[_Search]]:
    return (searches[first : first + size] for first in range(0, len(searches), size))


def _ask(name: Name, service: Service, client: Client, batch: Sequence[_Search]) -> None:
    """Ask a service about some papers, and take the step off each paper's way; one that is found has no more steps."""
    ids = [search.steps.pop(0)[1] for search in batch]
    try:
        found: Mapping[str, Paper] = service.ask(client, list(dict.fromkeys(ids)))
    except ServiceError as error:
        for search in batch:
            if search.trouble is None or not isinstance(search.trouble, NoConnectionError):
                search.trouble = error
        return
    for search, wanted in zip(batch, ids, strict=True):
        search.found = found.get(wanted)
        if search.found is None:
            search.unknown_to = (*search.unknown_to, name)
        else:
            search.steps.clear()


def _completed(
    asked: Paper, found: Paper, by: Name, client: Client, known: Mapping[Name, Service], with_code: bool
) -> Paper:
    """What was found, with what others are known to add: a publisher's facts, the code, an abstract."""
    paper = enriched(asked, found)
    if by is Name.ARXIV and paper.doi and not arxiv_of_doi(paper.doi):
        paper = _with_more(paper, Name.CROSSREF, paper.doi, client, known)
    if by is Name.ARXIV and with_code and not paper.code_urls:
        paper = _with_more(paper, Name.HUGGING_FACE, paper.arxiv_id, client, known)
    if paper.doi and not paper.abstract and by is not Name.OPENALEX:
        paper = _with_more(paper, Name.OPENALEX, paper.doi, client, known)
    return paper


def _with_more(paper: Paper, name: Name, wanted: str, client: Client, known: Mapping[Name, Service]) -> Paper:
    """The paper with what a further service adds. That it adds nothing, for whatever reason, takes nothing away."""
    try:
        more = known[name].ask(client, [wanted]).get(wanted)
    except ServiceError as error:
        _log.info("%s adds nothing to %s: %s", name, wanted, error)
        return paper
    return enriched(paper, more) if more else paper


def _result(search: _Search) -> Paper | NotFound:
    if search.found is not None:
        return search.found
    if search.trouble is not None:
        return NotFound(search.trouble.message, later=True)
    *others, last = search.unknown_to
    names = f"{', '.join(others)} and {last} do not know it." if others else f"{last} does not know it."
    return NotFound(names, later=False)
