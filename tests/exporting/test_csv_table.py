"""A table that spreadsheets can read, and do not calculate with."""

import csv
import io
from dataclasses import replace

import pytest

from readinglist.domain.paper import Paper
from readinglist.domain.reading import PaperDetails
from readinglist.exporting import csv_table
from readinglist.exporting.profile import Profile


def read(text: str) -> list[dict[str, str]]:
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_a_row(foxes: PaperDetails) -> None:
    [row] = read(csv_table.write([foxes]))
    assert {name: value for name, value in row.items() if value} == {
        "Key": "berg2021",
        "Item Type": "journalArticle",
        "Publication Year": "2021",
        "Author": "van der Berg, Jan; Barnes and Noble; King, Martin, Jr.",
        "Title": "Counting Foxes & Hens in $O(n)$",
        "Publication Title": "Journal of Foxes",
        "ISSN": "1234-5679",
        "DOI": "10.1000/fox_1",
        "Url": "https://example.org/a_b%20c(d)",
        "Abstract Note": "We count.\n\nTwice.",
        "Date": "2021-03-15",
        "Pages": "10-19",
        "Issue": "2",
        "Volume": "3",
        "Publisher": "Hen House",
        "Archive": "arXiv",
        "Archive Location": "2103.00001v2",
    }


def test_for_moving_there_are_further_columns(foxes: PaperDetails) -> None:
    [row] = read(csv_table.write([foxes], Profile.MOVING))
    assert row["Notes"] == row["x-readinglist-note"] == foxes.note
    assert row["Manual Tags"] == "wild; den, dug"
    assert row["x-readinglist-tags"] == '["wild", "den, dug"]'
    assert (row["x-readinglist-status"], row["x-readinglist-rating"], row["x-readinglist-starred"]) == (
        "read",
        "4",
        "true",
    )


def test_nothing_is_the_header() -> None:
    for profile in Profile:
        assert len(csv_table.write([], profile).splitlines()) == 1


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "\t", "\n", " =", "＝"])
def test_a_formula_is_made_a_text(foxes: PaperDetails, begins: str) -> None:
    formula = f'{begins}HYPERLINK("http://example.org")'
    paper = Paper(formula, venue=formula, abstract=formula, extra={"a": formula})
    details = replace(foxes, paper=paper, note=formula, tags=(formula,))
    [row] = read(csv_table.write([details], Profile.MOVING))
    for name in ("Title", "Publication Title", "Abstract Note", "Notes", "Manual Tags", "x-readinglist-note"):
        assert row[name] == f"'{formula}"
    assert not any(value.lstrip().startswith(tuple("=+-@＝")) for value in row.values())


def test_other_texts_stay_as_they_are() -> None:
    title = '"Quoted", 1 = 1\nand on'
    [row] = read(csv_table.write([PaperDetails(1, Paper(title), "")]))
    assert row["Title"] == title
