"""The language of the search box."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from readinglist.domain.query import (
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
from readinglist.domain.query_parser import MAX_DEPTH, MAX_LENGTH, parse

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
    ],
)
def test_words_phrases_operators_and_fields(text: str, node: Node) -> None:
    query = parse(text)
    assert query.node == node
    assert query.remarks == ()
    assert query.text == text


@pytest.mark.parametrize(
    "word",
    ["t-SNE", "in-context", "C++", "C#", "GPT-4", "don't", "http://x.y", "2:1", "--x", "-or", "Or", "a*b", "x'y"],
)
def test_what_only_looks_like_an_operator_is_a_word(word: str) -> None:
    query = parse(word)
    assert query.node == Word(word)
    assert query.remarks == ()


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("status:queued", state("status", "queued", "queued")),
        ("status:inbox,queued", Or((state("status", "inbox", "inbox"), state("status", "queued", "queued")))),
        ("status:inbox,", state("status", "inbox", "inbox")),
        ("rating:3", state("rating", 3, 3)),
        ("rating:>=3", state("rating", 3, None)),
        ("rating:>3", state("rating", 4, None)),
        ("rating:<2", state("rating", None, 1)),
        ("rating:<=2", state("rating", None, 2)),
        ("rating:3..5", state("rating", 3, 5)),
        ("rating:5..3", state("rating", 3, 5)),
        ("starred:", state("starred", True, True)),
        ("(starred:)", state("starred", True, True)),
        ("starred:yes", state("starred", True, True)),
        ("starred:True", state("starred", True, True)),
        ("starred:no", state("starred", False, False)),
        ("starred:false", state("starred", False, False)),
        ("year:2020", state("year", 2020, 2020)),
        ("year:2019..2024", state("year", 2019, 2024)),
        ("year:..2019", state("year", None, 2019)),
        ("year:2019..", state("year", 2019, None)),
        ("year:>=2020", state("year", 2020, None)),
        ("added:<7d", state("added", "2026-03-08T12:00:00.000Z", None)),
        ("added:7d", state("added", "2026-03-08T12:00:00.000Z", None)),
        ("added:<2w", state("added", "2026-03-01T12:00:00.000Z", None)),
        ("added:>1m", state("added", None, "2026-02-13T12:00:00.000Z")),
        ("added:>1y", state("added", None, "2025-03-15T12:00:00.000Z")),
        ("added:2026-03", state("added", "2026-03-01T00:00:00.000Z", "2026-03-31T23:59:59.999Z")),
        ("added:2025-12", state("added", "2025-12-01T00:00:00.000Z", "2025-12-31T23:59:59.999Z")),
        ("added:2025", state("added", "2025-01-01T00:00:00.000Z", "2025-12-31T23:59:59.999Z")),
        ("added:2026-03-01", state("added", "2026-03-01T00:00:00.000Z", "2026-03-01T23:59:59.999Z")),
        ("added:>=2026-03-01", state("added", "2026-03-01T00:00:00.000Z", None)),
        ("added:>2026-03-01", state("added", "2026-03-02T00:00:00.000Z", None)),
        ("added:<=2026-03-01", state("added", None, "2026-03-01T23:59:59.999Z")),
        ("added:<2026-03-01", state("added", None, "2026-02-28T23:59:59.999Z")),
        ("added:2026-01..2026-02", state("added", "2026-01-01T00:00:00.000Z", "2026-02-28T23:59:59.999Z")),
        ("added:..2026-01-31", state("added", None, "2026-01-31T23:59:59.999Z")),
        ("has:note", state("has", "note", "note")),
        ("-has:code", Not(state("has", "code", "code"))),
    ],
)
def test_state_filters(text: str, node: Node) -> None:
    query = parse(text, now=NOW)
    assert query.node == node
    assert query.remarks == ()


def test_dates_are_days_of_the_readers_time_zone() -> None:
    east = NOW.astimezone(timezone(timedelta(hours=9)))
    assert parse("added:2026-03-01", now=east).node == state(
        "added", "2026-02-28T15:00:00.000Z", "2026-03-01T14:59:59.999Z"
    )


def test_without_a_moment_ages_count_from_now() -> None:
    node = parse("added:<1d").node
    assert isinstance(node, State)
    assert isinstance(node.low, str)
    age = datetime.now(UTC) - datetime.fromisoformat(node.low)
    assert timedelta(days=1) <= age < timedelta(days=1, minutes=1)


@pytest.mark.parametrize(
    ("text", "node", "said"),
    [
        ("shape:round", Word("shape:round"), "no field “shape:”"),
        ("is:unread", Word("is:unread"), "no field “is:”"),
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
    assert typed("learni*") == Word("learni", prefix=True)
    assert typed('"deep learni"') == Phrase("deep learni")
    assert typed("-learni") == Not(Word("learni"))
    assert typed("rating:3") == state("rating", 3, 3)
