"""Papers as CSL-JSON, which citation processors read. Source: the schema csl-data.json of CSL 1.0.2."""

import json
import re
from collections.abc import Iterable
from typing import Any

from readinglist.domain.links import LinkKind, links
from readinglist.domain.paper import Paper, Person
from readinglist.domain.reading import PaperDetails
from readinglist.exporting.citing.cite_keys import cite_keys
from readinglist.exporting.names import given_and_suffix
from readinglist.exporting.profile import Profile
from readinglist.exporting.reader_state import EXTRA, FACTS, own_fields, paper_facts

Item = dict[str, Any]

_DATE = re.compile(r"\d{4}(-\d\d){0,2}", re.ASCII)


def write(papers: Iterable[PaperDetails], profile: Profile = Profile.CITING) -> str:
    """Give the papers as a JSON list of items, in their order; for moving, what is private is in `custom`."""
    listed = list(papers)
    keys = cite_keys([details.paper for details in listed])
    items = []
    for details, key in zip(listed, keys, strict=True):
        item = {"id": key, **facts(details.paper)}
        if profile is Profile.MOVING:
            item |= _state(details)
        items.append({name: value for name, value in item.items() if value})
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def facts(paper: Paper) -> Item:
    """What the world knows of a paper, by CSL's names; empty where it does not."""
    addresses = [link.url for link in links(paper) if link.kind in (LinkKind.PAGE, LinkKind.ARXIV)]
    return {
        "type": paper.type,
        "title": paper.title,
        "author": [_name(person) for person in paper.authors],
        "editor": [_name(person) for person in paper.editors],
        "container-title": paper.venue,
        "publisher": paper.publisher,
        "issued": _issued(paper.date),
        "volume": paper.volume,
        "issue": paper.issue,
        "page": paper.pages.replace("–", "-"),
        "DOI": paper.doi,
        "archive": "arXiv" if paper.arxiv_id else "",
        "archive_location": paper.arxiv_id + paper.arxiv_version,
        "ISBN": paper.isbn,
        "ISSN": paper.issn,
        "language": paper.language,
        "URL": paper.urls[0] if paper.urls else next(iter(addresses), ""),
        "abstract": paper.abstract,
    }


def _name(person: Person) -> dict[str, str]:
    if person.literal:
        return {"literal": person.literal}
    given, suffix = given_and_suffix(person)
    parts = {"family": person.family, "given": given, "suffix": suffix}
    return {name: part for name, part in parts.items() if part}


def _issued(date: str) -> Item:
    if _DATE.fullmatch(date):
        return {"date-parts": [[int(part) for part in date.split("-")]]}
    return {"literal": date} if date else {}


def _state(details: PaperDetails) -> Item:
    custom: Item = {**own_fields(details), FACTS: paper_facts(details.paper)}
    if details.paper.extra:
        custom[EXTRA] = dict(details.paper.extra)
    return {"keyword": ", ".join(details.tags), "note": details.note, "custom": custom}
