"""Searches changed in one place."""

from datetime import UTC, datetime

import pytest

from readinglist.domain.query.expression import And, Node, Not, Or, Phrase, TextField, Word
from readinglist.domain.query.parser import parse
from readinglist.domain.query.rewriting import replaced, rewritten

NOW = datetime(2026, 3, 15, 12, 0, tzinfo=UTC)
A, B, C = Word("a1"), Word("b1"), Word("c1")


@pytest.mark.parametrize(
    ("node", "without"),
    [
        (A, None),
        (Not(A), None),
        (And((A, B)), B),
        (And((A, B, C)), And((B, C))),
        (Or((A, And((A, B)))), B),
        (And((B, Or((A, C)))), And((B, C))),
        (Or((B, C)), Or((B, C))),
    ],
)
def test_a_part_left_out_leaves_no_hole(node: Node, without: Node | None) -> None:
    assert replaced(node, A, None) == without


def test_a_word_is_exchanged_wherever_it_stands() -> None:
    assert replaced(And((A, Not(A), Or((A, B)))), A, C) == And((C, Not(C), Or((C, B))))


@pytest.mark.parametrize(
    ("text", "old", "new", "changed"),
    [
        ("atention heads added:<7d", Word("atention"), Word("attention"), "attention heads added:<7d"),
        ("heads atention", Word("atention"), None, "heads"),
        ("atention, and heads", Word("atention"), Word("attention"), "attention, and heads"),
        ("atention and heads", Word("atention"), None, "heads"),
        (
            "title:atention heads",
            Word("atention", TextField.TITLE),
            Word("attention", TextField.TITLE),
            "title:attention heads",
        ),
        ("title:(atention heads)", Word("atention", TextField.TITLE), None, "title:heads"),
        ('"a phrase" heads', Phrase("a phrase"), None, "heads"),
        ("atentional atention", Word("atention"), Word("attention"), "atentional attention"),
        ("atention", Word("atention"), None, ""),
        ("x -atention", Not(Word("atention")), None, "x"),
    ],
)
def test_the_rest_of_a_search_stays_as_it_was_written(text: str, old: Node, new: Node | None, changed: str) -> None:
    assert rewritten(text, old, new, NOW) == changed
    assert parse(changed, now=NOW).node == (replaced(parse(text, now=NOW).node, old, new) or And(()))
