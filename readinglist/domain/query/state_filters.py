"""The values that state filters take: `rating:>=3`, `year:2019..2024`, `added:<7d`, `status:inbox,queued`."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from readinglist.domain.identifiers import parse_arxiv, parse_doi
from readinglist.domain.query.expression import QUOTES, Node, Or, State, StateField
from readinglist.domain.status import Status

HAVABLE = ("note", "abstract", "tag", "code", "doi", "arxiv", "file", "pdf")
"""What `has:` can ask for."""

WANTS = {
    StateField.STATUS: f"one or more of {', '.join(Status)}, with commas between",
    StateField.RATING: "stars from 0 to 5, such as 3, >=3 or 3..5",
    StateField.STARRED: "yes or no",
    StateField.YEAR: "a year, such as 2020, >=2020 or 2019..2024",
    StateField.ADDED: "a time, such as <7d, >3m, 2026-03, >=2026-03-01 or 2026-01..2026-03",
    StateField.READ: "a time, such as <7d, >3m, 2026-03, >=2026-03-01 or 2026-01..2026-03",
    StateField.DOI: "a DOI or its beginning, such as 10.1000/182",
    StateField.ARXIV: "an arXiv id or its beginning, such as 1706.03762",
    StateField.HAS: f"one of {', '.join(HAVABLE)}",
    StateField.TAGGED: "the whole name of a tag",
}
"""What each filter takes, in words for the reader."""

IS = (*Status, "unread", "starred", "rated")
"""What `is:` can ask for, which is a shorter way to write other filters."""

IS_WANTS = f"one of {', '.join(IS)}"

_YES_NO = {"yes": True, "true": True, "no": False, "false": False}
_DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}
_TICK = timedelta(milliseconds=1)

_UNREAD = (Status.INBOX, Status.QUEUED, Status.READING)
_IDENTIFIER = re.compile(r"[\w./:()<>;-]+")

_Bound = TypeVar("_Bound", int, str)

_BOUNDS = re.compile(r"(?P<low>.*?)\.\.(?P<high>.*)|(?P<sign>>=|<=|>|<|)(?P<value>.+)")
_NUMBER = re.compile(r"[0-9]{1,4}")
_LARGEST = 9999
_AGE = re.compile(r"(?P<sign><=|>=|<|>|)(?P<count>[0-9]{1,4})(?P<unit>[dwmy])")
_DATE = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?")
_INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{5,15}(?:Z|[+-][0-9]{2}:[0-9]{2})")


def read_filter(field: StateField, value: str, now: datetime | None = None) -> Node | None:
    """The test that `value` asks for, None where it cannot be understood.

    Dates are days, months and years of the time zone of `now`, of this computer's where it is None; ages such as
    `<7d` count back from `now`, a month as 30 days and a year as 365.
    """
    if field is StateField.TAGGED:
        return State(field, value, value) if value and not set(value) & set(QUOTES) else None
    value = value.lower()
    match field:
        case StateField.STATUS:
            return _one_of(StateField.STATUS, value.split(","), Status)
        case StateField.HAS:
            return _one_of(StateField.HAS, [value], HAVABLE)
        case StateField.STARRED:
            return starred(_YES_NO[value]) if value in _YES_NO else None
        case StateField.RATING | StateField.YEAR:
            return _between(field, _numbers(value))
        case StateField.DOI | StateField.ARXIV:
            return _beginning(field, value)
        case StateField.ADDED | StateField.READ:
            try:
                return _between(field, _age(value, now) or _dates(value.upper(), now))
            except (ValueError, OverflowError, OSError):  # no such day, or one before the first or after the last year
                return None


def read_is(value: str) -> Node | None:
    """The test that `is:` with this value asks for, None where there is none."""
    match value.lower():
        case "unread":
            return _one_of(StateField.STATUS, list(_UNREAD), Status)
        case "starred":
            return starred(True)
        case "rated":
            return State(StateField.RATING, 1, None)
        case status:
            return _one_of(StateField.STATUS, [status], Status)


def starred(wanted: bool) -> State:
    """The test for favourites, or for all the others."""
    return State(StateField.STARRED, wanted, wanted)


def filter_text(state: State) -> str:
    """The filter as the search box writes it, so that `read_filter` gives `state` again."""
    low, high = state.low, state.high
    if state.field is StateField.STARRED:
        return f"{state.field}:{'yes' if low else 'no'}"
    if state.field is StateField.TAGGED:
        return f'{state.field}:"{low}"'
    if low == high:
        return f"{state.field}:{low}"
    if high is None:
        return f"{state.field}:>={low}"
    if low is None:
        return f"{state.field}:<={high}"
    return f"{state.field}:{low}..{high}"


def _one_of(field: StateField, names: list[str], known: Iterable[str]) -> Node | None:
    """Any of the names; a comma at the end is a list still being written."""
    wanted = dict.fromkeys(name for name in names if name)
    if not wanted or not wanted.keys() <= set(known):
        return None
    tests = tuple(State(field, name, name) for name in wanted)
    return tests[0] if len(tests) == 1 else Or(tests)


def _beginning(field: StateField, value: str) -> State | None:
    """The test for an identifier, be it whole in any of its dresses or only begun."""
    whole = parse_doi(value) if field is StateField.DOI else (found := parse_arxiv(value)) and found.id
    written = whole or value
    return State(field, written, written) if _IDENTIFIER.fullmatch(written) else None


def _between(field: StateField, bounds: tuple[_Bound | None, _Bound | None] | None) -> State | None:
    if bounds is None or bounds == (None, None):
        return None
    low, high = bounds
    if low is not None and high is not None and low > high:
        low, high = high, low
    return State(field, low, high)


def _numbers(value: str) -> tuple[int | None, int | None] | None:
    found = _BOUNDS.fullmatch(value)
    if found is None or any(part and not _NUMBER.fullmatch(part) for part in found.group("low", "high", "value")):
        return None
    if found["value"] is None:
        return (int(found["low"]) if found["low"] else None), (int(found["high"]) if found["high"] else None)
    number = int(found["value"])
    match found["sign"]:
        case ">=":
            return number, None
        case ">":
            return (number + 1, None) if number < _LARGEST else None
        case "<=":
            return None, number
        case "<":
            return (None, number - 1) if number else None
    return number, number


def _age(value: str, now: datetime | None) -> tuple[str | None, str | None] | None:
    found = _AGE.fullmatch(value)
    if found is None:
        return None
    then = _stamp((now or datetime.now(UTC)) - timedelta(days=int(found["count"]) * _DAYS[found["unit"]]))
    return (None, then) if found["sign"].startswith(">") else (then, None)


def _dates(value: str, now: datetime | None) -> tuple[str | None, str | None] | None:
    found = _BOUNDS.fullmatch(value)
    if found is None:
        return None
    if found["value"] is None:
        low, high = _period(found["low"], now), _period(found["high"], now)
        if (found["low"] and low is None) or (found["high"] and high is None):
            return None
        return (_stamp(low[0]) if low else None), (_stamp(high[1]) if high else None)
    period = _period(found["value"], now)
    if period is None:
        return None
    first, last = period
    match found["sign"]:
        case ">=":
            return _stamp(first), None
        case ">":
            return _stamp(last + _TICK), None
        case "<=":
            return None, _stamp(last)
        case "<":
            return None, _stamp(first - _TICK)
    return _stamp(first), _stamp(last)


def _period(value: str, now: datetime | None) -> tuple[datetime, datetime] | None:
    """The first and the last millisecond of a year, month or day; of an instant, itself twice."""
    if _INSTANT.fullmatch(value):
        instant = datetime.fromisoformat(value)
        return instant, instant
    found = _DATE.fullmatch(value)
    if found is None:
        return None
    year, month, day = int(found["year"]), int(found["month"] or 1), int(found["day"] or 1)
    zone = now.tzinfo if now else None  # a time without a zone counts as this computer's
    first = datetime(year, month, day, tzinfo=zone)
    if found["day"]:
        after = first + timedelta(days=1)
    elif found["month"]:
        after = first.replace(year=year + month // 12, month=month % 12 + 1)
    else:
        after = first.replace(year=year + 1)
    return first, after - _TICK


def _stamp(moment: datetime) -> str:
    """The moment as the library writes its times."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
