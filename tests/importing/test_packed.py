import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.importing.packed import Packed
from readinglist.importing.report import Fate, Outcome, Report
from readinglist.importing.source import Failure

OUTCOMES = st.builds(
    Outcome,
    source=st.text(),
    line=st.integers(0),
    title=st.text(),
    fate=st.sampled_from(Fate),
    paper_id=st.none() | st.integers(1),
    reason=st.text(),
    byline=st.text(),
)
FAILURES = st.builds(Failure, st.text(), st.integers(0), st.text())


@given(st.lists(OUTCOMES), st.lists(FAILURES))
def test_a_packed_report_says_the_same_after_a_crossing(outcomes: list[Outcome], failures: list[Failure]) -> None:
    report = Report(tuple(outcomes), tuple(failures))
    there = pickle.loads(pickle.dumps(report.packed()))
    assert (list(there.outcomes), list(there.failures)) == (outcomes, failures)
    assert (there.fates, there.ids) == (report.fates, report.ids)
    assert (there.summary(), there.complete) == (report.summary(), report.complete)
    assert there.fates == tuple(outcome.fate for outcome in outcomes)


def test_it_is_a_sequence() -> None:
    packed = Packed("abcde")
    assert len(packed) == 5
    assert (packed[0], packed[-1]) == ("a", "e")
    assert list(packed[1:4:2]) == ["b", "d"]
    assert list(packed[3:]) == ["d", "e"]
    assert "c" in packed
    assert not Packed([])
    for place in (5, -6):
        with pytest.raises(IndexError):
            packed[place]


def test_a_record_is_made_when_it_is_asked_for() -> None:
    packed = Packed([Failure("page.txt", 1, "No title.")])
    assert packed[0] == packed[0]
    assert packed[0] is not packed[0]
