from collections.abc import Callable
from pathlib import Path

import pytest

from readinglist.importing.pdf import text
from readinglist.importing.pdf.document import MAX_CHARACTERS, DamagedError, LockedError
from readinglist.importing.pdf.text import pages

WritePdf = Callable[..., Path]


def test_each_page_gives_its_text(write_pdf: WritePdf, tmp_path: Path) -> None:
    file = write_pdf(tmp_path / "a.pdf", [("bees by night", 10, 700)], [], [("hens (by day)", 10, 700)])
    assert [page.strip() for page in pages(file)] == ["bees by night", "", "hens (by day)"]


def test_pages_and_characters_are_bounded(write_pdf: WritePdf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    long = [(f"{line} bees by night " * 8, 10, 700 - 2 * line) for line in range(300)]
    file = write_pdf(tmp_path / "a.pdf", long, long, long)
    monkeypatch.setattr(text, "MAX_PAGES", 2)
    lengths = [len(page) for page in pages(file)]
    assert len(lengths) == 2
    assert all(MAX_CHARACTERS // 2 < length <= MAX_CHARACTERS for length in lengths)


def test_what_cannot_be_opened_is_said(write_pdf: WritePdf, tmp_path: Path) -> None:
    with pytest.raises(LockedError):
        list(pages(write_pdf(tmp_path / "locked.pdf", [], encrypted=True)))
    (tmp_path / "torn.pdf").write_bytes(b"%PDF-1.7")
    with pytest.raises(DamagedError):
        list(pages(tmp_path / "torn.pdf"))
