"""Cite keys: kept where there are any, made by rule where not, all different."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.domain.paper import Paper, Person
from readinglist.exporting.citing import cite_keys as keys_of
from readinglist.exporting.citing.cite_keys import cite_keys, give
from readinglist.library import papers, reads
from readinglist.library.library import Library

FOX = Paper("The Foxes at Night", authors=(Person("van der Müller", "Jan"),), date="2021-03")


def test_a_key_is_made_of_author_year_and_first_telling_word() -> None:
    assert cite_keys([FOX]) == ["vandermuller2021foxes"]


def test_what_is_not_known_is_left_out() -> None:
    papers = [Paper("Of the Foxes"), Paper("", date="1999"), Paper("狐"), Paper("A", editors=(Person(literal="NASA"),))]
    assert cite_keys(papers) == ["foxes", "1999", "paper", "nasa"]


def test_equal_keys_get_letters() -> None:
    keys = cite_keys([FOX] * 30)
    assert keys[:3] == ["vandermuller2021foxes", "vandermuller2021foxesa", "vandermuller2021foxesb"]
    assert keys[26:29] == [f"vandermuller2021foxes{letters}" for letters in ("z", "aa", "ab")]


def test_a_stored_key_is_kept_and_goes_before_made_ones() -> None:
    stored = Paper("Hens", citekey="vandermuller2021foxes")
    assert cite_keys([FOX, stored]) == ["vandermuller2021foxesa", "vandermuller2021foxes"]


def test_a_stored_key_that_is_taken_or_cannot_be_written_is_replaced() -> None:
    papers = [Paper("Hens", citekey="DBLP:conf/x"), Paper("Owls", citekey="dblp:CONF/x"), Paper("Voles", citekey="a b")]
    assert cite_keys(papers) == ["DBLP:conf/x", "owls", "voles"]


@given(st.lists(st.builds(Paper, st.text(max_size=5), citekey=st.sampled_from(["", "a", "A", "a{", "b"]))))
def test_keys_are_all_different(papers: list[Paper]) -> None:
    keys = [key.lower() for key in cite_keys(papers)]
    assert len(set(keys)) == len(keys) == len(papers)
    assert all(keys)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with closing(Library(tmp_path / "library", origin="test")) as opened:
        yield opened


def stored_keys(library: Library, ids: list[int]) -> list[str]:
    with library.read() as session:
        return [details.paper.citekey for details in reads.details(session, ids)]


def test_a_key_once_given_stays_whatever_the_paper_becomes_and_the_pattern(library: Library) -> None:
    with library.transaction("Add") as tx:
        ids = papers.add_all(tx, [FOX, Paper("Hens", citekey="DBLP:conf/x"), FOX])
    give(library, ids[2:])
    give(library, ids)
    given_keys = ["vandermuller2021foxesa", "DBLP:conf/x", "vandermuller2021foxes"]
    assert stored_keys(library, ids) == given_keys
    with library.transaction("Edit") as tx:
        papers.update(tx, ids[0], Paper("Voles", citekey=given_keys[0]))
    give(library, ids, "{Title}")
    assert stored_keys(library, ids) == given_keys


def test_a_key_is_made_by_the_pattern_and_differs_from_all_in_the_library(library: Library) -> None:
    with library.transaction("Add") as tx:
        _, fox = papers.add_all(tx, [Paper("Hens", citekey="foxes-2021"), FOX])
    give(library, [fox], "{Title}-{year}")
    assert stored_keys(library, [fox]) == ["Foxes-2021a"]


def test_many_get_theirs_in_parts_and_can_be_stopped_between(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys_of, "PART", 2)
    with library.transaction("Add") as tx:
        ids = papers.add_all(tx, [Paper(f"Hen {letter}") for letter in "abcde"])

    def stop_at_four(done: int) -> None:
        if done == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        give(library, ids, before_part=stop_at_four)
    assert stored_keys(library, ids) == ["hen", "hena", "henb", "henc", ""]
