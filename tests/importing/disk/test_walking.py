from pathlib import Path

import pytest

from readinglist.importing.disk import walking
from readinglist.importing.disk.walking import walk


def fill(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("x")


def test_pdfs_and_bibliographies_are_found_in_their_order(tmp_path: Path) -> None:
    fill(tmp_path, "b.PDF", "a.pdf", "deep/c.pdf", "all.bib", "deep/x.json", "notes.txt", "program.py")
    walked = walk(tmp_path)
    assert [file.name for file in walked.pdfs] == ["a.pdf", "b.PDF", "c.pdf"]
    assert [file.name for file in walked.bibliographies] == ["all.bib"]
    assert [file.name for file in walked.perhaps] == ["x.json"]
    assert walked.left_out == []


def test_hidden_things_are_left_alone(tmp_path: Path) -> None:
    fill(tmp_path, ".git/a.pdf", ".hidden.pdf", "seen.pdf")
    assert walk(tmp_path).pdfs == [tmp_path / "seen.pdf"]


def test_no_link_leads_out_or_round(tmp_path: Path) -> None:
    fill(tmp_path, "outside/secret.pdf", "inside/a.pdf")
    inside = tmp_path / "inside"
    (inside / "out.pdf").symlink_to(tmp_path / "outside" / "secret.pdf")
    (inside / "folder").symlink_to(tmp_path / "outside")
    (inside / "round").symlink_to(inside)
    (inside / "again.pdf").symlink_to(inside / "a.pdf")
    walked = walk(inside)
    assert [file.name for file in walked.pdfs] == ["a.pdf", "again.pdf"]
    assert walked.left_out == ["Left out: 3 that are links out of it or to folders."]


def test_depth_and_number_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path, *(f"{'d/' * depth}{depth}.pdf" for depth in range(20)))
    walked = walk(tmp_path)
    assert len(walked.pdfs) == walking.MAX_DEPTH + 1
    assert walked.left_out == ["Left out: 1 more than 12 folders deep."]
    monkeypatch.setattr(walking, "MAX_FILES", 3)
    walked = walk(tmp_path)
    assert len(walked.pdfs) == 4
    assert "holds too much" in walked.left_out[0]


def test_it_can_be_stopped(tmp_path: Path) -> None:
    fill(tmp_path, "a.pdf")
    assert walk(tmp_path, lambda: True).count == 0
