from pathlib import Path

from readinglist.domain.paper import Person
from readinglist.domain.status import Status
from readinglist.importing import formats
from readinglist.importing.databases import koreader, reader_of
from readinglist.importing.source import source_from_text

TEXT = """-- we can read Lua syntax here!
return {
    ["annotations"] = {
        [1] = { ["text"] = "forty gardens", ["note"] = "Only forty?", ["pageno"] = 3, ["chapter"] = "Counts" },
        [2] = { ["page"] = 7 },
    },
    ["doc_path"] = "/mnt/books/Bees.pdf",
    ["doc_props"] = {
        ["authors"] = "Ana Łuk\\
Bo Ash",
        ["keywords"] = "counting; field work",
        ["title"] = "Bees in forty gardens",
    },
    ["percent_finished"] = 0.5,
    ["summary"] = {
        ["modified"] = "2024-05-01",
        ["note"] = "Where do they sleep?",
        ["rating"] = 4,
        ["status"] = "abandoned",
    },
}
"""


def test_a_book_with_what_its_reader_thinks_of_it() -> None:
    told = formats.parse(source_from_text("metadata.pdf.lua", TEXT))
    [draft] = told.drafts
    assert (told.format, told.failures) == ("koreader", ())
    assert draft.paper.title == "Bees in forty gardens"
    assert draft.paper.authors == (Person("Łuk", "Ana"), Person("Ash", "Bo"))
    assert draft.paper.extra == {"percent_finished": "0.5"}
    state = draft.state
    assert (state.status, state.status_at, state.rating) == (Status.DROPPED, "2024-05-01T00:00:00.000Z", 4)
    assert state.tags == ("counting", "field work")
    assert state.notes == ("Where do they sleep?", "## Annotations\n\n> forty gardens\n\nOnly forty? (p. 3)")


def test_a_book_is_called_by_its_file_where_nothing_else_is_known() -> None:
    [draft] = koreader.parse(source_from_text("x", 'return { ["doc_path"] = "/mnt/Bees at night.pdf" }')).drafts
    assert draft.paper.title == "Bees at night"


def test_a_folder_beside_a_book_brings_the_book(tmp_path: Path) -> None:
    folder = tmp_path / "Bees.sdr"
    folder.mkdir()
    (folder / "metadata.pdf.lua").write_text(TEXT)
    (tmp_path / "Bees.pdf").write_bytes(b"%PDF-1.4")
    reader = reader_of(folder)
    assert reader
    [draft] = reader(folder).drafts
    assert draft.files == (tmp_path / "Bees.pdf",)


def test_what_runs_is_no_table() -> None:
    [failure] = koreader.parse(source_from_text("x", 'return {\n["a"] = os.execute("x") }')).failures
    assert failure.line == 2
    assert "KOReader" in failure.message
