"""What providers keep for themselves is not for a list of references."""

import json
from collections.abc import Callable

import pytest

from readinglist.domain.reading import PaperDetails
from readinglist.exporting.bibtex import biblatex, bibtex
from readinglist.exporting.bibtex.bookkeeping import is_bookkeeping
from readinglist.exporting.profile import Profile
from readinglist.importing.json_records import crossref, openalex
from readinglist.importing.source import source_from_text

WORK = {
    "DOI": "10.1000/fox",
    "title": ["Counting Foxes"],
    "type": "journal-article",
    "indexed": {"date-parts": [[2026, 1, 2]]},
    "reference-count": 12,
    "is-referenced-by-count": 3,
    "score": 1.0,
    "member": "297",
    "source": "Crossref",
    "short-container-title": ["J. Foxes"],
    "link": [{"URL": "https://example.org/x"}],
    "publisher-location": "Paris",
}
OPEN_WORK = {
    "id": "https://openalex.org/W1",
    "doi": "https://doi.org/10.1000/hen",
    "title": "Counting Hens",
    "type": "article",
    "cited_by_count": 7,
    "counts_by_year": [{"year": 2024}],
    "is_retracted": False,
    "updated_date": "2026-01-01",
    "authorships": [],
    "primary_location": {},
    "open_access": {"is_oa": True},
}


@pytest.mark.parametrize("write", [bibtex.write, biblatex.write])
def test_the_books_of_providers_stay_when_citing_and_move_when_moving(write: Callable[..., str]) -> None:
    for parse, work, kept in ((crossref.parse, WORK, ["publisher-location"]), (openalex.parse, OPEN_WORK, [])):
        [draft] = parse(source_from_text("work.json", json.dumps(work))).drafts
        assert len(draft.paper.extra) > len(kept)
        details = PaperDetails(1, draft.paper, "")
        for name in draft.paper.extra:
            assert (name in write([details], Profile.CITING)) == (name in kept), name
            assert name in write([details], Profile.MOVING), name


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("note", "[1]"),
        ("series", '{"U}ber Füchse'),
        ("title", "[Foxes]"),
        ("source", "DBLP"),
        ("id", "fox1"),
        ("keyword", "{}"),
        ("series", '"quoted"'),
    ],
)
def test_what_a_person_wrote_is_no_bookkeeping(name: str, value: str) -> None:
    assert not is_bookkeeping(name, value)


@pytest.mark.parametrize("value", ['{"a": 1}', '["a"]', '[{"a": []}]', "[[1, 2]]", '{"a":\n{"b": 2}}'])
def test_json_of_several_values_is(value: str) -> None:
    assert is_bookkeeping("any", value)
