"""Dates of CSL and of the services."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.importing.json_records.dates import csl_date


@pytest.mark.parametrize(
    ("value", "date", "is_whole"),
    [
        ({"date-parts": [[2021, 3, 5]]}, "2021-03-05", True),
        ({"date-parts": [["2021", "03"]]}, "2021-03", True),
        ({"date-parts": [[2021]]}, "2021", True),
        ({"date-parts": [[2014, 12, 31], [2015, 1, 1]]}, "2014-12-31", False),
        ({"date-parts": [[2021, 15]]}, "2021", False),
        ({"date-parts": [[2021]], "season": 2}, "2021", False),
        ({"date-parts": [[2021]], "circa": True}, "2021", False),
        ({"date-parts": [["-44", 3]]}, "", False),
        ({"date-parts": [[None]]}, "", False),
        ({"date-parts": [[]], "raw": "2019-08"}, "2019-08", True),
        ({"raw": "January 1, 2013"}, "2013-01-01", False),
        ({"raw": "3 March 2013"}, "2013-03-03", False),
        ({"literal": "spring 2013"}, "2013", False),
        ("2021-03-05T10:00:00.000Z", "2021-03-05", False),
        (2021, "2021", True),
        ({"date-parts": 7}, "", False),
        ({"date-parts": [[{}, []]]}, "", False),
        (None, "", False),
    ],
)
def test_a_date(value: object, date: str, is_whole: bool) -> None:
    assert csl_date(value) == (date, is_whole)


@given(st.lists(st.lists(st.integers() | st.text(max_size=5) | st.none(), max_size=5), max_size=3))
def test_any_parts_give_a_date_or_none(parts: list[object]) -> None:
    date, _ = csl_date({"date-parts": parts})
    assert len(date) in (0, 4, 7, 10)
