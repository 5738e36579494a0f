"""Hugging Face's daily papers: the list of a day, week or month, search results, and one paper of its API.

An item of a list wraps the paper and has a time of its own, that of its listing; the paper's own facts are taken. Line
breaks within titles and abstracts are those of arXiv's metadata and mean nothing.
"""

from readinglist.domain.identifiers import parse_arxiv
from readinglist.domain.paper import Paper
from readinglist.importing.code_links import code_links
from readinglist.importing.json_records.arxiv import NO_ARXIV
from readinglist.importing.json_records.dates import written_date
from readinglist.importing.json_records.kinds import kind_of_records
from readinglist.importing.json_records.persons import named
from readinglist.importing.json_records.reading import (
    Json,
    drafted,
    left_over,
    object_in,
    objects_in,
    parse_records,
    text_in,
)
from readinglist.importing.source import Draft, Parsed, Source

FORMAT = "hf-daily"

_USED = frozenset("title summary authors publishedAt githubRepo projectPage".split())
_OF_ITEM = frozenset({"paper", "title", "summary"})
_ENVELOPES = frozenset({"data", "papers", "dailyPapers", "results"})


def looks_like(text: str) -> bool:
    """Whether a text is JSON that holds daily papers, or a capture of them that a program printed into JSON."""
    return kind_of_records(text) == FORMAT


def parse(source: Source) -> Parsed:
    """Read all papers; one that has no title, or is no JSON, is a failure with its line. Never raises."""
    return parse_records(source, FORMAT, _ENVELOPES.__contains__, draft)


def draft(record: Json, line: int = 1) -> Draft | str:
    """The draft of one item of a list, or of one paper alone, or why there is none."""
    return drafted(paper(record), line)


def paper(record: Json) -> Paper | None:
    """The paper of an item, or that a record itself is; None where it has no title."""
    item = record if isinstance(record.get("paper"), dict) else {}
    facts = object_in(record, "paper") if item else record
    listed_title = text_in(item, "title")
    title = text_in(facts, "title") or listed_title
    if not title:
        return None
    arxiv = parse_arxiv(text_in(facts, "id")) or NO_ARXIV
    abstract = text_in(facts, "summary") or text_in(item, "summary")
    repository, page = text_in(facts, "githubRepo"), text_in(facts, "projectPage")
    codes = (repository, *code_links(abstract))
    extra = left_over(item, _OF_ITEM) | left_over(facts, _USED | ({"id"} if arxiv.id else set()))
    if listed_title not in ("", title):
        extra["title"] = listed_title
    return Paper(
        title=title,
        authors=named(text_in(author, "name") for author in objects_in(facts, "authors")),
        abstract=abstract,
        date=written_date(text_in(facts, "publishedAt"))[0],
        arxiv_id=arxiv.id,
        arxiv_version=arxiv.version,
        urls=(page,) if page else (),
        code_urls=tuple(dict.fromkeys(url for url in codes if url)),
        extra=extra,
    )
