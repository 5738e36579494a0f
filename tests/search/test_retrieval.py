"""Queries on arrays against Whoosh's own matchers: on Whoosh's own index of the same papers, and on ours."""

import fnmatch
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
from whoosh.query import And, Every, FuzzyTerm, Not, Or, Prefix, Query, Regex, Term, TermRange, Wildcard
from whoosh.query import Sequence as SideBySide
from whoosh.searching import Searcher

from readinglist.domain.query.expression import MOST_BETWEEN, Phrase, Word
from readinglist.library.reads import PaperText
from readinglist.search import expansion, writing
from readinglist.search.analysis import tokens
from readinglist.search.bulk import Stretches, segment_of
from readinglist.search.codec import ID, ID_COLUMN
from readinglist.search.retrieval import Retrieval
from readinglist.search.schema import PAPER_FIELDS, pieces, query_for, schema
from readinglist.search.stored_index import SearchCancelledError

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
            start += position + 2 + MOST_BETWEEN
        for form, positions in places.items():
            yield form.encode(), len(positions), float(len(positions)), self.format.encode(positions)


class Both:
    """An index of ours and one of Whoosh's with the same commits."""

    def __init__(self) -> None:
        self.ours: FileIndex = RamStorage().create_index(schema(PAPER_FIELDS))
        fields = {field.value: StockWords(analyzer=IDAnalyzer()) for field in PAPER_FIELDS}
        self.stock: FileIndex = RamStorage().create_index(Schema(**{ID: COLUMN(ID_COLUMN)}, **fields))
        self._stretches = Stretches()
        self.precision = 1e-9

    def commit(self, papers: Sequence[PaperText], gone: Sequence[int] = ()) -> None:
        replaced = {*gone, *(paper.id for paper in papers)}
        writing.replace(
            self.ours,
            replaced,
            segment_of([(paper.id, pieces(paper)) for paper in papers], PAPER_FIELDS, self._stretches),
        )
        with self.stock.writer() as writer:
            writer.merge = False
            with self.stock.reader() as reader:
                for doc in reader.all_doc_ids():
                    if reader.column_reader(ID)[doc] in replaced:
                        writer.delete_document(doc)
            for paper in papers:
                writer.add_document(**{ID: paper.id}, **pieces(paper))

    def merge(self) -> None:
        while writing.merge(self.ours):
            pass
        self.stock.optimize()
        # Whoosh adds up the average length of texts from rounded lengths when it merges, and we where papers are gone.
        self.precision = 1e-3
        assert len(self.ours._segments()) == len(self.stock._segments()) == 1


def paper(paper_id: int, chance: random.Random) -> PaperText:
    def text(most: int) -> str:
        return " ".join(chance.choice(WORDS) for _ in range(chance.randint(0, most)))

    return PaperText(paper_id, text(6), f"{text(2)}\n{text(2)}", text(60), (text(2), text(1)), text(2), text(9))


@pytest.fixture(scope="module", params=["many segments", "merged, then changed again"])
def both(request: pytest.FixtureRequest) -> Both:
    """400 papers in several segments, after changes and deletions; or these merged, and then changed again."""
    made, chance = Both(), random.Random(3)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(writing, "MOST_AT_ONCE", 0)
        made.commit([paper(number, chance) for number in range(1, 251)])
        made.commit([paper(number, chance) for number in range(251, 401)])
        made.commit([paper(number, chance) for number in (7, 9, 300, 401)], gone=[11, 12, 399])
        made.commit([], gone=[13])
        if request.param != "many segments":
            made.merge()
            made.commit([paper(number, chance) for number in (8, 20, 402)], gone=[21])
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
FIELDS = st.sampled_from([None, *PAPER_FIELDS])
LEAVES = st.builds(Word, PIECES, FIELDS) | st.builds(Phrase, PIECES, FIELDS, st.sampled_from([0, 1, 3, MOST_BETWEEN]))
TERMS = st.builds(
    Term,
    st.sampled_from([field.value for field in PAPER_FIELDS]),
    st.sampled_from(["learn", "~learn", "model", "~model", "absent", "graph", "4"]),
    st.sampled_from([1.0, 2.5]),
)
QUERIES = st.recursive(
    TERMS | st.just(Regex("title", "mo.*s")) | st.just(Every()) | st.just(TermRange("title", "gpt", "learning")),
    lambda parts: st.one_of(
        st.builds(Or, st.lists(parts, min_size=2, max_size=3)),
        st.builds(And, st.lists(parts, min_size=2, max_size=3)),
        st.builds(lambda each, other: And([each, Not(other)]), parts, parts),
        st.builds(SideBySide, st.lists(TERMS, min_size=2, max_size=3), st.sampled_from([1, 2, 4])),
        st.builds(Or, st.lists(parts, min_size=2, max_size=2), boost=st.just(2.0)),
    ),
    max_leaves=5,
)


@settings(max_examples=200)
@given(leaf=LEAVES)
def test_words_and_phrases_have_the_hits_and_scores_that_whoosh_gives_them(both: Both, leaf: Word | Phrase) -> None:
    query = query_for(leaf, PAPER_FIELDS)
    with both.stock.searcher() as searcher:
        expected = by_matchers(searcher, query)
    assert on_arrays(both.ours, query) == pytest.approx(expected, rel=both.precision)


@settings(max_examples=200)
@given(query=QUERIES)
def test_any_query_has_the_hits_and_scores_of_its_matcher(both: Both, query: Query) -> None:
    with both.stock.searcher() as stock, both.ours.searcher() as ours:
        expected = by_matchers(stock, query)
        assert by_matchers(ours, query) == pytest.approx(expected, rel=both.precision)
    assert on_arrays(both.ours, query) == pytest.approx(expected, rel=both.precision)


def with_exchanges(word: str) -> Query:
    """What is one edit away, said in Whoosh's words: to it, two letters exchanged are two edits."""
    exchanged = [word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)]
    return Or([FuzzyTerm("abstract", word, prefixlength=0), *(Term("abstract", each) for each in exchanged)])


MEANT_LIKE = [
    *(Prefix("abstract", text) for text in ["l", "le", "learn", "model", "models", "g", "pre", "x", "学"]),
    *(Wildcard("abstract", text) for text in ["m*l", "*ing", "*ea*n*", "g*", "*g*a*", "x*y", "学*", "*"]),
]


@pytest.mark.parametrize("query", MEANT_LIKE, ids=repr)
def test_words_like_something_are_those_that_whoosh_finds_but_for_stems(both: Both, query: Query) -> None:
    with both.stock.searcher() as searcher:
        text = query.text if isinstance(query, Wildcard) else f"{query.text}*"
        words = Regex("abstract", "(?!~)" + fnmatch.translate(text))
        expected = by_matchers(searcher, query if text == "*" else words)
    assert on_arrays(both.ours, query).keys() == expected.keys()


@settings(max_examples=100)
@given(word=st.text("adegilmnoprs~", min_size=1, max_size=8) | st.sampled_from([*WORDS, "laern", "grpah", "modles"]))
def test_words_near_to_one_are_those_that_whoosh_finds(both: Both, word: str) -> None:
    with both.stock.searcher() as searcher:
        expected = by_matchers(searcher, with_exchanges(word)) if "~" not in word else {}
    found = on_arrays(both.ours, FuzzyTerm("abstract", word, maxdist=1, prefixlength=0))
    stems = on_arrays(both.ours, Or([Term("abstract", f"~{word[1:]}"), Term("abstract", f"~{word}")]))
    assert expected.keys() - stems.keys() <= found.keys()
    assert "~" in word or found.keys() <= expected.keys()


@pytest.mark.parametrize(
    ("query", "shares"),
    [
        *((query, {}) for query in MEANT_LIKE[:-1]),
        (
            FuzzyTerm("abstract", "model", boost=2.0, maxdist=2, prefixlength=0),
            {"model": 1, "models": 0.5},
        ),
        (FuzzyTerm("abstract", "larn", maxdist=1, prefixlength=0), {"learn": 0.5}),
        (FuzzyTerm("abstract", "grpah", maxdist=2, prefixlength=0), {"graph": 0.5, "graphs": 0.25}),
    ],
    ids=repr,
)
def test_all_words_like_something_count_as_one_word(
    both: Both, query: Query, shares: dict[str, float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(expansion, "AT_A_TIME", 50)
    text = query.text if isinstance(query, Wildcard) else f"{query.text}*"
    with both.stock.searcher() as searcher:
        docs: dict[int, float] = {}
        for leaf, base in searcher.leaf_searchers():
            for word in leaf.reader().lexicon("abstract"):
                name = word.decode()
                share = shares.get(name, 0.0) if shares else float(fnmatch.fnmatchcase(name, text) and name[0] != "~")
                if not share:
                    continue
                matcher = leaf.reader()._terms.matcher("abstract", word, searcher.schema["abstract"].format)
                while matcher.is_active():
                    docs[base + matcher.id()] = docs.get(base + matcher.id(), 0.0) + share * matcher.weight()
                    matcher.next()
        idf = log(searcher.doc_count_all() / (len(docs) + 1)) + 1
        average = searcher.avg_field_length("abstract")
        expected = {}
        for doc, tf in docs.items():
            if not searcher.reader().is_deleted(doc):
                length = searcher.doc_field_length(doc, "abstract")
                score = query.boost * idf * tf * 2.2 / (tf + 1.2 * (0.25 + 0.75 * length / average))
                expected[searcher.reader().column_reader(ID)[doc]] = score
    assert on_arrays(both.ours, query) == pytest.approx(expected, rel=both.precision)


@pytest.mark.parametrize(
    "leaf",
    [Word("learn", prefix=True), Word("lern", edits=1), Phrase("learn models"), Word("pre-training"), Word("graph")],
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
        retrieval.hits(query_for(leaf, PAPER_FIELDS), check)
        for ends_at in range(1, asked + 1):
            asked = 0
            with pytest.raises(SearchCancelledError):
                retrieval.hits(query_for(leaf, PAPER_FIELDS), check)
            assert asked == ends_at
