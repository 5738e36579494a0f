"""The file that KOReader keeps beside a book, `metadata.pdf.lua` in the folder `book.sdr`.

Its fields: `summary` with status, rating, note and the day they were changed; `doc_props` and, in older ones, `stats`,
which describe the book; `annotations`, with what was marked and remarked. Nothing of it is run.
"""

import re
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from readinglist.domain.identifiers import parse_doi
from readinglist.domain.normalise import collapse
from readinglist.domain.paper import Paper
from readinglist.domain.reading import ReaderState
from readinglist.domain.status import Status
from readinglist.importing.databases.lua_table import LuaError, Value, table
from readinglist.importing.databases.zotero import annotation
from readinglist.importing.json_records.reading import line_of
from readinglist.importing.json_records.state import tags_of
from readinglist.importing.source import Draft, Failure, Parsed, Source
from readinglist.importing.state_words import STARS, moment
from readinglist.importing.xml.names import person
from readinglist.importing.xml.notes import markdown
from readinglist.importing.xml.told import tags

FORMAT = "koreader"

_STATUSES = {"reading": Status.READING, "abandoned": Status.DROPPED, "complete": Status.READ, "new": Status.INBOX}
_START = re.compile(r"\s*(?:--[^\n]*\n\s*)*return\s*\{")
_MARKS = ("summary", "doc_props", "percent_finished", "doc_path", "partial_md5_checksum")
_HEAD = 200_000
_KEPT = ("percent_finished", "doc_pages", "partial_md5_checksum")

_NOTHING: Mapping[str, Value] = {}


def looks_like(text: str) -> bool:
    """Whether a text is a table of Lua with names that KOReader writes."""
    head = text[:_HEAD]
    return bool(_START.match(head)) and any(f'["{mark}"]' in head for mark in _MARKS)


def parse(source: Source) -> Parsed:
    """Read the one book; a text that is no saved table is a failure with its line. Never raises."""
    try:
        told = table(source.text)
    except LuaError as error:
        line = source.text.count("\n", 0, error.at) + 1
        said = f"It cannot be read further: {error}. Open the book in KOReader, close it, and import the file again."
        return Parsed((), (Failure(source.name, line, said),), FORMAT)
    paper = _paper(told, source.name)
    if not paper.title:
        said = "It names no book. Give the book a title in KOReader, and import again."
        return Parsed((), (Failure(source.name, 1, said),), FORMAT)
    return Parsed((Draft(paper, 1, _state(told)),), (), FORMAT)


def _paper(told: Mapping[str, Value], name: str) -> Paper:
    facts = dict(_part(told, "stats")) | {key: value for key, value in _part(told, "doc_props").items() if value}
    place = line_of(told.get("doc_path"))
    title = line_of(facts.get("title")) or PurePosixPath(place).stem or _stem_of_sidecar(name)
    written = facts.get("authors")
    authors = written.split("\n") if isinstance(written, str) else []
    identifiers = line_of(facts.get("identifiers"))
    extra = {key: said for key in _KEPT if (said := line_of(told.get(key)))}
    extra |= {"identifiers": identifiers} if identifiers else {}
    extra |= {"series": series} if (series := line_of(facts.get("series"))) else {}
    dois = (parse_doi(word.partition(":")[2] or word) for word in identifiers.lower().split())
    return Paper(
        title=title,
        authors=tuple(found for each in authors if (found := person(each))),
        abstract=markdown(str(facts.get("description") or "")),
        type="document",
        language=line_of(facts.get("language")),
        doi=next(filter(None, dois), ""),
        extra=extra,
    )


def _state(told: Mapping[str, Value]) -> ReaderState:
    summary = _part(told, "summary")
    facts = _part(told, "doc_props")
    fitting, _ = tags(tags_of(facts.get("keywords")))
    marked = [
        said
        for each in _part(told, "annotations").values()
        if isinstance(each, Mapping)
        if (said := annotation(_words(each, "text"), _words(each, "note"), _words(each, "pageno")))
    ]
    notes = [_words(summary, "note").strip(), "\n\n".join(["## Annotations", *marked]) if marked else ""]
    return ReaderState(
        status=_STATUSES.get(line_of(summary.get("status"))),
        status_at=moment(line_of(summary.get("modified"))) or "",
        rating=STARS.get(line_of(summary.get("rating")), 0),
        tags=fitting,
        notes=tuple(filter(None, notes)),
    )


def _part(told: Mapping[str, Value], name: str) -> Mapping[str, Value]:
    value = told.get(name)
    return value if isinstance(value, Mapping) else _NOTHING


def _words(told: Mapping[str, Value], name: str) -> str:
    value = told.get(name)
    return value if isinstance(value, str) else line_of(value)


def _stem_of_sidecar(name: str) -> str:
    """The name of the book from that of its folder: "Bees" of "Bees.sdr/metadata.pdf.lua"."""
    folder = Path(name).parent
    return collapse(folder.stem) if folder.suffix == ".sdr" else ""
