"""The dates of BibTeX (`year`, `month`, `day`) and BibLaTeX (`date`, ISO 8601-2 with ranges and doubts)."""

import calendar
import re

from readinglist.domain.bibtex import MONTHS

_ISO = re.compile(
    r"(\d{4})(?:-(?:(\d\d)(?:-(?:(\d\d)(?:T.*)?|[uX]{2}))?|[uX]{2}(?:-[uX]{2})?))?[?~%]?",
    re.ASCII | re.DOTALL | re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\d)[12]\d{3}(?!\d)", re.ASCII)
_MONTH_NAME = re.compile(rf"\b({'|'.join(MONTHS)})[a-z]*", re.IGNORECASE)
_ONE_DAY = re.compile(rf"\W*(?:\d+\W+)?(?:\d+|(?:{'|'.join(MONTHS)})[a-z]*)(?:\W+\d+)?\W*", re.ASCII | re.IGNORECASE)
_NUMBER = re.compile(r"\d+", re.ASCII)


def iso_date(date: str) -> tuple[str, bool]:
    """Read a BibLaTeX date: ISO 8601, as precise as known, and whether that says all of it.

    A range gives its beginning, or its end where the beginning is open; a season and a doubtful date give their year;
    an unknown month or day is left out; a date with an unknown year, or one before the year 1000, gives none.
    """
    start, _, end = date.strip().partition("/")
    for part in (start, end):
        if found := _ISO.fullmatch(part.strip()):
            known = precise(found[1], found[2] or "", found[3] or "")
            return known, known == date.strip()
        if part.strip() not in ("", ".."):
            break
    return "", False


def year_of(year: str) -> tuple[str, bool]:
    """Read a `year`: the first year in it, and whether it says nothing else."""
    found = _YEAR.search(year)
    return (found[0], found[0] == year.strip()) if found else ("", False)


def month_and_day(month: str, day: str) -> tuple[str, str]:
    """Read a `month`, which may hold the day as well: two digits each, or empty; of several months the first."""
    text = month.strip()
    if text.isdecimal() and text.isascii():
        number = int(text) if len(text) <= 2 else 0
    elif found := _MONTH_NAME.search(text):
        number = MONTHS.index(found[1].lower()) + 1
        day = day or _first_number(text)
    else:
        number = 0
    if not 1 <= number <= 12:
        return "", ""
    return f"{number:02}", f"{int(day):02}" if _NUMBER.fullmatch(day) and len(day) <= 2 else ""


def is_one_day(month: str) -> bool:
    """Whether a `month` says no more than one month, or one day of it."""
    return _ONE_DAY.fullmatch(month) is not None


def precise(year: str, month: str, day: str) -> str:
    """The date as precise as its parts are real: no thirteenth month and no thirtieth of February."""
    if not year or int(year) < 1000:
        return ""
    if not month or not 1 <= int(month) <= 12:
        return year
    if not day or not 1 <= int(day) <= calendar.monthrange(int(year), int(month))[1]:
        return f"{year}-{month}"
    return f"{year}-{month}-{day}"


def _first_number(text: str) -> str:
    found = _NUMBER.search(text)
    return found[0] if found else ""
