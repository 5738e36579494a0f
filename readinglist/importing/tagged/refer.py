"""Refer and BibIX files, and EndNote's tagged export, which took their tags over: a percent sign and one character.

Formats: refer(1) of Unix, and the tags of EndNote's "EndNote Export" style. A record begins with %0, its type; in a
file without any %0 a blank line parts two records.
"""

import re
from dataclasses import replace
from functools import partial

from readinglist.domain.bibtex import OTHER_TYPE
from readinglist.domain.identifiers import stand_in_title
from readinglist.domain.normalise import collapse
from readinglist.domain.paper import Paper
from readinglist.importing.code_links import code_links
from readinglist.importing.page_range import page_range
from readinglist.importing.source import Draft, Parsed, Source
from readinglist.importing.tagged import lines, values
from readinglist.importing.tagged.lines import Field, Record
from readinglist.importing.tagged.types import BOOKS, code_of, csl_type, is_told_by

FORMAT = "refer"

_HEAD = 100_000
_LINE = re.compile(r"\s*%(?P<tag>[0-9A-Z?@!#$&()*+,:;<=>\[\]^~])(?:\s+(?P<value>.*))?")
_START = re.compile(r"\s*(?:%0[ \t]*(?:[A-Z][\w ]*)?|%[A-Z][ \t]+\S[^\n]*)(?:\n[ \t]*(?:%\S[ \t]|$|\n)|$)")
_TYPE = re.compile(r"^[ \t]*%0\s", re.MULTILINE)
_BIBTEX = re.compile(r"^[ \t]*@\s*[A-Za-z]+\s*[{(]", re.MULTILINE)
_DATES = ("D", "8")


def looks_like(text: str) -> bool:
    """Whether the text begins with a field, and another follows; BibTeX under a comment does not count."""
    head = text[:_HEAD].removeprefix("\ufeff")
    return bool(_START.match(head)) and not _BIBTEX.search(head)


def parse(source: Source) -> Parsed:
    """Read all records; one without a title or a DOI is a failure. Never raises."""
    begins = partial(_begins, are_typed=bool(_TYPE.search(source.text)))
    return lines.parsed(source, lines.records(lines.fields(source.text, _LINE), begins), _draft, FORMAT)


def _begins(field: Field, _so_far: list[Field], *, are_typed: bool) -> bool:
    return field.tag == "0" if are_typed else field.is_apart


def _draft(record: Record) -> Draft | None:
    written_type = record.take("0")
    kind = csl_type(code_of(written_type)) if written_type else _likely_type(record)
    doi = _doi(record)
    title = record.take("T", "!") or (record.take("B") if kind in BOOKS else "") or stand_in_title("", doi)
    if not title:
        return None
    arxiv = values.arxiv_in(record.all("U", "R", "J", "M"))
    people, editors = values.persons(record.take_all("A")), values.persons(record.take_all("E"))
    is_edited = code_of(written_type) == "EDBOOK"
    abstract = values.paragraphs("\n\n".join(record.take_all("X")))
    isbn, issn, others = values.numbers(record.take_all("@"))
    venue = record.take("B", "J") if kind in ("chapter", "paper-conference") else _venue(record, kind)
    date = _date(record)
    paper = Paper(
        title=title,
        authors=() if is_edited else people,
        editors=people + editors if is_edited else editors,
        abstract=abstract,
        date=date,
        type="article" if arxiv.id and venue.lower().startswith("arxiv") else kind,
        venue="" if arxiv.id and venue.lower().startswith("arxiv") else venue,
        publisher=record.take("I"),
        volume=record.take("V"),
        issue=record.take("N"),
        pages="" if kind in BOOKS else page_range(record.take("P")),
        doi=doi,
        arxiv_id=arxiv.id,
        arxiv_version=arxiv.version,
        isbn=isbn,
        issn=issn,
        language=record.take("G"),
        urls=tuple(values.urls(record.take_all("U"))),
        code_urls=code_links(abstract),
        citekey=record.take("F") if re.match("[A-Za-z]", "".join(record.all("F"))) else "",
    )
    state = lines.state(values.tags(record.take_all("K")), map(values.note, record.take_all("Z", "<")))
    record.put("@", "\n".join(others))
    if written_type and not is_told_by(written_type, paper.type):
        record.put("0", written_type)
    extra = {f"%{tag}": value for tag, value in record.left().items()}
    return Draft(replace(paper, extra=extra), record.line, state)


def _likely_type(record: Record) -> str:
    """The type of a record of Refer itself, which has none: by the field that only such a work has."""
    kinds = {"J": "article-journal", "B": "chapter", "R": "report", "I": "book"}
    return next((kind for tag, kind in kinds.items() if tag in record), OTHER_TYPE)


def _doi(record: Record) -> str:
    """The DOI: in R by EndNote, where Refer has the number of a report; or the address of its resolver."""
    for value in record.all("R"):
        if doi := values.doi_in(value):
            record.put("R", "\n".join(other for other in record.all("R") if other != value))
            return doi
    resolved = (value for value in record.all("U") if "doi.org/" in value.lower())
    return next(filter(None, map(values.doi_in, resolved)), "")


def _venue(record: Record, kind: str) -> str:
    return record.take("J") if kind in BOOKS or kind in ("report", "thesis") else record.take("J", "B")


def _date(record: Record) -> str:
    date = values.best_date(value for tag in _DATES for value in record.all(tag))
    for tag in _DATES:
        record.put(tag, "\n".join(value for value in record.all(tag) if not values.says_all(date, collapse(value))))
    return date
