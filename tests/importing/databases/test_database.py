import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from readinglist.errors import UserError
from readinglist.importing.databases import database, reader_of
from readinglist.importing.databases.database import is_true, number, opened, text


@pytest.fixture
def zotero(tmp_path: Path, make_database, zotero_tables) -> Path:
    return make_database(tmp_path / "zotero.sqlite", zotero_tables)


def message(path: Path) -> str:
    reader = reader_of(path)
    assert reader
    parsed = reader(path)
    assert parsed.drafts == ()
    [failure] = parsed.failures
    assert failure.message.count(". ") >= 1, "a remedy follows"
    return failure.message


def test_cells_of_any_kind_are_texts_numbers_or_nothing() -> None:
    assert [text(cell) for cell in (None, b"x", "a", 1, 1.5)] == ["", "", "a", "1", "1.5"]
    assert [number(cell) for cell in (None, b"x", "a", "7", 1.9, float("inf"), float("nan"), "9" * 40)] == [
        0,
        0,
        0,
        7,
        1,
        0,
        0,
        0,
    ]
    assert [is_true(cell) for cell in (1, "true", "1", 0, "false", None)] == [True, True, True, False, False, False]


def test_a_database_of_another_program_is_said_to_be_one(tmp_path: Path, make_database) -> None:
    assert "none of the programs" in message(make_database(tmp_path / "a.db", {"songs": ("id int", [(1,)])}))


def test_a_damaged_database_is_told_in_words(zotero: Path) -> None:
    data = bytearray(zotero.read_bytes())
    data[4096:] = b"\xa5" * (len(data) - 4096)
    zotero.write_bytes(data)
    assert "damaged" in message(zotero)
    zotero.write_bytes(data[:3000])
    assert "damaged" in message(zotero)


def test_the_database_itself_is_no_link_within_its_folder(zotero: Path, tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / "zotero.sqlite").symlink_to(zotero)
    assert "is a link" in message(tmp_path / "shared")


def test_a_log_that_is_a_link_is_refused(zotero: Path, tmp_path: Path) -> None:
    (tmp_path / "zotero.sqlite-wal").symlink_to(tmp_path / "zotero.sqlite")
    assert "is a link" in message(zotero)


def test_a_view_that_never_ends_is_not_run(zotero: Path) -> None:
    with closing(sqlite3.connect(zotero)) as connection, connection:
        connection.execute("drop table creators")
        connection.execute(
            "create view creators as with recursive n(creatorID) as (select 1 union all select creatorID from n)"
            " select creatorID, 'a' firstName, 'b' lastName from n"
        )
    reader = reader_of(zotero)
    assert reader
    assert [draft.paper.authors for draft in reader(zotero).drafts] == [(), ()]


def test_rows_and_texts_are_bounded(zotero: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "MAX_TEXT", 8)
    reader = reader_of(zotero)
    assert reader
    told = reader(zotero)
    assert any("had to be left out" in failure.message for failure in told.failures)
    monkeypatch.setattr(database, "MAX_ROWS", 3)
    assert "more than 3 rows" in message(zotero)


def test_a_cell_larger_than_any_ends_in_words(zotero: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "MAX_CELL", 1_000)
    with closing(sqlite3.connect(zotero)) as connection, connection:
        connection.execute("update itemDataValues set value = ? where valueID = 1", ("x" * 5_000,))
    assert "damaged" in message(zotero)


def test_a_database_too_large_to_copy_is_refused(zotero: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "MAX_BYTES", 100)
    assert "larger than" in message(zotero)


def test_nobody_can_write_to_the_copy(zotero: Path) -> None:
    with pytest.raises(UserError, match="damaged"), opened(zotero) as copy:
        copy._connection.execute("delete from items")


def test_the_copy_is_gone_afterwards(zotero: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    with opened(zotero):
        assert list((tmp_path / "temporary").iterdir())
    assert not list((tmp_path / "temporary").iterdir())
