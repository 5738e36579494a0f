"""What stands in the cells of a table that anybody made: names, times, statuses, stars."""

import re
from datetime import UTC, datetime

from readinglist.domain.normalise import collapse
from readinglist.domain.paper import Person
from readinglist.domain.status import MAX_RATING, Status
from readinglist.importing.state_words import PLUGIN_STATUSES, YES, moment
from readinglist.importing.xml.dates import free_date
from readinglist.importing.xml.names import person

_STATUSES = (
    {status.value: status for status in Status}
    | PLUGIN_STATUSES
    | {
        "to-read": Status.QUEUED,
        "todo": Status.QUEUED,
        "to do": Status.QUEUED,
        "want to read": Status.QUEUED,
        "later": Status.QUEUED,
        "shortlist": Status.QUEUED,
        "currently-reading": Status.READING,
        "currently reading": Status.READING,
        "started": Status.READING,
        "unread": Status.INBOX,
        "feed": Status.INBOX,
        "archive": Status.READ,
        "archived": Status.READ,
        "done": Status.READ,
        "finished": Status.READ,
        "complete": Status.READ,
        "completed": Status.READ,
        "gelesen": Status.READ,
        "lu": Status.READ,
        "leído": Status.READ,
        "abandoned": Status.DROPPED,
        "did-not-finish": Status.DROPPED,
    }
    | dict.fromkeys(YES - {"1"}, Status.READ)
)
_AND = re.compile(r"\s*;\s*|\s*\|\s*|\n+|\s+(?:and|und|et|y|&)\s+")
_COMMA = re.compile(r"\s*,\s*")
_INITIALS = re.compile(r"(?:[^\W\d_]\.?[ -]?){1,4}")
_NUMBER_OF_STARS = re.compile(r"([0-5])(?:[.,]\d+)?(?:\s*/\s*5|\s*stars?)?", re.IGNORECASE)
_SECONDS = re.compile(r"\d{9,10}")
_MARKED = frozenset({"x", "★", "♥", "❤", "✓", "✔", "starred"}) | YES
_BETWEEN_TAGS = re.compile(r"[;|\n]+")
_MOST_NAMES = 100_000


def persons(text: str) -> tuple[Person, ...]:
    """Read names parted by semicolons, bars, lines or a word, or by commas where these can part nothing else.

    "Łuk, Ana" is one person; "Ana Łuk, Bo Ash" are two, and so are "Łuk, A., Ash, B.".
    """
    parts = [part for part in _AND.split(text) if part.strip(" ,")]
    found: list[Person] = []
    for part in parts[:_MOST_NAMES]:
        found += [name for each in _at_commas(part) if (name := person(each))]
    return tuple(found)


def _at_commas(text: str) -> list[str]:
    parts = [part for part in _COMMA.split(text) if part]
    if len(parts) == 2 and not all(" " in part for part in parts):
        return [text]
    if len(parts) > 2 and len(parts) % 2 == 0 and all(_INITIALS.fullmatch(part) for part in parts[1::2]):
        return [f"{family}, {given}" for family, given in zip(parts[::2], parts[1::2], strict=True)]
    if len(parts) > 1 and all(" " in part for part in parts):
        return parts
    return [text] if len(parts) < 3 else parts


def status(text: str) -> Status | None:
    """The status that a word means."""
    return _STATUSES.get(collapse(text).lower())


def stars(text: str) -> int | None:
    """A rating of at most five stars: "4", "4/5", "★★★★"; None where it is none."""
    written = text.strip()
    if written and set(written) <= {"★", "☆", "⭐", "\ufe0f", "*"}:
        return min(sum(sign in "★⭐*" for sign in written), MAX_RATING)
    found = _NUMBER_OF_STARS.fullmatch(written)
    return int(found[1]) if found else None


def is_marked(text: str) -> bool:
    """Whether a cell says yes."""
    return text.strip().lower() in _MARKED


def time(text: str) -> str:
    """A time, ISO 8601 in UTC to the millisecond: of seconds since 1970, of ISO 8601, or the beginning of a day."""
    written = text.strip()
    if _SECONDS.fullmatch(written):
        return datetime.fromtimestamp(int(written), UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return moment(written) or moment(free_date(written)) or ""


def tags(text: str) -> list[str]:
    """Tags, parted by semicolons, bars or lines, or else by commas."""
    parts = _BETWEEN_TAGS.split(text) if _BETWEEN_TAGS.search(text) else text.split(",")
    return [tag for part in parts if (tag := collapse(part))]
