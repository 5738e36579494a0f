"""One BibTeX or BibLaTeX entry as a paper.

Titles, names and the other fields that are read by people are decoded from LaTeX; identifiers and addresses are
taken as they stand. Every field that has no place in a paper is kept as it was written, in `extra`, and so is one
whose value says more than the paper's own field can hold.
"""

import re

from readinglist.domain.bibtex import TYPE_FIELD, csl_type, entry_type, publisher_field, venue_field
from readinglist.domain.identifiers import ArxivId, parse_arxiv, parse_doi
from readinglist.domain.normalise import collapse
from readinglist.domain.paper import Paper
from readinglist.importing.bibtex.dates import is_one_day, iso_date, month_and_day, precise, year_of
from readinglist.importing.bibtex.entries import Entry
from readinglist.importing.bibtex.latex import decode, verbatim
from readinglist.importing.bibtex.names import persons
from readinglist.importing.bibtex.state import KEYWORDS
from readinglist.importing.code_links import code_links
from readinglist.importing.page_range import page_range

_ARXIV_VENUE = re.compile(r"\s*(?:arxiv\b.*|corr)\s*", re.IGNORECASE | re.DOTALL)
_DOI_IN_URL = re.compile(r"https?://[^/]+/(?:[^?#]*/)?(10\.\d{4,9}/.+)", re.ASCII | re.DOTALL)
_ARXIV_ID = re.compile(r"arxiv:\s*([\w./-]+)", re.IGNORECASE)
_CORR_VOLUME = re.compile(r"\s*abs/(\S+)\s*", re.IGNORECASE)
_SUBJECT = re.compile(r"\s*\[[\w.-]+\]$")
_URL_COMMAND = re.compile(r"\\url\s*\{([^{}]*)\}")
_URL_GAP = re.compile(r"[\s;,]+(?=https?://)")
_PARAGRAPH = re.compile(r"\n\s*\n")
_PREPRINT_TYPES = frozenset({"misc", "online", "electronic", "unpublished"})
_JOURNALS = ("journal", "journaltitle")
_PUBLISHERS = ("publisher", "school", "institution", "organization")


class _Fields:
    """The fields of an entry that have not been used yet."""

    def __init__(self, entry: Entry) -> None:
        self.left = {name: value for name, value in entry.fields.items() if value}

    def get(self, name: str) -> str:
        return self.left.get(name, "")

    def take(self, *names: str) -> str:
        """Use the first of these fields that is there."""
        for name in names:
            if name in self.left:
                return self.left.pop(name)
        return ""

    def text(self, name: str) -> str:
        return collapse(decode(self.get(name)))

    def take_text(self, *names: str) -> str:
        return collapse(decode(self.take(*names)))


def paper(entry: Entry) -> Paper | None:
    """Give the paper that an entry speaks of, or None where it has no title."""
    fields = _Fields(entry)
    title = _title(fields)
    if not title:
        return None
    arxiv = _arxiv(fields) or ArxivId("")
    volume = "" if _CORR_VOLUME.fullmatch(fields.get("volume")) else fields.take_text("volume")
    abstract = _paragraphs(fields.take("abstract"))
    venue = _venue(entry, fields)
    of_arxiv = entry.type in _PREPRINT_TYPES or (entry.type == "article" and not venue)
    type_ = "article" if arxiv.id and of_arxiv else csl_type(entry.type)
    return Paper(
        title=title,
        authors=persons(fields.take("author")),
        editors=persons(fields.take("editor")),
        abstract=abstract,
        date=_date(fields),
        type=type_,
        venue=venue,
        publisher=fields.take_text(publisher_field(entry.type), *_PUBLISHERS),
        volume=volume,
        issue=fields.take_text("number", "issue"),
        pages=page_range(fields.take_text("pages")),
        doi=_doi(fields),
        arxiv_id=arxiv.id,
        arxiv_version=arxiv.version,
        isbn=fields.take_text("isbn"),
        issn=fields.take_text("issn"),
        language=fields.take_text("language", "langid"),
        urls=_urls(fields),
        code_urls=code_links(abstract),
        citekey=entry.key,
        extra=_extra(type_, entry, fields),  # last: what none of the above used
    )


def _title(fields: _Fields) -> str:
    title = fields.take_text("title") or fields.take_text("booktitle", "maintitle")
    if not title or not fields.get("subtitle"):
        return title
    subtitle = fields.take_text("subtitle")
    return f"{title} {subtitle}" if title.endswith((":", "?", "!", "–", "—")) else f"{title}: {subtitle}"


def _venue(entry: Entry, fields: _Fields) -> str:
    """The journal or book; not where it only says that the paper is on arXiv, which its id says already."""
    for name in (venue_field(entry.type), *_JOURNALS, "booktitle"):
        if fields.get(name) and not _ARXIV_VENUE.fullmatch(fields.text(name)):
            return fields.take_text(name)
    return ""


def _arxiv(fields: _Fields) -> ArxivId | None:
    """The arXiv id. An `eprint` is one only where the entry says so: other archives have numbers of the same form."""
    if found := _eprint(fields):
        for name in ("eprint", "archiveprefix", "eprinttype"):
            fields.take(name)
        return found
    for name in ("arxiv", "arxivid"):
        if found := parse_arxiv(fields.get(name)):
            fields.take(name)
            return found
    stated = [fields.get("doi"), fields.get("url")]
    stated += [mention[1] for name in _JOURNALS if (mention := _ARXIV_ID.search(fields.text(name)))]
    if volume := _CORR_VOLUME.fullmatch(fields.get("volume")):
        stated.append(volume[1])
    return next((found for text in stated if (found := parse_arxiv(text.rstrip(".")))), None)


def _eprint(fields: _Fields) -> ArxivId | None:
    eprint = _SUBJECT.sub("", fields.get("eprint"))
    archive = (fields.get("archiveprefix") or fields.get("eprinttype")).lower()
    subject = fields.get("primaryclass") or fields.get("eprintclass")
    names_itself = "arxiv" in eprint.lower()
    if archive == "arxiv" or (not archive and (subject or names_itself)):
        return parse_arxiv(eprint) or (parse_arxiv(f"{subject.partition('.')[0]}/{eprint}") if subject else None)
    return None


def _date(fields: _Fields) -> str:
    """The date as precise as it is known; the fields that it says all of are used up."""
    date, is_whole = iso_date(fields.get("date"))
    if date:
        if is_whole:
            fields.take("date")
        if fields.get("year") == date[:4]:
            fields.take("year")
        return date
    year, is_whole = year_of(decode(fields.get("year")))
    date, is_date = iso_date(fields.get("year"))
    if is_date and len(date) > len(year):
        fields.take("year")
        return date
    date = precise(year, *month_and_day(decode(fields.get("month")), fields.get("day")))
    if date and is_whole:
        fields.take("year")
    if len(date) > len("2024") and is_one_day(decode(fields.get("month"))):
        fields.take("month")
    if len(date) > len("2024-03"):
        fields.take("day")
    return date


def _doi(fields: _Fields) -> str:
    written = fields.get("doi")
    resolved = _DOI_IN_URL.fullmatch(verbatim(written))
    if found := parse_doi(resolved[1] if resolved else verbatim(written)) or parse_doi(decode(written)):
        fields.take("doi")
        return found
    url = verbatim(fields.get("url"))
    return (parse_doi(url) or "") if "doi.org/" in url else ""


def _urls(fields: _Fields) -> tuple[str, ...]:
    written = _URL_COMMAND.sub(r"\1", fields.take("url"))
    urls = [verbatim(url.strip(" \t\n;,")) for url in _URL_GAP.split(written)]
    urls += [verbatim(url.strip()) for url in _URL_COMMAND.findall(fields.get("howpublished"))]
    return tuple(dict.fromkeys(url for url in urls if url))


def _paragraphs(text: str) -> str:
    paragraphs = (collapse(paragraph) for paragraph in _PARAGRAPH.split(decode(text)))
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def _extra(type_: str, entry: Entry, fields: _Fields) -> dict[str, str]:
    extra = {} if entry_type(type_) == entry.type else {TYPE_FIELD: entry.type}
    extra |= fields.left
    for name, value in entry.repeated.items():
        separator = ", " if name in KEYWORDS else "\n"
        extra[name] = f"{extra[name]}{separator}{value}" if name in extra else value
    return extra
