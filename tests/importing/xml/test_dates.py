import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.importing.xml.dates import free_date


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2016", "2016"),
        ("2016-03", "2016-03"),
        ("2016-03-22 04:55:27", "2016-03-22"),
        ("2016-03-22T04:55:27Z", "2016-03-22"),
        ("2016/3/2", "2016-03-02"),
        ("2016/00/00", "2016"),
        ("3/2016", "2016-03"),
        ("3/4/2016", "2016"),
        ("March 2016", "2016-03"),
        ("22 March 2016", "2016-03-22"),
        ("March 22, 2016", "2016-03-22"),
        ("Jan-Feb 2016", "2016-01"),
        ("2016 Feb 30", "2016-02"),
        ("c. 1937", "1937"),
        ("spring", ""),
        ("", ""),
    ],
)
def test_a_date_is_as_precise_as_it_is_sure(written: str, date: str) -> None:
    assert free_date(written) == date


@given(st.text("0123456789-/. TJan", max_size=20) | st.text())
def test_any_text_is_a_date_or_none(text: str) -> None:
    date = free_date(text)
    assert len(date) in (0, 4, 7, 10)
