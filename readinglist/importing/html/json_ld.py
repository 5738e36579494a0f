"""The works that a page describes in JSON-LD with schema.org's words."""

import json
from collections.abc import Iterator, Mapping

from readinglist.domain.identifiers import parse_doi
from readinglist.domain.normalise import collapse
from readinglist.domain.paper import Paper, Person
from readinglist.importing.code_links import code_links
from readinglist.importing.json_records.markup import plain_text
from readinglist.importing.json_records.persons import in_full
from readinglist.importing.json_records.reading import Json, list_in, object_in, text_in
from readinglist.importing.xml.dates import free_date
from readinglist.importing.xml.told import arxiv_among, is_web

_TYPES: Mapping[str, str] = {
    "ScholarlyArticle": "article-journal",
    "MedicalScholarlyArticle": "article-journal",
    "TechArticle": "article-journal",
    "Thesis": "thesis",
    "Report": "report",
    "Book": "book",
    "Chapter": "chapter",
    "Dataset": "dataset",
}
MARKS = tuple(f'"{name}"' for name in _TYPES if name not in ("Book", "Report"))
"""What a page with such a work has in it."""

_MAX_DEPTH = 8
_MOST = 2_000


def papers(text: str) -> list[Paper]:
    """The works in one piece of JSON-LD; none where it is broken."""
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):  # the page is at fault, and tells the rest in other ways
        return []
    found = (_paper(record) for record in _records(told, 0))
    return [paper for paper, _ in zip(filter(None, found), range(_MOST), strict=False)]


def _records(value: object, depth: int) -> Iterator[Json]:
    """The objects at the top, in lists, in `@graph`, and what a page says it is about."""
    if depth > _MAX_DEPTH:
        return
    if isinstance(value, list):
        for each in value:
            yield from _records(each, depth + 1)
    elif isinstance(value, dict):
        if not _types(value).isdisjoint(_TYPES):
            yield value
        else:
            for name in ("@graph", "mainEntity", "mainEntityOfPage"):
                yield from _records(value.get(name), depth + 1)


def _types(record: Json) -> set[str]:
    return {str(kind).rpartition("/")[2] for kind in list_in(record, "@type")}


def _paper(record: Json) -> Paper | None:
    title = collapse(plain_text(text_in(record, "headline", "name")))
    if not title:
        return None
    names = [each for name in ("identifier", "sameAs", "@id", "url") for each in list_in(record, name)]
    stated = [text_in(each, "value", "@id") if isinstance(each, dict) else str(each) for each in names]
    doi = next((found for text in stated if (found := parse_doi(text))), "")
    arxiv = arxiv_among(stated)
    whole = object_in(record, "isPartOf")
    wholes = [whole, object_in(whole, "isPartOf"), object_in(object_in(whole, "isPartOf"), "isPartOf")]
    abstract = plain_text(text_in(record, "abstract", "description"))
    kind = next(_TYPES[name] for name in _TYPES if name in _types(record))
    url = next((text for text in stated if is_web(text) and not parse_doi(text)), "")
    return Paper(
        title=title,
        authors=tuple(person for each in list_in(record, "author") if (person := _person(each))),
        editors=tuple(person for each in list_in(record, "editor") if (person := _person(each))),
        abstract=abstract,
        date=free_date(text_in(record, "datePublished", "dateCreated")),
        type="article" if arxiv.id and kind == "article-journal" else kind,
        venue=next((name for each in reversed(wholes) if (name := text_in(each, "name"))), ""),
        publisher=text_in(object_in(record, "publisher"), "name"),
        volume=next((number for each in wholes if (number := text_in(each, "volumeNumber"))), ""),
        issue=next((number for each in wholes if (number := text_in(each, "issueNumber"))), ""),
        pages=text_in(record, "pagination"),
        doi=doi,
        arxiv_id=arxiv.id,
        arxiv_version=arxiv.version,
        isbn=text_in(record, "isbn"),
        language=text_in(record, "inLanguage"),
        urls=(url,) if url and "arxiv.org/" not in url else (),
        code_urls=code_links(abstract),
    )


def _person(value: object) -> Person | None:
    if not isinstance(value, dict):
        return in_full(str(value))
    family, given = text_in(value, "familyName"), text_in(value, "givenName")
    if family and given:
        return Person(family, given)
    name = text_in(value, "name")
    return Person(literal=name) if name and "Organization" in _types(value) else in_full(name)
