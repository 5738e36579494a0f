"""The index and the look at a plain text follow the same rules."""

from contextlib import closing

from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh.filedb.filestore import RamStorage

from readinglist.domain.query.expression import Phrase, TextField, Word
from readinglist.library.reads import PaperText
from readinglist.search.analysis import tokens
from readinglist.search.bulk import Stretches, segment_of
from readinglist.search.codec import PaperWriter
from readinglist.search.pattern import pattern
from readinglist.search.retrieval import Retrieval
from readinglist.search.schema import pieces, query_for, schema


def indexed(papers: list[PaperText]) -> Retrieval:
    index = RamStorage().create_index(schema())
    with PaperWriter(index) as writer:
        writer.add(segment_of(papers, Stretches()))
    return Retrieval(index.searcher())


def found(retrieval: Retrieval, leaf: Word | Phrase) -> dict[int, float]:
    ids, scores = retrieval.hits(query_for(leaf), lambda: None)
    return dict(zip(ids.tolist(), scores.tolist(), strict=True))


def test_a_phrase_does_not_reach_from_one_tag_or_author_into_the_next() -> None:
    paper = PaperText(1, "", "Ada Lovelace\nAlan Turing", "", ("to read", "vision", "?", "graph"), "", "")
    with closing(indexed([paper])) as retrieval:
        for phrase in ("to read", "alan turing"):
            assert found(retrieval, Phrase(phrase))
        for phrase in ("read vision", "vision graph", "to vision", "vision read", "lovelace alan", "ada turing"):
            assert not found(retrieval, Phrase(phrase)), phrase


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
    st.builds(Phrase, TEXTS, st.sampled_from([None, TextField.TITLE, TextField.TAG])),
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
                if any(looked_for.spans(list(tokens(text))) for text in pieces(paper)[field])
            }
            scores = found(retrieval, leaf)
            assert scores.keys() == seen, leaf
            assert all(score > 0 for score in scores.values())
