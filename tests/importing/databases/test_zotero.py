import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from readinglist.domain.paper import Person
from readinglist.domain.status import Status
from readinglist.importing.databases import reader_of
from readinglist.importing.source import Draft, Parsed


def parsed(folder: Path) -> Parsed:
    reader = reader_of(folder)
    assert reader
    return reader(folder)


@pytest.fixture
def folder(tmp_path: Path, make_database, zotero_tables) -> Path:
    stored = tmp_path / "Zotero" / "storage" / "FILEKEY1"
    stored.mkdir(parents=True)
    (stored / "bees.pdf").write_bytes(b"%PDF-1.4 bees")
    make_database(tmp_path / "Zotero" / "zotero.sqlite", zotero_tables)
    return tmp_path / "Zotero"


def test_an_item_with_all_that_belongs_to_it(folder: Path) -> None:
    told = parsed(folder)
    assert (told.format, told.failures) == ("zotero", ())
    bees, hens = told.drafts
    paper = bees.paper
    assert paper.title == "Bees in forty gardens"
    assert paper.authors == (Person("Łuk", "Ana"), Person(literal="The Fen Group"))
    assert paper.editors == (Person("Ash", "Bo"),)
    assert (paper.date, paper.type, paper.venue) == ("2021-03", "article-journal", "Journal of Gardens")
    assert (paper.doi, paper.abstract) == ("10.1234/bees.1", "We count.")
    assert paper.urls == ("https://example.org/bees",)
    assert paper.extra == {"place": "Fen", "extra": "kept as it is", "date": "March 2021", "tags": "x" * 150}
    state = bees.state
    assert (state.status, state.status_at) == (Status.READING, "2024-06-02T09:30:00.000Z")
    assert (state.rating, state.tags) == (4, ("counting", "Insects/Bees"))
    assert state.added == "2024-05-01T08:00:00.000Z"
    assert state.notes == ("Where do they **sleep**?", "## Annotations\n\n> forty gardens\n\nOnly forty? (p. 3)")
    assert [file.read_bytes() for file in bees.files] == [b"%PDF-1.4 bees"]
    assert (hens.paper.title, hens.paper.arxiv_id, hens.paper.type) == ("Hens at night", "2103.00001", "article")
    assert hens.state.tags == ("And round/Round",)


def test_the_bin_and_feeds_stay_where_they_are(folder: Path) -> None:
    assert [draft.paper.title for draft in parsed(folder).drafts] == ["Bees in forty gardens", "Hens at night"]


def test_what_is_written_and_not_yet_in_the_file_is_read_and_nothing_is_changed(folder: Path) -> None:
    file = folder / "zotero.sqlite"
    with closing(sqlite3.connect(file, isolation_level=None)) as open_in_zotero:
        open_in_zotero.execute("pragma journal_mode = wal")
        open_in_zotero.execute("pragma wal_autocheckpoint = 0")
        open_in_zotero.execute("update itemDataValues set value = 'Wasps' where valueID = 1")
        open_in_zotero.execute("begin immediate")
        before = {
            path: path.read_bytes() for path in folder.iterdir() if path.is_file() and path.suffix != ".sqlite-shm"
        }
        assert parsed(folder).drafts[0].paper.title == "Wasps"
        assert {path: path.read_bytes() for path in before} == before


def attach(folder: Path, mode: int, path: str, key: str = "FILEKEY1") -> Draft:
    with closing(sqlite3.connect(folder / "zotero.sqlite")) as database, database:
        database.execute("update itemAttachments set linkMode = ?, path = ? where itemID = 3", (mode, path))
        database.execute("update items set key = ? where itemID = 3", (key,))
    told = parsed(folder)
    draft = told.drafts[0]
    assert bool(draft.files) is not any("could not come along" in failure.message for failure in told.failures)
    return draft


def test_no_file_from_outside_the_folder_comes_along(folder: Path) -> None:
    secret = folder.parent / "secret.pdf"
    secret.write_bytes(b"secret")
    (folder / "storage" / "FILEKEY1" / "link.pdf").symlink_to(secret)
    (folder / "storage" / "LINKEDKY").symlink_to(folder.parent)
    for path, key in [
        ("storage:../../../secret.pdf", "FILEKEY1"),
        (f"storage:{secret}", "FILEKEY1"),
        ("storage:secret.pdf", "../../.."),
        ("storage:secret.pdf", "LINKEDKY"),
        ("storage:link.pdf", "FILEKEY1"),
        ("storage:..\\secret.pdf", "FILEKEY1"),
        ("storage:", "FILEKEY1"),
        ("storage:bees.pdf\0", "FILEKEY1"),
    ]:
        assert attach(folder, 0, path, key).files == (), path
    assert attach(folder, 0, "storage:bees.pdf").files


def test_a_storage_that_is_a_link_gives_no_files(folder: Path) -> None:
    (folder / "storage").rename(folder.parent / "elsewhere")
    (folder / "storage").symlink_to(folder.parent / "elsewhere")
    assert attach(folder, 0, "storage:bees.pdf").files == ()


def test_of_linked_files_only_documents_that_are_there_come_along(folder: Path, tmp_path: Path) -> None:
    paper = tmp_path / "linked.pdf"
    paper.write_bytes(b"%PDF-1.4")
    (tmp_path / "id_rsa").write_bytes(b"secret")
    (tmp_path / "link.pdf").symlink_to(tmp_path / "id_rsa")
    assert attach(folder, 2, str(paper)).files == (paper,)
    for path in (
        "attachments:linked.pdf",
        "linked.pdf",
        str(tmp_path / "id_rsa"),
        str(tmp_path / "link.pdf"),
        "/gone.pdf",
    ):
        assert attach(folder, 2, path).files == (), path


def test_a_pdf_of_no_item_is_a_paper_of_its_own(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "zotero.sqlite")) as database, database:
        database.execute("update itemAttachments set parentItemID = null where itemID = 3")
    told = parsed(folder)
    [loose] = [draft for draft in told.drafts if draft.paper.title == "bees"]
    assert [file.name for file in loose.files] == ["bees.pdf"]
    assert loose.state.notes == ("## Annotations\n\n> forty gardens\n\nOnly forty? (p. 3)",)


def test_an_item_without_a_title_and_a_note_of_no_item_are_told(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "zotero.sqlite")) as database, database:
        database.execute("delete from itemData where itemID = 8")
        database.execute("update itemNotes set parentItemID = null")
    told = parsed(folder)
    assert [draft.paper.title for draft in told.drafts] == ["Bees in forty gardens"]
    assert ["AAAAAAA8" in told.failures[0].message, "Where do they" in told.failures[1].message] == [True, True]


@pytest.mark.parametrize("missing", ["creators", "tags", "itemNotes", "itemAnnotations", "collections", "deletedItems"])
def test_a_library_of_another_version_is_read_without_what_it_lacks(folder: Path, missing: str) -> None:
    with closing(sqlite3.connect(folder / "zotero.sqlite")) as database, database:
        database.execute(f"drop table {missing}")
    assert "Bees in forty gardens" in [draft.paper.title for draft in parsed(folder).drafts]
