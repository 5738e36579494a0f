"""Searches written from their values."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.domain.query.expression import EVERYTHING, And, Node, Not, Or, Phrase, TextField, Word
from readinglist.domain.query.parser import parse
from readinglist.domain.query.text import all_of, to_text

NOW = datetime(2026, 3, 15, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("node", "text"),
    [
        (Word("or"), '"or"'),
        (Word("-x"), '"-x"'),
        (Word("two words"), '"two words"'),
        (Phrase('to "read"', TextField.TAG), 'tag:"to  read "'),
        (Not(Word("--x")), "not --x"),
        (EVERYTHING, ""),
    ],
)
def test_values_made_elsewhere_can_be_written(node: Node, text: str) -> None:
    assert to_text(node) == text


@pytest.mark.parametrize("node", [Or(()), Not(EVERYTHING), And((Word("a1"), EVERYTHING))])
def test_what_no_search_says_is_refused(node: Node) -> None:
    with pytest.raises(ValueError):
        to_text(node)


PIECES = st.sampled_from(
    [
        *(
            "a1",
            "b1 ",
            "c1*",
            " ",
            " or ",
            " and ",
            " not ",
            "or",
            "|",
            "-",
            "(",
            ")",
            '"',
            "“",
            "”",
            "*",
            ",",
            ":",
            "..",
        ),
        *(
            "title:",
            "tag:",
            "note:(",
            "shape:",
            "status:inbox",
            "status:inbox,read",
            "status:",
            "rating:>=3",
            "rating:x*",
        ),
        *(
            "rating:",
            "starred:",
            "starred:no",
            "year:..2020",
            "added:<7d",
            "added:2026-01..",
            "has:note",
            "added:>=",
            "é",
        ),
    ]
)


@given(st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=16).map("".join)), st.booleans())
def test_any_text_is_read_and_what_was_read_can_be_written(text: str, typing: bool) -> None:
    query = parse(text, now=NOW, last_word_is_prefix=typing)
    again = parse(to_text(query.node), now=NOW)
    assert again.node == query.node


def test_several_are_one_search() -> None:
    scope, query = parse("status:read").node, parse("foxes or hens").node
    assert all_of() == all_of(EVERYTHING, EVERYTHING) == ""
    assert all_of(EVERYTHING, query) == "foxes or hens"
    assert all_of(scope, query) == "status:read (foxes or hens)"
    assert parse(all_of(scope, query)).node == And((scope, query))
