"""Zotero's own expectations of the files that its translators are tested with, field by field."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from readinglist.domain.paper import Person
from readinglist.importing.source import Draft, read_source
from readinglist.importing.xml import endnote, zotero_rdf

VENUES = ("publicationTitle", "bookTitle", "proceedingsTitle", "websiteTitle", "encyclopediaTitle", "blogTitle")
EDITORS = ("editor", "seriesEditor")
NOT_CREDITED = ("contributor", "translator", *EDITORS)


def name(first: str, last: str) -> str:
    """A name to be compared: Zotero puts a full stop behind initials and takes it from suffixes; here they stay."""
    return f"{first} {last}".replace(".", "").strip()


def expected(item: dict) -> Iterator[tuple[str, object]]:
    creators = [
        (each.get("creatorType", "author"), name(each.get("firstName", ""), each["lastName"]))
        for each in item["creators"]
    ]
    fields = {
        "title": item["title"],
        "authors": [named for kind, named in creators if kind not in NOT_CREDITED],
        "editors": [named for kind, named in creators if kind in EDITORS],
        "date": item.get("date") or item.get("issueDate"),
        "abstract": item.get("abstractNote"),
        "venue": next((item[key] for key in VENUES if key in item), None),
        "tags": sorted(tag["tag"] for tag in item["tags"]),
        "notes": [note["note"] for note in item["notes"] if "no corresponding Zotero field" not in note["note"]],
    }
    same = ("publisher", "volume", "issue", "pages", "language", "DOI", "ISBN", "ISSN", "url")
    fields |= {key.lower(): item.get(key) for key in same}
    return ((key, value) for key, value in fields.items() if value)


def told(draft: Draft) -> dict[str, object]:
    paper = draft.paper
    fields = {each: getattr(paper, each) for each in paper.__slots__}
    people = {role: [_name(person) for person in fields[role]] for role in ("authors", "editors")}
    own = {
        "url": paper.urls[0] if paper.urls else "",
        "tags": sorted(draft.state.tags),
        "notes": list(draft.state.notes),
    }
    return fields | people | own | {"pages": paper.pages.replace("–", "-")}


def _name(person: Person) -> str:
    return name(person.given, person.family or person.literal)


@pytest.mark.parametrize(
    ("module", "folder", "family"),
    [
        (endnote, "endnote_xml", "Endnote_XML"),
        (zotero_rdf, "zotero_rdf", "RDF"),
        (zotero_rdf, "zotero_rdf", "Bibliontology"),
    ],
)
def test_what_zotero_reads_is_read(module: object, folder: str, family: str, shared_data: Path) -> None:
    compared, differences = 0, []
    for file in sorted((shared_data / "expected_zotero").glob(f"zotero-translators__{family}_*.json")):
        [given] = (shared_data / folder).glob(re.sub(r"\.expected\.json$", ".*", file.name))
        drafts = module.parse(read_source(given)).drafts  # type: ignore[attr-defined]
        items = json.loads(file.read_text(encoding="utf-8"))
        assert len(drafts) == len(items)
        for draft, item in zip(drafts, items, strict=True):
            own = told(draft)
            for field, value in expected(item):
                compared += 1
                differences += [] if own[field] == value else [(file.name, field, own[field], value)]
    assert compared
    assert differences == []
