"""Papers as RIS, the tagged format of reference managers.

Sources: the RIS format specification of 2011 (reference types and tags), and what Zotero and EndNote read. A value is
one line, so that none can pass for another tag; only a note keeps its lines. RIS has no tag for where a reader stands:
for moving, that goes into a note in brackets, a name and value a line, "x-readinglist-status: read"; what may hold more
than a line is JSON there.
"""

import re
from collections.abc import Iterable, Iterator

from readinglist.domain.links import LinkKind, links
from readinglist.domain.paper import Paper
from readinglist.domain.reading import PaperDetails
from readinglist.exporting.citing.cite_keys import cite_keys
from readinglist.exporting.names import inverted
from readinglist.exporting.profile import Profile
from readinglist.exporting.reader_state import EXTRA, FACTS, NOTE, TAGS, one_line, own_texts, paper_facts

_TYPES = {
    "article": "UNPB",
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "book": "BOOK",
    "chapter": "CHAP",
    "dataset": "DATA",
    "entry": "ENCYC",
    "entry-dictionary": "DICT",
    "entry-encyclopedia": "ENCYC",
    "legal_case": "CASE",
    "manuscript": "UNPB",
    "map": "MAP",
    "motion_picture": "MPCT",
    "pamphlet": "PAMP",
    "paper-conference": "CONF",
    "patent": "PAT",
    "post": "ELEC",
    "post-weblog": "BLOG",
    "report": "RPRT",
    "review": "JOUR",
    "software": "COMP",
    "song": "SOUND",
    "speech": "SLIDE",
    "standard": "STAND",
    "thesis": "THES",
    "webpage": "ELEC",
}
_OTHER_TYPE = "GEN"
_TAG = re.compile(r"[A-Z][A-Z0-9] {0,2}-")
_MARKUP = re.compile(r"[<>&:\[\];]|doi|10\.")
_END = "\r\n"

Line = tuple[str, str]


def write(papers: Iterable[PaperDetails], profile: Profile = Profile.CITING) -> str:
    """Give the papers as one text, a record each, in their order; empty where there are none."""
    listed = list(papers)
    keys = cite_keys([details.paper for details in listed])
    return _END.join(
        _record([("ID", key), *_facts(details.paper), *(_state(details) if profile is Profile.MOVING else ())], details)
        for details, key in zip(listed, keys, strict=True)
    )


def _record(lines: Iterable[Line], details: PaperDetails) -> str:
    written = [("TY", _type(details.paper)), *((tag, value) for tag, value in lines if value), ("ER", "")]
    return "".join(f"{tag}  - {value}{_END}" for tag, value in written)


def _type(paper: Paper) -> str:
    if paper.type == "article" and paper.venue:
        return "JOUR"
    return _TYPES.get(paper.type, _OTHER_TYPE)


def _facts(paper: Paper) -> Iterator[Line]:
    first, dash, last = paper.pages.partition("–")
    is_range = bool(dash) and "–" not in last and "," not in paper.pages
    facts = (
        ("TI", paper.title),
        *(("AU", inverted(person)) for person in paper.authors),
        *(("A2", inverted(person)) for person in paper.editors),
        ("T2", paper.venue),
        ("PY", str(paper.year or "")),
        ("DA", _date(paper.date)),
        ("VL", paper.volume),
        ("IS", paper.issue),
        ("SP", first if is_range else paper.pages),
        ("EP", last if is_range else ""),
        ("PB", paper.publisher),
        ("DO", paper.doi),
        ("AN", f"arXiv:{paper.arxiv_id}{paper.arxiv_version}" if paper.arxiv_id else ""),
        *(("UR", link.url) for link in links(paper) if link.kind in (LinkKind.ARXIV, LinkKind.PAGE)),
        ("SN", paper.isbn),
        ("SN", paper.issn),
        ("LA", paper.language),
        ("AB", paper.abstract),
    )
    return ((tag, _line(value)) for tag, value in facts)


def _date(date: str) -> str:
    """The date with its parts between slashes, an unknown one empty: "2021/03//"."""
    parts = date.split("-") if re.fullmatch(r"\d{4}(-\d\d){0,2}", date, re.ASCII) else []
    return "/".join([*parts, *[""] * (4 - len(parts))]) if parts else ""


def _state(details: PaperDetails) -> Iterator[Line]:
    told = {name: _line(value) for name, value in own_texts(details).items()}
    told |= {TAGS: one_line(list(details.tags)) if details.tags else "", FACTS: one_line(paper_facts(details.paper))}
    told[NOTE] = one_line(details.note) if details.note and not _is_simple(details.note) else ""
    told[EXTRA] = one_line(dict(details.paper.extra)) if details.paper.extra else ""
    yield from (("KW", _line(tag)) for tag in details.tags)
    yield "N1", _lines(details.note)
    yield "N1", _END.join(["[", *(f"{name}: {value}" for name, value in told.items() if value), "]"])


def _is_simple(note: str) -> bool:
    """Whether a note is one line that no reader of RIS takes for anything else: it need not be told again."""
    return note == _line(note) and not _MARKUP.search(note)


def _line(value: str) -> str:
    return " ".join(value.split())


def _lines(note: str) -> str:
    """A note with its lines, those indented that would pass for a tag."""
    lines = note.strip().splitlines()
    return _END.join(f" {line}" if _TAG.match(line) else line for line in lines)
