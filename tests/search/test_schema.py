"""The index and the look at a plain text follow the same rules."""

from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh.filedb.filestore import RamStorage

from readinglist.domain.query.expression import MOST_BETWEEN, MOST_EDITS, Phrase, TextField, Word
from readinglist.library.reads import PaperText
from readinglist.search.analysis import tokens
from readinglist.search.bulk import Stretches, segment_of
from readinglist.search.codec import PaperWriter
from readinglist.search.pattern import pattern
from readinglist.search.retrieval import Retrieval
from readinglist.search.schema import PAPER_FIELDS, pieces, query_for, schema


def indexed(papers: list[PaperText]) -> Retrieval:
    index = RamStorage().create_index(schema(PAPER_FIELDS))
    with PaperWriter(index) as writer:
        writer.add(segment_of([(paper.id, pieces(paper)) for paper in papers], PAPER_FIELDS, Stretches()))
    return Retrieval(index.searcher())


def found(retrieval: Retrieval, leaf: Word | Phrase) -> dict[int, float]:
    ids, scores = retrieval.hits(query_for(leaf, PAPER_FIELDS), lambda: None)
    return dict(zip(ids.tolist(), scores.tolist(), strict=True))


def test_a_phrase_does_not_reach_from_one_tag_or_author_into_the_next() -> None:
    paper = PaperText(1, "", "Ada Lovelace\nAlan Turing", "", ("to read", "vision", "?", "graph"), "", "")
    with closing(indexed([paper])) as retrieval:
        for phrase in ("to read", "alan turing"):
            assert found(retrieval, Phrase(phrase))
        for phrase in ("read vision", "vision graph", "to vision", "vision read", "lovelace alan", "ada turing"):
            assert not found(retrieval, Phrase(phrase)), phrase
            assert not found(retrieval, Phrase(phrase, slop=MOST_BETWEEN)), phrase


@pytest.mark.parametrize(
    ("slop", "texts"),
    [
        (0, ["deep learning"]),
        (1, ["deep learning", "deep meta learning"]),
        (2, ["deep learning", "deep meta learning", "deep and wide learning"]),
        (
            MOST_BETWEEN,
            ["deep learning", "deep meta learning", "deep and wide learning", "deep 1 2 3 4 5 6 7 8 9 learning"],
        ),
    ],
)
def test_a_phrase_with_slop_lets_so_many_others_between(slop: int, texts: list[str]) -> None:
    there = [
        *("deep learning", "deep meta learning", "deep and wide learning", "deep 1 2 3 4 5 6 7 8 9 learning"),
        *("deep 1 2 3 4 5 6 7 8 9 10 learning", "learning deep", "learning meta deep"),
    ]
    papers = [PaperText(number, text, "", "", (), "", "") for number, text in enumerate(there)]
    with closing(indexed(papers)) as retrieval:
        assert [there[number] for number in found(retrieval, Phrase("deep learning", slop=slop))] == texts


@pytest.mark.parametrize(
    ("asked", "texts"),
    [
        ("in-context", ["in-context", "in context", "incontext"]),
        ("incontext", ["in-context", "incontext"]),
        ("don't", ["don't", "don’t", "dont"]),
        ("dont", ["don't", "don’t", "dont"]),
        ("GPT-4", ["GPT-4", "gpt4", "gpt 4"]),
        ("gpt4", ["GPT-4", "gpt4"]),
        ("C++", ["C++"]),
        ("01.AI", ["01.AI"]),
        ("t-sne", ["t-SNE", "tSNE"]),
        ("tsne", ["t-SNE", "tSNE"]),
        ("学习", ["深度学习模型", "学习"]),
        ("度学", ["深度学习模型"]),
        ("深度学习", ["深度学习模型"]),
        ("度模", []),
        ("学", ["深度学习模型", "学习", "学 习"]),
        ("ﬁne", ["fine", "ﬁne"]),
        ("FINE", ["fine", "ﬁne"]),
    ],
)
def test_words_in_all_their_dresses_find_each_other(asked: str, texts: list[str]) -> None:
    there = [
        "in-context",
        "in context",
        "incontext",
        "don't",
        "don’t",
        "dont",
        "GPT-4",
        "gpt4",
        "gpt 4",
        "C++",
        "01.AI",
    ]
    there += ["t-SNE", "tSNE", "深度学习模型", "学习", "学 习", "fine", "ﬁne"]
    papers = [PaperText(number, text, "", "", (), "", "") for number, text in enumerate(there)]
    with closing(indexed(papers)) as retrieval:
        assert [there[number] for number in sorted(found(retrieval, Word(asked)))] == texts


@pytest.mark.parametrize(
    ("asked", "texts"),
    [("Müller", ["Müller", "Muller"]), ("café", ["Café", "cafe"]), ("Эй", ["Эй", "Эи"])],
)
def test_accents_are_folded_and_what_stands_as_asked_comes_first(asked: str, texts: list[str]) -> None:
    papers = [PaperText(number, text, "", "", (), "", "") for number, text in enumerate(texts)]
    with closing(indexed([*papers, PaperText(9, "", "", "other", (), "", "")])) as retrieval:
        scores = found(retrieval, Word(asked))
        assert sorted(scores, key=scores.__getitem__, reverse=True) == [0, 1]
        assert scores[0] > scores[1]


def test_what_is_spelled_as_asked_comes_before_what_is_near() -> None:
    there = ["graph", "grape", "grasp", "gaph", "grahp", "gravel"]
    papers = [PaperText(number, text, "", "", (), "", "") for number, text in enumerate(there)]
    with closing(indexed(papers)) as retrieval:
        scores = found(retrieval, Word("graph", edits=1))
        assert {there[number] for number in scores} == {"graph", "grape", "gaph", "grahp"}
        assert max(scores, key=scores.__getitem__) == 0
        assert {there[number] for number in found(retrieval, Word("graph", edits=2))} == {*there} - {"gravel"}


PARTS = st.sampled_from(
    [
        "learn",
        "learned",
        "learning",
        "pre",
        "training",
        "a",
        "A",
        "é",
        "C++",
        "学",
        "习",
        "don't",
        "GPT",
        "4",
        "-",
        "’",
        " ",
        " ",
    ]
)
TEXTS = st.lists(PARTS, min_size=1, max_size=8).map("".join) | st.text(min_size=1, max_size=12)
LEAVES = st.one_of(
    st.builds(Word, TEXTS, st.sampled_from([None, TextField.TITLE, TextField.TAG]), st.booleans()),
    st.builds(Word, TEXTS, st.sampled_from([None, TextField.TITLE]), edits=st.integers(1, MOST_EDITS)),
    st.builds(Word, st.sampled_from(["l*rn", "*ing", "le*rn*g", "*a*", "学*", "x*"]), prefix=st.booleans()),
    st.builds(
        Phrase, TEXTS, st.sampled_from([None, TextField.TITLE, TextField.TAG]), st.sampled_from([0, 0, 1, MOST_BETWEEN])
    ),
)


@settings(max_examples=200)
@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS), min_size=1, max_size=4), st.lists(LEAVES, min_size=1, max_size=8))
def test_the_index_finds_what_a_look_at_the_texts_finds(
    papers: list[tuple[str, str, str]], leaves: list[Word | Phrase]
) -> None:
    stored = [
        PaperText(7 + place, title, "", "", (tag, another), "", "")
        for place, (title, tag, another) in enumerate(papers)
    ]
    with closing(indexed(stored)) as retrieval:
        for leaf in leaves:
            looked_for = pattern(leaf)
            seen = {
                paper.id
                for paper in stored
                for field in looked_for.fields
                if any(looked_for.spans(list(tokens(text))) for text in pieces(paper).get(field, ()))
            }
            scores = found(retrieval, leaf)
            assert scores.keys() == seen, leaf
            assert all(score > 0 for score in scores.values())
