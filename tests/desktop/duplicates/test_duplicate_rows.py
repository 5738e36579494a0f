from pytestqt.modeltest import ModelTester

from readinglist.desktop.duplicates.duplicate_rows import DuplicateRowsModel
from readinglist.desktop.look.two_line_row import ROW_ROLE
from readinglist.domain.matching import MatchKind
from readinglist.library.identity.duplicates import Duplicate
from readinglist.library.identity.merging import Group


def pair(low: int, high: int, kind: MatchKind = MatchKind.SAME, *, sure: bool = True) -> Duplicate:
    return Duplicate(low, high, kind, "same title", f"Paper {low}", sure)


def ids(model: DuplicateRowsModel) -> list[tuple[int, int]]:
    return [(each.paper_id, each.other_id) for each in model.pairs]


def test_a_row_says_title_reason_and_kind(qtmodeltester: ModelTester) -> None:
    model = DuplicateRowsModel([pair(1, 2), pair(3, 4, MatchKind.LIKELY, sure=False)])
    qtmodeltester.check(model, force_py=True)
    row = model.index(1, 0).data(ROW_ROLE)
    assert (row.title, row.detail, row.badge.text) == ("Paper 3", "Same title", "Likely")
    assert [each.paper_id for each in model.sure] == [1]


def test_a_merge_takes_out_what_is_one_and_leads_other_pairs_to_it() -> None:
    model = DuplicateRowsModel([pair(1, 2), pair(2, 5), pair(3, 4), pair(1, 5)])
    model.merged([Group(1, (2,))])
    assert ids(model) == [(1, 5), (3, 4)]
    model.merged([Group(1, (5,)), Group(3, (4,))])
    assert ids(model) == []


def test_what_is_kept_apart_is_taken_out() -> None:
    model = DuplicateRowsModel([pair(1, 2), pair(3, 4)])
    model.without([pair(1, 2)])
    assert ids(model) == [(3, 4)]
