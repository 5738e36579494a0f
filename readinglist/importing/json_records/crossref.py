"""Works as Crossref's REST API gives them, alone, listed, or in its message; also as doi.org gives them as CSL-JSON.

Source: https://github.com/CrossRef/rest-api-doc/blob/master/api_format.md. Texts may be lists of texts and hold JATS
or HTML.
"""

from readinglist.domain.identifiers import parse_doi
from readinglist.domain.paper import Paper
from readinglist.domain.reading import ReaderState
from readinglist.importing.code_links import code_links
from readinglist.importing.json_records.arxiv import first_arxiv
from readinglist.importing.json_records.dates import csl_date
from readinglist.importing.json_records.kinds import CSL_TYPES, kind_of_records
from readinglist.importing.json_records.markup import plain_line, plain_text
from readinglist.importing.json_records.persons import named
from readinglist.importing.json_records.reading import (
    Json,
    as_text,
    drafted,
    left_over,
    lines_in,
    list_in,
    object_in,
    parse_records,
    text_in,
)
from readinglist.importing.page_range import page_range
from readinglist.importing.source import Draft, Parsed, Source

FORMAT = "crossref"

TYPES = {
    "journal-article": "article-journal",
    "proceedings-article": "paper-conference",
    "posted-content": "article",
    "preprint": "article",
    "dissertation": "thesis",
    "book-chapter": "chapter",
    "book-section": "chapter",
    "book-part": "chapter",
    "book-track": "chapter",
    "book-series": "book",
    "book-set": "book",
    "edited-book": "book",
    "reference-book": "book",
    "monograph": "book",
    "proceedings": "book",
    "proceedings-series": "book",
    "reference-entry": "entry",
    "journal": "periodical",
    "journal-issue": "periodical",
    "journal-volume": "periodical",
    "report-series": "report",
    "report-component": "report",
    "peer-review": "review",
}
"""Crossref's types as CSL's; those that both call the same are left out."""

_ENVELOPES = frozenset({"message", "items"})
_DATES = ("issued", "published", "published-print", "published-online", "posted")
_USED = frozenset(
    "title subtitle author editor abstract container-title publisher volume issue page article-number DOI ISBN ISSN"
    " language URL subject".split()
)


def looks_like(text: str) -> bool:
    """Whether a text is JSON that holds works of Crossref."""
    return kind_of_records(text) == FORMAT


def parse(source: Source) -> Parsed:
    """Read all works; one that has no title is a failure with its line. Never raises."""
    return parse_records(source, FORMAT, _is_envelope, draft)


def draft(work: Json, line: int = 1) -> Draft | str:
    """The draft of one work, or why there is none. Subjects are its tags."""
    return drafted(paper(work), line, ReaderState(tags=lines_in(work, "subject")))


def paper(work: Json) -> Paper | None:
    """The paper that a work speaks of, or None where it has no title."""
    title = _title(work)
    if not title:
        return None
    date, used_dates = _date(work)
    doi = parse_doi(text_in(work, "DOI")) or ""
    arxiv = first_arxiv([doi, text_in(work, "URL")])
    kind = text_in(work, "type")
    csl = kind if kind in CSL_TYPES else TYPES.get(kind, "document")
    abstract = plain_text(as_text(work.get("abstract")))
    isbns, issns = lines_in(work, "ISBN"), lines_in(work, "ISSN")
    used = (
        _USED | used_dates | ({"type"} if kind == csl or kind in ("journal-article", "proceedings-article") else set())
    )
    return Paper(
        title=title,
        authors=named(list_in(work, "author")),
        editors=named(list_in(work, "editor")),
        abstract=abstract,
        date=date,
        type=csl,
        venue=plain_line(_container(work, csl) or text_in(object_in(work, "event"), "name")),
        publisher=plain_line(_first(work, "publisher")),
        volume=text_in(work, "volume"),
        issue=text_in(work, "issue"),
        pages=page_range(text_in(work, "page", "article-number")),
        doi=doi,
        arxiv_id=arxiv.id,
        arxiv_version=arxiv.version,
        isbn=" ".join(isbn.rpartition("/")[2] for isbn in isbns),
        issn=" ".join(issn.rpartition("/")[2] for issn in issns),
        language=text_in(work, "language"),
        urls=_urls(work),
        code_urls=code_links(abstract),
        extra=left_over(work, used) | _article_number(work) | _further(work, "title", "container-title"),
    )


def _is_envelope(name: str) -> bool:
    return name in _ENVELOPES or parse_doi(name) is not None


def _title(work: Json) -> str:
    title, subtitle = plain_line(_first(work, "title")), plain_line(_first(work, "subtitle"))
    if not title or not subtitle or subtitle.casefold() in title.casefold():
        return title
    return f"{title} {subtitle}" if title.endswith((":", "?", "!", "–", "—")) else f"{title}: {subtitle}"


def _first(work: Json, name: str) -> str:
    return next(iter(lines_in(work, name)), "")


def _container(work: Json, csl: str) -> str:
    """Where a work appeared: of a series and the book in it, which come in this order, the book."""
    containers = lines_in(work, "container-title")
    is_in_book = csl in ("chapter", "paper-conference", "entry")
    return next(iter(reversed(containers) if is_in_book else containers), "")


def _further(work: Json, *names: str) -> dict[str, str]:
    """The lists of which a paper has room for one."""
    return {name: as_text(work.get(name)) for name in names if len(lines_in(work, name)) > 1}


def _date(work: Json) -> tuple[str, frozenset[str]]:
    """The first date that is told, with the names of all that say no more than it."""
    told = {name: csl_date(work.get(name)) for name in _DATES}
    date = next((date for date, _ in told.values() if date), "")
    return date, frozenset(name for name, (other, is_whole) in told.items() if is_whole and other == date)


def _urls(work: Json) -> tuple[str, ...]:
    """The publisher's page, and the address that is given where it is not only the DOI's."""
    given = (text_in(object_in(object_in(work, "resource"), "primary"), "URL"), text_in(work, "URL"))
    return tuple(dict.fromkeys(url for url in given if url and not parse_doi(url)))


def _article_number(work: Json) -> dict[str, str]:
    number = text_in(work, "article-number")
    return {"article-number": number} if number and text_in(work, "page") not in ("", number) else {}
