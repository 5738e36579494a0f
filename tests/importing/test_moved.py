"""What a moving export says of a paper, put back."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.domain.paper import Paper, Person
from readinglist.importing.moved import EXTRA, FACTS, moved, restored

READ = Paper("Hens Foxes", (Person(literal="Ann Fox"),), venue="Fens", date="2021", extra={"TY": "BOOK", "CN": "A4"})


def put_back(facts: object, extra: object = None, read: Paper = READ) -> Paper:
    return restored(read, moved({FACTS: facts, EXTRA: extra}), {"TY"})


def test_what_says_the_same_is_put_back_and_what_is_missing() -> None:
    facts = {"title": "Hens & Foxes", "authors": [["Fox", "Ann", ""]], "date": "2021-03-15", "publisher": "Den"}
    told = put_back(facts)
    assert (told.title, told.authors, told.date) == ("Hens & Foxes", (Person("Fox", "Ann"),), "2021-03-15")
    assert told.publisher == "Den"
    assert told.extra == {"CN": "A4"}


def test_what_was_changed_since_stays_changed() -> None:
    told = put_back({"title": "Ducks", "authors": [["Duck", "Eve", ""]], "date": "1999", "venue": "Bogs"})
    assert (told.title, told.authors, told.date, told.venue) == (READ.title, READ.authors, READ.date, READ.venue)


def test_foreign_fields_come_back_and_one_that_was_changed_stays_so() -> None:
    told = put_back({"title": "Hens Foxes"}, json.dumps({"CN": "B5", "series": "Dens", "TY": "EBOOK"}))
    assert told.extra == {"CN": "A4", "series": "Dens", "TY": "EBOOK"}


@pytest.mark.parametrize(
    "nonsense", [None, "", "{", "[]", 7, [], "[" * 100_000, {"title": 7, "authors": [["a"], 1, "b"]}]
)
def test_what_somebody_broke_is_no_fact(nonsense: object) -> None:
    told = put_back(nonsense)
    assert (told.title, told.venue, told.date) == (READ.title, READ.venue, READ.date)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5), lambda each: st.lists(each), max_leaves=6
)


@given(facts=st.dictionaries(st.sampled_from("title authors urls date type extra citekey".split()), JSON))
def test_no_facts_raise(facts: dict[str, object]) -> None:
    told = put_back(facts)
    assert told.title
    hash((told.authors, told.urls, told.type))
