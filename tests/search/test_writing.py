"""Commits touch little, and segments stay few."""

import random
from itertools import chain

import pytest
from whoosh.filedb.filestore import RamStorage
from whoosh.index import FileIndex

from readinglist.library.reads import PaperText
from readinglist.search import writing
from readinglist.search.bulk import Stretches, segment_of
from readinglist.search.codec import read
from readinglist.search.schema import PAPER_FIELDS, pieces, schema
from readinglist.search.segments import Segment
from readinglist.search.writing import merge, replace, worth_merging


@pytest.fixture
def index() -> FileIndex:
    return RamStorage().create_index(schema(PAPER_FIELDS))


def papers(*ids: int, words: str = "alpha beta") -> Segment:
    return segment_of(
        [(each, pieces(PaperText(each, words, "", "", (), "", ""))) for each in ids], PAPER_FIELDS, Stretches()
    )


def living(index: FileIndex) -> list[list[int]]:
    """The papers by segment."""
    with index.searcher() as searcher:
        found = []
        for leaf, _ in searcher.leaf_searchers():
            if leaf.doc_count_all():
                ids = read(leaf.reader()).ids
                found.append([int(ids[doc]) for doc in leaf.reader().all_doc_ids()])
        return found


def test_a_small_commit_leaves_large_segments_alone(index: FileIndex) -> None:
    replace(index, [], papers(*range(1, 101)))
    (large,) = (segment.segment_id() for segment in index._segments())
    for number in (7, 8, 9):
        replace(index, [number], papers(number))
    assert large in {segment.segment_id() for segment in index._segments()}
    assert [len(each) for each in living(index)] == [97, 3]
    assert sorted(chain(*living(index))) == list(range(1, 101))


def test_what_is_gone_leaves_nothing(index: FileIndex) -> None:
    replace(index, [], papers(1, 2, 3))
    replace(index, [2, 9], papers())
    assert living(index) == [[1, 3]]
    replace(index, [1, 3], papers())
    assert living(index) == []
    assert index._segments() == []
    replace(index, [], papers())
    assert living(index) == []


def test_the_same_paper_again_replaces_it_wherever_it_lies(index: FileIndex) -> None:
    chance, expected = random.Random(1), set()
    for _ in range(40):
        ids = chance.sample(range(50), 5)
        gone = chance.sample(range(50), 3)
        replace(index, [*ids, *gone], papers(*ids))
        expected = (expected - set(gone)) | set(ids)
        assert sorted(chain(*living(index))) == sorted(expected)
        assert len(index._segments()) <= 4
    while merge(index):
        pass
    assert sorted(chain(*living(index))) == sorted(expected)
    assert not merge(index)


def test_a_segment_mostly_gone_is_cleared(index: FileIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "MOST_AT_ONCE", 0)
    replace(index, [], papers(*range(30)))
    assert not merge(index)
    replace(index, range(20), papers())
    assert merge(index)
    assert [segment.doc_count_all() for segment in index._segments()] == [10]
    assert living(index) == [list(range(20, 30))]
    assert not merge(index)


def test_no_segment_holds_more_than_two_bytes_can_number(index: FileIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "MOST_DOCUMENTS", 25)
    monkeypatch.setattr(writing, "MOST_AT_ONCE", 5)
    for start in range(0, 60, 6):
        replace(index, [], papers(*range(start, start + 6)))
    while merge(index):
        pass
    assert max(map(len, living(index))) <= 25
    assert len(living(index)) <= 4
    assert sorted(chain(*living(index))) == list(range(60))


def test_merging_pays() -> None:
    sizes: list[int] = []
    copied = 0
    for _ in range(3_000):
        chosen = worth_merging(sizes, 1, 65_536)
        together = 1 + sum(sizes[place] for place in chosen)
        copied += together
        sizes = [size for place, size in enumerate(sizes) if place not in chosen] + [together]
    assert sum(sizes) == 3_000
    assert len(sizes) <= 10
    assert copied / 3_000 < 15


@pytest.mark.parametrize(
    ("sizes", "new", "most", "chosen"),
    [
        ([], 0, 100, []),
        ([50], 0, 100, []),
        ([50, 50], 0, 100, [0, 1]),
        ([51, 50], 0, 100, []),
        ([1, 40, 40], 0, 100, [0, 1, 2]),
        ([1, 90], 0, 100, []),
        ([2, 90], 1, 100, [0]),
        ([90], 1, 100, []),
    ],
)
def test_which_segments_are_worth_merging(sizes: list[int], new: int, most: int, chosen: list[int]) -> None:
    assert sorted(worth_merging(sizes, new, most)) == chosen
