"""A row of a table as a paper, by what its columns hold."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from readinglist.domain.bibtex import csl_type as bibtex_type
from readinglist.domain.identifiers import arxiv_of_doi, parse_arxiv, parse_doi
from readinglist.domain.normalise import collapse
from readinglist.domain.paper import Paper
from readinglist.domain.reading import ReaderState
from readinglist.domain.status import Status
from readinglist.importing.code_links import code_links
from readinglist.importing.json_records.kinds import CSL_TYPES
from readinglist.importing.page_range import page_range
from readinglist.importing.source import Draft
from readinglist.importing.tables import values
from readinglist.importing.tables.columns import Columns, Field
from readinglist.importing.xml.dates import free_date
from readinglist.importing.xml.notes import markdown
from readinglist.importing.xml.told import is_web, paragraphs
from readinglist.importing.xml.told import tags as fitting_tags
from readinglist.importing.xml.zotero_types import csl_type as zotero_type

_Value = TypeVar("_Value")

_HTML = re.compile(r"<(?:p|br|div|b|i|em|strong|ul|ol|a)\b", re.IGNORECASE)
_SHELF = "exclusive shelf"
_STATUS_SHELVES = frozenset({"read", "to-read", "currently-reading"})


def draft(header: Sequence[str], cells: Sequence[str], columns: Columns, line: int) -> Draft | None:
    """The draft of a row; None where it has no title. What is not understood stays under its header in `extra`."""
    told = dict(zip(header, cells, strict=False))
    left = {name: value.strip() for name, value in told.items() if name and value.strip()}
    row = _Row(left, columns)
    title = collapse(row.take(Field.TITLE))
    links = [link for text in row.all(Field.URL) for link in text.split()]
    identifier = row.take(Field.DOI)
    doi = parse_doi(identifier) or next(filter(None, map(parse_doi, links)), "")
    number = row.take(Field.ARXIV)
    arxiv = parse_arxiv(number) or next(filter(None, map(parse_arxiv, links)), None) or arxiv_of_doi(doi)
    if not title:
        return None
    if identifier and not parse_doi(identifier):
        row.keep(Field.DOI, identifier)
    if number and not parse_arxiv(number):
        row.keep(Field.ARXIV, number)
    abstract, venue = paragraphs(row.take(Field.ABSTRACT)), collapse(row.take(Field.VENUE))
    date = row.read(Field.DATE, lambda text: free_date(text) or None)
    paper = Paper(
        title=title,
        authors=values.persons("; ".join(row.all(Field.AUTHORS))),
        editors=values.persons(row.take(Field.EDITORS)),
        abstract=abstract,
        date=date or "",
        venue=venue,
        publisher=collapse(row.take(Field.PUBLISHER)),
        volume=row.take(Field.VOLUME),
        issue=row.take(Field.ISSUE),
        pages=page_range(row.take(Field.PAGES)),
        doi=doi,
        arxiv_id=arxiv.id if arxiv else "",
        arxiv_version=arxiv.version if arxiv else "",
        isbn=row.take(Field.ISBN),
        issn=row.take(Field.ISSN),
        language=row.take(Field.LANGUAGE),
        urls=tuple(dict.fromkeys(filter(is_web, links))),
        code_urls=code_links(abstract),
        citekey=row.take(Field.CITEKEY),
    )
    is_of_books = any(name.lower() == _SHELF for name in header)
    state = _state(row, is_of_books=is_of_books)
    kind = _type(row, paper, is_of_books=is_of_books)
    return Draft(replace(paper, type=kind, extra=row.left), line, state)


class _Row:
    """The cells that have not been used yet, by header."""

    def __init__(self, left: dict[str, str], columns: Columns) -> None:
        self.left = left
        self._columns = columns

    def all(self, field: Field) -> list[str]:
        """Use all cells of a field."""
        return [self.left.pop(name) for name, each in self._columns.items() if each is field and name in self.left]

    def take(self, field: Field) -> str:
        """Use the cell of a field; empty where there is none."""
        return next(iter(self.all(field)), "")

    def read(self, field: Field, understood: Callable[[str], _Value | None]) -> _Value | None:
        """Use the cell of a field if it is understood."""
        for name, each in self._columns.items():
            if each is field and name in self.left and (value := understood(self.left[name])) is not None:
                del self.left[name]
                return value
        return None

    def keep(self, field: Field, text: str) -> None:
        """Put back what was not understood."""
        name = next(name for name, each in self._columns.items() if each is field)
        self.left[name] = text


def _state(row: _Row, *, is_of_books: bool) -> ReaderState:
    words, too_long = fitting_tags(tag for text in row.all(Field.TAGS) for tag in values.tags(text))
    if too_long:
        row.keep(Field.TAGS, "; ".join(too_long))
    status = row.read(Field.STATUS, values.status)
    notes = [markdown(text) if _HTML.search(text) else text for text in row.all(Field.NOTE)]
    return ReaderState(
        status=status,
        status_at=row.read(Field.READ_AT, lambda text: values.time(text) or None) or ""
        if status is Status.READ
        else "",
        rating=row.read(Field.RATING, values.stars) or 0,
        starred=row.read(Field.STARRED, lambda text: True if values.is_marked(text) else None) or False,
        tags=tuple(word for word in words if not (is_of_books and word in _STATUS_SHELVES)),
        notes=tuple(note for note in notes if note),
        added=row.read(Field.ADDED, lambda text: values.time(text) or None) or "",
    )


def _type(row: _Row, paper: Paper, *, is_of_books: bool) -> str:
    """The type that the row tells, or else what its facts make likely."""

    def known(text: str) -> str | None:
        if text.lower() in CSL_TYPES:
            return text.lower()
        return next((kind for kind in (zotero_type(text, ""), bibtex_type(text.lower())) if kind != "document"), None)

    if told := row.read(Field.TYPE, known):
        return told
    if is_of_books:
        return "book"
    if paper.arxiv_id and not paper.venue:
        return "article"
    return "article-journal" if paper.venue else "document"
