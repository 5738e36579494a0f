"""Values that are offered, from what is in the library."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from readinglist.domain.paper import Paper, Person
from readinglist.domain.query.completion import begun, completed
from readinglist.domain.query.parser import parse
from readinglist.domain.status import Status
from readinglist.library import papers, reading, tags
from readinglist.library.library import Library
from readinglist.search.completion import complete
from readinglist.search.evaluate import search
from readinglist.search.index import PaperIndex
from readinglist.search.indexer import catch_up

PAPERS = [
    Paper("Knots", authors=(Person("Müller", "Ada"), Person("Roe", "Jane")), venue="Journal of Knots (B)"),
    Paper("Ropes", authors=(Person("Mullen", "Jean-Luc"),), venue="Journal of Ropes"),
    Paper("Clocks", authors=(Person("Müller", "Bo"),), venue="Journal of Ropes"),
]


@pytest.fixture(scope="module")
def stocked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Library, PaperIndex]]:
    folder = tmp_path_factory.mktemp("completion")
    with closing(Library(folder / "library", origin="test")) as library:
        with library.transaction("Add") as tx:
            first, second, third = (papers.add(tx, paper) for paper in PAPERS)
            tags.add(tx, [first, second], "to read")
            tags.add(tx, [third], "reading group")
            tags.add(tx, [third], "theory")
            reading.set_status(tx, [first], Status.READ)
            reading.set_starred(tx, [second], True)
        with closing(PaperIndex.open(folder / "cache", library)) as index:
            assert catch_up(index, library)
            yield library, index


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("tag:re", [("reading group", "1 paper"), ("to read", "2 papers")]),
        ('tag:"to', [("to read", "2 papers")]),
        ("tag:", [("to read", "2 papers"), ("reading group", "1 paper"), ("theory", "1 paper")]),
        ("tagged:th", [("theory", "1 paper")]),
        ("tag:none", []),
        ("status:re", [("reading", "0 papers"), ("read", "1 paper")]),
        ("is:st", [("starred", "1 paper")]),
        ("is:un", [("unread", "")]),
        ("author:mul", [("Müller", "2 papers"), ("Mullen", "1 paper")]),
        ("author:MÜL", [("Müller", "2 papers"), ("Mullen", "1 paper")]),
        ('author:"Ada m', [("Ada Müller", "1 paper")]),
        ("author:jean", [("Jean", "1 paper"), ("Jean-Luc", "1 paper")]),
        ("venue:ro", [("Journal of Ropes", "2 papers")]),
        ("venue:jour", [("Journal of Ropes", "2 papers"), ("Journal of Knots (B)", "1 paper")]),
        ("has:p", [("pdf", "")]),
        ("rating:>", [(">=4", ""), (">=3", "")]),
        ("starred:", [("yes", ""), ("no", "")]),
        ("title:kn", []),
        ("ven", [("venue:", "where it appeared")]),
    ],
)
def test_what_is_offered(stocked: tuple[Library, PaperIndex], typed: str, offered: list[tuple[str, str]]) -> None:
    wanted = begun(typed, len(typed))
    assert wanted is not None
    assert [(each.label, each.aside) for each in complete(*stocked, wanted)] == offered


@pytest.mark.parametrize("typed", ["tag:r", "status:", "author:m", 'author:"Ada m', "venue:j"])
def test_what_is_chosen_finds_as_many_papers_as_it_says(stocked: tuple[Library, PaperIndex], typed: str) -> None:
    wanted = begun(typed, len(typed))
    assert wanted is not None
    for each in complete(*stocked, wanted):
        query = parse(completed(typed, wanted, each)[0])
        result = search(*stocked, query)
        assert result is not None
        assert not query.remarks
        assert each.aside.split()[0] == str(len(result.ids))


def test_without_an_index_no_names_are_offered(tmp_path: Path) -> None:
    wanted = begun("author:m", 8)
    assert wanted is not None
    with (
        closing(Library(tmp_path / "library", origin="test")) as library,
        closing(PaperIndex.open(tmp_path / "cache", library)) as index,
    ):
        assert complete(library, index, wanted) == []
