"""Zotero's own CSV, and ours, which has its columns and for moving house further ones.

A row of ours is taken as it stands, letter for letter, but for the apostrophe that guards spreadsheets from a formula;
what no cell can carry stands as JSON in columns of our own.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

from readinglist.domain.identifiers import parse_arxiv
from readinglist.domain.normalise import collapse
from readinglist.domain.paper import Paper, Person
from readinglist.domain.reading import OWN, ReaderState
from readinglist.domain.status import Status
from readinglist.importing import zotero_fields
from readinglist.importing.source import Draft
from readinglist.importing.state_words import STARS, moment
from readinglist.importing.tables import values
from readinglist.importing.xml.names import person
from readinglist.importing.xml.notes import markdown
from readinglist.importing.xml.told import tags
from readinglist.importing.xml.zotero_types import csl_type

_OF_ZOTERO = frozenset({"Item Type", "Title", "Publication Title", "Abstract Note"})
_GUARD = re.compile(r"'(?='*(?:\s*[=+\-@＝＋－＠]|[\t\r\n]))")
_ROLES = {"Author": "author", "Editor": "editor", "Translator": "translator", "Series Editor": "seriesEditor"}
_KEPT = ("Date Modified", "File Attachments", "Link Attachments")
_NOT_FIELDS = frozenset(
    ("Key", "Item Type", "Publication Year", "Date Added", "Notes", "Manual Tags", "Automatic Tags", *_KEPT, *_ROLES)
)
_LISTS = frozenset({"authors", "editors"})
_TEXT_LISTS = frozenset({"urls", "code_urls"})


def is_zotero(header: Sequence[str]) -> bool:
    """Whether a header has the columns by which Zotero's CSV is known."""
    return _OF_ZOTERO.issubset(header)


def draft(header: Sequence[str], cells: Sequence[str], line: int) -> Draft | None:
    """The draft of a row; None where it has no title."""
    told = dict(zip(header, cells, strict=False))
    return _own(told, line) if f"{OWN}status" in told else _of_zotero(told, line)


def _of_zotero(told: Mapping[str, str], line: int) -> Draft | None:
    told = {name: _GUARD.sub("", value, count=1) if _GUARD.match(value) else value for name, value in told.items()}
    facts = {_field(name): value for name, value in told.items() if name and name not in _NOT_FIELDS}
    kind = told.get("Item Type", "")
    paper, state = zotero_fields.told(kind, facts)
    if not paper.title:
        return None
    named = [(role, found) for name, role in _ROLES.items() for found in _people(told.get(name, ""))]
    authors, editors, others = zotero_fields.people(named)
    words, too_long = tags(re.split(r";\s*", f"{told.get('Manual Tags', '')};{told.get('Automatic Tags', '')}"))
    extra = {**paper.extra, **others, **{name: told[name] for name in _KEPT if told.get(name)}}
    extra |= {"tags": "\n".join(too_long)} if too_long else {}
    year = told.get("Publication Year", "").strip()
    paper = replace(paper, authors=authors, editors=editors, date=paper.date or year, extra=extra)
    note = markdown(told.get("Notes", ""))
    added = values.time(told.get("Date Added", ""))
    return Draft(paper, line, replace(state, tags=words, notes=(note,) if note else (), added=added))


def _people(names: str) -> list[Person]:
    """Names as Zotero writes them, the family name first; one without a comma is not split."""
    listed = filter(None, map(collapse, names.split(";")))
    return [found for name in listed if (found := person(name if "," in name else f"{name},"))]


def _field(column: str) -> str:
    """The name of Zotero's field of a column: "Abstract Note" is abstractNote, "DOI" stays."""
    first, *rest = column.split() or [""]
    return first if first.isupper() else first.lower() + "".join(word.capitalize() for word in rest)


def _own(told: Mapping[str, str], line: int) -> Draft | None:
    cells = {name: value[1:] if _GUARD.match(value) else value for name, value in told.items()}

    def cell(name: str) -> str:
        return cells.get(name, "")

    if not cell("Title").strip():
        return None
    arxiv = parse_arxiv(cell("Archive Location"))
    paper = Paper(
        title=cell("Title"),
        authors=_own_people(cell("Author")),
        editors=_own_people(cell("Editor")),
        abstract=cell("Abstract Note"),
        date=cell("Date"),
        type=csl_type(cell("Item Type"), ""),
        venue=cell("Publication Title"),
        publisher=cell("Publisher"),
        volume=cell("Volume"),
        issue=cell("Issue"),
        pages=cell("Pages").replace("-", "–"),
        doi=cell("DOI"),
        arxiv_id=arxiv.id if arxiv else "",
        arxiv_version=arxiv.version if arxiv else "",
        isbn=cell("ISBN"),
        issn=cell("ISSN"),
        language=cell("Language"),
        urls=(cell("Url"),) if cell("Url") else (),
        extra=_texts(cell(f"{OWN}extra")),
    )
    return Draft(replace(paper, **_beside(cell(f"{OWN}facts"))), line, _own_state(cells))


def _own_state(cells: Mapping[str, str]) -> ReaderState:
    def cell(name: str) -> str:
        return cells.get(f"{OWN}{name}", "")

    listed = _json(cell("tags"))
    status = cell("status")
    note = cell("note") or cells.get("Notes", "")
    return ReaderState(
        status=Status(status) if status in set(Status) else None,
        status_at=moment(cell("status-at")) or "",
        rating=STARS.get(cell("rating"), 0),
        starred=cell("starred") == "true",
        tags=tuple(map(str, listed)) if isinstance(listed, list) else tuple(values.tags(cells.get("Manual Tags", ""))),
        notes=(note,) if note.strip() else (),
        added=moment(cell("added")) or "",
    )


def _own_people(names: str) -> tuple[Person, ...]:
    """The names as our export writes them: a name without a comma is not split."""
    parted = (name.partition(", ") for name in names.split("; ") if name)
    return tuple(Person(family, given) if comma else Person(literal=family) for family, comma, given in parted)


def _beside(written: str) -> dict[str, Any]:
    """The facts that our export wrote as JSON, since no cell could carry them; what is none is left out."""
    told = _json(written)
    known = {field.name for field in fields(Paper)}
    facts: dict[str, Any] = {}
    for name, value in told.items() if isinstance(told, dict) else ():
        if name in _LISTS and isinstance(value, list):
            facts[name] = tuple(_person(each) for each in value if isinstance(each, dict))
        elif name in _TEXT_LISTS and isinstance(value, list):
            facts[name] = tuple(each for each in value if isinstance(each, str))
        elif name in known and isinstance(value, str):
            facts[name] = value
    return facts


def _person(parts: Mapping[str, object]) -> Person:
    return Person(*(collapse(str(parts.get(name, ""))) for name in ("family", "given", "literal")))


def _texts(written: str) -> dict[str, str]:
    told = _json(written)
    return {name: value for name, value in told.items() if isinstance(value, str)} if isinstance(told, dict) else {}


def _json(written: str) -> object:
    try:
        return json.loads(written)
    except (ValueError, RecursionError):  # somebody changed it
        return None
