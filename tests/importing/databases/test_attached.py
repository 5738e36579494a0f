import os
from pathlib import Path

import pytest

from readinglist.importing.databases.attached import inside, linked


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    file = tmp_path / "a b&c.pdf"
    file.write_bytes(b"%PDF-1.4")
    return file


def test_a_document_is_found_by_its_path_or_address(pdf: Path) -> None:
    assert linked(str(pdf)) == linked(pdf.as_uri()) == linked(f"file://localhost{pdf.as_uri()[7:]}") == pdf


def test_what_is_elsewhere_or_no_document_is_not_taken(pdf: Path) -> None:
    pdf.with_name("key").write_bytes(b"secret")
    for path in ("", pdf.name, "file://host.example/a.pdf", str(pdf.with_name("key")), str(pdf.parent), f"{pdf}\0.pdf"):
        assert linked(path) is None, path


@pytest.mark.skipif(os.name == "nt", reason="needs the pipes of Unix")
def test_a_pipe_that_is_called_a_document_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.pdf")
    assert linked(str(tmp_path / "pipe.pdf")) is None
    assert inside(tmp_path, "pipe.pdf") is None


def test_inside_leads_nowhere_else(pdf: Path, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "up").symlink_to(tmp_path)
    assert inside(tmp_path, pdf.name) == pdf
    for parts in (("..", pdf.name), ("up", pdf.name), (f"../{pdf.name}",), (str(pdf),), ("",), (".",), ("gone.pdf",)):
        assert inside(tmp_path / "folder", *parts) is None, parts
