"""DataCite's records in their shape."""

from typing import Any

import pytest

from readinglist.domain.paper import Paper, Person
from readinglist.importing.json_records.datacite import paper


def record(**more: Any) -> dict[str, Any]:
    return {"id": "10.5000/calls", "attributes": {"doi": "10.5000/CALLS", "titles": [{"title": "Owl calls"}], **more}}


def test_a_record_is_read_with_all_it_has() -> None:
    whole = record(
        titles=[
            {"title": "Rufe der Eulen", "titleType": "TranslatedTitle"},
            {"title": "Owl <i>calls</i>"},
            {"title": "at night", "titleType": "Subtitle"},
        ],
        creators=[
            {"name": "Owl, Ana", "givenName": "Ana", "familyName": "Owl", "nameType": "Personal"},
            {"name": "Barn Society of Owls", "nameType": "Organizational"},
            {"name": "Tom van der Hen"},
        ],
        contributors=[{"name": "Fox, Eve", "contributorType": "Editor"}, {"name": "X", "contributorType": "Other"}],
        publicationYear=2023,
        dates=[
            {"date": "2022-01-01", "dateType": "Created"},
            {"date": "2023-05-06T10:00:00Z", "dateType": "Available"},
        ],
        types={"resourceTypeGeneral": "Dataset", "citeproc": "dataset"},
        publisher={"name": "Barn Archive"},
        descriptions=[
            {"description": "Methods", "descriptionType": "Methods"},
            {"description": "Calls, see https://github.com/barn/owls.", "descriptionType": "Abstract"},
        ],
        container={"title": "Night", "volume": "2", "firstPage": "3", "lastPage": "9"},
        url="https://barn.example/calls",
        language="en",
        version="1.1",
    )
    assert paper(whole) == Paper(
        title="Owl calls: at night",
        authors=(Person("Owl", "Ana"), Person(literal="Barn Society of Owls"), Person("van der Hen", "Tom")),
        editors=(Person("Fox", "Eve"),),
        abstract="Calls, see https://github.com/barn/owls.",
        date="2023-05-06",
        type="dataset",
        venue="Night",
        publisher="Barn Archive",
        volume="2",
        pages="3–9",
        doi="10.5000/calls",
        language="en",
        urls=("https://barn.example/calls",),
        code_urls=("https://github.com/barn/owls",),
        extra={"version": "1.1"},
    )


def test_arxivs_doi_is_told_as_its_id() -> None:
    found = paper(record(doi="10.48550/arXiv.2409.13948", url="https://arxiv.org/abs/2409.13948"))
    assert found is not None
    assert (found.arxiv_id, found.urls) == ("2409.13948", ())


@pytest.mark.parametrize(
    ("types", "expected"),
    [
        ({"resourceTypeGeneral": "Text", "citeproc": "article-journal"}, "article"),
        ({"resourceTypeGeneral": "Software"}, "software"),
        ({"resourceTypeGeneral": "Other", "citeproc": "report"}, "report"),
        ({"resourceTypeGeneral": "Other", "citeproc": "hedge"}, "document"),
        ({}, "document"),
    ],
)
def test_types(types: dict[str, str], expected: str) -> None:
    found = paper(record(types=types))
    assert found is not None
    assert found.type == expected


@pytest.mark.parametrize("broken", [{}, {"attributes": 7}, record(titles=[]), record(titles=[{"title": " "}, 7])])
def test_without_a_title_there_is_no_paper(broken: dict[str, Any]) -> None:
    assert paper(broken) is None


def test_things_of_the_wrong_kind_are_passed_over() -> None:
    found = paper(record(creators=[7, {}], dates="x", container=[], publisher=["x"], descriptions={"a": 1}, types=1))
    assert found == Paper("Owl calls", doi="10.5000/calls", type="document")
