"""Files of papers: copied in, one for the same content, never out of the folder."""

from pathlib import Path

import pytest

from readinglist.domain.paper import Paper
from readinglist.errors import UserError
from readinglist.library import files, papers, reads
from readinglist.library.library import Library


@pytest.fixture
def paper(library: Library) -> int:
    with library.transaction("Add") as tx:
        return papers.add(tx, Paper("Foxes at night"))


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    file = tmp_path / "Füchse bei Nacht.pdf"
    file.write_bytes(b"%PDF-1.7 foxes" * 100_000)
    return file


def attached(library: Library, paper: int) -> tuple[str, ...]:
    with library.read() as session:
        return reads.details(session, [paper])[0].files


def test_a_file_is_copied_in_and_found_again(library: Library, paper: int, pdf: Path) -> None:
    with library.transaction("Attach") as tx:
        path = files.attach(tx, library.folder, paper, pdf)
    content = pdf.read_bytes()
    pdf.unlink()
    assert attached(library, paper) == (path,)
    assert path.endswith("Füchse bei Nacht.pdf")
    assert files.location(library.folder, path).read_bytes() == content
    with library.read() as session:
        assert reads.lines(session, [paper])[paper].has_file
    assert [file for file in (library.folder / "files").iterdir() if file.is_file()] == []


def test_the_same_content_is_one_file(library: Library, paper: int, pdf: Path, tmp_path: Path) -> None:
    again = tmp_path / "copy.pdf"
    again.write_bytes(pdf.read_bytes())
    with library.transaction("Attach") as tx:
        files.attach(tx, library.folder, paper, pdf)
        files.attach(tx, library.folder, paper, again)
    assert len(attached(library, paper)) == 1


def test_undo_takes_it_away_and_redo_brings_it_back(library: Library, paper: int, pdf: Path) -> None:
    with library.transaction("Attach") as tx:
        path = files.attach(tx, library.folder, paper, pdf)
    library.undo()
    assert attached(library, paper) == ()
    library.redo()
    assert attached(library, paper) == (path,)
    assert files.location(library.folder, path).is_file()


@pytest.mark.parametrize("path", ["../secret.txt", "files/../../secret.txt", "/etc/hostname", "library.sqlite"])
def test_no_path_leads_out_of_the_files(library: Library, tmp_path: Path, path: str) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    (library.folder / "files").mkdir()
    with pytest.raises(UserError, match="not in the library's folder"):
        files.location(library.folder, path)


def test_what_cannot_be_copied_is_said_by_name(library: Library, paper: int, tmp_path: Path) -> None:
    missing = tmp_path / "no such file.pdf"

    def attach() -> None:
        with library.transaction("Attach") as tx:
            files.attach(tx, library.folder, paper, missing)

    with pytest.raises(UserError, match=r"no such file\.pdf could not be copied"):
        attach()
    assert attached(library, paper) == ()


def test_a_file_that_is_too_large_is_refused(
    library: Library, paper: int, pdf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "MAX_BYTES", 1000)

    def attach() -> None:
        with library.transaction("Attach") as tx:
            files.attach(tx, library.folder, paper, pdf)

    with pytest.raises(UserError, match="larger than"):
        attach()
    assert list((library.folder / "files").iterdir()) == []
