"""Many texts at once come to what each text comes to by itself, also after merging."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from readinglist.domain.query.expression import MOST_BETWEEN
from readinglist.library.reads import PaperText
from readinglist.search.analysis import tokens
from readinglist.search.bulk import Stretches, segment_of
from readinglist.search.postings import Postings
from readinglist.search.schema import PAPER_FIELDS, pieces
from readinglist.search.segments import LENGTHS, Segment, codes_of_lengths, merged

Places = Mapping[tuple[str, str, int], list[int]]

PARTS = st.sampled_from(
    [
        *("learn", "Learning", "(learning),", "pre-training", "don't", "Don’t", "C++", "C++,", "GPT-4", "--a-b--"),
        *(
            "/x/y.z/",
            "01.AI",
            "é",
            "É.",
            "学习",
            "学习 deep",
            "'quoted'",
            "\u00a0",
            "\x1c",
            "*",
            "...",
            " ",
            " ",
            "-",
            "'",
        ),
    ]
)
TEXTS = st.lists(PARTS, max_size=8).map("".join) | st.text(max_size=15)
PAPERS = st.lists(
    st.builds(PaperText, st.just(0), TEXTS, TEXTS, TEXTS, st.lists(TEXTS, max_size=2).map(tuple), TEXTS, TEXTS),
    max_size=5,
).map(lambda papers: [numbered(paper, 11 * place + 5) for place, paper in enumerate(papers)])


def numbered(paper: PaperText, paper_id: int) -> PaperText:
    return replace(paper, id=paper_id)


def one_by_one(papers: Sequence[PaperText]) -> Places:
    """Where each word of each field stands, by paper."""
    places: dict[tuple[str, str, int], list[int]] = {}
    for paper in papers:
        for field, texts in pieces(paper).items():
            start = 0
            for text in texts:
                position = -1
                for token in tokens(text):
                    position = token.position
                    for form in token.forms:
                        places.setdefault((field.value, form, paper.id), []).append(start + position)
                start += position + 2 + MOST_BETWEEN
    return places


def of_segment(segment: Segment) -> Places:
    places = {}
    for field, postings in segment.fields.items():
        assert_in_order(postings)
        for number, word in enumerate(postings.words[:]):
            free = int(postings.firsts[number])
            for place in range(int(postings.starts[number]), int(postings.starts[number + 1])):
                count = int(postings.counts[place])
                paper_id = int(segment.ids[postings.docs[place]])
                places[field, word.decode(), paper_id] = postings.positions[free : free + count].tolist()
                free += count
            assert free == postings.firsts[number + 1]
    return places


def assert_in_order(postings: Postings) -> None:
    words = postings.words[:]
    assert words == sorted(set(words))
    for start, end in zip(postings.starts[:-1], postings.starts[1:], strict=True):
        docs = postings.docs[start:end].tolist()
        assert docs
        assert docs == sorted(set(docs))


def lengths(places: Places, papers: Sequence[PaperText], field: str) -> list[int]:
    return [
        sum(len(each) for (name, _, paper_id), each in places.items() if (name, paper_id) == (field, paper.id))
        for paper in papers
    ]


@settings(max_examples=300)
@given(PAPERS)
def test_a_segment_has_what_each_text_has(papers: list[PaperText]) -> None:
    stretches = Stretches()
    expected = one_by_one(papers)
    for _ in range(2):  # unknown stretches, then known ones
        segment = segment_of([(paper.id, pieces(paper)) for paper in papers], PAPER_FIELDS, stretches)
        assert of_segment(segment) == expected
        assert segment.ids.tolist() == [paper.id for paper in papers]
        for field in segment.fields:
            exact = lengths(expected, papers, field)
            assert segment.totals[field] == sum(exact)
            assert segment.lengths[field].tolist() == codes_of_lengths(np.array(exact, np.int64)).tolist()


@settings(max_examples=200)
@given(st.lists(PAPERS, min_size=1, max_size=3), st.randoms())
def test_segments_merge_to_the_segment_of_those_that_live(parts: list[list[PaperText]], chance: random.Random) -> None:
    stretches = Stretches()
    living = []
    segments = []
    for part, papers in enumerate(parts):
        named = [numbered(paper, 1_000 * part + place) for place, paper in enumerate(papers)]
        alive = [chance.random() < 0.7 for _ in named]
        living += [paper for paper, lives in zip(named, alive, strict=True) if lives]
        segments.append(
            (segment_of([(paper.id, pieces(paper)) for paper in named], PAPER_FIELDS, stretches), np.array(alive, bool))
        )
    together = merged(segments)
    direct = segment_of([(paper.id, pieces(paper)) for paper in living], PAPER_FIELDS, stretches)
    assert of_segment(together) == of_segment(direct)
    assert together.ids.tolist() == direct.ids.tolist()
    for field, postings in direct.fields.items():
        assert together.fields[field].words[:] == postings.words[:]
        assert together.lengths[field].tolist() == direct.lengths[field].tolist()


def test_lengths_are_told_apart_as_whoosh_does() -> None:
    assert codes_of_lengths(np.array([0, 1, 10, 11, 13, 200_000])).tolist() == [0, 1, 10, 11, 12, 255]
    assert LENGTHS[:13].tolist() == [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 13]
