import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.library.reads import PaperGist
from readinglist.search.related import counts
from readinglist.search.related.counts import GONE, Batch, alive, counted, merged, print_of
from readinglist.search.related.model import model_of
from readinglist.search.related.terms import Stretches

WORDS = st.lists(st.sampled_from(["bees", "knots", "ropes", "clocks", "walls"]), max_size=6).map(" ".join)
STEPS = st.lists(
    st.dictionaries(st.integers(1, 8), st.none() | st.tuples(WORDS, WORDS), min_size=1, max_size=5), max_size=6
)


def batches_of(steps: list[dict[int, tuple[str, str] | None]]) -> list[Batch]:
    stretches = Stretches()
    return [
        counted(
            [PaperGist(paper, *texts) for paper, texts in step.items() if texts is not None],
            [paper for paper, texts in step.items() if texts is None],
            stretches,
        )
        for step in steps
    ]


def test_a_print_changes_with_title_and_abstract_and_is_never_that_of_a_paper_that_is_gone() -> None:
    prints = {print_of(PaperGist(1, *texts)) for texts in (("a", "b"), ("ab", ""), ("", "ab"), ("b", "a"))}
    assert len(prints) == 4
    assert GONE not in prints
    assert print_of(PaperGist(1, "a", "b")) == print_of(PaperGist(2, "a", "b"))


def test_a_later_batch_has_the_later_word() -> None:
    batches = batches_of([{1: ("bees", ""), 2: ("knots", "")}, {2: None, 3: ("ropes", "")}, {1: ("clocks", "")}])
    ids, places = alive(batches)
    assert ids.tolist() == [1, 3]
    assert [place.tolist() for place in places] == [[-1, -1], [1, -1], [0]]


@given(STEPS)
def test_merged_batches_hold_the_same_papers_once(steps: list[dict[int, tuple[str, str] | None]]) -> None:
    batches = batches_of(steps)
    fewer = merged(batches)
    assert len(fewer) <= 1
    assert sum(len(batch.ids) for batch in fewer) == len(alive(batches)[0])
    before, after = model_of(batches).arrays(), model_of(fewer).arrays()
    assert all(before[name].tolist() == after[name].tolist() for name in before)


def test_large_batches_stay_as_they_are_unless_something_in_them_is_outdated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counts, "MOST_PAPERS", 3)
    texts = ("bees knots", "ropes")
    batches = batches_of([{1: texts, 2: texts}, {3: texts, 4: texts}, {5: texts}, {4: None}, {6: texts}])
    fewer = merged(batches)
    assert fewer[0] is batches[0]
    assert [batch.ids.tolist() for batch in fewer[1:]] == [[3, 5, 6]]
