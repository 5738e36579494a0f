"""Papers as Semantic Scholar's Graph and Recommendations APIs give them: alone, in lists, or as citing and cited ones.

Source: https://api.semanticscholar.org/api-docs/graph. Only the fields that were asked for come, so any may be missing.
"""

from readinglist.domain.identifiers import parse_doi
from readinglist.domain.paper import Paper
from readinglist.importing.code_links import code_links
from readinglist.importing.json_records.arxiv import first_arxiv
from readinglist.importing.json_records.dates import written_date
from readinglist.importing.json_records.kinds import kind_of_records
from readinglist.importing.json_records.markup import plain_line, plain_text
from readinglist.importing.json_records.persons import named
from readinglist.importing.json_records.reading import (
    Json,
    as_text,
    drafted,
    left_over,
    lines_in,
    object_in,
    objects_in,
    parse_records,
    text_in,
)
from readinglist.importing.page_range import page_range
from readinglist.importing.source import Draft, Parsed, Source

FORMAT = "semantic-scholar"

_ENVELOPES = frozenset({"data", "recommendedPapers"})
_ARXIV_VENUES = frozenset({"arxiv", "arxiv.org", "corr"})
_TYPES = {
    "JournalArticle": "article-journal",
    "Conference": "paper-conference",
    "BookSection": "chapter",
    "Book": "book",
    "Dataset": "dataset",
    "Review": "article-journal",
}
_USED = frozenset("title authors abstract publicationDate year venue openAccessPdf url".split())


def looks_like(text: str) -> bool:
    """Whether a text is JSON that holds papers of Semantic Scholar."""
    return kind_of_records(text) == FORMAT


def parse(source: Source) -> Parsed:
    """Read all papers; one that has no title is a failure with its line. Never raises."""
    return parse_records(source, FORMAT, _ENVELOPES.__contains__, draft)


def draft(record: Json, line: int = 1) -> Draft | str:
    """The draft of one record, or why there is none."""
    return drafted(paper(object_in(record, "citingPaper") or object_in(record, "citedPaper") or record), line)


def paper(record: Json) -> Paper | None:
    """The paper that a record speaks of, or None where it has no title."""
    title = plain_line(text_in(record, "title"))
    if not title:
        return None
    ids, journal = object_in(record, "externalIds"), object_in(record, "journal")
    place = object_in(record, "publicationVenue")
    doi = parse_doi(text_in(ids, "DOI")) or ""
    arxiv = first_arxiv([text_in(ids, "ArXiv"), doi, text_in(object_in(record, "openAccessPdf"), "url")])
    venues = (text_in(record, "venue"), text_in(journal, "name"), text_in(place, "name"))
    venue = next((name for name in venues if name and name.lower() not in _ARXIV_VENUES), "")
    abstract = plain_text(as_text(record.get("abstract")))
    urls = (text_in(object_in(record, "openAccessPdf"), "url"), text_in(record, "url"))
    return Paper(
        title=title,
        authors=named(text_in(author, "name") for author in objects_in(record, "authors")),
        abstract=abstract,
        date=written_date(text_in(record, "publicationDate"))[0] or written_date(text_in(record, "year"))[0],
        type=_type(record, venue),
        venue=venue,
        volume=text_in(journal, "volume"),
        pages=page_range(text_in(journal, "pages")),
        doi=doi,
        arxiv_id=arxiv.id,
        arxiv_version=arxiv.version,
        issn=text_in(place, "issn"),
        urls=tuple(dict.fromkeys(url for url in urls if url and not parse_doi(url))),
        code_urls=code_links(abstract),
        extra=left_over(record, _USED),
    )


def _type(record: Json, venue: str) -> str:
    """The first type that is told; a paper that appeared nowhere is a preprint."""
    told = [_TYPES[name] for name in lines_in(record, "publicationTypes") if name in _TYPES]
    if told and (venue or told[0] not in ("article-journal", "paper-conference")):
        return told[0]
    kind = text_in(object_in(record, "publicationVenue"), "type")
    if venue and kind in ("journal", "conference"):
        return "article-journal" if kind == "journal" else "paper-conference"
    return "article"
