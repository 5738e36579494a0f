"""Cite keys: kept where there are any, made by rule where not, all different."""

from hypothesis import given
from hypothesis import strategies as st

from readinglist.domain.paper import Paper, Person
from readinglist.exporting.cite_keys import cite_keys

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
