"""Papers as BibTeX, in UTF-8, for citing: nothing private leaves, neither the reader's own words nor other programs'.

Fields of a foreign entry that have no place in a paper are written as they came.
"""

import re
from collections.abc import Iterable, Iterator

from readinglist.domain.bibtex import MONTHS, TYPE_FIELD, entry_type, publisher_field, venue_field
from readinglist.domain.paper import Paper, Person
from readinglist.domain.reading import PaperDetails
from readinglist.exporting.cite_keys import cite_keys
from readinglist.exporting.latex import escape, is_verbatim

_DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d\d))?)?", re.ASCII)
_TYPE_NAME = re.compile(r"[a-z][a-z0-9_-]*")
_FIELD_NAME = re.compile(r"[^\s\"#%'(),={}\\]+")
_ADDRESS_ESCAPES = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C", "\n": " "})

_PRIVATE = frozenset(
    # what readers keep in JabRef, BibDesk, Papers, Mendeley, calibre and Zotero: state, notes, tags, files, habits
    "readstatus ranking priority relevance qualityassured printed read rating stars starred favorite favourite"
    " comment comments review annote annotation notes mynote mynotes keywords tags mendeley-tags mendeley-groups groups"
    " owner timestamp creationdate modificationdate date-added date-modified file pdf local-url localfile uri"
    " calibreid username __markedentry extra".split()
)
_PRIVATE_BEGINNINGS = ("comment-", "x-", "bdsk-file-")
_PRIVATE_TEXT = re.compile(r"read\\?_status|^\s*rate\s*:", re.IGNORECASE | re.MULTILINE)

_RESOLVED = frozenset({"crossref", "xdata", "xref", "entryset", TYPE_FIELD})
"""What the import has put in its place already; written again, it would name entries that are not in the file."""


def write(papers: Iterable[PaperDetails]) -> str:
    """Give the papers as one text, an entry each, in their order; empty where there are none."""
    return "\n".join(entries(papers))


def entries(papers: Iterable[PaperDetails]) -> Iterator[str]:
    """Give the papers as entries, each ending in a newline; the keys are told apart among all of them."""
    listed = [details.paper for details in papers]
    for paper, key in zip(listed, cite_keys(listed), strict=True):
        kind = _kind(paper)
        fields = _fields(paper, kind)
        fields |= _foreign(paper, fields)
        lines = [f"  {name} = {value},\n" for name, value in fields.items() if value]
        yield f"@{kind}{{{key},\n{''.join(lines)}}}\n"


def _kind(paper: Paper) -> str:
    """The entry type: the original one, else what stands for the paper's type; a printed "article" has a journal."""
    original = paper.extra.get(TYPE_FIELD, "").lower()
    if _TYPE_NAME.fullmatch(original):
        return original
    return "article" if paper.type == "article" and paper.venue else entry_type(paper.type)


def _fields(paper: Paper, kind: str) -> dict[str, str]:
    """The paper's own fields with their values as they are written, delimiters included; empty where not known."""
    dated = _DATE.fullmatch(paper.date)
    year, month, day = dated.groups(default="") if dated else (paper.date, "", "")
    return {
        "title": _braced(escape(paper.title, keep_capitals=True)),
        "author": _names(paper.authors),
        "editor": _names(paper.editors),
        venue_field(kind): _text(paper.venue),
        "year": _text(year),
        "month": MONTHS[int(month) - 1] if month else "",
        "day": _text(day),
        "volume": _text(paper.volume),
        "number": _text(paper.issue),
        "pages": _text(paper.pages).replace("–", "--"),
        publisher_field(kind): _text(paper.publisher),
        "doi": _address(paper.doi),
        "eprint": _address(paper.arxiv_id + paper.arxiv_version),
        "archiveprefix": "{arXiv}" if paper.arxiv_id else "",
        "url": _address(paper.urls[0]) if paper.urls else "",
        "isbn": _text(paper.isbn),
        "issn": _text(paper.issn),
        "language": _text(paper.language),
        "abstract": _text(paper.abstract),
    }


def _foreign(paper: Paper, written: dict[str, str]) -> dict[str, str]:
    """The foreign fields that are not private, where the paper does not say the same thing itself."""
    return {
        name: _braced(value if is_verbatim(value) else escape(value))
        for name, value in paper.extra.items()
        if _FIELD_NAME.fullmatch(name)
        and name not in _RESOLVED
        and not written.get(name)
        and not _is_private(name.lower(), value)
    }


def _is_private(name: str, value: str) -> bool:
    return name in _PRIVATE or name.startswith(_PRIVATE_BEGINNINGS) or bool(_PRIVATE_TEXT.search(value))


def _names(people: Iterable[Person]) -> str:
    return _braced(" and ".join(_name(person) for person in people))


def _name(person: Person) -> str:
    if person.literal or not (person.family and person.given):
        return _braced(escape(person.full))
    given, comma, suffix = person.given.rpartition(", ")
    if comma and given and suffix:
        return f"{_part(person.family)}, {_part(suffix)}, {_part(given)}"
    return f"{_part(person.family)}, {_part(person.given)}"


def _part(name: str) -> str:
    """A part of a name, in braces where BibTeX would part it further."""
    is_parted = "," in name or "$" in name or "and" in name.lower().split()
    return _braced(escape(name)) if is_parted else escape(name)


def _text(text: str) -> str:
    return _braced(escape(text))


def _address(address: str) -> str:
    """An identifier or address, verbatim but for what would break the entry."""
    return _braced(address.strip().translate(_ADDRESS_ESCAPES))


def _braced(value: str) -> str:
    return f"{{{value}}}" if value else ""
