"""What CSL-JSON tells of its reader: in `custom`, and in the lines of a note.

Zotero's users write `DOI: ...` or `Read_Status: ...` on lines of their own in a note; JabRef and others tell the same
under the names of fields in `custom`. Ours begin with `x-readinglist-` and are believed before all others. What is not
understood stays where it stood.
"""

import re
from collections.abc import Callable, Mapping
from typing import TypeVar

from readinglist.domain.reading import OWN, ReaderState
from readinglist.domain.status import Status
from readinglist.importing.json_records.reading import Json, line_of, lines_in, list_in
from readinglist.importing.state_words import PLUGIN_STATUSES, RANKS, STARS, YES, moment

_Value = TypeVar("_Value")

_STATUSES = {status.value: status for status in Status} | PLUGIN_STATUSES | {"unread": Status.INBOX}
_RATINGS = STARS | RANKS
_STATUS_NAMES = (f"{OWN}status", "readstatus", "read_status")
_STATUS_TIME_NAMES = (f"{OWN}status-at", "read_status_date")
_RATING_NAMES = (f"{OWN}rating", "ranking", "rating", "rate")
_STARRED_NAMES = (f"{OWN}starred", "starred", "favorite", "favourite")
_LINE_NAMES = frozenset((*_STATUS_NAMES, *_STATUS_TIME_NAMES, *_RATING_NAMES, *_STARRED_NAMES))
_LINE = re.compile(r"\s*(?:\{:\s*)?([A-Za-z][\w .-]{0,40}?)\s*:\s*(.*?)\s*\}?\s*")


def lines_of_note(note: str, is_known: Callable[[str, str], bool]) -> tuple[dict[str, str], str]:
    """Part a note into the lines `Name: value` and `{:name: value}` that are known, and the rest."""
    told: dict[str, str] = {}
    kept = []
    for line in note.splitlines():
        found = _LINE.fullmatch(line) if len(line) <= 2_000 else None
        if found and found[2] and found[1] not in told and is_known(found[1], found[2]):
            told[found[1]] = found[2]
        else:
            kept.append(line)
    return told, "\n".join(kept).strip()


def is_state(name: str, value: str) -> bool:
    """Whether a line tells of the reader, in words that are understood."""
    if name.lower().replace(" ", "_") not in _LINE_NAMES:
        return False
    state, left = state_of({name: value})
    return not left and state != ReaderState()


def state_of(custom: Json) -> tuple[ReaderState, dict[str, object]]:
    """The state that members tell, and the members that tell none."""
    told = {name.lower().replace(" ", "_"): value for name, value in custom.items()}
    used: set[str] = set()
    state = ReaderState(
        status=_first(told, used, _STATUS_NAMES, _status),
        status_at=_first(told, used, _STATUS_TIME_NAMES, _moment) or "",
        rating=_first(told, used, _RATING_NAMES, _rating) or 0,
        starred=_first(told, used, _STARRED_NAMES, _yes) or False,
        tags=_first(told, used, (f"{OWN}tags",), tags_of) or (),
        notes=_first(told, used, (f"{OWN}notes", f"{OWN}note"), notes_of) or (),
        added=_first(told, used, (f"{OWN}added",), _moment) or "",
    )
    return state, {name: value for name, value in custom.items() if name.lower().replace(" ", "_") not in used}


def notes_of(value: object) -> tuple[str, ...]:
    """The notes of a text or of a list of texts, their lines as they are."""
    return tuple(note.strip() for note in list_in({"note": value}, "note") if isinstance(note, str) and note.strip())


def _first(
    told: Mapping[str, object], used: set[str], names: tuple[str, ...], read: Callable[[object], _Value | None]
) -> _Value | None:
    """What the most trusted of these members tells; all of them that tell it are used up."""
    values = [(name, value) for name in names if name in told and (value := read(told[name])) is not None]
    used.update(name for name, _ in values)
    return values[0][1] if values else None


def _status(value: object) -> Status | None:
    return _STATUSES.get(line_of(value).lower())


def _rating(value: object) -> int | None:
    return _RATINGS.get(line_of(value).lower())


def _yes(value: object) -> bool | None:
    return True if value is True or line_of(value).lower() in YES else None


def _moment(value: object) -> str | None:
    return moment(line_of(value))


def tags_of(keywords: object) -> tuple[str, ...]:
    """Tags from a list, or from a text in which semicolons or, where there are none, commas part them."""
    written = keywords.split(";" if ";" in keywords else ",") if isinstance(keywords, str) else keywords
    return lines_in({"tags": written}, "tags")
