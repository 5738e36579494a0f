import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.errors import UserError
from readinglist.importing.source import MAX_BYTES, read_source, source_from_bytes, source_from_text

TEXT = "Über die Größe: naïve façade, 5 €\nΣ"


def test_newlines_become_bare() -> None:
    assert source_from_bytes("a", b"a\r\nb\rc\n\rd").text == "a\nb\nc\n\nd"
    assert source_from_text("a", "a\r\nb\rc").text == "a\nb\nc"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"%PDF-1.7\nx", "a PDF"),
        (b"PK\x03\x04xx", "ZIP"),
        (b"\x89PNG\r\n", "picture"),
        (bytes(range(256)) * 4, "not text"),
        (b"\x01\x02\x03\x04abc", "not text"),
        (b"ab\0\0cd", "not text"),
        (b"\xff\xfea\0b", "not text"),
        (b"\0" * 64, "not text"),
    ],
)
def test_what_is_not_text_is_refused_by_name(data: bytes, said: str) -> None:
    with pytest.raises(UserError) as caught:
        source_from_bytes("a.bin", data)
    assert said in caught.value.message
    assert "a.bin" in caught.value.message
    assert caught.value.hint


def test_size_is_bounded(tmp_path: Path) -> None:
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(UserError, match="larger than 64 MiB"):
        read_source(large)
    with pytest.raises(UserError, match="larger than 64 MiB"):
        source_from_text("paste", "a" * (MAX_BYTES + 1))


def test_file_is_read_under_the_name_given(tmp_path: Path) -> None:
    file = tmp_path / "page.txt"
    file.write_bytes(TEXT.encode())
    assert read_source(file).name == str(file)
    assert read_source(file).text == TEXT


def test_what_cannot_be_read_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="is a folder"):
        read_source(tmp_path)
    with pytest.raises(UserError, match="There is no file"):
        read_source(tmp_path / "missing.txt")
    with pytest.raises(UserError, match="cannot be the name of a file"):
        read_source(tmp_path / "a\0b")
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        with pytest.raises(UserError, match="not an ordinary file"):
            read_source(tmp_path / "pipe")


def test_file_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "secret.txt"
    file.write_text("x")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError

    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", refuse)
        with pytest.raises(UserError, match="may not be read"):
            read_source(file)


def test_pasted_text_can_be_stored() -> None:
    text = source_from_text("paste", "half a pair: \ud83d, whole: \U0001f41d").text
    assert text.encode() == "half a pair: \ufffd, whole: \U0001f41d".encode()


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        text = source_from_bytes("x", data).text
    except UserError:
        return
    assert text.strip()
    assert "\r" not in text
    assert "\0" not in text
    text.encode()


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip))
def test_unicode_is_read_back(text: str) -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-32"):
        if not text.startswith("\ufeff"):
            assert source_from_bytes("x", text.encode(encoding)).text == text
