"""A library of Qiqqa: `Qiqqa.library`, and the PDFs under `documents/`.

Its one table holds JSON: a record with the extension "metadata" for each document. Sources: Qiqqa's own code
(`PDFDocument`, `Choices`), as noted in the study of formats. The BibTeX of a record tells the facts, and what was
corrected by hand goes before it.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from readinglist.domain.normalise import collapse
from readinglist.domain.paper import Paper
from readinglist.domain.reading import ReaderState
from readinglist.domain.status import Status
from readinglist.importing.bibtex import reader as bibtex
from readinglist.importing.databases import attached
from readinglist.importing.databases.database import Cell, Database, text
from readinglist.importing.json_records.reading import line_of
from readinglist.importing.json_records.state import tags_of
from readinglist.importing.source import Draft, Failure, Source
from readinglist.importing.state_words import STARS, moment
from readinglist.importing.xml.dates import free_date
from readinglist.importing.xml.names import person
from readinglist.importing.xml.told import paragraphs, tags

FORMAT = "qiqqa"
TABLES = ("LibraryItem",)

_STAGES = {
    "top priority": Status.QUEUED,
    "started reading": Status.READING,
    "interrupted": Status.READING,
    "unread": Status.INBOX,
    "read again": Status.READ,
    "finished reading": Status.READ,
    "browsed": Status.SKIMMED,
    "skim read": Status.SKIMMED,
    "interest only": Status.INBOX,
    "duplicate": Status.DROPPED,
}
_ADDED = re.compile(r"(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d{3})?\d*", re.ASCII)
_FINGERPRINT = re.compile(r"[0-9A-Za-z_-]{2,128}", re.ASCII)
_EXTRAS = ("Publication", "DownloadLocation", "DateLastRead", "Abstract")


def read(database: Database, path: Path) -> tuple[list[Draft], list[Failure]]:
    """Read all documents that were not deleted."""
    drafts: list[Draft] = []
    failures: list[Failure] = []
    for fingerprint, extension, data in database.rows("LibraryItem", "fingerprint", "extension", "data"):
        if text(extension).lower() != "metadata":
            continue
        record = _record(data)
        if record is None:
            said = (
                f"The record {text(fingerprint)[:60]} is damaged. Save its document again in Qiqqa, and import again."
            )
            failures.append(Failure(str(path), 0, said))
        elif record.get("Deleted") is not True:
            draft = _draft(record)
            if draft:
                drafts.append(replace(draft, files=_files(path.parent, text(fingerprint))))
            else:
                said = f"The document {text(fingerprint)[:60]} has no title. Give it one, and import again."
                failures.append(Failure(str(path), 0, said))
    return drafts, failures


def _record(data: Cell) -> Mapping[str, object] | None:
    try:
        written = data.decode("utf-8-sig") if isinstance(data, bytes) else text(data)
        record = json.loads(written)
    except (ValueError, RecursionError):  # somebody or something broke it
        return None
    return record if isinstance(record, dict) else None


def _draft(record: Mapping[str, object]) -> Draft | None:
    told = bibtex.parse(Source("Qiqqa", str(record.get("BibTex") or " "))).drafts
    paper = told[0].paper if told else Paper("", type="document")
    state = told[0].state if told else ReaderState()
    title = line_of(record.get("Title")) or paper.title or line_of(record.get("TitleSuggested"))
    if not title:
        return None
    names = re.split(r"\s+and\s+|\s*;\s*", line_of(record.get("Authors") or record.get("AuthorsSuggested")))
    authors = tuple(found for name in names if (found := person(name)))
    year = free_date(line_of(record.get("Year") or record.get("YearSuggested")))
    extra = {name: said for name in _EXTRAS if (said := line_of(record.get(name)))}
    abstract = extra.pop("Abstract", "")
    paper = replace(
        paper,
        title=collapse(title),
        authors=paper.authors or authors,
        date=paper.date or year,
        abstract=paper.abstract or paragraphs(abstract),
        extra={**paper.extra, **extra},
    )
    fitting, _ = tags([*state.tags, *tags_of(record.get("Tags"))])
    comments = record.get("Comments")
    notes = [*state.notes, *([comments.strip()] if isinstance(comments, str) and comments.strip() else [])]
    return Draft(
        paper,
        0,
        ReaderState(
            status=_STAGES.get(line_of(record.get("ReadingStage")).lower()) or state.status,
            rating=STARS.get(line_of(record.get("Rating")), 0) or state.rating,
            starred=record.get("IsFavourite") is True,
            tags=fitting,
            notes=tuple(notes),
            added=_moment(line_of(record.get("DateAddedToDatabase"))),
        ),
    )


def _moment(written: str) -> str:
    """A time as Qiqqa writes it, "20240501080000123", or in ISO 8601."""
    if found := _ADDED.fullmatch(written):
        year, month, day, hour, minute, second, fraction = found.groups()
        written = f"{year}-{month}-{day}T{hour}:{minute}:{second}.{fraction or '000'}Z"
    return moment(written) or ""


def _files(folder: Path, fingerprint: str) -> tuple[Path, ...]:
    if not _FINGERPRINT.fullmatch(fingerprint):
        return ()
    file = attached.inside(folder, "documents", fingerprint[0].upper(), f"{fingerprint}.pdf")
    return (file,) if file else ()
