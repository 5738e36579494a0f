"""Files that follow the library, and what others write into them."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from readinglist.domain.paper import Paper, Person
from readinglist.domain.status import Status
from readinglist.errors import UserError
from readinglist.exporting import live_files as live
from readinglist.exporting.exports import Manner
from readinglist.exporting.live_files import Fate
from readinglist.exporting.profile import Profile
from readinglist.library import live_files, notes, papers, reading, tags
from readinglist.library.library import Library

PATTERN = "{author}{year}{title}"


class Den:
    """A library of two papers, and a folder for files that follow it."""

    def __init__(self, folder: Path, library: Library) -> None:
        self.library = library
        self.file = folder / "out" / "den.bib"
        self.file.parent.mkdir()
        with library.transaction("Add") as tx:
            self.ids = papers.add_all(
                tx, [Paper("Foxes", authors=(Person("Den", "Ann"),)), Paper("Hens", citekey="hen1")]
            )

    def keep(self, query: str = "", manner: Manner | None = None, *, overwrite: bool = False) -> None:
        live.keep(self.library, self.file, query, manner or Manner(), overwrite=overwrite)

    def update(self, *, overwrite: bool = False) -> Fate:
        [outcome] = live.update(self.library, self.find, PATTERN, overwrite=[self.file] if overwrite else [])
        assert outcome.path == self.file
        assert str(self.file) in outcome.words
        assert outcome.is_right == (outcome.fate in (Fate.WRITTEN, Fate.CURRENT))
        return outcome.fate

    def find(self, query: str) -> list[int]:
        return self.ids[1:] if query else self.ids

    def rename(self, title: str) -> None:
        with self.library.transaction("Rename") as tx:
            papers.update(tx, self.ids[1], Paper(title, citekey="hen1"))


@pytest.fixture
def den(tmp_path: Path) -> Iterator[Den]:
    with closing(Library(tmp_path / "library", origin="test")) as library:
        yield Den(tmp_path, library)


def test_a_file_follows_the_library(den: Den) -> None:
    den.keep()
    assert den.update() is Fate.WRITTEN
    assert "@misc{denfoxes," in den.file.read_text("utf-8")
    assert den.update() is Fate.CURRENT
    den.rename("Owls")
    assert den.update() is Fate.WRITTEN
    assert "Owls" in den.file.read_text("utf-8")
    assert den.update() is Fate.CURRENT
    assert [path.name for path in den.file.parent.iterdir()] == [den.file.name]


def test_a_query_says_what_stands_in_it_and_the_manner_how(den: Den) -> None:
    with den.library.transaction("Read") as tx:
        reading.set_status(tx, den.ids, Status.READ)
    den.keep("year:2020", Manner("biblatex", Profile.MOVING))
    den.update()
    text = den.file.read_text("utf-8")
    assert "Foxes" not in text
    assert "x-readinglist-status = {read}" in text


def test_nothing_private_is_in_it_for_citing_whatever_changes(den: Den) -> None:
    den.keep()
    den.update()
    before = den.file.read_bytes()
    with den.library.transaction("Keep") as tx:
        notes.write(tx, den.ids[0], "qqhush")
        tags.add(tx, den.ids, "qqhush")
        reading.set_status(tx, den.ids, Status.DROPPED)
        reading.set_rating(tx, den.ids, 5)
        reading.set_starred(tx, den.ids, True)
    assert den.update() is Fate.CURRENT
    assert den.file.read_bytes() == before


def test_what_somebody_else_changed_is_left_alone_until_its_reader_decides(den: Den) -> None:
    den.keep()
    den.update()
    den.file.write_text("% mine\n" + den.file.read_text("utf-8"), "utf-8")
    theirs = den.file.read_bytes()
    den.rename("Owls")
    assert den.update() is Fate.CHANGED
    assert den.update() is Fate.CHANGED
    assert den.file.read_bytes() == theirs
    assert den.update(overwrite=True) is Fate.WRITTEN
    assert den.file.read_bytes() != theirs
    den.rename("Voles")
    assert den.update() is Fate.WRITTEN


def test_a_file_that_was_there_before_is_overwritten_only_on_request(den: Den) -> None:
    den.file.write_text("somebody's")
    with pytest.raises(UserError, match="is there already"):
        den.keep()
    assert den.file.read_text() == "somebody's"
    den.keep(overwrite=True)
    assert den.update() is Fate.WRITTEN
    den.keep("year:2020")  # it is ours now
    assert den.update() is Fate.WRITTEN


def test_a_file_that_came_between_is_left_alone(den: Den) -> None:
    den.keep()
    den.file.write_text("somebody's")
    assert den.update() is Fate.CHANGED
    assert den.file.read_text() == "somebody's"


def test_what_is_already_as_it_is_to_be_is_ours(den: Den) -> None:
    """As after a crash between writing a file and remembering it."""
    den.keep()
    den.update()
    live_files.keep(den.library, live_files.LiveFile(den.file, "", "bibtex", "citing", "0" * 64))
    assert den.update() is Fate.CURRENT
    den.rename("Owls")
    assert den.update() is Fate.WRITTEN


def test_a_missing_folder_is_waited_for_and_a_missing_file_is_written_anew(den: Den) -> None:
    den.keep()
    den.update()
    den.file.unlink()
    assert den.update() is Fate.WRITTEN
    den.file.unlink()
    den.file.parent.rmdir()
    assert den.update() is Fate.FOLDER_MISSING
    den.file.parent.mkdir()
    assert den.update() is Fate.WRITTEN


def test_a_folder_in_its_place_or_an_unknown_format_fails_alone(den: Den, tmp_path: Path) -> None:
    den.keep()
    other = tmp_path / "other.bib"
    live_files.keep(den.library, live_files.LiveFile(other, "", "papyrus", "citing"))
    den.file.mkdir()
    fates = {outcome.path: outcome.fate for outcome in live.update(den.library, den.find, PATTERN)}
    assert fates == {den.file: Fate.FAILED, other: Fate.FAILED}


def test_a_library_that_forgot_it_meanwhile_writes_nothing(den: Den) -> None:
    den.keep()

    def forget(query: str) -> list[int]:
        live_files.forget(den.library, den.file)
        return den.find(query)

    live.update(den.library, forget, PATTERN)
    assert not den.file.exists()


def test_a_profile_that_the_format_cannot_carry_is_refused(den: Den) -> None:
    with pytest.raises(UserError, match="no place for your status"):
        Manner("html", Profile.MOVING)
    with pytest.raises(UserError, match="no format 'papyrus'"):
        Manner("papyrus")
