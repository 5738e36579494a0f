"""A PDF as a paper.

What the file says of itself is believed where its first pages bear it out. A title that is only guessed, from the look
of the first page or from the file's name, is marked, so that the reader is asked to check it. A PDF that tells nothing
is somebody's paper all the same, and comes in under its name; only one of which no page can be shown does not.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from readinglist.domain.normalise import collapse, title_key
from readinglist.domain.paper import Paper, Person
from readinglist.domain.text import storable
from readinglist.errors import UserError
from readinglist.importing.bibtex.names import persons
from readinglist.importing.pdf.document import DamagedError, Glimpse, LockedError, look_at
from readinglist.importing.pdf.first_page import authors_below, title_lines
from readinglist.importing.pdf.identifiers import arxiv_stamp, own_doi
from readinglist.importing.pdf.metadata import Xmp, is_rubbish, listed_names, xmp_of
from readinglist.importing.source import Draft, Guess

FORMAT = "pdf"

FROM_FIRST_PAGE = "title guessed from the first page: check it"
FROM_FILE_DATA = "title from the file's own data, and not on its first pages: check it"
_FROM_NAME = "the title is the file's name: the PDF {}"

_TELLING = 200
_LONGEST = 1_000


def draft_of(path: Path) -> Draft:
    """Read a PDF as a draft that brings its file.

    Raises:
        UserError: It is damaged.
        OSError: The file cannot be read.
    """
    try:
        glimpse, xmp = look_at(path), xmp_of(path)
    except LockedError:
        return _by_name(path, "is locked with a password")
    except DamagedError as error:
        raise UserError(f"{path} is a damaged PDF.", "See whether it opens at all; else fetch it again.") from error
    return _told(path, glimpse, xmp)


def unread(path: Path, why: str) -> Draft:
    """A PDF that is not to be looked into, as a draft under its file's name; `why` goes on from "the PDF …"."""
    return _by_name(path, why)


def _by_name(path: Path, why: str, paper: Paper | None = None) -> Draft:
    title = title_of_name(path)
    told = paper or Paper(title)
    return Draft(told, 0, files=(path,), guess=Guess(title, _FROM_NAME.format(why), is_name=True))


def title_of_name(path: Path) -> str:
    """The file's name as a title: without its ending, its underscores as spaces."""
    return collapse(storable(path.stem).replace("_", " "))[:_LONGEST] or "PDF"


def _told(path: Path, glimpse: Glimpse, xmp: Xmp) -> Draft:
    text = "\n".join(glimpse.pages)
    arxiv, dated = arxiv_stamp(glimpse)
    lines = title_lines(glimpse.lines)
    seen = collapse(" ".join(line.text for line in lines))
    stated = next((title for title in (xmp.title, glimpse.info.get("Title", "")) if _is_title(title, path)), "")
    title, why = _title(stated, seen, text)
    authors = _believed([*xmp.creators, *listed_names(glimpse.info.get("Author", ""))], text)
    paper = Paper(
        title=title,
        authors=authors or (authors_below(glimpse.lines, lines) if title_key(seen) == title_key(title) else ()),
        date=_first_version(dated) if arxiv and arxiv.version == "v1" else "",
        doi=own_doi(glimpse, xmp.dois),
        arxiv_id=arxiv.id if arxiv else "",
        arxiv_version=arxiv.version if arxiv else "",
    )
    if title:
        return Draft(paper, 0, files=(path,), guess=Guess(title, why) if why else None)
    name = title_of_name(path)
    lacks = "tells no title" if title_key(text) else "holds no text; it may be a scan"
    return _by_name(path, lacks, replace(paper, title=name))


def _title(stated: str, seen: str, text: str) -> tuple[str, str]:
    """The title, of the file's data or of the page, and why it is to be checked; empty where there is none."""
    if stated and (len(text) < _TELLING or _stands_in(stated, text)):
        return stated, ""
    if seen:
        return seen, FROM_FIRST_PAGE
    return stated, FROM_FILE_DATA if stated else ""


def _is_title(title: str, path: Path) -> bool:
    return bool(title) and len(title) <= _LONGEST and not is_rubbish(title, path.stem)


def _stands_in(words: str, text: str) -> bool:
    """Whether words stand in a text, however they are hyphenated or set over lines."""
    key = title_key(words).replace(" ", "")
    return bool(key) and key in title_key(text).replace(" ", "")


def _believed(names: Iterable[str], text: str) -> tuple[Person, ...]:
    """Names of authors as persons, if the pages bear all of them; a word alone is the name of a computer's user."""
    read = [person for name in names for person in persons(name) if person.family and person.given]
    if not read or not all(_stands_in(person.family, text) for person in read):
        return ()
    return tuple(dict.fromkeys(read))


def _first_version(dated: str) -> str:
    try:
        return datetime.strptime(dated, "%d %b %Y").date().isoformat()  # noqa: DTZ007  a day has no time zone
    except ValueError:
        return ""
