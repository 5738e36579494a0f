"""What brings papers out, as the worker and the window's lanes call it."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from readinglist.domain.paper import Paper, Person
from readinglist.errors import UserError
from readinglist.exporting import live_files
from readinglist.exporting.exports import Manner
from readinglist.exporting.live_files import Fate
from readinglist.library import papers
from readinglist.library.lasting import CancelledError
from readinglist.library.library import Library
from readinglist.worker import outgoing

PATTERN = Manner().pattern


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with closing(Library(tmp_path / "library", origin="test")) as opened:
        with opened.transaction("Add") as tx:
            people = (Person("Den", "Ann"),)
            papers.add_all(tx, [Paper(f"{what} at night", authors=people) for what in ("Foxes", "Hens", "Owls")])
        yield opened


def test_all_papers_or_some_are_written_and_counted(library: Library, tmp_path: Path) -> None:
    file, told = tmp_path / "out.bib", []
    assert outgoing.write(library, None, Manner(), file, progress=lambda *counts: told.append(counts)) == 3
    assert file.read_text("utf-8").count("@misc{") == 3
    assert told[-1] == (3, 3)
    assert outgoing.write(library, [2], Manner("ris"), file) == 1
    assert "Hens at night" in file.read_text("utf-8")


def test_who_stops_an_export_has_the_file_as_it_was(library: Library, tmp_path: Path) -> None:
    file = tmp_path / "out.bib"
    file.write_text("before")
    answers = iter([False] * 3 + [True] * 9)
    with pytest.raises(CancelledError):
        outgoing.write(library, None, Manner(), file, cancelled=lambda: next(answers))
    assert file.read_text() == "before"


def test_citations_come_in_order_as_text_and_as_html(library: Library) -> None:
    cited = outgoing.cite(library, [3, 1, 99], "ieee")
    assert (cited.count, cited.failed) == (2, 0)
    first, second = cited.plain.splitlines()
    assert first == "[1] A. Den, “Owls at night”."
    assert second.startswith("[2] A. Den, “Foxes")
    assert cited.html.startswith("<p>[1] A. Den")
    with pytest.raises(CancelledError):
        outgoing.cite(library, [1], "apa", cancelled=lambda: True)
    with pytest.raises(UserError, match="no citation style"):
        outgoing.cite(library, [1], "plaid")


def test_live_files_hold_what_their_queries_mean(library: Library, tmp_path: Path) -> None:
    files = {query: tmp_path / f"{number}.bib" for number, query in enumerate(("", "foxes", "status:read"))}
    for query, file in files.items():
        live_files.keep(library, file, query, Manner(), overwrite=False)
    outcomes = outgoing.update_live_files(library, tmp_path / "cache", PATTERN)
    assert {outcome.fate for outcome in outcomes} == {Fate.WRITTEN}
    assert [file.read_text("utf-8").count("@misc{") for file in files.values()] == [3, 1, 0]
    with pytest.raises(CancelledError):
        outgoing.update_live_files(library, tmp_path / "cache", PATTERN, cancelled=lambda: True)
    files[""].write_text("mine")
    fates = [
        {
            outcome.path.name: outcome.fate
            for outcome in outgoing.update_live_files(library, tmp_path / "c", PATTERN, over)
        }
        for over in ([], [files[""]])
    ]
    assert [fate["0.bib"] for fate in fates] == [Fate.CHANGED, Fate.WRITTEN]
