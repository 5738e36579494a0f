"""Dates in JSON: CSL's `date-parts`, and the texts that stand instead of them."""

from readinglist.importing.bibtex.dates import iso_date, month_and_day, precise, year_of
from readinglist.importing.json_records.reading import line_of, text_in


def csl_date(value: object) -> tuple[str, bool]:
    """Read a date of CSL or Crossref: ISO 8601, as precise as known, and whether that says all of it.

    It is an object with `date-parts` (numbers or texts), `raw` or `literal`, or a text. A range gives its beginning.
    Source: the CSL 1.0.2 input schema.
    """
    if not isinstance(value, dict):
        return written_date(line_of(value))
    parts = value.get("date-parts")
    days = [day for day in parts if isinstance(day, list)] if isinstance(parts, list) else []
    if days and (date := _of_parts(days[0])):
        is_whole = len(days) == 1 and len(date.split("-")) == sum(part is not None for part in days[0])
        return date, is_whole and not any(value.get(name) for name in ("season", "circa", "literal"))
    return written_date(text_in(value, "raw", "literal"))


def written_date(text: str) -> tuple[str, bool]:
    """Read a date in ISO 8601, or in words: "January 1, 2013"; and whether that says all of it."""
    date, is_whole = iso_date(text)
    if date:
        return date, is_whole
    year, _ = year_of(text)
    date = precise(year, *month_and_day(text, ""))
    return date, date == text != ""


def _of_parts(parts: list[object]) -> str:
    year, month, day = ([*map(line_of, parts), "", "", ""])[:3]
    if not (year.isascii() and year.isdecimal() and len(year) == 4):
        return ""
    month, day = (
        f"{part:0>2}" if part.isascii() and part.isdecimal() and len(part) <= 2 else "" for part in (month, day)
    )
    return precise(year, month, day)
