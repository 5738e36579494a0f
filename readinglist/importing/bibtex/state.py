r"""What the fields of an entry tell of its reader: status, stars, tags, notes and when the paper came.

Programs keep it in fields of their own: JabRef (`readstatus`, `ranking`, `priority`, the same words among the keywords,
`comment-<user>`), BibDesk and Papers (`read`, `rating`), KBibTeX (`x-stars`, in percent), Zotero's plugins (the lines
`Read_Status: ...` and `rate: ...` of a note). Ours are `x-readinglist-*`: they are believed before all others; the tags
among them are a JSON list, since a tag may hold any separator, and `extra` is a JSON object of further fields.
What became state leaves the fields; what is not understood stays where it was.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from inspect import cleandoc
from typing import TypeVar

from readinglist.domain.normalise import collapse
from readinglist.domain.reading import OWN, UNTOLD, ReaderState
from readinglist.domain.status import MAX_RATING, Status
from readinglist.domain.tag import is_tag
from readinglist.importing.bibtex.latex import decode
from readinglist.importing.moved import EXTRA, FACTS
from readinglist.importing.state_words import PLUGIN_STATUSES, RANKS, STARS, YES, moment

_Value = TypeVar("_Value")

_JABREF_STATUSES = {"read": Status.READ, "skimmed": Status.SKIMMED}
_PRIORITIES = dict.fromkeys(("prio1", "prio2", "prio3"), Status.QUEUED)


def _own_status(value: str) -> Status | None:
    return Status(value) if value in set(Status) else None


def _jabref_status(value: str) -> Status | None:
    return _JABREF_STATUSES.get(value.lower())


def _plugin_status(value: str) -> Status | None:
    return PLUGIN_STATUSES.get(value.lower())


def _read_or_not(value: str) -> Status | None:
    return Status.READ if value.lower() in YES else None


def _priority(value: str) -> Status | None:
    return _PRIORITIES.get(value.lower())


def _rank(value: str) -> int | None:
    return RANKS.get(value.lower())


def _stars(value: str) -> int | None:
    return STARS.get(value)


def _percent(value: str) -> int | None:
    if not re.fullmatch(r"\d{1,3}(?:\.\d{0,9})?", value, re.ASCII) or float(value) > 100:
        return None
    return int(float(value) * MAX_RATING / 100 + 0.5)


def _yes(value: str) -> bool | None:
    return True if value.lower() in YES else None


# The fields that tell one thing, the most trusted first, each with what reads its value. A name with a blank is that of
# no field: a word among the keywords, or a line of a note.
_STATUSES = (
    (f"{OWN}status", _own_status),
    ("readstatus", _jabref_status),
    ("read", _read_or_not),
    ("keyword status", _jabref_status),
    ("line read_status", _plugin_status),
)
_PLANS = (("priority", _priority), ("keyword priority", _priority))
_STATUS_TIMES = ((f"{OWN}status-at", moment), ("line read_status_date", moment))
_RATINGS = (
    (f"{OWN}rating", _stars),
    ("ranking", _rank),
    ("rating", _stars),
    ("x-stars", _percent),
    ("keyword rank", _rank),
    ("line rate", _stars),
)
_FAVOURITES = ((f"{OWN}starred", _yes),)
_ADDED = tuple((name, moment) for name in (f"{OWN}added", "date-added", "dateadded", "creationdate", "timestamp"))

_KEYWORD_READERS: dict[str, Callable[[str], object]] = {
    "keyword status": _jabref_status,
    "keyword rank": _rank,
    "keyword priority": _priority,
}
_LINE_READERS: dict[str, Callable[[str], object]] = {
    "line read_status": _plugin_status,
    "line read_status_date": moment,
    "line rate": _stars,
}

KEYWORDS = ("keywords", "keyword", "tags", "mendeley-tags")
"""The fields that hold words to find the paper by, between commas or semicolons."""

_LATEX_NOTES = ("annote", "annotation", "review", "notes")
_COMMENT = "comment"  # in Markdown, as JabRef writes it
_LINED = ("note", "annotation", "annote", "extra")
_OF_THE_READER = frozenset(
    [name for table in (_STATUSES, _PLANS, _RATINGS, _ADDED) for name, _ in table]
    + [*KEYWORDS, *_LATEX_NOTES, _COMMENT]
)

_HAS_LINES = re.compile(r"read\\?_status|\brate[ \t]*:", re.IGNORECASE)
_LINE_END = re.compile(r"\\\\\s*|\n|[ \t]+(?=Read\\?_Status\\?_Date\b)", re.IGNORECASE)
_LINE = re.compile(r"(read\\?_status|read\\?_status\\?_date|rate)[ \t]*:[ \t]*(.*)", re.IGNORECASE)
_MARK = re.compile(r"\\.|[{},;]", re.DOTALL)
_GAP = re.compile(r"\n\s*\n")


def divided(fields: Mapping[str, str]) -> tuple[ReaderState, dict[str, str]]:
    """Part fields, their names in lower case and their values as written, into state and what is left of them."""
    if not any(name in _LINED or is_of_the_reader(name) for name in fields):
        return UNTOLD, dict(fields)
    left = dict(fields)
    told = _take_lines(left)
    tags = _take_tags(left, told)
    notes = _take_notes(left)
    told = left | told
    status = _first(told, _STATUSES)
    if status in (None, Status.QUEUED):  # of what is read or being read, a priority says something else
        status = _first(told, _PLANS) or status
    for name in (EXTRA, FACTS):
        if name in left:
            left[name] = decode(left[name])
    state = ReaderState(
        status=status,
        status_at=_first(told, _STATUS_TIMES) or "",
        rating=_first(told, _RATINGS) or 0,
        starred=_first(told, _FAVOURITES) or False,
        tags=tags,
        notes=notes,
        added=_first(told, _ADDED) or "",
    )
    return state, {name: value for name, value in left.items() if name in told or name not in fields}


def is_of_the_reader(name: str) -> bool:
    """Whether a field, its name in lower case, tells of its entry's reader, so that no other entry may take it over."""
    return name in _OF_THE_READER or name.startswith((OWN, f"{_COMMENT}-"))


def _first(told: dict[str, str], table: tuple[tuple[str, Callable[[str], _Value | None]], ...]) -> _Value | None:
    """What the most trusted field of a table tells; all of them that tell it are used up."""
    values = [(name, read(told[name].strip())) for name, read in table if name in told]
    known = [(name, value) for name, value in values if value is not None]
    for name, _ in known:
        del told[name]
    return known[0][1] if known else None


def _take_lines(left: dict[str, str]) -> dict[str, str]:
    """Take the lines of Zotero's plugins from the notes they stand in; an unknown status stays there."""
    told: dict[str, str] = {}
    for name in _LINED:
        if not _HAS_LINES.search(left.get(name, "")):
            continue
        kept = []
        for line in _LINE_END.split(left[name]):
            found = _LINE.fullmatch(line.strip())
            key = "line " + found[1].replace("\\", "").lower() if found else ""
            if found and _LINE_READERS[key](found[2]) is not None:
                told.setdefault(key, found[2])
            else:
                kept.append(line)
        _put(left, name, "\n".join(kept).strip())
    return told


def _take_tags(left: dict[str, str], told: dict[str, str]) -> tuple[str, ...]:
    """Take the keywords that can be tags, each once, and tell of JabRef's special words among them."""
    own = _own_tags(left)
    tags = list(own)
    known = {word.strip().casefold() for tag in own for word in (tag, *re.split("[,;]", tag))}
    for name in KEYWORDS:
        if name not in left:
            continue
        kept = []
        for written in _parted(_without(", ".join(own), left[name])):
            word = collapse(decode(written))
            if special := next((key for key, read in _KEYWORD_READERS.items() if read(word) is not None), ""):
                told.setdefault(special, word)
            elif is_tag(word):
                tags += [] if word.casefold() in known else [word]
            elif word:
                kept.append(written.strip())
        _put(left, name, ", ".join(kept))
    first_spellings: dict[str, str] = {}
    for tag in tags:
        first_spellings.setdefault(tag.casefold(), tag)
    return tuple(first_spellings.values())


def _without(own: str, keywords: str) -> str:
    """Keywords without our own tags, which our export writes before them; tags may hold what parts keywords."""
    words = collapse(decode(keywords))
    return words[len(own) :] if own and f"{words},".startswith(f"{own},") else keywords


def _own_tags(left: dict[str, str]) -> list[str]:
    """Take our own list of tags, which stays where it is none."""
    tags = _json(left.get(f"{OWN}tags", ""))
    if not isinstance(tags, list) or not all(isinstance(tag, str) and is_tag(tag) for tag in tags):
        return []
    del left[f"{OWN}tags"]
    return tags


def _json(written: str) -> object:
    try:
        return json.loads(decode(written))
    except (ValueError, RecursionError):  # somebody changed it
        return None


def _take_notes(left: dict[str, str]) -> tuple[str, ...]:
    own = decode(left.pop(f"{OWN}note", ""))
    notes = [own]
    for name in list(left):
        if name in _LATEX_NOTES:
            notes.append("\n\n".join(cleandoc(decode(part)) for part in _GAP.split(left.pop(name))))
        elif name == _COMMENT or name.startswith(f"{_COMMENT}-"):
            comment = left.pop(name)
            notes.append(own if own and own in (comment, decode(comment)) else cleandoc(comment))
    return tuple(dict.fromkeys(note for note in notes if note.strip()))


def _parted(keywords: str) -> Iterator[str]:
    """The keywords between semicolons or, where there are none, between commas; one in braces is not parted."""
    places: dict[str, list[int]] = {",": [], ";": []}
    depth = 0
    for mark in _MARK.finditer(keywords):
        if mark[0] in places and depth == 0:
            places[mark[0]].append(mark.start())
        depth = max(depth + (mark[0] == "{") - (mark[0] == "}"), 0)
    start = 0
    for end in [*(places[";"] or places[","]), len(keywords)]:
        yield keywords[start:end]
        start = end + 1


def _put(left: dict[str, str], name: str, value: str) -> None:
    if value:
        left[name] = value
    else:
        left.pop(name, None)
