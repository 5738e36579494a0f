"""EndNote XML, as EndNote, JabRef and others write it.

Fields: EndNote's document type, RSXML.DTD. A text may be cut into runs of one `style` each. What EndNote keeps for
itself (the names of library and program, its own record numbers) says nothing of the paper and is left out; every
other field without a place in a paper stands in `extra` under its path in the record, such as "titles/alt-title".
"""

import re
from dataclasses import replace

from readinglist.domain.identifiers import ArxivId
from readinglist.domain.normalise import collapse
from readinglist.domain.paper import Paper, Person
from readinglist.domain.reading import ReaderState
from readinglist.importing.bibtex.dates import year_of
from readinglist.importing.code_links import code_links
from readinglist.importing.page_range import page_range
from readinglist.importing.source import Draft, Failure, Parsed, Source
from readinglist.importing.xml.dates import free_date
from readinglist.importing.xml.names import person
from readinglist.importing.xml.safely import BrokenXmlError, Element, opening_tags, records
from readinglist.importing.xml.told import (
    arxiv_among,
    broken_failure,
    damage_failure,
    doi_among,
    is_web,
    numbers,
    paragraphs,
    tags,
    untitled_failure,
)

FORMAT = "endnote-xml"

# Of several reference types with one CSL type the first needs no mention of its own.
_CSL_TYPES = {
    "journal article": "article-journal",
    "electronic article": "article-journal",
    "book": "book",
    "edited book": "book",
    "electronic book": "book",
    "classical work": "book",
    "serial": "book",
    "book section": "chapter",
    "electronic book section": "chapter",
    "conference paper": "paper-conference",
    "conference proceedings": "paper-conference",
    "conference": "paper-conference",
    "thesis": "thesis",
    "report": "report",
    "government document": "report",
    "web page": "webpage",
    "online multimedia": "webpage",
    "blog": "post-weblog",
    "discussion forum": "post",
    "newspaper article": "article-newspaper",
    "magazine article": "article-magazine",
    "patent": "patent",
    "case": "legal_case",
    "statute": "legislation",
    "legal rule or regulation": "regulation",
    "bill": "bill",
    "hearing": "hearing",
    "computer program": "software",
    "dataset": "dataset",
    "online database": "dataset",
    "aggregated database": "dataset",
    "film or broadcast": "motion_picture",
    "audiovisual material": "motion_picture",
    "music": "song",
    "podcast": "song",
    "artwork": "graphic",
    "figure": "figure",
    "map": "map",
    "manuscript": "manuscript",
    "unpublished work": "manuscript",
    "personal communication": "personal_communication",
    "interview": "interview",
    "encyclopedia": "entry-encyclopedia",
    "dictionary": "entry-dictionary",
    "standard": "standard",
    "pamphlet": "pamphlet",
    "generic": "document",
}
_NAMED_TYPES = {csl: name for name, csl in reversed(_CSL_TYPES.items())}
_NUMBERED_TYPES = {
    "5": "book section",
    "6": "book",
    "9": "computer program",
    "10": "conference proceedings",
    "12": "web page",
    "13": "generic",
    "17": "journal article",
    "19": "magazine article",
    "23": "newspaper article",
    "25": "patent",
    "27": "report",
    "28": "edited book",
    "32": "thesis",
    "34": "unpublished work",
    "43": "electronic article",
    "44": "electronic book",
    "47": "conference paper",
    "59": "dataset",
    "60": "electronic book section",
}
"""EndNote's numbers of its types, for a record that gives no name; JabRef counts otherwise, and gives names."""

_SERIES_TYPES = frozenset({"book", "thesis", "motion_picture", "map", "software"})
"""Types whose secondary title is the series."""

_ARXIV_TYPES = frozenset({"document", "webpage", "manuscript", "report"})
_NOT_OF_THE_PAPER = frozenset({"database", "source-app", "rec-number", "foreign-keys/key", "foreign-keys"})
_KEYWORDS = re.compile(r"[\n\r;]+")
_LINKS = ("urls/web-urls/url", "urls/related-urls/url", "urls/text-urls/url", "urls/pdf-urls/url", "urls/url")


def looks_like(text: str) -> bool:
    """Whether a text is EndNote XML: its root is `xml` with `records` in it, or `records` with `record`."""
    names = [name for name, _ in opening_tags(text)]
    return names[:2] in (["xml", "records"], ["records", "record"])


def parse(source: Source) -> Parsed:
    """Read all records; one without a title, or too large, is a failure. Never raises."""
    drafts: list[Draft] = []
    failures: list[Failure] = []
    try:
        for record in records(source.text, lambda name: name == "record"):
            draft = _draft(record)
            if draft and record.damage:
                failures.append(damage_failure(source, record.line, draft.paper.title, record.damage))
            if draft:
                drafts.append(draft)
            else:
                failures.append(untitled_failure(source, record.line, damage=record.damage))
    except BrokenXmlError as error:
        failures.append(broken_failure(source, error))
    if not drafts and not failures:
        failures.append(Failure(source.name, 1, "There is no record in it. Export it again from where it came."))
    return Parsed(tuple(drafts), tuple(failures), FORMAT)


class _Fields:
    """The fields of a record that have not been used yet, by their paths."""

    def __init__(self, record: Element) -> None:
        self.left: dict[str, list[str]] = {}
        self._add(record, "")

    def _add(self, element: Element, path: str) -> None:
        for child in element.children:
            within = [part for part in child.children if part.name != "style"]
            if within:
                self._add(child, f"{path}{child.name}/")
            elif child.text.strip() and path + child.name not in _NOT_OF_THE_PAPER:
                self.left.setdefault(path + child.name, []).append(child.text)

    def take_all(self, *paths: str) -> list[str]:
        return [text for path in paths for text in self.left.pop(path, [])]

    def take(self, *paths: str) -> str:
        """Use the first of these fields that is there."""
        found = next((path for path in paths if path in self.left), "")
        return collapse(" ".join(self.take_all(found)))

    def drop_repeated(self, value: str, *paths: str) -> None:
        """Leave out fields that say nothing but this value."""
        for path in paths:
            if {collapse(text) for text in self.left.get(path, [])} == {value}:
                del self.left[path]

    def keep(self, path: str, texts: list[str] | tuple[str, ...]) -> None:
        if texts:
            self.left[path] = [*self.left.get(path, []), *texts]


def _draft(record: Element) -> Draft | None:
    """Give the paper of a record, and what it says of its reader, or None where it has no title."""
    fields = _Fields(record)
    name = _type_name(record)
    type_ = _CSL_TYPES.get(name.lower(), "document")
    title = fields.take("titles/title") or fields.take("titles/secondary-title", "titles/short-title")
    if not title:
        return None
    fields.left.pop("ref-type", None)
    venue = _venue(fields, type_)
    authors, editors = _people(fields, name.lower(), type_)
    arxiv, doi, urls = _links(fields)
    abstract = paragraphs("\n\n".join(fields.take_all("abstract")))
    isbn, issn = _numbers(fields)
    told, too_long = tags(
        word for text in fields.take_all("keywords/keyword", "keywords") for word in _KEYWORDS.split(text)
    )
    fields.keep("keywords/keyword", too_long)
    notes = tuple(paragraphs(text) for text in fields.take_all("notes", "research-notes"))
    paper = Paper(
        title=title,
        authors=authors,
        editors=editors,
        abstract=abstract,
        date=_date(fields),
        type="article" if arxiv.id and (type_ in _ARXIV_TYPES or not venue) else type_,
        venue=venue,
        publisher=fields.take("publisher"),
        volume=fields.take("volume"),
        issue=fields.take("number", "issue"),
        pages=page_range(fields.take("pages")),
        doi=doi,
        arxiv_id=arxiv.id,
        arxiv_version=arxiv.version,
        isbn=isbn,
        issn=issn,
        language=fields.take("language"),
        urls=urls,
        code_urls=code_links(abstract),
        citekey=_citekey(fields),
    )
    extra = {path: "\n".join(map(collapse, texts)) for path, texts in fields.left.items()}
    if name and _NAMED_TYPES.get(paper.type) != name.lower():
        extra["ref-type"] = name
    return Draft(replace(paper, extra=extra), record.line, ReaderState(tags=told, notes=notes))


def _type_name(record: Element) -> str:
    for child in record.all("ref-type"):
        return collapse(child.attributes.get("name", "")) or _NUMBERED_TYPES.get(child.words, child.words)
    return ""


def _venue(fields: _Fields, type_: str) -> str:
    """Where the paper appeared; the secondary title of a book is its series, and stays where it is."""
    if type_ in _SERIES_TYPES:
        series = " ".join(map(collapse, fields.left.get("titles/secondary-title", [])))
        fields.drop_repeated(series, "periodical/full-title", "secondary-title")
        return ""
    journals = ("titles/secondary-title", "secondary-title", "periodical/full-title", "periodical", "titles/alt-title")
    venue = fields.take(*journals)
    fields.drop_repeated(venue, *journals, "periodical/abbr-1", "alt-periodical/full-title", "alt-periodical/abbr-1")
    return venue


def _people(fields: _Fields, name: str, type_: str) -> tuple[tuple[Person, ...], tuple[Person, ...]]:
    """Authors and editors; of a book the third names are editors, and who is the author of an edited one edited it."""
    first = _persons(fields.take_all("contributors/authors/author"))
    others = fields.take_all("contributors/secondary-authors/author")
    others += fields.take_all("contributors/tertiary-authors/author") if type_ == "book" else []
    return ((), first + _persons(others)) if name == "edited book" else (first, _persons(others))


def _persons(names: list[str]) -> tuple[Person, ...]:
    return tuple(found for name in names if (found := person(name)))


def _links(fields: _Fields) -> tuple[ArxivId, str, tuple[str, ...]]:
    """The arXiv id, the DOI and the links; a link to a file of EndNote's own stays where it is."""
    number = [collapse(text) for text in fields.take_all("electronic-resource-num")]
    urls: list[str] = []
    for path in _LINKS:
        texts = [word for text in fields.take_all(path) for word in ([text] if "<" in text else text.split("\n"))]
        words = [collapse(text) for text in texts if text.strip()]
        urls += filter(is_web, words)
        fields.keep(path, [word for word in words if not is_web(word)])
    urls += filter(is_web, number)
    arxiv = arxiv_among([*number, *urls])
    doi = doi_among([*number, *(url for url in urls if "doi.org/" in url)])
    unused = [text for text in number if not is_web(text) and not doi_among([text]) and not arxiv_among([text]).id]
    fields.keep("electronic-resource-num", unused)
    return arxiv, doi, tuple(dict.fromkeys(urls))


def _numbers(fields: _Fields) -> tuple[str, str]:
    """ISBN and ISSN, which EndNote keeps in one field, with the numbers of patents and reports."""
    isbn, issn, others = numbers(" ".join(fields.take_all("isbn")))
    fields.keep("isbn", [others] if others else [])
    return isbn, issn


def _date(fields: _Fields) -> str:
    """The date as precise as it is sure; what it does not say all of stays where it is."""
    written = collapse(" ".join(fields.left.get("dates/year", [])))
    day = " ".join(fields.left.get("dates/pub-dates/date", []) or fields.left.get("dates/month", []))
    year, is_whole = year_of(written)
    date = free_date(day) if year_of(day)[0] in ("", year) and year_of(day)[0] else ""
    date = date or free_date(f"{day} {year}" if not day.strip().isdecimal() else f"{day.strip()}/{year}")
    if date and (is_whole or not written):
        fields.take("dates/year")
    if len(date) > len("2024") and not re.search(r"[-/–&]", day):
        fields.take_all("dates/pub-dates/date", "dates/month")
    return date or free_date(written)


def _citekey(fields: _Fields) -> str:
    """The label, where it can be a citation key; a label of several words is none."""
    labels = fields.left.get("label", [])
    return fields.take("label") if len(labels) == 1 and len(labels[0].split()) == 1 else ""
