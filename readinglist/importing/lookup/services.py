"""The services: how each is asked, and how its answer is read. The parsers are those of the import formats.

What the reader would not miss of an answer, its bookkeeping and its lists of references, is left out.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from urllib.parse import quote

from readinglist.domain.identifiers import parse_arxiv, parse_pmcid
from readinglist.domain.paper import Paper
from readinglist.importing.json_records import crossref, datacite, hf_daily, open_library, openalex
from readinglist.importing.json_records.reading import Broken, Json, object_in, records, text_in
from readinglist.importing.lookup.cache import Answer
from readinglist.importing.lookup.client import Client, Host
from readinglist.importing.lookup.routes import Name
from readinglist.importing.lookup.trouble import ServiceError
from readinglist.importing.source import Source
from readinglist.importing.xml import arxiv_atom, pubmed
from readinglist.importing.xml.safely import BrokenXmlError
from readinglist.settings import Services

Found = Mapping[str, Paper]
"""What was found, by the ids that were asked for."""


@dataclass(frozen=True, slots=True)
class Service:
    """One service: `ask` gives what it knows of some ids, at most `batch` of them."""

    ask: Callable[[Client, Sequence[str]], Found]
    batch: int = 1


def services(settings: Services) -> Mapping[Name, Service]:
    """The services, at the addresses that are set."""
    arxiv = Host(Name.ARXIV, settings.arxiv, 3.0, lingers=False)
    crossref_host = Host(Name.CROSSREF, settings.crossref, 0.1)
    datacite_host = Host(Name.DATACITE, settings.datacite, 0.1)
    pubmed_host, pmc = Host(Name.PUBMED, settings.pubmed, 0.35), Host(Name.PUBMED, settings.pmc, 0.35)
    hugging_face = Host(Name.HUGGING_FACE, settings.huggingface, 0.2)
    openalex_host = Host(Name.OPENALEX, settings.openalex, 0.1)
    open_library_host = Host(Name.OPEN_LIBRARY, settings.openlibrary, 1.0)
    return {
        Name.ARXIV: Service(partial(_arxiv, arxiv), batch=100),
        Name.CROSSREF: Service(partial(_one_work, crossref_host, "message", "", crossref.paper)),
        Name.DATACITE: Service(partial(_one_work, datacite_host, "data", "", datacite.paper)),
        Name.PUBMED: Service(partial(_pubmed, pubmed_host, pmc), batch=100),
        Name.HUGGING_FACE: Service(partial(_one_work, hugging_face, "", "", hf_daily.paper)),
        Name.OPENALEX: Service(partial(_one_work, openalex_host, "", "doi:", openalex.paper)),
        Name.OPEN_LIBRARY: Service(partial(_open_library, open_library_host), batch=50),
    }


_KEPT = {
    Name.CROSSREF: ("article-number",),
    Name.HUGGING_FACE: ("upvotes",),
    Name.OPENALEX: (),
}
"""What is kept in `extra` of those services whose records are full of their own bookkeeping."""


def _one_work(
    host: Host,
    envelope: str,
    prefix: str,
    paper: Callable[[Json], Paper | None],
    client: Client,
    ids: Sequence[str],
) -> Found:
    """Ask for one work by its id at the end of the address."""
    [wanted] = ids
    parameters = {"mailto": client.mailto} if client.mailto and host.name in (Name.CROSSREF, Name.OPENALEX) else {}

    def read(answer: Answer) -> Found:
        if answer.status != 200:
            return {}
        found = next((paper(record) for record in _records(host, answer, envelope)), None)
        return {wanted: _without_bookkeeping(host, found)} if found else {}

    return client.get(host, f"{host.base.rstrip('/')}/{prefix}{quote(wanted, safe='')}", parameters, read)


def _without_bookkeeping(host: Host, paper: Paper) -> Paper:
    if host.name not in _KEPT:
        return paper
    kept = _KEPT[Name(host.name)]
    return replace(paper, extra={name: value for name, value in paper.extra.items() if name in kept})


def _records(host: Host, answer: Answer, envelope: str) -> list[Json]:
    """The objects of an answer in JSON, those within the envelope where it has one."""
    found: list[Json] = []
    for record in records(answer.text, envelope.__eq__):
        if isinstance(record, Broken) or not isinstance(record.value, dict):
            raise ServiceError(f"{host.name} answered with what cannot be read as JSON.", "Try again later.")
        found.append(record.value)
    if not found:
        raise ServiceError(f"{host.name} answered with nothing.", "Try again later.")
    return found


def _arxiv(host: Host, client: Client, ids: Sequence[str]) -> Found:
    """Ask arXiv for a list of ids; one that it refuses spoils the list, and is found by asking for halves of it."""

    def read(answer: Answer) -> Found | None:
        if answer.status in (404, 410) or not arxiv_atom.looks_like(answer.text) or _is_cut(answer.text):
            raise ServiceError(f"{host.name} answered with what is no feed.", "Try again later.")
        if answer.status == 400:
            return None
        drafts = arxiv_atom.parse(Source(host.name, answer.text)).drafts
        known = {draft.paper.arxiv_id: draft.paper for draft in drafts}
        asked = {wanted: arxiv.id for wanted in ids if (arxiv := parse_arxiv(wanted))}
        return {wanted: known[bare] for wanted, bare in asked.items() if bare in known}

    parameters = {"id_list": ",".join(ids), "max_results": str(len(ids))}
    found = client.get(host, host.base, parameters, read)
    if found is not None:
        return found
    if len(ids) == 1:
        return {}
    middle = len(ids) // 2
    return {**_arxiv(host, client, ids[:middle]), **_arxiv(host, client, ids[middle:])}


def _is_cut(feed: str) -> bool:
    return not feed.rstrip().endswith((":feed>", "</feed>"))


def _pubmed(host: Host, pmc: Host, client: Client, ids: Sequence[str]) -> Found:
    """Ask PubMed; numbers of PubMed Central are turned into PubMed's own first."""
    central = [wanted for wanted in ids if parse_pmcid(wanted)]
    numbers = {wanted: wanted for wanted in ids if wanted not in central}
    if central:
        numbers |= _pubmed_numbers(pmc, client, central)
    if not numbers:
        return {}

    def read(answer: Answer) -> Found:
        if answer.status != 200:
            return {}
        try:
            known = {paper.extra.get("PMID", ""): paper for paper in pubmed.papers(answer.text)}
        except BrokenXmlError as error:
            raise ServiceError(f"{host.name} answered with broken XML: {error.reason}", "Try again later.") from error
        return {wanted: known[number] for wanted, number in numbers.items() if number in known}

    asked = dict.fromkeys(numbers.values())
    return client.get(host, host.base, {"db": "pubmed", "id": ",".join(asked), "retmode": "xml", **_who(client)}, read)


def _pubmed_numbers(host: Host, client: Client, ids: Sequence[str]) -> dict[str, str]:
    def read(answer: Answer) -> dict[str, str]:
        if answer.status != 200:
            return {}
        found = {text_in(record, "pmcid"): text_in(record, "pmid") for record in _records(host, answer, "records")}
        return {wanted: found[wanted] for wanted in ids if found.get(wanted)}

    return client.get(host, host.base, {"ids": ",".join(ids), "format": "json", **_who(client)}, read)


def _who(client: Client) -> dict[str, str]:
    return {"tool": "readinglist", **({"email": client.mailto} if client.mailto else {})}


def _open_library(host: Host, client: Client, ids: Sequence[str]) -> Found:
    """Ask for books by their ISBNs; the answer is one object with a member for each that is known."""

    def read(answer: Answer) -> Found:
        if answer.status != 200:
            return {}
        [known, *_] = _records(host, answer, "")
        books = {wanted: open_library.paper(object_in(known, f"ISBN:{wanted}")) for wanted in ids}
        return {wanted: book for wanted, book in books.items() if book}

    keys = ",".join(f"ISBN:{wanted}" for wanted in ids)
    return client.get(host, host.base, {"bibkeys": keys, "format": "json", "jscmd": "data"}, read)
