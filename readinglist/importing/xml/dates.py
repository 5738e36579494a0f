"""Dates as people write them into reference managers."""

import re

from readinglist.importing.bibtex.dates import iso_date, month_and_day, precise, year_of

_ISO_PREFIX = re.compile(r"\s*(\d{4}-\d\d(?:-\d\d)?)(?:[T\s].*)?$", re.ASCII | re.DOTALL)
_YEAR_FIRST = re.compile(r"\s*(\d{4})[/.](\d{1,2})(?:[/.](\d{1,2}))?\s*$", re.ASCII)
_MONTH_OF_YEAR = re.compile(r"\s*(\d{1,2})[/.](\d{4})\s*$", re.ASCII)
_YEAR = re.compile(r"(?<!\d)[12]\d{3}(?!\d)", re.ASCII)
_LONGEST = 200


def free_date(text: str) -> str:
    """Read a date, ISO 8601 and as precise as is sure; empty where no year is in it.

    Of "3/4/2020" only the year is sure: whether the day or the month comes first is not said.
    """
    text = text[:_LONGEST]
    if found := _ISO_PREFIX.match(text):
        return precise(*(found[1] + "-").split("-")[:3])
    if found := _YEAR_FIRST.match(text):
        return _padded(found[1], found[2], found[3] or "")
    if found := _MONTH_OF_YEAR.match(text):
        return _padded(found[2], found[1], "")
    if date := iso_date(text)[0]:
        return date
    year, _ = year_of(text)
    if not year:
        return ""
    month, day = month_and_day(_YEAR.sub(" ", text, count=1), "")
    return precise(year, month, day)


def _padded(year: str, month: str, day: str) -> str:
    return precise(year, f"{int(month):02}", f"{int(day):02}" if day else "")
