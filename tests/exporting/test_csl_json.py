"""CSL-JSON as its schema has it."""

import json

import pytest

from readinglist.domain.paper import Paper
from readinglist.domain.reading import PaperDetails
from readinglist.exporting import csl_json
from readinglist.exporting.profile import Profile


def test_an_item(foxes: PaperDetails) -> None:
    assert json.loads(csl_json.write([foxes])) == [
        {
            "id": "berg2021",
            "type": "article-journal",
            "title": "Counting Foxes & Hens in $O(n)$",
            "author": [
                {"family": "van der Berg", "given": "Jan"},
                {"literal": "Barnes and Noble"},
                {"family": "King", "given": "Martin", "suffix": "Jr."},
            ],
            "container-title": "Journal of Foxes",
            "publisher": "Hen House",
            "issued": {"date-parts": [[2021, 3, 15]]},
            "volume": "3",
            "issue": "2",
            "page": "10-19",
            "DOI": "10.1000/fox_1",
            "archive": "arXiv",
            "archive_location": "2103.00001v2",
            "ISSN": "1234-5679",
            "URL": "https://example.org/a_b%20c(d)",
            "abstract": "We count.\n\nTwice.",
        }
    ]


def test_for_moving_the_state_is_custom(foxes: PaperDetails) -> None:
    [item] = json.loads(csl_json.write([foxes], Profile.MOVING))
    assert (item["keyword"], item["note"]) == ("wild, den, dug", foxes.note)
    facts = item["custom"].pop("x-readinglist-facts")
    assert facts["authors"] == [["van der Berg", "Jan", ""], ["", "", "Barnes and Noble"], ["King", "Martin, Jr.", ""]]
    assert facts["urls"] == list(foxes.paper.urls)
    assert item["custom"] == {
        "x-readinglist-status": "read",
        "x-readinglist-status-at": "2026-02-02T10:00:00.000Z",
        "x-readinglist-rating": 4,
        "x-readinglist-starred": True,
        "x-readinglist-tags": ["wild", "den, dug"],
        "x-readinglist-note": foxes.note,
        "x-readinglist-added": "2026-01-01T10:00:00.000Z",
        "x-readinglist-extra": dict(foxes.paper.extra),
    }


@pytest.mark.parametrize(
    ("date", "issued"),
    [
        ("2021", {"date-parts": [[2021]]}),
        ("2021-03", {"date-parts": [[2021, 3]]}),
        ("-0044", {"literal": "-0044"}),
    ],
)
def test_dates(date: str, issued: object) -> None:
    [item] = json.loads(csl_json.write([PaperDetails(1, Paper("A", date=date), "")]))
    assert item["issued"] == issued


def test_what_is_not_known_is_left_out_and_arxiv_has_a_page() -> None:
    [item] = json.loads(csl_json.write([PaperDetails(1, Paper("A", arxiv_id="2103.00001"), "")]))
    assert item == {
        "id": "a",
        "type": "article",
        "title": "A",
        "archive": "arXiv",
        "archive_location": "2103.00001",
        "URL": "https://arxiv.org/abs/2103.00001",
    } | {"id": item["id"]}


def test_nothing_is_an_empty_list() -> None:
    assert csl_json.write([]) == "[]\n"
