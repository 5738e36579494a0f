"""Queries on arrays against Whoosh's own matchers: on Whoosh's own index of the same papers, and on ours."""

import random
from collections.abc import Iterator, Sequence
from contextlib import closing
from math import log

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh.analysis import IDAnalyzer
from whoosh.fields import COLUMN, TEXT, Schema
from whoosh.filedb.filestore import RamStorage
from whoosh.index import FileIndex
from whoosh.query import And, Every, Not, Or, Prefix, Query, Term, Wildcard
from whoosh.query import Sequence as SideBySide
from whoosh.searching import Searcher

from readinglist.domain.query.expression import Phrase, TextField, Word
from readinglist.library.reads import PaperText
from readinglist.search import retrieval as retrieval_module
from readinglist.search import writing
from readinglist.search.analysis import tokens
from readinglist.search.bulk import Stretches, segment_of
from readinglist.search.codec import ID, ID_COLUMN
from readinglist.search.index import SearchCancelledError
from readinglist.search.retrieval import Retrieval
from readinglist.search.schema import pieces, query_for, schema

WORDS = (
    "learn learned learning model models modelling pre-training pretraining don't GPT-4 C++ graph graphs é 学习".split()
)


class StockWords(TEXT):
    """The same forms and positions in Whoosh's own field, one posting after another."""

    def index(self, value: tuple[str, ...], **_options: object) -> Iterator[tuple[bytes, int, float, bytes]]:
        places: dict[str, list[int]] = {}
        start = 0
        for text in value:
            position = -1
            for token in tokens(text):
                position = token.position
                for form in token.forms:
                    places.setdefault(form, []).append(start + position)
            start += position + 2
        for form, positions in places.items():
            yield form.encode(), len(positions), float(len(positions)), self.format.encode(positions)


class Both:
    """An index of ours and one of Whoosh's with the same commits."""

    def __init__(self) -> None:
        self.ours: FileIndex = RamStorage().create_index(schema())
        fields = {field.value: StockWords(analyzer=IDAnalyzer()) for field in TextField}
        self.stock: FileIndex = RamStorage().create_index(Schema(**{ID: COLUMN(ID_COLUMN)}, **fields))
        self._stretches = Stretches()

    def commit(self, papers: Sequence[PaperText], gone: Sequence[int] = ()) -> None:
        replaced = {*gone, *(paper.id for paper in papers)}
        writing.replace(self.ours, replaced, segment_of(papers, self._stretches))
        with self.stock.writer() as writer:
            writer.merge = False
            with self.stock.reader() as reader:
                for doc in reader.all_doc_ids():
                    if reader.column_reader(ID)[doc] in replaced:
                        writer.delete_document(doc)
            for paper in papers:
                writer.add_document(**{ID: paper.id}, **pieces(paper))


def paper(paper_id: int, chance: random.Random) -> PaperText:
    def text(most: int) -> str:
        return " ".join(chance.choice(WORDS) for _ in range(chance.randint(0, most)))

    return PaperText(paper_id, text(6), f"{text(2)}\n{text(2)}", text(60), (text(2), text(1)), text(2), text(9))


@pytest.fixture(scope="module")
def both() -> Both:
    """400 papers in several segments, after changes and deletions."""
    made, chance = Both(), random.Random(3)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(writing, "MOST_AT_ONCE", 0)
        made.commit([paper(number, chance) for number in range(1, 251)])
        made.commit([paper(number, chance) for number in range(251, 401)])
        made.commit([paper(number, chance) for number in (7, 9, 300, 401)], gone=[11, 12, 399])
        made.commit([], gone=[13])
    return made


def by_matchers(searcher: Searcher, query: Query) -> dict[int, float]:
    """What Whoosh's own matchers find."""
    found = {}
    for leaf, _ in searcher.leaf_searchers():
        ids = leaf.reader().column_reader(ID)
        matcher = query.matcher(leaf, leaf.boolean_context().set(weighting=searcher.weighting))
        while matcher.is_active():
            found[ids[matcher.id()]] = matcher.score()
            matcher.next()
    return found


def on_arrays(index: FileIndex, query: Query) -> dict[int, float]:
    with closing(Retrieval(index.searcher())) as retrieval:
        ids, scores = retrieval.hits(query, lambda: None)
        assert ids.tolist() == sorted(set(ids.tolist()))
        return dict(zip(ids.tolist(), scores.tolist(), strict=True))


PIECES = st.lists(st.sampled_from([*WORDS, "models graph", "pre", "学", "absent"]), min_size=1, max_size=3).map(
    " ".join
)
FIELDS = st.sampled_from([None, *TextField])
LEAVES = st.builds(Word, PIECES, FIELDS) | st.builds(Phrase, PIECES, FIELDS)
TERMS = st.builds(
    Term,
    st.sampled_from([field.value for field in TextField]),
    st.sampled_from(["learn", "~learn", "model", "~model", "absent", "graph", "4"]),
    st.sampled_from([1.0, 2.5]),
)
QUERIES = st.recursive(
    TERMS | st.just(Wildcard("title", "mo*s")) | st.just(Every()),
    lambda parts: st.one_of(
        st.builds(Or, st.lists(parts, min_size=2, max_size=3)),
        st.builds(And, st.lists(parts, min_size=2, max_size=3)),
        st.builds(lambda each, other: And([each, Not(other)]), parts, parts),
        st.builds(SideBySide, st.lists(TERMS, min_size=2, max_size=2)),
    ),
    max_leaves=5,
)


@settings(max_examples=200)
@given(leaf=LEAVES)
def test_words_and_phrases_have_the_hits_and_scores_that_whoosh_gives_them(both: Both, leaf: Word | Phrase) -> None:
    query = query_for(leaf)
    with both.stock.searcher() as searcher:
        expected = by_matchers(searcher, query)
    assert on_arrays(both.ours, query) == pytest.approx(expected, rel=1e-9)


@settings(max_examples=200)
@given(query=QUERIES)
def test_any_query_has_the_hits_and_scores_of_its_matcher(both: Both, query: Query) -> None:
    with both.stock.searcher() as stock, both.ours.searcher() as ours:
        expected = by_matchers(stock, query)
        assert by_matchers(ours, query) == pytest.approx(expected, rel=1e-9)
    assert on_arrays(both.ours, query) == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize("prefix", ["l", "le", "learn", "model", "models", "g", "pre", "x", "学"])
def test_all_words_with_a_beginning_count_as_one_word(both: Both, prefix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retrieval_module, "_AT_A_TIME", 50)
    with both.stock.searcher() as searcher:
        docs: dict[int, list[float]] = {}
        for leaf, base in searcher.leaf_searchers():
            for word in leaf.reader().expand_prefix("abstract", prefix):
                matcher = leaf.reader()._terms.matcher("abstract", word, searcher.schema["abstract"].format)
                while matcher.is_active():
                    docs.setdefault(base + matcher.id(), []).append(matcher.weight())
                    matcher.next()
        idf = log(searcher.doc_count_all() / (len(docs) + 1)) + 1
        average = searcher.avg_field_length("abstract")
        expected = {}
        for doc, weights in docs.items():
            if not searcher.reader().is_deleted(doc):
                length, tf = searcher.doc_field_length(doc, "abstract"), sum(weights)
                score = 2 * idf * tf * 2.2 / (tf + 1.2 * (0.25 + 0.75 * length / average))
                expected[searcher.reader().column_reader(ID)[doc]] = score
    assert on_arrays(both.ours, Prefix("abstract", prefix, boost=2.0)) == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize(
    "leaf", [Word("learn", prefix=True), Phrase("learn models"), Word("pre-training"), Word("graph")]
)
def test_a_search_ends_when_it_is_told_to(both: Both, leaf: Word | Phrase) -> None:
    asked = 0

    def check() -> None:
        nonlocal asked
        asked += 1
        if asked == ends_at:
            raise SearchCancelledError

    with closing(Retrieval(both.ours.searcher())) as retrieval:
        ends_at = -1
        retrieval.hits(query_for(leaf), check)
        for ends_at in range(1, asked + 1):
            asked = 0
            with pytest.raises(SearchCancelledError):
                retrieval.hits(query_for(leaf), check)
            assert asked == ends_at
