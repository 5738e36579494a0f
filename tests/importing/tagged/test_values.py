"""Names, dates, numbers, notes and addresses as people and programs write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.domain.identifiers import ArxivId
from readinglist.domain.paper import Person
from readinglist.importing.tagged import values


@pytest.mark.parametrize(
    ("written", "person"),
    [
        ("Lovelace, Ada", Person("Lovelace", "Ada")),
        ("Lovelace,A.", Person("Lovelace", "A.")),
        ("Den, Ann, Jr.", Person("Den", "Ann, Jr.")),
        ("Ada Lovelace", Person("Lovelace", "Ada")),
        ("A. B. Lovelace", Person("Lovelace", "A. B.")),
        ("Lovelace A.B.", Person("Lovelace", "A.B.")),
        ("Ludwig van Beethoven", Person("van Beethoven", "Ludwig")),
        ("van der Berg, Jan", Person("van der Berg", "Jan")),
        ("Office of Maps,", Person(literal="Office of Maps")),
        ("Burrow", Person(literal="Burrow")),
        ("王小明", Person(literal="王小明")),
        ("et al.", None),
        (" , ", None),
        ("", None),
    ],
)
def test_names(written: str, person: Person | None) -> None:
    assert values.person(written) == person


def test_several_names_in_a_line() -> None:
    assert values.persons(["Den, Ann; Fox, Bo", "Hen, Cy\nOwl, Di", "others"]) == (
        Person("Den", "Ann"),
        Person("Fox", "Bo"),
        Person("Hen", "Cy"),
        Person("Owl", "Di"),
    )


@pytest.mark.parametrize(
    ("written", "date", "is_whole"),
    [
        ("2001/09/01/", "2001-09-01", True),
        ("2001-9-1", "2001-09-01", True),
        ("2001///", "2001", True),
        ("2001/00/00/", "2001", True),
        ("2016/12//", "2016-12", True),
        ("2001/09/01/received", "2001-09-01", False),
        ("2015/october", "2015-10", True),
        ("20010901", "2001-09-01", True),
        ("1993 Oct 8", "1993-10-08", True),
        ("April 6, 2004", "2004-04-06", True),
        ("Apr 2019", "2019-04", True),
        ("1998 Dec-1999 Jan", "1998-12", False),
        ("29 Nov.-2 Dec. 2001", "2001-11-29", False),
        ("Article 10 2019", "2019", False),
        ("2001/13/01", "2001", True),
        ("2001-02-30T10:00:00Z", "2001-02", False),
        ("///", "", False),
        ("99", "", False),
        ("0000", "", True),
        ("in press", "", False),
    ],
)
def test_dates(written: str, date: str, is_whole: bool) -> None:
    assert values.iso_date(written) == (date, is_whole)


def test_the_best_date_is_the_most_precise_one_of_the_first_year() -> None:
    assert values.best_date(["2013", "2014/05/06", "2013/04"]) == "2013-04"
    assert values.best_date(["///"]) == ""


def test_a_date_that_says_less_need_not_be_kept() -> None:
    assert values.says_all("2013-04-01", "2013")
    assert values.says_all("2013", "///")
    assert not values.says_all("2013", "2014")
    assert not values.says_all("2001-11-29", "29 Nov.-2 Dec. 2001")
    assert not values.says_all("", "in press")


def test_standard_numbers_are_told_apart() -> None:
    found = values.numbers(["1234-567X (Print)", "978-3-16-148410-0", "EISSN-2345-6789", "1234-567X", "Report 7"])
    assert found == ("978-3-16-148410-0", "1234-567X 2345-6789", ["Report 7"])
    assert values.numbers(["316148410X"])[0] == "316148410X"


def test_keywords() -> None:
    assert values.tags(["foxes, red; night", "dens\n hens "]) == ["foxes, red", "night", "dens", "hens"]


@pytest.mark.parametrize(
    "written",
    ["10.1000/Fox", "doi: 10.1000/fox", "DOI 10.1000/fox", "https://doi.org/10.1000/fox", "10.1000/fox [doi]"],
)
def test_a_doi_in_any_dress(written: str) -> None:
    assert values.doi_in(written) == "10.1000/fox"
    assert values.doi_in(f"see {written} there") == ""


def test_an_arxiv_id_is_named_as_one() -> None:
    assert values.arxiv_in(["arXiv preprint arXiv:2106.09685v2"]) == ArxivId("2106.09685", "v2")
    assert values.arxiv_in(["https://arxiv.org/abs/2106.09685"]) == ArxivId("2106.09685")
    assert values.arxiv_in(["2106.09685", "arXiv"]) == ArxivId("")


def test_addresses() -> None:
    found = values.urls(["http://a.b/c;d; www.e.f", "//g.h/i\nhttp://a.b/c;d", "Shelf 3"])
    assert found == ["http://a.b/c;d", "http://www.e.f", "https://g.h/i", "Shelf 3"]


def test_a_note_loses_its_html_and_keeps_its_lines() -> None:
    assert values.note("<p>One &amp; <i>two</i></p><p>Three<br/>four</p>") == "One & two\n\nThree\n\nfour"
    assert values.note("* a < b\n* c > d") == "* a < b\n* c > d"


@given(st.text())
def test_any_text_is_taken(text: str) -> None:
    person = values.person(text)
    assert person is None or person.full.strip()
    date, _ = values.iso_date(text)
    assert len(date) in (0, 4, 7, 10)
    values.note(text)
    values.numbers([text])
    values.urls([text])
    values.arxiv_in([text])
