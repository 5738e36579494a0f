"""Queries over a real library and index, against the plain scan of conftest.py."""

from collections.abc import Callable
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readinglist.domain.query.expression import And, Node, Not, Or, Phrase, State, StateField, TextField, Word
from readinglist.domain.query.parser import parse
from readinglist.domain.query.sort import Sort
from readinglist.domain.status import Status
from readinglist.library import lists
from readinglist.library.library import Library
from readinglist.search import evaluate
from readinglist.search.evaluate import search
from readinglist.search.index import PaperIndex
from readinglist.search.indexer import catch_up

Stock = Any  # the class of conftest.py, which no test can import

EXAMPLES = [
    *("learning", "deep learning", "models studies", "ada", "lovelace", "sparse team", "vision", "letters", "absent"),
    *('"all you need"', '"deep learning"', '"learning deep"', '"graph models"', '"read vision"', '"ada lovelace"'),
    *("learn*", "learni*", "learnin*", "learning*", "stud*", "v*", "attend* graph*"),
    *("-learning", "deep -learning", '-"all you"', "-title:deep", "-(deep or learning)", "not deep not learning"),
    *("deep or vision", "deep learning or vision", "(deep or vision) learning", "deep | vision | sparse"),
    *("title:deep", "author:turing", "abstract:learn*", "note:graph", 'tag:"to read"', "tag:graph", "venue:letters"),
    *("title:(deep or vision)", 'abstract:("all you" -deep)', "author:(ada lovelace)", "tag:(vision or deep)"),
    *("status:queued", "status:inbox,read", "rating:>=3", "rating:3", "rating:3..5", "rating:<2", "starred:"),
    *(
        "starred:no",
        "year:2019..2024",
        "year:2019",
        "year:>=2020",
        "year:..2019",
        "has:note",
        "has:abstract",
        "has:tag",
    ),
    *("has:code", "has:doi", "has:file", "added:2026-03", "added:>=2026-05-01", "added:2026-02..2026-04", "added:<7d"),
    *("deep status:queued", "deep or rating:5", "(deep or starred:) year:2021", "-(deep starred:)", "-starred: vision"),
    *("deep -rating:>=3", "(learning has:note) or (vision -has:note)", "title:deep or (status:read -author:ada)", ""),
]


@pytest.mark.parametrize("text", EXAMPLES)
def test_examples_find_what_a_plain_scan_finds(stock: Stock, text: str) -> None:
    query = parse(text)
    assert not query.remarks
    result = stock.search(text)
    assert len(result.ids) == len(set(result.ids))
    assert set(result.ids) == stock.scan(query.node)
    assert result.behind == 0


def test_the_examples_tell_papers_apart(stock: Stock) -> None:
    found = {text: len(stock.scan(parse(text).node)) for text in EXAMPLES}
    nothing = {text for text, count in found.items() if count == 0}
    assert nothing == {"absent", '"read vision"', "has:file", "added:<7d"}
    assert {text for text, count in found.items() if count == len(stock.known)} <= {""}


WORDS = st.sampled_from(
    [
        "learn",
        "learned",
        "models",
        "study",
        "graphs",
        "attending",
        "deep",
        "all",
        "you",
        "need",
        "vision",
        "ada",
        "turing",
        "team",
        "letters",
        "absent",
    ]
)
FIELDS = st.sampled_from([None, None, *TextField])
LEAVES = st.one_of(
    st.builds(Word, WORDS, FIELDS),
    st.builds(Word, WORDS.map(lambda word: word[:3]), FIELDS, prefix=st.just(True)),
    st.builds(Phrase, st.lists(WORDS, min_size=1, max_size=3).map(" ".join), FIELDS),
    st.builds(
        lambda status: State(StateField.STATUS, status, status), st.sampled_from([status.value for status in Status])
    ),
    st.builds(lambda low, more: State(StateField.RATING, low, low + more), st.integers(0, 5), st.integers(0, 2)),
    st.builds(lambda yes: State(StateField.STARRED, yes, yes), st.booleans()),
    st.builds(lambda low: State(StateField.YEAR, low, None), st.integers(2017, 2025)),
    st.builds(lambda thing: State(StateField.HAS, thing, thing), st.sampled_from(["note", "tag", "code", "abstract"])),
)
TREES = st.recursive(
    LEAVES,
    lambda parts: st.one_of(
        st.builds(Not, parts),
        st.builds(lambda each: And(tuple(each)), st.lists(parts, min_size=2, max_size=3)),
        st.builds(lambda each: Or(tuple(each)), st.lists(parts, min_size=2, max_size=3)),
    ),
    max_leaves=8,
)


@settings(max_examples=150)
@given(tree=TREES)
def test_mixed_trees_find_what_a_plain_scan_finds(stock: Stock, tree: Node) -> None:
    assert set(stock.search(tree).ids) == stock.scan(tree)


@settings(max_examples=100)
@given(tree=TREES)
def test_an_index_that_is_behind_changes_no_answer(behind: Stock, tree: Node) -> None:
    result = behind.search(tree)
    assert set(result.ids) == behind.scan(tree)
    assert behind.index.mark() is not None


def test_what_the_index_has_not_seen_is_counted(behind: Stock) -> None:
    assert 20 <= behind.search("deep").behind <= 50
    assert behind.search("starred:").behind == 0


@pytest.mark.parametrize("text", ["deep", "deep starred:", "-deep", '"deep learning" or rating:5', "vis*"])
def test_many_papers_behind_are_answered_by_sql(behind: Stock, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evaluate, "FEW", 0)
    assert set(behind.search(text).ids) == behind.scan(parse(text).node)


@pytest.mark.parametrize("text", ["deep", "deep starred:", "-deep", '"deep learning" or rating:5'])
def test_without_an_index_sql_answers(stock: Stock, text: str, tmp_path: Path) -> None:
    index = PaperIndex.open(tmp_path, stock.library)
    result = search(stock.library, index, parse(text))
    assert result is not None
    assert set(result.ids) == stock.scan(parse(text).node)
    assert result.behind == len(stock.known)
    assert not index.folder.exists()


def test_relevance_puts_high_scores_first_and_newer_papers_among_equals(stock: Stock) -> None:
    result = stock.search("deep or title:learning")
    scores = {paper_id: np.float32(result.hits.score(paper_id)) for paper_id in result.ids}
    assert result.ids == sorted(result.ids, key=lambda paper_id: (-scores[paper_id], -paper_id))
    assert len(set(scores.values())) > 5
    best = result.ids[0]
    assert "deep" in stock.known[best].texts[TextField.TITLE][0].lower()


@pytest.mark.parametrize(
    ("text", "sort"),
    [
        *(
            (text, sort)
            for text in ("deep or vision", "starred:", "-deep")
            for sort in Sort
            if sort is not Sort.RELEVANCE
        ),
        *((text, Sort.RELEVANCE) for text in ("starred:", "-deep", "")),
    ],
)
def test_every_order_is_that_of_the_list(stock: Stock, sort: Sort, text: str) -> None:
    ids = stock.search(text, sort=sort).ids
    assert len(ids) > 20
    with stock.library.read() as session:
        assert ids == lists.ordered(session, set(ids), sort)


def test_a_query_without_words_never_touches_the_index(stock: Stock, monkeypatch: pytest.MonkeyPatch) -> None:
    def touched(*_: object) -> None:
        raise AssertionError("the index was touched")

    monkeypatch.setattr(PaperIndex, "view", touched)
    assert len(stock.search("rating:>=3 -starred:").hits.ids) == 0
    with pytest.raises(AssertionError, match="touched"):
        stock.search("rating:>=3 deep")


def test_a_search_can_be_cancelled_between_its_steps(stock: Stock) -> None:
    asked = 0

    def third_time() -> bool:
        nonlocal asked
        asked += 1
        return asked == 3

    query = parse("deep learning vision sparse graph")
    assert search(stock.library, stock.index, query, cancelled=third_time) is None
    assert asked == 3
    assert search(stock.library, stock.index, query, cancelled=lambda: False) is not None


HAND_MADE = {
    "A Study of In-Context Learning": [
        "in-context",
        "context in learning",
        '"in context"',
        "learn*",
        "learnin*",
        "study",
    ],
    "Pre-training of GPT-4 in C++": ["pretraining", "pre-training", "GPT-4", "gpt4", "C++", "pre-tr*", "pre training"],
    "Fast pretraining, by 01.AI": ["pretraining", "pre-training", "pre-tr*", "01.AI", '"fast pretraining"'],
    "Don’t stop: 深度学习 and the Müller–Gödel bound": [
        "don't",
        "dont",
        "学习",
        "深度",
        "muller",
        "Gödel",
        "godel",
        "MÜLLER",
    ],
    "Visualising with t-SNE at http://x.y": ["t-SNE", "http://x.y", "tsne", "visualis*"],
}


def test_hard_words_are_found_as_people_write_them(
    library: Library, add: Callable[..., list[int]], tmp_path: Path
) -> None:
    ids = dict(zip(HAND_MADE, add(*HAND_MADE), strict=True))
    index = PaperIndex.open(tmp_path, library)
    for indexed in (False, True):
        if indexed:
            assert catch_up(index, library)
        found: dict[str, set[int]] = {}
        for query in chain.from_iterable(HAND_MADE.values()):
            result = search(library, index, parse(query))
            assert result is not None
            found[query] = set(result.ids)
        for title, queries in HAND_MADE.items():
            for query in queries:
                assert found[query] == {ids[other] for other, known in HAND_MADE.items() if query in known}, (
                    title,
                    query,
                )
    index.close()
