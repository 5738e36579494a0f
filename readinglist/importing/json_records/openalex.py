"""Works as OpenAlex gives them, alone or in a list of results.

Source: https://docs.openalex.org/api-entities/works/work-object. The abstract comes as a list of its words with their
places.
"""

from readinglist.domain.identifiers import parse_doi
from readinglist.domain.paper import Paper, Person
from readinglist.domain.reading import ReaderState
from readinglist.importing.code_links import code_links
from readinglist.importing.json_records.arxiv import first_arxiv
from readinglist.importing.json_records.crossref import TYPES
from readinglist.importing.json_records.dates import written_date
from readinglist.importing.json_records.kinds import CSL_TYPES, kind_of_records
from readinglist.importing.json_records.markup import plain_line
from readinglist.importing.json_records.persons import named
from readinglist.importing.json_records.reading import (
    Json,
    drafted,
    left_over,
    line_of,
    lines_in,
    object_in,
    objects_in,
    parse_records,
    text_in,
)
from readinglist.importing.source import Draft, Parsed, Source

FORMAT = "openalex"

_MAX_WORDS = 50_000
_BY_SOURCE = {"journal": "article-journal", "conference": "paper-conference"}
_ARTICLES = frozenset({"", "article", "review", "letter", "editorial", "erratum", "retraction", "journal-article"})
_USED = frozenset(
    "title display_name authorships abstract_inverted_index publication_date publication_year type type_crossref doi"
    " language biblio keywords".split()
)


def looks_like(text: str) -> bool:
    """Whether a text is JSON that holds works of OpenAlex."""
    return kind_of_records(text) == FORMAT


def parse(source: Source) -> Parsed:
    """Read all works; one that has no title is a failure with its line. Never raises."""
    return parse_records(source, FORMAT, "results".__eq__, draft)


def draft(work: Json, line: int = 1) -> Draft | str:
    """The draft of one work, or why there is none. Its keywords are its tags."""
    keywords = [text_in(word, "display_name", "keyword") for word in objects_in(work, "keywords")]
    tags = tuple(dict.fromkeys(filter(None, [*keywords, *lines_in(work, "keywords")])))
    return drafted(paper(work), line, ReaderState(tags=tags))


def paper(work: Json) -> Paper | None:
    """The paper that a work speaks of, or None where it has no title."""
    title = plain_line(text_in(work, "title", "display_name"))
    if not title:
        return None
    place = object_in(work, "primary_location")
    source = object_in(place, "source")
    doi = parse_doi(text_in(work, "doi")) or parse_doi(text_in(object_in(work, "ids"), "doi")) or ""
    locations = [place, object_in(work, "best_oa_location"), *objects_in(work, "locations")]
    arxiv = first_arxiv([doi, *(text_in(location, "landing_page_url", "pdf_url") for location in locations)])
    biblio = object_in(work, "biblio")
    abstract = _abstract(object_in(work, "abstract_inverted_index"))
    kind = _type(work, text_in(source, "type"))
    is_repository = text_in(source, "type") == "repository"
    return Paper(
        title=title,
        authors=_authors(work),
        abstract=abstract,
        date=written_date(text_in(work, "publication_date"))[0] or written_date(text_in(work, "publication_year"))[0],
        type=kind,
        venue="" if is_repository and arxiv.id else text_in(source, "display_name"),
        publisher=_school(work) if kind == "thesis" else text_in(source, "host_organization_name"),
        volume=text_in(biblio, "volume"),
        issue=text_in(biblio, "issue"),
        pages=_pages(biblio),
        doi=doi,
        arxiv_id=arxiv.id,
        arxiv_version=arxiv.version,
        issn=text_in(source, "issn_l") or next(iter(lines_in(source, "issn")), ""),
        language=text_in(work, "language"),
        urls=_urls(locations),
        code_urls=code_links(abstract),
        extra=left_over(work, _USED) | _own_type(work, kind),
    )


def _abstract(places: Json) -> str:
    """The words at their places. A place far behind the others is no part of any abstract."""
    words = {
        place: word
        for word, found in places.items()
        for place in (found if isinstance(found, list) else [])
        if isinstance(place, int) and 0 <= place < _MAX_WORDS
    }
    return plain_line(" ".join(words[place] for place in sorted(words)))


def _authors(work: Json) -> tuple[Person, ...]:
    """The authors under the names that OpenAlex knows them by, else as the paper writes them."""
    listed = objects_in(work, "authorships")
    return named(
        text_in(object_in(each, "author"), "display_name") or text_in(each, "raw_author_name") for each in listed
    )


def _type(work: Json, source_type: str) -> str:
    told = text_in(work, "type_crossref") or text_in(work, "type")
    if text_in(work, "type") == "preprint":
        return "article"
    if told in _ARTICLES:
        return _BY_SOURCE.get(source_type, "article")
    return TYPES.get(told) or (told if told in CSL_TYPES else "document")


def _own_type(work: Json, kind: str) -> dict[str, str]:
    """OpenAlex's word for the type, where the paper's type does not tell it."""
    told = text_in(work, "type", "type_crossref")
    return {} if told == kind or TYPES.get(told) == kind or told == "article" else {"type": told} if told else {}


def _school(work: Json) -> str:
    """Where a thesis was written: the institution of its author."""
    institutions = [place for author in objects_in(work, "authorships") for place in objects_in(author, "institutions")]
    return next((name for place in institutions if (name := text_in(place, "display_name"))), "")


def _pages(biblio: Json) -> str:
    first, last = text_in(biblio, "first_page"), text_in(biblio, "last_page")
    return "–".join(dict.fromkeys(page for page in (first, last) if page))


def _urls(locations: list[Json]) -> tuple[str, ...]:
    found = [line_of(place.get(name)) for place in locations for name in ("landing_page_url", "pdf_url")]
    return tuple(dict.fromkeys(url for url in found if url and not parse_doi(url)))
