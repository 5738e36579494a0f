import json
from pathlib import Path

import pytest

from readinglist.domain.paper import Person
from readinglist.domain.status import Status
from readinglist.importing.databases import reader_of
from readinglist.importing.source import Parsed


@pytest.fixture
def make_library(tmp_path: Path, make_database):
    def make(*records: object) -> Parsed:
        rows = [
            (f"AB{number}", "metadata", data if isinstance(data, bytes) else json.dumps(data).encode())
            for number, data in enumerate(records)
        ]
        columns = "fingerprint text, extension text, data blob"
        make_database(tmp_path / "Qiqqa.library", {"LibraryItem": (columns, [*rows, ("AB0", "annotations", b"[]")])})
        reader = reader_of(tmp_path)
        assert reader
        return reader(tmp_path)

    return make


def test_a_document_with_its_state_and_file(tmp_path: Path, make_library) -> None:
    (tmp_path / "documents" / "A").mkdir(parents=True)
    (tmp_path / "documents" / "A" / "AB0.pdf").write_bytes(b"%PDF-1.4")
    told = make_library(
        {
            "Title": "Bees in forty gardens",
            "Authors": "Ana Łuk and Bo Ash",
            "Year": "2021",
            "BibTex": "@article{luk, title={Bees}, journal={Journal of Gardens}, doi={10.1234/bees}}",
            "Tags": "counting;field work",
            "Comments": "Where do they sleep?",
            "Rating": "4",
            "ReadingStage": "Interrupted",
            "IsFavourite": True,
            "DateAddedToDatabase": "20240501080000123",
        },
        {"Title": "Gone", "Deleted": True},
        {"TitleSuggested": "", "Year": "2020"},
        b"\xff{",
    )
    [bees] = told.drafts
    assert told.format == "qiqqa"
    assert bees.paper.title == "Bees in forty gardens"
    assert bees.paper.authors == (Person("Łuk", "Ana"), Person("Ash", "Bo"))
    assert (bees.paper.date, bees.paper.venue, bees.paper.doi) == ("2021", "Journal of Gardens", "10.1234/bees")
    state = bees.state
    assert (state.status, state.rating, state.starred) == (Status.READING, 4, True)
    assert (state.tags, state.notes) == (("counting", "field work"), ("Where do they sleep?",))
    assert state.added == "2024-05-01T08:00:00.123Z"
    assert [file.name for file in bees.files] == ["AB0.pdf"]
    assert ["no title" in told.failures[0].message, "damaged" in told.failures[1].message] == [True, True]


@pytest.mark.parametrize(
    ("stage", "status"),
    [("Top priority", Status.QUEUED), ("Finished reading", Status.READ), ("Browsed", Status.SKIMMED), ("Odd", None)],
)
def test_stages(make_library, stage: str, status: Status | None) -> None:
    assert make_library({"Title": "Bees", "ReadingStage": stage}).drafts[0].state.status is status
