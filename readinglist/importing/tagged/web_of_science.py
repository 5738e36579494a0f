"""Web of Science's plain text: two characters are a field's tag, and what goes on is indented.

Format: "Web of Science Core Collection Field Tags" of Clarivate. A record begins with PT and ends with ER. Its keywords
(DE, ID) are no reader's, and stay with the other fields under their tags, as in its tab-delimited export.
"""

import re
from dataclasses import replace

from readinglist.domain.identifiers import stand_in_title
from readinglist.domain.normalise import collapse
from readinglist.domain.paper import Paper, Person
from readinglist.importing.code_links import code_links
from readinglist.importing.page_range import page_range
from readinglist.importing.source import Draft, Parsed, Source
from readinglist.importing.tagged import lines, values
from readinglist.importing.tagged.lines import Field, Record

FORMAT = "web-of-science"

_LINE = re.compile(r"\ufeff?(?P<tag>[A-Z][A-Z0-9])(?: +(?P<value>.*))?")
_START = re.compile(r"\s*(?:FN (?:Clarivate|Thomson|ISI)\b|PT [BJPS] *\n[A-Z][A-Z0-9] +\S)")
_AROUND = frozenset({"FN", "VR", "ER", "EF"})
"""Tags that stand around the records, or close them."""

# What a record is, by its kinds of document, of which one in a book has several, then by its kind of publication.
_DOCUMENTS = (
    ("proceedings paper", "paper-conference"),
    ("meeting abstract", "paper-conference"),
    ("book chapter", "chapter"),
    ("book", "book"),
)
_PUBLICATIONS = {"B": "book", "P": "patent"}


def looks_like(text: str) -> bool:
    """Whether the text begins with what Web of Science says of itself, or with a record of its own."""
    return bool(_START.match(text[:1_000].removeprefix("\ufeff")))


def parse(source: Source) -> Parsed:
    """Read all records; one without a title or a DOI is a failure. Never raises."""
    found = (field for field in lines.fields(source.text, _LINE) if field.tag not in _AROUND)
    return lines.parsed(source, lines.records(found, _begins), _draft, FORMAT)


def _begins(field: Field, _so_far: list[Field]) -> bool:
    return field.tag == "PT"


def _draft(record: Record) -> Draft | None:
    doi = values.doi_in(record.take("DI", "D2"))
    title = record.take("TI") or stand_in_title("", doi)
    if not title:
        return None
    abstract = values.paragraphs("\n\n".join(map(collapse, record.take_all("AB"))))
    isbn, issn, others = values.numbers(record.take_all("BN", "SN", "EI"))
    kind = _type(record)
    paper = Paper(
        title=title,
        authors=_people(record, "AF", "AU") or _people(record, "BF", "BA"),
        editors=values.persons(record.take_all("ED") or record.take_all("BE")),
        abstract=abstract,
        date=_date(record),
        type=kind,
        venue=record.take("SO", "SE"),
        publisher=record.take("PU"),
        volume=record.take("VL"),
        issue=record.take("IS"),
        pages=page_range("-".join(filter(None, (record.take("BP"), record.take("EP"))))) or record.take("AR"),
        doi=doi,
        isbn=isbn,
        issn=issn,
        language=record.take("LA"),
        code_urls=code_links(abstract),
    )
    record.put("SN", "\n".join(others))
    record.put("PMID", record.take("PM"))
    return Draft(replace(paper, extra=record.left()), record.line)


def _type(record: Record) -> str:
    """The CSL type; the kind of document stays, since it says more: a review, a letter."""
    documents = " ; ".join(record.all("DT")).lower()
    publication = record.take("PT")
    found = (csl for name, csl in _DOCUMENTS if name in documents)
    return next(found, _PUBLICATIONS.get(publication, "article-journal"))


def _people(record: Record, full: str, short: str) -> tuple[Person, ...]:
    """The people by their full names, or by their short ones where there are no full ones; and groups."""
    named = record.take_all(full)
    written = record.take_all(short)
    groups = (Person(literal=name) for text in record.take_all("CA") for name in map(collapse, text.split("\n")))
    return (*values.persons(named or written), *groups)


def _date(record: Record) -> str:
    """The date, from the year and, where it is one, the month or day; what it does not say of these stays."""
    year, day = "".join(record.all("PY")[:1]), "".join(record.all("PD")[:1])
    written = f"{year} {day}".strip()
    date, _ = values.iso_date(written)
    if date:
        record.take("PY")
    if values.says_all(date, written):
        record.take("PD")
    return date
