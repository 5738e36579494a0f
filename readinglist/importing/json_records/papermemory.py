"""The memory of PaperMemory, a browser's extension, as it exports it: one object with a record for each paper.

Its fields are in its own code (`data.js`); `bibtex` holds an entry that tells what the record does not.
"""

import re
from dataclasses import replace

from readinglist.domain.identifiers import parse_arxiv, parse_doi
from readinglist.domain.paper import Paper
from readinglist.domain.reading import ReaderState
from readinglist.importing.bibtex import reader as bibtex
from readinglist.importing.bibtex.names import persons
from readinglist.importing.json_records.arxiv import first_arxiv
from readinglist.importing.json_records.reading import Json, drafted, left_over, parse_records, text_in
from readinglist.importing.json_records.state import notes_of, tags_of
from readinglist.importing.source import Draft, Parsed, Source
from readinglist.importing.state_words import moment

FORMAT = "papermemory"

_HEAD = 100_000
_START = re.compile(r"\s*\{")
_MARKS = ('"pdfLink"', '"addDate"', '"bibtex"')
_KEY = re.compile(r"[^\s\"]+-\d{4}(?:\.\d+)?_[^\s\"]+|(?:arxiv|acl|neurips|cvf|pmlr|openreview)[^\s\"]*", re.IGNORECASE)
_USED = frozenset("id title author year bibtex codeLink note tags favorite addDate pdfLink venue doi".split())


def looks_like(text: str) -> bool:
    """Whether a text is JSON with the names of PaperMemory's fields."""
    head = text[:_HEAD]
    return bool(_START.match(head)) and all(mark in head for mark in _MARKS)


def parse(source: Source) -> Parsed:
    """Read all papers; one without a title is a failure with its line. Never raises."""
    return parse_records(source, FORMAT, lambda key: _KEY.fullmatch(key) is not None, _draft)


def _draft(record: Json, line: int) -> Draft | str:
    entries = bibtex.parse(Source("PaperMemory", text_in(record, "bibtex") or " ")).drafts
    known = entries[0].paper if entries else Paper("")
    title = text_in(record, "title") or known.title
    if not title:
        return drafted(None, line)
    pdf, code, doi = (text_in(record, name) for name in ("pdfLink", "codeLink", "doi"))
    arxiv = first_arxiv([pdf, text_in(record, "id").removeprefix("Arxiv-")])
    doi = parse_doi(doi) or known.doi
    paper = replace(
        known,
        title=title,
        authors=persons(text_in(record, "author")) or known.authors,
        date=known.date or text_in(record, "year"),
        venue=known.venue or text_in(record, "venue"),
        type="article" if arxiv.id and not known.venue else known.type,
        doi=doi,
        arxiv_id=arxiv.id or known.arxiv_id,
        arxiv_version=arxiv.version or known.arxiv_version,
        urls=known.urls or ((pdf,) if pdf and not parse_arxiv(pdf) else ()),
        code_urls=tuple(dict.fromkeys([*known.code_urls, *([code] if code else [])])),
        extra={**known.extra, **left_over(record, _USED)},
    )
    state = ReaderState(
        starred=record.get("favorite") is True,
        tags=tuple(dict.fromkeys(tags_of(record.get("tags")))),
        notes=notes_of(record.get("note")),
        added=moment(text_in(record, "addDate")) or "",
    )
    return drafted(paper, line, state)
