"""Words by how often they stand in an index."""

from collections.abc import Iterator
from contextlib import closing

import pytest
from whoosh.filedb.filestore import RamStorage

from readinglist.domain.query.expression import TextField
from readinglist.library.reads import PaperText
from readinglist.search.bulk import Stretches, segment_of
from readinglist.search.codec import PaperWriter
from readinglist.search.retrieval import Retrieval
from readinglist.search.schema import PAPER_FIELDS, pieces, schema
from readinglist.search.vocabulary import MOST, Vocabulary

TITLES = ["attention attention heads", "attention atenttion", "retention", "attend", "Café cafe", "tension"]


@pytest.fixture(scope="module")
def vocabulary() -> Iterator[Vocabulary]:
    """Two segments of titles and venues."""
    index = RamStorage().create_index(schema(PAPER_FIELDS))
    for batch in (TITLES[:3], TITLES[3:]):
        papers = [PaperText(TITLES.index(title) + 1, title, "", "", (), "Attic Letters", "") for title in batch]
        with PaperWriter(index) as writer:
            writer.add(segment_of([(paper.id, pieces(paper)) for paper in papers], PAPER_FIELDS, Stretches()))
    with closing(Retrieval(index.searcher())) as retrieval:
        yield retrieval.vocabulary


def test_words_with_a_beginning_come_by_how_many_papers_have_them(vocabulary: Vocabulary) -> None:
    assert vocabulary.beginning("at", TextField.TITLE) == ["attention", "atenttion", "attend"]
    assert vocabulary.beginning("att", TextField.VENUE) == ["attic"]
    assert vocabulary.beginning("cafe", TextField.TITLE) == ["cafe"]
    assert vocabulary.beginning("x", TextField.TITLE) == []
    assert len(vocabulary.beginning("", TextField.TITLE)) <= MOST


def test_words_near_to_one_come_by_nearness_and_then_by_papers(vocabulary: Vocabulary) -> None:
    assert vocabulary.near("atention", [TextField.TITLE]) == ["attention", "atenttion", "retention", "tension"]
    assert vocabulary.near("attention", [TextField.TITLE])[0] == "atenttion"
    assert vocabulary.near("atic", [TextField.TITLE]) == []
    assert vocabulary.near("atic", [TextField.TITLE, TextField.VENUE]) == ["attic"]
