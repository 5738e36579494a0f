"""The numbers by which libraries know papers and books."""

import pytest

from readinglist.domain.identity.numbers import isbns, numbers
from readinglist.domain.paper import Paper

LONG, OTHER = "9780262033848", "9780131103627"


def test_the_numbers_of_pubmed_are_found_whatever_a_source_calls_them() -> None:
    told = numbers(Paper("Knots", extra={"pmid": "12345", "PMC": "PMC678901", "pmcomment": "7"}))
    assert [str(number) for number in told] == ["PMID:12345", "PMCID:PMC678901"]


def test_an_isbn_belongs_to_the_book_and_not_to_its_chapters() -> None:
    assert [str(number) for number in numbers(Paper("Knots", type="book", isbn="0-262-03384-4"))] == [f"ISBN:{LONG}"]
    assert not numbers(Paper("A Knot", type="chapter", isbn=LONG))
    assert not numbers(Paper("Knots", type="book", isbn="0-262-03384-5"))


@pytest.mark.parametrize(
    "text",
    [
        f"{LONG} {OTHER}",
        "978-0-262-03384-8 0-13-110362-8",
        "0262033844 0131103628",
        f"{LONG}, {OTHER}",
        "978 0 262 03384 8; 978 0 13 110362 7",
    ],
)
def test_a_field_may_hold_several_isbns(text: str) -> None:
    assert isbns(text) == (LONG, OTHER)
