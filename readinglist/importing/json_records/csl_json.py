"""Items of CSL-JSON 1.0.2, as Zotero, Mendeley, pandoc and citation processors write them.

Source: https://docs.citationstyles.org/en/stable/specification.html and the input schema csl-data.json. Titles may hold
a few tags of HTML; they are left out of what is shown, and the title as it was written stays in `extra`.
"""

import re

from readinglist.domain.identifiers import parse_arxiv, parse_doi
from readinglist.domain.paper import Paper
from readinglist.domain.reading import OWN, ReaderState
from readinglist.importing.code_links import code_links
from readinglist.importing.json_records.arxiv import first_arxiv
from readinglist.importing.json_records.crossref import TYPES
from readinglist.importing.json_records.dates import csl_date
from readinglist.importing.json_records.kinds import CSL_TYPES, kind_of_records
from readinglist.importing.json_records.markup import plain_text, without_csl_tags
from readinglist.importing.json_records.persons import named
from readinglist.importing.json_records.reading import (
    Json,
    as_text,
    drafted,
    left_over,
    list_in,
    object_in,
    parse_records,
    text_in,
)
from readinglist.importing.json_records.state import is_state, lines_of_note, notes_of, state_of, tags_of
from readinglist.importing.moved import EXTRA, FACTS, moved, restored
from readinglist.importing.page_range import page_range
from readinglist.importing.source import Draft, Parsed, Source

FORMAT = "csl-json"

_ENVELOPES = frozenset({"items", "references"})
_DATES = frozenset("accessed available-date event-date issued original-date submitted".split())
_NAMES = frozenset(
    "author chair collection-editor compiler composer container-author contributor curator director editor"
    " editorial-director executive-producer guest host illustrator narrator organizer original-author performer"
    " producer recipient reviewed-author script-writer series-creator translator".split()
)
_TEXTS_AND_NUMBERS = frozenset(
    "abstract archive archive_collection archive_location archive-place authority call-number chapter-number"
    " citation-key collection-number collection-title container-title container-title-short dimensions division DOI"
    " edition event-title event-place genre ISBN ISSN issue jurisdiction keyword language license medium number"
    " number-of-pages number-of-volumes original-publisher original-publisher-place original-title page page-first"
    " part-number part-title PMCID PMID printing-number publisher publisher-place references reviewed-genre"
    " reviewed-title scale section source status supplement-number title title-short type URL version volume"
    " volume-title".split()
)
_VARIABLES = {name.lower().replace("-", " "): name for name in _DATES | _NAMES | _TEXTS_AND_NUMBERS}
"""The variables of CSL 1.0.2 by what they are called in a note: in any case, with blanks or hyphens."""

_NOTE_ONLY = frozenset({"arxiv", "arxiv id", "eprint", "oclc", "openalex", "mr", "zbl"})
_NUMBERED_ARTICLES = frozenset({"article-journal", "article-magazine", "article-newspaper"})
"""Types whose `number` is that of the article; that of a report or a patent stands where an issue does."""

_KEY = re.compile(r"(?=.*[^\d])[^\s,{}\"#%'()=~\\/]{1,200}")
_WRITTEN = frozenset("id type archive archive_location title issued number DOI".split())
"""What our own export writes and the reading may leave."""

_USED = frozenset(
    "title author editor abstract container-title publisher volume issue page DOI ISBN ISSN language URL citation-key"
    " keyword categories note annote custom".split()
)


def looks_like(text: str) -> bool:
    """Whether a text is JSON that holds items of CSL."""
    return kind_of_records(text) == FORMAT


def parse(source: Source) -> Parsed:
    """Read all items; one that has no title is a failure with its line. Never raises."""
    return parse_records(source, FORMAT, _ENVELOPES.__contains__, draft)


def draft(item: Json, line: int = 1) -> Draft | str:
    """The draft of one item, or why there is none."""
    told, state = _divided(item)
    return drafted(_paper_of(item, told), line, state)


def paper(item: Json) -> Paper | None:
    """The paper that an item speaks of, or None where it has no title."""
    return _paper_of(item, _divided(item)[0])


def _paper_of(item: Json, told: Json) -> Paper | None:
    read = _paper(told)
    return restored(read, moved(object_in(item, "custom")), _WRITTEN) if read else None


def _divided(item: Json) -> tuple[Json, ReaderState]:
    """Part an item into variables, those that its note tells included, and what it tells of its reader."""
    note = item.get("note")
    if note == object_in(item, "custom").get(f"{OWN}note"):
        note = None  # it is our own export, which tells it twice
    lines, rest = lines_of_note(note, lambda *line: _is_known(item, *line)) if isinstance(note, str) else ({}, "")
    stated = {name: value for name, value in lines.items() if is_state(name, value)}
    state, custom = state_of({**stated, **object_in(item, "custom")})
    told = {**{name: value for name, value in custom.items() if name not in (FACTS, EXTRA)}, **item}
    for name, value in lines.items():
        if name not in stated:
            _put(told, name, value)
    # Of a paper that moved the keywords are its tags once more, where a comma in a tag cannot be told from one between.
    tags = dict.fromkeys(state.tags or [*tags_of(item.get("keyword")), *tags_of(item.get("categories"))])
    notes = [rest, *([] if isinstance(note, str) else notes_of(note)), *notes_of(item.get("annote")), *state.notes]
    return told, ReaderState(
        status=state.status,
        status_at=state.status_at,
        rating=state.rating,
        starred=state.starred,
        tags=tuple(tags),
        notes=tuple(dict.fromkeys(filter(None, notes))),
        added=state.added,
    )


def _is_known(item: Json, name: str, value: str) -> bool:
    """Whether a line of a note tells a variable that the item itself leaves out, or the type, or the reader's state."""
    variable = _variable(name)
    if variable == "type":
        return value in CSL_TYPES
    if variable in _VARIABLES.values() or variable in _NOTE_ONLY or name.lower().startswith("tex."):
        return not item.get(variable)
    return is_state(name, value)


def _variable(name: str) -> str:
    plain = name.lower().replace("-", " ").replace("_", " ")
    return _VARIABLES.get(plain, plain if plain in _NOTE_ONLY else name)


def _put(told: dict[str, object], name: str, value: str) -> None:
    """Take a line of a note for the variable that it names; names of persons are "Family || Given"."""
    variable = _variable(name)
    if variable in _NAMES:
        family, _, given = (part.strip() for part in value.partition("||"))
        told[variable] = [*list_in(told, variable), {"family": family, "given": given} if given else value]
    elif variable in _DATES:
        told[variable] = {"raw": value}
    else:
        told[variable] = value


def _paper(item: Json) -> Paper | None:
    written = text_in(item, "title")
    title = without_csl_tags(written)
    if not title:
        return None
    date, is_whole = csl_date(item.get("issued"))
    doi = parse_doi(text_in(item, "DOI")) or ""
    url = text_in(item, "URL")
    arxiv = first_arxiv([*(text_in(item, name) for name in _arxiv_names(item)), doi, url])
    abstract = plain_text(as_text(item.get("abstract")))
    told_type = text_in(item, "type")
    number = text_in(item, "number")
    is_issue = told_type not in _NUMBERED_ARTICLES and not text_in(item, "issue") and not parse_arxiv(number)
    used = set(_USED)
    used |= {"issued"} if is_whole else set()
    used |= {"number"} if is_issue else set()
    citekey = _citekey(item)
    used |= {"id"} if text_in(item, "id") in ("", citekey) else set()
    type_ = told_type if told_type in CSL_TYPES else TYPES.get(told_type, "document")
    used |= {"type"} if type_ == told_type else set()
    return Paper(
        title=title,
        authors=named(list_in(item, "author")),
        editors=named(list_in(item, "editor")),
        abstract=abstract,
        date=date,
        type=type_,
        venue=without_csl_tags(text_in(item, "container-title")),
        publisher=text_in(item, "publisher"),
        volume=text_in(item, "volume"),
        issue=number if is_issue else text_in(item, "issue"),
        pages=page_range(text_in(item, "page")),
        doi=doi,
        arxiv_id=arxiv.id,
        arxiv_version=arxiv.version,
        isbn=text_in(item, "ISBN"),
        issn=text_in(item, "ISSN"),
        language=text_in(item, "language"),
        urls=(url,) if url else (),
        code_urls=code_links(abstract),
        citekey=citekey,
        extra=left_over(item, used) | _as_written(written, title) | _unread_doi(item, doi),
    )


def _arxiv_names(item: Json) -> list[str]:
    """The variables that may hold an arXiv id; those of an archive only where it is arXiv."""
    names = [name for name in item if name.lower() in ("arxiv", "arxiv id", "arxiv_id", "arxivid")]
    number_says_so = text_in(item, "number").lower().startswith("arxiv:")
    if "arxiv" in (text_in(item, "archive").lower(), text_in(item, "publisher").lower()) or number_says_so:
        names += ["archive_location", "archive-location", "number", "eprint"]
    return names


def _citekey(item: Json) -> str:
    """The key under which the item is cited: a number or an address is none."""
    keys = (text_in(item, "citation-key"), text_in(item, "id"))
    return next((key for key in keys if _KEY.fullmatch(key)), "")


def _as_written(written: str, title: str) -> dict[str, str]:
    return {} if written == title else {"title": written}


def _unread_doi(item: Json, doi: str) -> dict[str, str]:
    written = text_in(item, "DOI")
    return {"DOI": written} if written and not doi else {}
