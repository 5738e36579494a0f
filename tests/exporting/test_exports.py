"""From a real library to text: what the command line, the clipboard and live files have in common."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from readinglist.domain.paper import Paper, Person
from readinglist.domain.reading import ReaderState
from readinglist.domain.status import Status
from readinglist.errors import UserError
from readinglist.exporting.citing.citations import references
from readinglist.exporting.citing.styles import STYLES
from readinglist.exporting.exports import Manner, text_of
from readinglist.exporting.formats import FORMATS, Format
from readinglist.library import notes, papers, tags
from readinglist.library.library import Library
from readinglist.library.papers import facts

MARK = "qqhushqq"
PAPER = Paper("Counting Foxes", authors=(Person("Den", "Ann"),), date="2021", extra={"series": "Wild"})
PRIVATE = st.dictionaries(st.sampled_from(["keywords", "annote", "comment-ann", "file", "readstatus"]), st.just(MARK))
STATES = st.builds(
    ReaderState,
    status=st.sampled_from(Status),
    status_at=st.just(f"{MARK} at"),
    rating=st.integers(0, 5),
    starred=st.booleans(),
    added=st.just(f"{MARK} added"),
)


def stocked(folder: Path, paper: Paper, state: ReaderState, mark: str) -> Library:
    library = Library(folder, origin="test")
    with library.transaction("Import") as tx:
        ids = papers.add_all(tx, [paper, Paper("Hens")], states=[state, state])
        if mark:
            tags.add(tx, ids, mark)
            notes.write(tx, ids[0], mark)
    return library


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(state=STATES, extra=PRIVATE)
def test_not_a_byte_that_is_private_leaves_a_library_for_citing(
    tmp_path_factory: pytest.TempPathFactory, state: ReaderState, extra: dict[str, str]
) -> None:
    """The text of every format and the citation of every style, as the clipboard and live files get them."""
    folder = tmp_path_factory.mktemp("libraries")
    private = replace(PAPER, extra={**PAPER.extra, **extra})
    with (
        closing(stocked(folder / "kept", private, state, MARK)) as kept,
        closing(stocked(folder / "bare", PAPER, ReaderState(), "")) as bare,
    ):
        for known in FORMATS:
            text, count = text_of(kept, [1, 2], Manner(known.name))
            assert count == 2
            assert MARK not in text
            assert (text, count) == text_of(bare, [1, 2], Manner(known.name))
        cited = []
        for library in (kept, bare):
            with library.read() as session:
                cited.append([paper for paper, _ in facts(session, [1, 2]).values()])
        for style in STYLES:
            assert references(cited[0], style) == references(cited[1], style)


def test_papers_come_in_the_order_asked_for_and_those_that_are_gone_are_missing(tmp_path: Path) -> None:
    told: list[int] = []
    with closing(stocked(tmp_path, PAPER, ReaderState(), "")) as library:
        text, count = text_of(library, [2, 99, 1], Manner("markdown"), before_part=told.append)
    assert count == 2
    assert text.index("Hens") < text.index("Foxes")
    assert told == [0, 3]


@pytest.mark.parametrize("known", FORMATS, ids=lambda known: known.name)
def test_keys_are_given_where_the_format_writes_them(known: Format, tmp_path: Path) -> None:
    with closing(stocked(tmp_path, PAPER, ReaderState(), "")) as library:
        text, _ = text_of(library, [1], Manner(known.name, pattern="{Author}{year:2}"))
        with library.read() as session:
            key = facts(session, [1])[1][0].citekey
    assert known.has_keys == (known.name not in ("markdown", "html"))
    assert key == ("Den21" if known.has_keys else "")
    assert key in text


def test_a_pattern_that_is_none_writes_nothing(tmp_path: Path) -> None:
    with closing(stocked(tmp_path, PAPER, ReaderState(), "")) as library, pytest.raises(UserError, match="pattern"):
        text_of(library, [1], Manner(pattern="{month}"))
