"""A file is written as a whole or not at all."""

from pathlib import Path

import pytest

from readinglist.errors import UserError
from readinglist.exporting import text_file


def test_line_ends_stay_as_they_are(tmp_path: Path) -> None:
    text_file.replace(tmp_path / "out", "a\r\nb\né")
    assert (tmp_path / "out").read_bytes() == b"a\r\nb\n\xc3\xa9"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_what_cannot_be_written_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "out").write_text("old")

    def full(_file: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(UserError, match="could not be written: No space left"):
        text_file.replace(tmp_path / "out", "new")
    assert (tmp_path / "out").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
