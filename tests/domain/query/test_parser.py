"""The language of the search box."""

from datetime import UTC, datetime

import pytest

from readinglist.domain.query.expression import (
    EVERYTHING,
    And,
    Node,
    Not,
    Or,
    Phrase,
    State,
    StateField,
    TextField,
    Word,
)
from readinglist.domain.query.parser import MAX_DEPTH, MAX_LENGTH, parse

NOW = datetime(2026, 3, 15, 12, 0, tzinfo=UTC)
A, B, C = Word("a1"), Word("b1"), Word("c1")


def state(field: str, low: str | int | None, high: str | int | None) -> State:
    return State(StateField(field), low, high)


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("", EVERYTHING),
        ("  \t\n ", EVERYTHING),
        ("a1", A),
        ("a1 b1", And((A, B))),
        ("a1 and b1 AND c1", And((A, B, C))),
        ("a1 or b1", Or((A, B))),
        ("a1 OR b1 | c1", Or((A, B, C))),
        ("a1 b1 or c1", Or((And((A, B)), C))),
        ("a1 (b1 or c1)", And((A, Or((B, C))))),
        ("(a1 b1) c1", And((A, B, C))),
        ("-a1 b1", And((Not(A), B))),
        ("not a1 or b1", Or((Not(A), B))),
        ("NOT (a1 b1)", Not(And((A, B)))),
        ("-(a1 or b1)", Not(Or((A, B)))),
        ("not not a1", A),
        ("not -a1", A),
        ("not (-a1)", A),
        ("-title:a1", Not(Word("a1", TextField.TITLE))),
        ('-"a1 b1"', Not(Phrase("a1 b1"))),
        ("-starred:", Not(state("starred", True, True))),
        ("learn*", Word("learn", prefix=True)),
        ('"all you  need"', Phrase("all you need")),
        ("“all you need”", Phrase("all you need")),
        ("„Tiefes Lernen“ a1", And((Phrase("Tiefes Lernen"), A))),
        ("title:a1", Word("a1", TextField.TITLE)),
        ("Title:a1", Word("a1", TextField.TITLE)),
        ("author:hint*", Word("hint", TextField.AUTHOR, prefix=True)),
        ('tag:"to read"', Phrase("to read", TextField.TAG)),
        ("title:(a1 or b1)", Or((Word("a1", TextField.TITLE), Word("b1", TextField.TITLE)))),
        ("title:(a1 note:b1)", And((Word("a1", TextField.TITLE), Word("b1", TextField.NOTE)))),
        ("venue:(a1) c1", And((Word("a1", TextField.VENUE), C))),
        ("abstract:f(x)", Word("f(x)", TextField.ABSTRACT)),
        ("(title:f(x) or a1)", Or((Word("f(x)", TextField.TITLE), A))),
        ("a1(b1 or c1)", And((A, Or((B, C))))),
        ("a1, b1; c1.", And((A, B, C))),
        ("atention~", Word("atention", edits=1)),
        ("atention~2", Word("atention", edits=2)),
        ("atention~0", Word("atention")),
        ("-title:atention~ b1", And((Not(Word("atention", TextField.TITLE, edits=1)), B))),
        ("l*ning", Word("l*ning")),
        ("*learn*", Word("*learn", prefix=True)),
        ('"a1 b1"~3', Phrase("a1 b1", slop=3)),
        ('title:"a1 b1"~3 c1', And((Phrase("a1 b1", TextField.TITLE, 3), C))),
        ('("a1 b1"~3)', Phrase("a1 b1", slop=3)),
        ('"a1 b1"~x', And((Phrase("a1 b1"), Word("~x")))),
        ("text:a1", A),
        ('text:("a1 b1" c1)', And((Phrase("a1 b1"), C))),
        ("title:(a1 text:b1)", And((Word("a1", TextField.TITLE), B))),
        ("file:knots.pdf", Word("knots.pdf", TextField.FILE)),
        ("is:queued", state("status", "queued", "queued")),
        ("-is:starred", Not(state("starred", True, True))),
        ("is:rated", state("rating", 1, None)),
        ("is:Unread", Or(tuple(state("status", name, name) for name in ("inbox", "queued", "reading")))),
        ("(is:unread a1)", And((Or(tuple(state("status", n, n) for n in ("inbox", "queued", "reading"))), A))),
        ('"a1?": b1 ...', And((Phrase("a1?"), B))),
    ],
)
def test_words_phrases_operators_and_fields(text: str, node: Node) -> None:
    query = parse(text)
    assert query.node == node
    assert query.remarks == ()
    assert query.text == text


@pytest.mark.parametrize(
    "word",
    [
        "t-SNE",
        "in-context",
        "C++",
        "C#",
        "~x",
        "a~b",
        "GPT-4",
        "don't",
        "http://x.y",
        "2:1",
        "--x",
        "-or",
        "Or",
        "a*b",
        "x'y",
    ],
)
def test_what_only_looks_like_an_operator_is_a_word(word: str) -> None:
    query = parse(word)
    assert query.node == Word(word)
    assert query.remarks == ()


@pytest.mark.parametrize(
    ("text", "node", "said"),
    [
        ("shape:round", Word("shape:round"), "no field “shape:”"),
        ("is:blue", Word("is:blue"), "unread, starred, rated"),
        ("is:", EVERYTHING, "unread, starred, rated"),
        ("read:never", Word("read:never"), "a time"),
        ("doi:#!", Word("doi:#!"), "a DOI"),
        ("arxiv:", EVERYTHING, "an arXiv id"),
        ("text:", EVERYTHING, "a word, a “phrase”"),
        ("atention~7", Word("atention", edits=2), "~2, which is the most"),
        ('"a1 b1"~40', Phrase("a1 b1", slop=9), "~9, which is the most"),
        ('shape:"very round"', And((Word("shape"), Phrase("very round"))), "no field “shape:”"),
        ("status:unknown", Word("status:unknown"), "inbox, queued"),
        ("status:qu", Word("status:qu"), "inbox, queued"),
        ("rating:many", Word("rating:many"), "stars from 0 to 5"),
        ("rating:<0", Word("rating:<0"), "stars from 0 to 5"),
        ("rating:..", Word("rating:.."), "stars from 0 to 5"),
        ("year:20x0", Word("year:20x0"), "a year"),
        ("added:2026-02-30", Word("added:2026-02-30"), "a time"),
        ("added:yesterday", Word("added:yesterday"), "a time"),
        ("added:<9999y", Word("added:<9999y"), "a time"),
        ("added:9999", Word("added:9999"), "a time"),
        ("starred:maybe", Word("starred:maybe"), "yes or no"),
        ("has:legs", Word("has:legs"), "note, abstract"),
        ("status:", EVERYTHING, "inbox, queued"),
        ("a1 rating:", A, "stars from 0 to 5"),
        ("a1 or -title:", A, "a word, a “phrase”"),
        ("title: a1", A, "a word, a “phrase”"),
        ('"a1 b1', And((A, B)), "quotation mark is not closed"),
        ('-"a1', Not(A), "quotation mark is not closed"),
        ('title:"a1', Word("a1", TextField.TITLE), "quotation mark is not closed"),
        ("(a1 or b1", Or((A, B)), "parenthesis is not closed"),
        ("a1) b1", And((A, B)), "“)” closes nothing"),
        ("a1 ()", A, "Empty parentheses"),
        ("a1 or", A, "“or” has nothing after"),
        ("or a1", A, "“or” has nothing before"),
        ("a1 or and b1", Or((A, B)), "“and” has nothing before"),
        ("a1 not", A, "“not” has nothing after"),
        ("a1 not or b1", Or((A, B)), "“not” has nothing after"),
        ("a1 - b1", And((A, B)), "“-” has no letters"),
        ("a1 & b1", And((A, B)), "“&” has no letters"),
        ('a1 "?!"', A, "“?!” has no letters"),
    ],
)
def test_what_cannot_be_used_is_said(text: str, node: Node, said: str) -> None:
    query = parse(text, now=NOW)
    assert query.node == node
    assert any(said in remark for remark in query.remarks), query.remarks


def test_length_and_depth_are_bounded() -> None:
    long = parse("word " * 10_000)
    assert any("was cut" in remark for remark in long.remarks)
    assert isinstance(long.node, And)
    assert len(long.node.parts) == MAX_LENGTH // 5
    deep = parse("(" * 10_000 + "a1")
    assert deep.remarks
    nested = parse("(-" * (MAX_DEPTH + 20) + "a1" + ")" * (MAX_DEPTH + 20))
    assert any("Parentheses within" in remark for remark in nested.remarks)
    assert parse("not " * 400 + "a1").node == A


def test_the_last_word_is_a_beginning_while_typing() -> None:
    def begun(text: str, field: TextField | None = None) -> Or:
        return Or((Word(text, field), Word(text, field, prefix=True)))

    def typed(text: str) -> Node:
        return parse(text, last_word_is_prefix=True).node

    assert typed("deep learni") == And((Word("deep"), begun("learni")))
    assert typed("title:learni") == begun("learni", TextField.TITLE)
    assert typed('"deep learni') == And((Word("deep"), begun("learni")))
    assert typed("deep learni ") == And((Word("deep"), Word("learni")))
    assert typed("learni~") == Word("learni", edits=1)
    assert typed("learni*") == Word("learni", prefix=True)
    assert typed('"deep learni"') == Phrase("deep learni")
    assert typed("-learni") == Not(Word("learni"))
    assert typed("rating:3") == state("rating", 3, 3)
