"""Searches written from their values."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.domain.query.expression import (
    EVERYTHING,
    MOST_BETWEEN,
    MOST_EDITS,
    And,
    Node,
    Not,
    Or,
    Phrase,
    TextField,
    Word,
)
from readinglist.domain.query.parser import parse
from readinglist.domain.query.text import all_of, to_text

NOW = datetime(2026, 3, 15, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("node", "text"),
    [
        (Word("or"), "text:or"),
        (Word("-x"), "text:-x"),
        (Word("two words"), '"two words"'),
        (Phrase('to "read"', TextField.TAG), 'tag:"to  read "'),
        (Not(Word("--x")), "not --x"),
        (EVERYTHING, ""),
        (Word("atention", edits=2), "atention~2"),
        (Phrase("a b", TextField.TITLE, 3), 'title:"a b"~3'),
        (Word("-x", edits=1), "text:-x~1"),
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
            "is:unread",
            "text:",
            "file:",
            "read:<7d",
            "doi:10.1000/",
            "arxiv:2103",
            "~",
            "~2",
            '"a b"~3',
            "a*b",
            "added:>=",
            "é",
        ),
    ]
)


FIELDS = st.sampled_from([None, *TextField])
NAMES = st.sampled_from(["deep", "t-SNE", "C++", "Müller", "学习", "le*ning", "f(x)"])
STATES = st.sampled_from(
    [
        *("status:read", "rating:>=3", "rating:2..4", "starred:no", "year:2019..2024", "year:..1999", "has:pdf"),
        *("added:<7d", "read:2026-03", "doi:10.1000/a", "arxiv:2103.00001", "tagged:'to read'".replace("'", '"')),
    ]
).map(lambda text: parse(text, now=NOW).node)
LEAVES = st.one_of(
    st.builds(Word, NAMES, FIELDS),
    st.builds(Word, NAMES, FIELDS, prefix=st.just(True)),
    st.builds(Word, NAMES, FIELDS, edits=st.integers(1, MOST_EDITS)),
    st.builds(Phrase, st.sampled_from(["deep", "to read", "or"]), FIELDS, st.integers(0, MOST_BETWEEN)),
    STATES,
)


def flat(kind: type[And] | type[Or], parts: list[Node]) -> Node:
    """As the parser joins parts: none of its own kind within it, and none alone."""
    together = [each for part in parts for each in (part.parts if isinstance(part, kind) else (part,))]
    return kind(tuple(together))


NODES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        inner.map(lambda part: part.part if isinstance(part, Not) else Not(part)),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: flat(And, parts)),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: flat(Or, parts)),
    ),
    max_leaves=8,
)


@given(NODES)
def test_a_query_made_of_anything_is_written_and_read_again(node: Node) -> None:
    again = parse(to_text(node), now=NOW)
    assert again.node == node
    assert not again.remarks


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
