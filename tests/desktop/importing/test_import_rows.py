from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from readinglist.desktop.importing.import_rows import ImportRowsModel, Kind, failure_row, outcome_row
from readinglist.desktop.look.two_line_row import ROW_ROLE, Sign
from readinglist.domain.paper import Paper
from readinglist.importing.choices import Answer, Likely
from readinglist.importing.report import Fate, Outcome, Report
from readinglist.importing.source import Failure

CHECK = Qt.ItemDataRole.CheckStateRole


def outcome(title: str, fate: Fate, reason: str = "same title", byline: str = "") -> Outcome:
    return Outcome("page.txt", 1, title, fate, None, reason, byline)


REPORT = Report(
    (
        outcome("added one", Fate.ADDED),
        outcome("unchanged", Fate.UNCHANGED),
        outcome("enriched", Fate.ENRICHED),
        outcome("added two", Fate.ADDED),
        outcome("likely", Fate.LIKELY),
    ),
    (Failure("page.txt", 3, "first"), Failure("page.txt", 9, "second")),
)


@pytest.fixture
def model() -> ImportRowsModel:
    return ImportRowsModel(REPORT, tickable=True)


def titles(model: ImportRowsModel) -> list[str]:
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_what_wants_to_be_looked_at_comes_first(model: ImportRowsModel) -> None:
    listed = ["page.txt, line 3", "page.txt, line 9", "likely", "enriched", "added one", "added two", "unchanged"]
    assert titles(model) == listed
    assert model.counts == {Kind.FAILED: 2, Kind.LIKELY: 1, Kind.ENRICHED: 1, Kind.NEW: 2, Kind.UNCHANGED: 1}


def test_a_kind_that_is_not_there_is_not_counted() -> None:
    assert ImportRowsModel(Report((), ()), tickable=True).counts == {}


def test_one_kind_alone_can_be_listed(model: ImportRowsModel) -> None:
    model.show(Kind.NEW)
    assert titles(model) == ["added one", "added two"]
    model.show(None)
    assert model.rowCount() == 7


def test_only_what_would_be_stored_has_a_box_and_it_is_ticked(model: ImportRowsModel) -> None:
    ticks = [model.index(row, 0).data(CHECK) for row in range(7)]
    assert ticks == [None, None, *[Qt.CheckState.Checked] * 4, None]
    checkable = [bool(model.flags(model.index(row, 0)) & Qt.ItemFlag.ItemIsUserCheckable) for row in range(7)]
    assert checkable == [tick is not None for tick in ticks]


def test_nothing_can_be_ticked_in_a_report() -> None:
    model = ImportRowsModel(REPORT, tickable=False)
    assert [model.index(row, 0).data(CHECK) for row in range(7)] == [None] * 7
    model.tick(range(7), on=False)
    assert not model.skipped


def test_unticked_rows_are_left_out_by_their_places_in_the_report(qtbot: QtBot, model: ImportRowsModel) -> None:
    with qtbot.waitSignals([model.dataChanged, model.ticks_changed]):
        model.tick(range(4), on=False)
    assert model.skipped == {4, 2}
    assert model.ticked() == {Kind.LIKELY: 0, Kind.ENRICHED: 0, Kind.NEW: 2}
    model.show(Kind.NEW)
    model.tick([1], on=False)
    assert model.skipped == {4, 2, 3}
    model.show(None)
    model.tick(range(7), on=True)
    assert model.skipped == frozenset()
    assert model.ticked().total() == 4


def test_rows_are_toggled_together(model: ImportRowsModel) -> None:
    model.tick([3], on=False)
    model.toggle(range(7))
    assert not model.skipped, "a mixed selection is ticked"
    model.toggle(range(7))
    assert model.ticked().total() == 0
    model.toggle([2])
    assert model.ticked() == {Kind.LIKELY: 1, Kind.ENRICHED: 0, Kind.NEW: 0}


def test_a_packed_report_is_listed_alike(model: ImportRowsModel) -> None:
    packed = ImportRowsModel(REPORT.packed(), tickable=True)
    assert titles(packed) == titles(model)
    assert packed.counts == model.counts


def test_ticking_rows_without_a_box_changes_nothing(qtbot: QtBot, model: ImportRowsModel) -> None:
    with qtbot.assertNotEmitted(model.ticks_changed):
        model.tick([0, 1, 6], on=False)


def test_assistive_technology_can_tick(model: ImportRowsModel) -> None:
    assert model.setData(model.index(2, 0), Qt.CheckState.Unchecked.value, CHECK)
    assert model.skipped == {4}
    assert model.setData(model.index(2, 0), Qt.CheckState.Checked.value, CHECK)
    assert not model.skipped
    assert not model.setData(model.index(0, 0), Qt.CheckState.Unchecked.value, CHECK)
    assert not model.setData(model.index(2, 0), "title", Qt.ItemDataRole.ToolTipRole)


def test_a_row_that_is_left_out_looks_so(model: ImportRowsModel) -> None:
    assert model.index(4, 0).data(ROW_ROLE).sign is Sign.TICKED
    model.tick([4], on=False)
    row = model.index(4, 0).data(ROW_ROLE)
    assert row.sign is Sign.UNTICKED
    assert row.faint


def test_the_model_keeps_the_rules_of_qt(qtmodeltester: ModelTester, model: ImportRowsModel) -> None:
    qtmodeltester.check(model)


@pytest.mark.parametrize(
    ("fate", "byline", "detail"),
    [
        (Fate.ADDED, "Abbott · 2020", "Abbott · 2020"),
        (Fate.ADDED, "", "Same title"),
        (Fate.LIKELY, "Abbott · 2020", "Perhaps here already: same title"),
        (Fate.ENRICHED, "Abbott · 2020", "Already here: same title"),
        (Fate.UNCHANGED, "Abbott · 2020", "Same title"),
    ],
)
def test_the_second_line_says_why(fate: Fate, byline: str, detail: str) -> None:
    assert outcome_row(outcome("On Rivers", fate, byline=byline), ticked=None).detail == detail


def test_a_failure_names_place_and_remedy() -> None:
    row = failure_row(Failure("captures/page.txt", 1231, "No title. Add one."))
    assert (row.title, row.detail, row.sign, row.failed) == (
        "page.txt, line 1,231",
        "No title. Add one.",
        Sign.WARNING,
        True,
    )
    assert failure_row(Failure("pasted text", 0, "It is empty.")).title == "pasted text"
    assert failure_row(Failure("/", 0, "It is a folder.")).title == "/"


def test_a_row_is_told_in_words(model: ImportRowsModel) -> None:
    spoken = model.index(2, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "likely, Likely, Perhaps here already: same title"


def test_a_title_is_never_markup() -> None:
    row = outcome_row(outcome("<img src='http://x/'> & more", Fate.ADDED), ticked=None)
    assert "<img" not in row.tip
    assert "&lt;img" in row.tip


@pytest.fixture
def guessed() -> ImportRowsModel:
    guess = Outcome("b.pdf", 0, "Bees", Fate.ADDED, None, "new; title guessed", doubt="title guessed: check it")
    return ImportRowsModel(Report((outcome("sure", Fate.ADDED), outcome("here", Fate.UNCHANGED), guess), ()), True)


def test_guessed_titles_come_first_and_say_so(guessed: ImportRowsModel) -> None:
    assert titles(guessed) == ["Bees", "sure", "here"]
    row = guessed.row(0)
    assert (row.detail, row.badge and row.badge.text) == ("Title guessed: check it", "Check")


def test_a_title_that_is_to_be_stored_can_be_corrected(guessed: ImportRowsModel, qtbot: QtBot) -> None:
    editable = [bool(guessed.flags(guessed.index(row, 0)) & Qt.ItemFlag.ItemIsEditable) for row in range(3)]
    assert editable == [True, True, False]
    with qtbot.waitSignal(guessed.dataChanged):
        assert guessed.setData(guessed.index(0, 0), "  Bees,\n heard ")
    assert guessed.titles == {2: "Bees, heard"}
    assert (guessed.row(0).title, guessed.row(0).badge and guessed.row(0).badge.text) == ("Bees, heard", "New")
    assert not guessed.setData(guessed.index(2, 0), "other")


@pytest.mark.parametrize("title", ["", "  ", "Bees"])
def test_an_empty_title_or_the_first_one_is_no_correction(guessed: ImportRowsModel, title: str) -> None:
    guessed.setData(guessed.index(0, 0), "Bees, heard")
    guessed.setData(guessed.index(0, 0), title)
    assert guessed.titles == {}
    assert guessed.row(0).title == "Bees"


PAIR = (Paper("likely"), Paper("Likely?"))
ASKED = Report(
    (
        replace(outcome("first", Fate.LIKELY), twin=7, compared=PAIR),
        replace(outcome("second", Fate.LIKELY), compared=PAIR),
        outcome("added", Fate.ADDED),
    ),
    (),
)


def badges(model: ImportRowsModel) -> list[str]:
    return [model.index(row, 0).data(ROW_ROLE).badge.text for row in range(model.rowCount())]


def test_likely_rows_take_answers_with_the_paper_they_were_shown_beside() -> None:
    model = ImportRowsModel(ASKED, tickable=True)
    assert model.likely(2) is None
    assert model.likely(0) == (ASKED.outcomes[0], Likely.ADD)
    model.answer([0, 2], Likely.MERGE)
    model.answer([1], Likely.APART)
    assert model.answers == {0: Answer(Likely.MERGE, 7), 1: Answer(Likely.APART, None)}
    assert badges(model) == ["Merge", "Keep apart", "New"]
    model.answer([0], Likely.MERGE)
    assert model.likely(0) == (ASKED.outcomes[0], Likely.ADD), "the same answer again takes it back"


def test_skipping_is_unticking() -> None:
    model = ImportRowsModel(ASKED, tickable=True)
    model.answer([0], Likely.SKIP)
    assert model.skipped == {0}
    assert model.likely(0) == (ASKED.outcomes[0], Likely.SKIP)
    assert model.is_ticked(0) is False
    model.answer([0], Likely.MERGE)
    assert (model.skipped, model.is_ticked(0)) == (frozenset(), True)


def test_all_likely_rows_are_answered_at_once_listed_or_not() -> None:
    model = ImportRowsModel(ASKED, tickable=True)
    model.show(Kind.NEW)
    model.answer_all(Likely.MERGE)
    assert set(model.answers) == {0, 1}
    model.answer_all(Likely.SKIP)
    assert (model.skipped, model.answers) == ({0, 1}, {})
    model.answer_all(Likely.ADD)
    assert (model.skipped, model.answers) == (frozenset(), {})


def test_a_report_of_what_was_skipped_says_so() -> None:
    row = outcome_row(outcome("skipped", Fate.SKIPPED), ticked=None)
    assert row.detail == "Left out, perhaps here already: same title"
