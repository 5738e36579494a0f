from pathlib import Path

from readinglist.importing.databases import reader_of


def test_other_files_and_folders_have_no_reader(tmp_path: Path, shared_data: Path) -> None:
    (tmp_path / "a.sqlite").write_bytes(b"SQLite")
    (tmp_path / "zotero.sqlite").write_text("not a database")
    (tmp_path / "empty.sdr").mkdir()
    for path in (
        tmp_path,
        tmp_path / "a.sqlite",
        tmp_path / "empty.sdr",
        tmp_path / "gone",
        tmp_path / "zotero.sqlite",
    ):
        assert reader_of(path) is None
    for path in shared_data.rglob("*"):
        assert reader_of(path) is None, path


def test_a_library_of_paperlib_is_named_with_what_to_do(tmp_path: Path) -> None:
    file = tmp_path / "default.realm"
    file.write_bytes(bytes(16) + b"T-DB" + bytes(100))
    reader = reader_of(file)
    assert reader
    told = reader(file)
    assert told.drafts == ()
    assert "Paperlib" in told.failures[0].message
    assert "BibTeX" in told.failures[0].message
