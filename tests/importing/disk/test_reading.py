"""Paths to drafts to the library: folders, PDFs, and the files that bibliographies bring along."""

from collections.abc import Callable
from pathlib import Path

import pytest

from readinglist.domain.reading import PaperDetails
from readinglist.importing.choices import Choices
from readinglist.importing.disk.copies import Copies
from readinglist.importing.pipeline import CancelledError, preview, store
from readinglist.importing.preparing import prepare_files
from readinglist.importing.report import Fate, Report
from readinglist.library import files, papers, reads
from readinglist.library.library import Library

WritePdf = Callable[..., Path]

TITLES = ["Counting Bees With Microphones", "Which Knots Hold in Wet Ropes", "Two Clocks on One Wooden Wall"]
BODY = [("a garden is a place in which plain words are said slowly, and none of them is a title", 10, 300)]
BIB = """@article{{bees, title = {{Counting Bees With Microphones}},
  author = {{Byrne, Ana}}, year = 2024, file = {{{}}}}}
@article{{hens, title = {{On the Sleep of Hens}}, author = {{Łuk, Tom}}, year = 2023}}
"""


@pytest.fixture
def folder(tmp_path: Path, write_pdf: WritePdf) -> Path:
    place = tmp_path / "Papers"
    place.mkdir()
    for number, title in enumerate(TITLES):
        write_pdf(place / f"{number}.pdf", [(title, 18, 700), *BODY])
    return place


def take_in(library: Library, *paths: Path, choices: Choices | None = None) -> Report:
    return store(library, prepare_files(paths), choices or Choices())


def stored(library: Library) -> list[PaperDetails]:
    with library.read() as session:
        return reads.details(session, papers.known(session, range(1, 50)))


def copied(library: Library) -> list[Path]:
    return sorted(file for file in (library.folder / "files").rglob("*") if file.is_file())


def test_each_pdf_of_a_folder_becomes_a_paper_with_its_file(library: Library, folder: Path) -> None:
    report = take_in(library, folder)
    assert report.count(Fate.ADDED) == 3
    assert report.doubtful == {0, 1, 2}
    assert all(outcome.reason.endswith("; title guessed from the first page: check it") for outcome in report.outcomes)
    for paper, title in zip(stored(library), TITLES, strict=True):
        assert paper.paper.title == title
        [path] = paper.files
        assert path.endswith(f"/{title}.pdf")
        assert (library.folder / path).read_bytes().startswith(b"%PDF-")


def test_the_same_pdf_again_is_the_same_paper(library: Library, folder: Path) -> None:
    take_in(library, folder)
    (folder / "copy of 0.pdf").write_bytes((folder / "0.pdf").read_bytes())
    report = take_in(library, folder / "copy of 0.pdf", folder)
    assert [outcome.fate for outcome in report.outcomes] == [Fate.UNCHANGED] * 4
    assert report.outcomes[0].reason == "the same file is here already"
    assert [len(paper.files) for paper in stored(library)] == [1, 1, 1]
    assert len(copied(library)) == 3


def test_two_of_the_same_in_one_import_are_one(library: Library, folder: Path) -> None:
    (folder / "9 copy.pdf").write_bytes((folder / "0.pdf").read_bytes())
    report = take_in(library, folder)
    assert [report.count(fate) for fate in (Fate.ADDED, Fate.UNCHANGED)] == [3, 1]
    assert len(copied(library)) == 3


def test_a_pdf_of_a_known_paper_is_added_to_it(library: Library, folder: Path, tmp_path: Path) -> None:
    bib = tmp_path / "known.bib"
    bib.write_text(BIB.format(""))
    take_in(library, bib)
    report = take_in(library, folder / "0.pdf")
    [outcome] = report.outcomes
    assert outcome.fate is Fate.ENRICHED
    assert "adds 1 file" in outcome.reason
    bees = stored(library)[0]
    assert bees.files[0].endswith("/Byrne 2024 - Counting Bees With Microphones.pdf")
    library.undo()
    assert stored(library)[0].files == ()


def test_undo_takes_papers_and_files_back_and_redo_brings_them(library: Library, folder: Path) -> None:
    take_in(library, folder)
    library.undo()
    assert stored(library) == []
    library.redo()
    assert [len(paper.files) for paper in stored(library)] == [1, 1, 1]


def test_a_bibliography_brings_its_files_and_these_are_no_papers_of_their_own(library: Library, folder: Path) -> None:
    (folder / "my.bib").write_text(BIB.format(":0.pdf:PDF"))
    report = take_in(library, folder)
    assert [outcome.title for outcome in report.outcomes] == [TITLES[0], "On the Sleep of Hens", *TITLES[1:]]
    assert report.failures == ()
    bees = stored(library)[0]
    assert [person.family for person in bees.paper.authors] == ["Byrne"]
    assert bees.files[0].endswith("/Byrne 2024 - Counting Bees With Microphones.pdf")


def test_a_bibliography_read_again_brings_what_it_lacked(library: Library, folder: Path) -> None:
    bib = folder / "my.bib"
    bib.write_text(BIB.format("1.pdf"))
    missing = (folder / "1.pdf").rename(folder / "away.pdf")
    first = take_in(library, bib)
    assert "“1.pdf” is not in its folder" in first.failures[0].message
    missing.rename(folder / "1.pdf")
    second = take_in(library, bib)
    assert [outcome.fate for outcome in second.outcomes] == [Fate.ENRICHED, Fate.UNCHANGED]
    third = take_in(library, bib)
    assert [outcome.fate for outcome in third.outcomes] == [Fate.UNCHANGED] * 2


def test_what_the_preview_says_is_what_is_done(library: Library, folder: Path) -> None:
    (folder / "my.bib").write_text(BIB.format("0.pdf"))
    prepared = prepare_files([folder])
    told = [(outcome.fate, outcome.reason) for outcome in preview(library, prepared).outcomes]
    assert not (library.folder / "files").exists(), "a preview copies nothing"
    done = [(outcome.fate, outcome.reason) for outcome in store(library, prepared).outcomes]
    assert told == done


def test_the_reader_s_title_is_taken_and_the_record_is_known_again(library: Library, folder: Path) -> None:
    prepared = prepare_files([folder / "0.pdf", folder / "1.pdf"])
    report = store(library, prepared, Choices(titles={1: "  Wet Knots, Measured ", 0: " "}))
    assert [outcome.title for outcome in report.outcomes] == [TITLES[0], "Wet Knots, Measured"]
    assert report.doubtful == {0}
    assert stored(library)[1].files[0].endswith("/Wet Knots, Measured.pdf")
    assert take_in(library, folder / "1.pdf").outcomes[0].fate is Fate.UNCHANGED


def test_a_file_that_cannot_be_copied_is_told_and_its_paper_is_kept(library: Library, folder: Path) -> None:
    prepared = prepare_files([folder])
    (folder / "1.pdf").unlink()
    report = store(library, prepared)
    assert [len(paper.files) for paper in stored(library)] == [1, 0, 1]
    [failure] = report.failures
    assert "1.pdf could not be copied into the library" in failure.message


def test_copies_that_a_crash_left_are_used(library: Library, folder: Path) -> None:
    copies = Copies(library.folder)
    for draft in prepare_files([folder]).drafts:
        assert copies.of(draft.draft.files[0], draft.draft.paper)
    orphans = copied(library)
    assert len(orphans) == 3
    take_in(library, folder)
    assert copied(library) == orphans
    assert sorted(library.folder / paper.files[0] for paper in stored(library)) == orphans


def test_reading_tells_how_far_it_is_and_can_be_stopped(folder: Path) -> None:
    told: list[tuple[int, int]] = []
    prepare_files([folder], progress=lambda *counts: told.append(counts))
    assert told == [(0, 3), (1, 3), (2, 3)]
    with pytest.raises(CancelledError):
        prepare_files([folder], cancelled=lambda: True)


def test_stopped_while_copying_nothing_is_stored(library: Library, folder: Path) -> None:
    prepared = prepare_files([folder])
    with pytest.raises(CancelledError):
        store(library, prepared, cancelled=lambda: len(copied(library)) == 2)
    assert stored(library) == []
    assert library.undo() is None


def test_a_pdf_that_ends_who_reads_it_comes_under_its_name(library: Library, folder: Path) -> None:
    fatal = folder / "1.pdf"
    prepared = prepare_files([folder], may_open=lambda path: path != fatal)
    report = store(library, prepared)
    assert [outcome.title for outcome in report.outcomes] == [TITLES[0], "1", TITLES[2]]
    assert "brought the program down" in report.outcomes[1].reason
    assert [len(paper.files) for paper in stored(library)] == [1, 1, 1]


def test_what_is_called_a_pdf_and_is_none_is_said(library: Library, folder: Path) -> None:
    (folder / "page.pdf").write_text("<!DOCTYPE html><html><body>Sign in to read this paper.</body></html>")
    (folder / "data.json").write_text('{"bees": 7}')
    report = take_in(library, folder)
    assert report.count(Fate.ADDED) == 3
    [failure] = report.failures
    assert failure.source == str(folder / "page.pdf")


def test_hashes_of_papers_are_found(library: Library, folder: Path) -> None:
    take_in(library, folder)
    digest = files.hash_of(folder / "2.pdf")
    with library.read() as session:
        assert files.by_hash(session, [digest, "none"]) == {digest: 3}
