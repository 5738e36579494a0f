"""Dates, as precise as they are known."""

import pytest

from readinglist.importing.bibtex.dates import is_one_day, iso_date, month_and_day, precise, year_of


@pytest.mark.parametrize(
    ("written", "date", "is_whole"),
    [
        ("2024", "2024", True),
        ("2024-03", "2024-03", True),
        ("2024-03-18", "2024-03-18", True),
        ("2024-03-18T10:20:30Z", "2024-03-18", False),
        ("1988/1992", "1988", False),
        ("1988-05/", "1988-05", False),
        ("/1990", "1990", False),
        ("../1990", "1990", False),
        ("1723~", "1723", False),
        ("1723?", "1723", False),
        ("2004-22", "2004", False),
        ("2004-13", "2004", False),
        ("2023-02-30", "2023-02", False),
        ("2004-XX", "2004", False),
        ("2004-uu-uu", "2004", False),
        ("2004-05-XX", "2004-05", False),
        ("199u", "", False),
        ("19XX", "", False),
        ("-0044", "", False),
        ("0044", "", False),
        ("forthcoming", "", False),
        ("", "", False),
    ],
)
def test_biblatex_dates(written: str, date: str, is_whole: bool) -> None:
    assert iso_date(written) == (date, is_whole)


@pytest.mark.parametrize(
    ("written", "year", "is_whole"),
    [
        ("1999", "1999", True),
        ("1999a", "1999", False),
        ("c. 1850", "1850", False),
        ("12345", "", False),
        ("in press", "", False),
    ],
)
def test_years(written: str, year: str, is_whole: bool) -> None:
    assert year_of(written) == (year, is_whole)


@pytest.mark.parametrize(
    ("month", "day", "parts"),
    [
        ("mar", "", ("03", "")),
        ("March", "7", ("03", "07")),
        ("3", "", ("03", "")),
        ("12", "31", ("12", "31")),
        ("jan 15", "", ("01", "15")),
        ("15 jan", "", ("01", "15")),
        ("Sept.", "", ("09", "")),
        ("May-June", "", ("05", "")),
        ("June 2005", "", ("06", "")),
        ("13", "", ("", "")),
        ("spring", "3", ("", "")),
        ("", "", ("", "")),
    ],
)
def test_months(month: str, day: str, parts: tuple[str, str]) -> None:
    assert month_and_day(month, day) == parts


@pytest.mark.parametrize(
    ("month", "is_one"),
    [
        ("mar", True),
        ("March 15", True),
        ("15~mar.", True),
        ("03", True),
        ("jan/feb", False),
        ("May-June", False),
        ("Mar. 15--18", False),
        ("spring", False),
    ],
)
def test_whether_a_month_says_one_day(month: str, is_one: bool) -> None:
    assert is_one_day(month) is is_one


def test_a_month_without_a_year_is_no_date() -> None:
    assert precise("", "03", "") == ""
