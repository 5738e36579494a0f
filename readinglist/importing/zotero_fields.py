"""An item by the names of Zotero's fields, as they stand in its database and, with blanks, in its CSV.

The field Extra holds lines of `Name: value`: identifiers for which Zotero has no field, and what plugins keep of the
reader (`Read_Status`, `rate`). Every field without a place in a paper stays under its name.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import takewhile

from readinglist.domain.identifiers import parse_arxiv, parse_doi
from readinglist.domain.normalise import collapse
from readinglist.domain.paper import Paper, Person
from readinglist.domain.reading import ReaderState
from readinglist.importing.code_links import code_links
from readinglist.importing.json_records.markup import without_csl_tags
from readinglist.importing.json_records.state import is_state, lines_of_note, state_of
from readinglist.importing.page_range import page_range
from readinglist.importing.xml.dates import free_date
from readinglist.importing.xml.told import arxiv_among, is_web, paragraphs
from readinglist.importing.xml.zotero_types import csl_type, item_type

_TITLES = ("title", "caseName", "nameOfAct", "subject")
_VENUES = (
    "publicationTitle proceedingsTitle bookTitle encyclopediaTitle dictionaryTitle websiteTitle blogTitle forumTitle"
    " programTitle conferenceName meetingName"
).split()
_PUBLISHERS = (
    "publisher institution university repository company studio label network distributor organization issuingAuthority"
).split()
_LINE_FIELDS = {
    "doi": "DOI",
    "arxiv": "arxiv",
    "isbn": "ISBN",
    "issn": "ISSN",
    "pmid": "PMID",
    "pmcid": "PMCID",
    "citation_key": "citationKey",
}
_PREPRINTS = frozenset({"", "preprint", "document", "report", "webpage", "manuscript"})
_HELPERS = frozenset(
    "translator seriesEditor contributor reviewedAuthor bookAuthor recipient sponsor commenter".split()
)
_MULTIPART_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d) (.+)", re.ASCII | re.DOTALL)


def told(kind: str, fields: Mapping[str, str]) -> tuple[Paper, ReaderState]:
    """The paper and the reader's state that an item of Zotero's type `kind` tells; without a title it is "".

    People, tags and notes are not fields: the caller adds them.
    """
    left = {name: value.strip() for name, value in fields.items() if value.strip()}
    lines, rest = extra_lines(left.pop("extra", ""))
    for name, value in lines.items():
        if (plain := _plain(name)) in _LINE_FIELDS:
            left.setdefault(_LINE_FIELDS[plain], value)
    state, _ = state_of({name: value for name, value in lines.items() if is_state(name, value)})
    written_title = collapse(_take(left, *_TITLES))
    title = without_csl_tags(written_title)
    date = left.pop("date", "")
    doi = left.get("DOI", "")
    url = left.get("url", "")
    archive = [f"arXiv:{left['arxiv']}"] if "arxiv" in left else []
    named = f"{left.get('archive', '')} {left.get('repository', '')} {left.get('libraryCatalog', '')}".lower()
    if "arxiv" in named:
        archive += [f"arXiv:{left[name]}" for name in ("archiveLocation", "archiveID") if name in left]
    arxiv = arxiv_among([*archive, left.get("archiveID", ""), left.get("publicationTitle", ""), url, doi])
    if arxiv.id:
        for name in ("arxiv", "archiveID", "archiveLocation"):
            if name in left and (found := parse_arxiv(left[name].partition(" [")[0])) and found.id == arxiv.id:
                del left[name]
                left.pop("archive", "")
    abstract = paragraphs(left.pop("abstractNote", ""))
    paper = Paper(
        title=title,
        abstract=abstract,
        date=_date(date),
        type="article" if arxiv.id and kind in _PREPRINTS else csl_type(kind, ""),
        venue=without_csl_tags(_take(left, *_VENUES)),
        publisher=collapse(_take(left, *_PUBLISHERS)),
        volume=left.pop("volume", ""),
        issue=_take(left, "issue", "reportNumber"),
        pages=page_range(left.pop("pages", "")),
        doi=parse_doi(doi) or "",
        arxiv_id=arxiv.id,
        arxiv_version=arxiv.version,
        isbn=left.pop("ISBN", ""),
        issn=left.pop("ISSN", ""),
        language=left.pop("language", ""),
        urls=(url,) if is_web(url) else (),
        code_urls=code_links(abstract),
        citekey=left.pop("citationKey", ""),
    )
    left = {
        name: value
        for name, value in left.items()
        if not (name == "DOI" and paper.doi) and not (name == "url" and paper.urls)
    }
    if kind and item_type(paper.type) != kind:
        left["z:itemType"] = kind
    if title != written_title:
        left["title"] = written_title
    written = _MULTIPART_DATE.sub(r"\4", date)
    if written and written != paper.date:
        left["date"] = written
    if rest:
        left["extra"] = rest
    return replace(paper, extra=left), state


def extra_lines(extra: str) -> tuple[dict[str, str], str]:
    """Part the text of a field Extra into the lines that are understood and the rest."""
    return lines_of_note(extra, lambda name, value: _plain(name) in _LINE_FIELDS or is_state(name, value))


def people(names: list[tuple[str, Person]]) -> tuple[tuple[Person, ...], tuple[Person, ...], dict[str, str]]:
    """Part an item's people by their roles into authors, editors and, by role, all others.

    What has no author has made it whoever is named first in another role than an editor's: an inventor, a director.
    """
    by_role: dict[str, list[Person]] = {}
    for role, person in names:
        by_role.setdefault(role, []).append(person)
    authors, editors = by_role.pop("author", []), by_role.pop("editor", [])
    makers = next((role for role in by_role if role not in _HELPERS), "")
    if not authors and makers:
        authors = by_role.pop(makers)
    return (
        tuple(authors),
        tuple(editors),
        {role: "; ".join(person.full for person in found) for role, found in by_role.items()},
    )


def _take(left: dict[str, str], *names: str) -> str:
    """Take the first of these fields that is there."""
    return next((left.pop(name) for name in names if name in left), "")


def _plain(name: str) -> str:
    return name.lower().replace(" ", "_")


def _date(written: str) -> str:
    """A date as it was written, or as the database stores it: "2017-06-00 June 2017", sortable and as written."""
    if found := _MULTIPART_DATE.fullmatch(written):
        known = takewhile(int, found.groups()[:3])
        return free_date("-".join(known)) or free_date(found[4])
    return free_date(written)
