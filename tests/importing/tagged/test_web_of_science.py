"""Plain text of Web of Science, whole and broken."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.domain.paper import Paper, Person
from readinglist.importing.formats import parse as parse_any
from readinglist.importing.source import Source, read_source, source_from_text
from readinglist.importing.tagged.web_of_science import looks_like, parse

FOXES = """FN Clarivate Analytics Web of Science
VR 1.0
PT J
AU Denman, AB
   Luk, A
AF Denman, Ann B.
   Łuk, Ana
CA Society of Foxes
TI Counting foxes at
   night
SO JOURNAL OF HEDGES
LA English
DT Article
DE foxes; cameras
AB We count. We
   count again.
CR Ash B, 1999, J HENS, V3, P1
SN 1234-567X
EI 2345-6789
PD MAR 15
PY 2021
VL 3
IS 2
BP 10
EP 19
DI 10.1000/Fox
UT WOS:000000000000001
PM 123456
ER

PT S
AU Ash, B
TI Hens
SO Proceedings of Hens
DT Proceedings Paper
BN 978-3-16-148410-0
PD JAN-FEB
PY 2020
AR 17
ER

EF
"""


def test_all_fields() -> None:
    foxes, hens = parse(source_from_text("savedrecs.txt", FOXES)).drafts
    assert foxes.paper == Paper(
        title="Counting foxes at night",
        authors=(Person("Denman", "Ann B."), Person("Łuk", "Ana"), Person(literal="Society of Foxes")),
        abstract="We count. We count again.",
        date="2021-03-15",
        type="article-journal",
        venue="JOURNAL OF HEDGES",
        volume="3",
        issue="2",
        pages="10–19",
        doi="10.1000/fox",
        issn="1234-567X 2345-6789",
        language="English",
        extra={
            "DT": "Article",
            "DE": "foxes; cameras",
            "CR": "Ash B, 1999, J HENS, V3, P1",
            "UT": "WOS:000000000000001",
            "PMID": "123456",
        },
    )
    assert (foxes.line, foxes.state.tags) == (3, ())
    assert (hens.paper.type, hens.paper.isbn, hens.paper.pages) == ("paper-conference", "978-3-16-148410-0", "17")
    assert (hens.paper.date, hens.paper.extra["PD"]) == ("2020-01", "JAN-FEB")


def test_it_is_told_by_its_content_and_is_no_other_format() -> None:
    assert parse_any(source_from_text("x", FOXES)).format == "web-of-science"
    assert looks_like(FOXES.partition("VR 1.0\n")[2])
    assert not looks_like("PT is short for point\nand J for nothing")
    assert not looks_like("PMID- 123\nPT  - Journal Article\n")


def test_a_record_without_a_title_and_a_file_without_records_are_reported() -> None:
    [failure] = parse(source_from_text("x", "FN ISI Export Format\nVR 1.0\nPT J\nAU Ash, B\nER\nEF\n")).failures
    assert (failure.line, "no title" in failure.message) == (3, True)
    [failure] = parse(source_from_text("x", "FN Clarivate\nVR 1.0\nEF\n")).failures
    assert "no record" in failure.message


@pytest.mark.parametrize("cut", range(17, len(FOXES), 17))
def test_a_file_that_breaks_off_is_read_as_far_as_it_goes(cut: int) -> None:
    told = parse(source_from_text("x", FOXES[:cut]))
    assert told.drafts or told.failures


@given(st.text("PTJAUFNERDI \n0", max_size=200))
def test_any_text_is_read_or_reported(text: str) -> None:
    told = parse(Source("x", text))
    looks_like(text)
    assert told.drafts or told.failures


def test_the_real_file(shared_data: Path) -> None:
    told = parse(read_source(shared_data / "ris" / "rispy__example_wos.ris"))
    assert (len(told.drafts), told.failures) == (2, ())
    first = told.drafts[0].paper
    assert (first.date, first.pages, first.doi) == ("2004-06-08", "7003–7016", "10.1021/bi049798f")
    assert [len(draft.paper.authors) for draft in told.drafts] == [4, 9]
