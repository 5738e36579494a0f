from collections.abc import Iterator

import pytest
from PySide6.QtCore import QDate, QLocale

from readinglist.desktop.look.moments import day, moment


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English))
    yield
    QLocale.setDefault(before)


def test_a_day_of_another_year_bears_it() -> None:
    assert day("2019-03-11T12:00:00.000Z") == "11 March 2019"
    assert moment("2019-03-11T12:00:00.000Z").startswith("11 March 2019, ")


def test_a_day_of_this_year_does_not() -> None:
    assert day(f"{QDate.currentDate().year()}-03-11T12:00:00.000Z") == "11 March"


def test_the_time_is_the_local_one() -> None:
    assert moment("2019-03-11T09:05:00.000") == "11 March 2019, 09:05"


def test_what_is_no_time_stays_as_it_is() -> None:
    assert moment("some day") == "some day"
