"""The words in which programs say what their reader thinks of a paper, whatever the format they stand in.

Sources: JabRef's special fields, and the plugins of Zotero that keep a status on lines of an item.
"""

import re
from datetime import UTC, datetime

from readinglist.domain.status import MAX_RATING, Status

YES = frozenset("1 y yes true oui".split())

PLUGIN_STATUSES = {
    "new": Status.INBOX,
    "to read": Status.QUEUED,
    "in progress": Status.READING,
    "skimmed": Status.SKIMMED,
    "read": Status.READ,
    "not reading": Status.DROPPED,
}
"""The statuses of Zotero's reading list plugin, in lower case."""

RANKS = {f"rank{stars}": stars for stars in range(1, MAX_RATING + 1)}
"""JabRef's rankings."""

STARS = {str(stars): stars for stars in range(MAX_RATING + 1)}

_TIME = re.compile(
    r"(\d{4})([-.])(\d\d)\2(\d\d)"
    r"(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{3}|\.\d{6})?)?) ?(?:Z|GMT|UTC|([+-]\d\d):?(\d\d))?)?",
    re.ASCII,
)


def moment(value: str) -> str | None:
    """A time of ISO 8601, its date with hyphens or full stops, in UTC to the millisecond; of a day its beginning.

    A time without a zone is taken for UTC. DBLP's `timestamp`, which says when its record was made, has another form.
    """
    if not (found := _TIME.fullmatch(value)):
        return None
    year, _, month, day, time, hours, minutes = found.groups()
    try:
        told = datetime.fromisoformat(f"{year}-{month}-{day}T{time or '00:00'}{hours or '+00'}:{minutes or '00'}")
        return told.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    except (ValueError, OverflowError):  # there is no such day or hour
        return None
