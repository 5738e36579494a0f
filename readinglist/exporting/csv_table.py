"""Papers as a table for spreadsheets: CSV (RFC 4180) in UTF-8, with the mark by which spreadsheets know it.

Columns have the names of Zotero's own CSV where it has one. A cell that a spreadsheet would take for a formula gets an
apostrophe before it, which spreadsheets take for "this is text" (OWASP, CSV injection). For moving, what no cell of a
table can carry stands as JSON in one of our own.
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict

from readinglist.domain.paper import Paper, Person
from readinglist.domain.reading import OWN, PaperDetails
from readinglist.exporting.citing.cite_keys import cite_keys
from readinglist.exporting.names import inverted
from readinglist.exporting.profile import Profile
from readinglist.exporting.reader_state import EXTRA, NAMES, own_texts

BYTE_ORDER_MARK = "\ufeff"

FACTS = OWN + "facts"
"""Under this go the facts of a paper that the other columns cannot tell whole, as a JSON object."""

_FORMULA = re.compile(r"'*(?:\s*[=+\-@＝＋－＠]|[\t\r\n])")
_ITEM_TYPES = {
    "article": "preprint",
    "article-journal": "journalArticle",
    "article-magazine": "magazineArticle",
    "article-newspaper": "newspaperArticle",
    "book": "book",
    "chapter": "bookSection",
    "dataset": "dataset",
    "entry": "encyclopediaArticle",
    "manuscript": "manuscript",
    "motion_picture": "film",
    "paper-conference": "conferencePaper",
    "patent": "patent",
    "post-weblog": "blogPost",
    "report": "report",
    "review": "journalArticle",
    "software": "computerProgram",
    "song": "audioRecording",
    "speech": "presentation",
    "standard": "standard",
    "thesis": "thesis",
    "webpage": "webpage",
}
_OTHER_TYPE = "document"
_PARTING = re.compile(r"[;,]")


def write(papers: Iterable[PaperDetails], profile: Profile = Profile.CITING) -> str:
    """Give the papers as one table, a header and a row each, in their order; for moving, with the reader's columns."""
    listed = list(papers)
    keys = cite_keys([details.paper for details in listed])
    is_moving = profile is Profile.MOVING
    rows = [
        _facts(details.paper, key) | (_state(details) if is_moving else {})
        for details, key in zip(listed, keys, strict=True)
    ]
    blank = PaperDetails(id=0, paper=Paper(""), added="")
    header = [*_facts(blank.paper, ""), *(_state(blank) if is_moving else ())]
    table = io.StringIO()
    writer = csv.writer(table, quoting=csv.QUOTE_ALL)
    writer.writerow(header)
    writer.writerows([_guarded(row[name]) for name in header] for row in rows)
    return BYTE_ORDER_MARK + table.getvalue()


def _facts(paper: Paper, key: str) -> dict[str, str]:
    return {
        "Key": key,
        "Item Type": _ITEM_TYPES.get(paper.type, _OTHER_TYPE),
        "Publication Year": str(paper.year or ""),
        "Author": _names(paper.authors),
        "Title": paper.title,
        "Publication Title": paper.venue,
        "ISBN": paper.isbn,
        "ISSN": paper.issn,
        "DOI": paper.doi,
        "Url": paper.urls[0] if paper.urls else "",
        "Abstract Note": paper.abstract,
        "Date": paper.date,
        "Pages": paper.pages.replace("–", "-"),
        "Issue": paper.issue,
        "Volume": paper.volume,
        "Publisher": paper.publisher,
        "Language": paper.language,
        "Archive": "arXiv" if paper.arxiv_id else "",
        "Archive Location": paper.arxiv_id + paper.arxiv_version,
        "Editor": _names(paper.editors),
    }


def _state(details: PaperDetails) -> dict[str, str]:
    texts = own_texts(details)
    extra = details.paper.extra
    return {
        "Date Added": details.added,
        "Notes": details.note,
        "Manual Tags": "; ".join(details.tags),
        **{name: texts.get(name, "") for name in NAMES},
        EXTRA: json.dumps(dict(extra), ensure_ascii=False) if extra else "",
        FACTS: json.dumps(_untold(details.paper), ensure_ascii=False),
    }


def _untold(paper: Paper) -> dict[str, object]:
    """What cells lose of a paper: its CSL type, further addresses, its own key, names that hold what parts names."""
    told: dict[str, object] = {"type": paper.type, "citekey": paper.citekey, "code_urls": list(paper.code_urls)}
    if len(paper.urls) > 1:
        told["urls"] = list(paper.urls)
    if "-" in paper.pages:
        told["pages"] = paper.pages
    for name, people in (("authors", paper.authors), ("editors", paper.editors)):
        if not all(map(_is_told, people)):
            told[name] = [asdict(person) for person in people]
    return told


def _is_told(person: Person) -> bool:
    """Whether a name can be read from its cell as it was: whole, or in two parts, and without a mark that parts."""
    if person.literal:
        return not person.family and not person.given and not _PARTING.search(person.literal)
    return bool(person.family and person.given) and not _PARTING.search(person.family) and ";" not in person.given


def _names(people: Sequence[Person]) -> str:
    return "; ".join(inverted(person) for person in people)


def _guarded(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell
