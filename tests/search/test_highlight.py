"""Where found words stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.domain.query.expression import And, Phrase, TextField, Word
from readinglist.domain.query.parser import parse
from readinglist.library.reads import PaperText
from readinglist.search.analysis import tokens
from readinglist.search.highlight import Highlighter
from readinglist.search.pattern import pattern


def marked(query: str, text: str, field: TextField | None = TextField.TITLE) -> list[str]:
    return [text[start:end] for start, end in Highlighter(parse(query)).spans(text, field)]


@pytest.mark.parametrize(
    ("query", "text", "found"),
    [
        ("learning", "Learned Learners learn by learning", ["Learned", "learn", "learning"]),
        ("learn*", "Learners learn, relearn", ["Learners", "learn"]),
        ("muller", "Die Müller", ["Müller"]),
        ("müller", "Die Muller", ["Muller"]),
        ('"all you need"', "All, you need all you", ["All, you need"]),
        ('"you all"', "all you", []),
        ("in-context", "In context or in-context", ["In context", "in-context"]),
        ("pretraining", "Pre-training and pretraining", ["Pre-training", "pretraining"]),
        ("pre-tr*", "Pretraining pre-trained pre", ["Pretraining", "pre-trained"]),
        ("C++", "C and C++", ["C++"]),
        ("学习", "深度学习 学 习", ["学习"]),
        ("GPT模型", "GPT模型", ["GPT模型"]),
        ("atention~", "Attention, retention", ["Attention"]),
        ("l*ning", "Learning by leaning on learners", ["Learning", "leaning"]),
        ('"deep learning"~1', "Deep or shallow; deep and learning", ["deep and learning"]),
        ('"deep learning"~2', "learning deep", []),
        ("deep -learning", "Deep learning", ["Deep"]),
        ("deep not (learning or graph)", "Deep graph learning", ["Deep"]),
        ("title:deep author:learning", "Deep learning", ["Deep"]),
        ("deep or starred:", "Deep learning", ["Deep"]),
        ('learning "deep learning"', "Deep learning", ["Deep learning"]),
        ("starred:", "Deep learning", []),
    ],
)
def test_matches_are_marked(query: str, text: str, found: list[str]) -> None:
    assert marked(query, text) == found


def test_a_text_of_no_field_shows_only_what_is_looked_for_anywhere() -> None:
    assert marked("title:deep learning", "Deep learning", None) == ["learning"]


def test_where_names_the_texts_with_matches() -> None:
    paper = PaperText(1, "Graphs", "Ada Lovelace\nAlan Turing", "On trees", ("to read", "trees"), "ICML", "see Turing")

    def found(query: str) -> list[tuple[TextField | None, str, tuple[tuple[int, int], ...]]]:
        snippets = Highlighter(parse(query)).snippets(paper)
        return [(snippet.field, snippet.text, snippet.spans) for snippet in snippets]

    assert found("tree") == [(TextField.ABSTRACT, "On trees", ((3, 8),)), (TextField.TAG, "trees", ((0, 5),))]
    assert found("turing -graphs") == [
        (TextField.AUTHOR, "Alan Turing", ((5, 11),)),
        (TextField.NOTE, "see Turing", ((4, 10),)),
    ]
    assert found('"lovelace alan"') == []
    assert found("rating:3") == []


FILLER = "Nothing of note is said for a while, as often happens. "


def test_a_snippet_shows_the_stretch_with_most_matches() -> None:
    text = "A graph first.\n" + FILLER * 6 + "Here the graph\nmeets graphs and learning. " + FILLER * 6
    snippet = Highlighter(parse("graph learning")).snippet(text)
    assert len(snippet.text) <= 162
    assert snippet.text[0] == snippet.text[-1] == "…"
    assert snippet.text[1:-1] in text.replace("\n", " ")
    assert [snippet.text[start:end] for start, end in snippet.spans] == ["graph", "graphs", "learning"]


def test_a_snippet_without_matches_is_the_beginning() -> None:
    snippet = Highlighter(parse("absent")).snippet(FILLER * 6, width=40)
    assert snippet.text == "Nothing of note is said for a while, as…"
    assert snippet.spans == ()


def test_a_short_text_is_its_own_snippet() -> None:
    snippet = Highlighter(parse("note:graph")).snippet("A\ngraph", TextField.NOTE)
    assert (snippet.text, snippet.spans) == ("A graph", ((2, 7),))


TEXTS = st.lists(
    st.sampled_from(["deep", "Deep-learning", "learning,", "学习", "学", " ", " ", "\n", "\u00a0", "\x1c", "(", "x"]),
    max_size=12,
).map("".join)


@given(
    TEXTS,
    st.sampled_from(["deep learning", '"deep learning"', '"deep x"~3', "deeplearning", "学习", "learnin~", "l*g"]),
)
def test_what_is_marked_is_what_a_look_at_every_word_finds(text: str, query: str) -> None:
    looked_for = parse(query).node
    leaves = looked_for.parts if isinstance(looked_for, And) else (looked_for,)
    spans = {
        span for leaf in leaves if isinstance(leaf, Word | Phrase) for span in pattern(leaf).spans(list(tokens(text)))
    }
    covered = {place for start, end in spans for place in range(start, end)}
    marked_places = {
        place for start, end in Highlighter(parse(query)).spans(text, TextField.TITLE) for place in range(start, end)
    }
    assert marked_places == covered
