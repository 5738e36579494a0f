import time

import pytest

from readinglist.domain.days import day_in_words


def test_a_day_is_local_and_has_its_year(monkeypatch: pytest.MonkeyPatch) -> None:
    assert day_in_words("2026-03-03T12:00:00.000Z") == "3 March 2026"
    if hasattr(time, "tzset"):
        with monkeypatch.context() as patch:
            patch.setenv("TZ", "Pacific/Auckland")
            time.tzset()
            assert day_in_words("2026-12-31T23:30:00.000Z") == "1 January 2027"
        time.tzset()


def test_what_is_no_time_stays() -> None:
    assert day_in_words("long ago") == "long ago"
