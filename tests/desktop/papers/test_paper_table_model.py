"""The list's model: pages, other papers, refreshed papers, hints."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from readinglist.desktop.papers.paper_row import HINT_ROLE, PAPER_ROLE
from readinglist.desktop.papers.paper_table_model import PaperTableModel
from readinglist.desktop.work.hint import Hint
from readinglist.domain.reading import PaperLine
from readinglist.domain.status import Status


class Library:
    """Gives a line for any id, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[list[int]] = []
        self.rating = 0

    def fetch(self, ids: Sequence[int]) -> dict[int, PaperLine]:
        self.asked.append(list(ids))
        return {
            paper: PaperLine(
                paper, f"Paper {paper}", ("Ana",), 2020, "", Status.INBOX, self.rating, False, (), True, False
            )
            for paper in ids
        }


@pytest.fixture
def library() -> Library:
    return Library()


@pytest.fixture
def model(qtbot: QtBot, library: Library) -> PaperTableModel:
    model = PaperTableModel()
    model.read_from(library.fetch)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    return model


def titles(model: PaperTableModel) -> list[str]:
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_it_lists_papers_in_order(model: PaperTableModel) -> None:
    assert model.rowCount() == 0
    model.show([3, 1, 2])
    assert titles(model) == ["Paper 3", "Paper 1", "Paper 2"]
    assert (model.row_of(2), model.row_of(9)) == (2, None)
    assert model.index(0, 0).data(PAPER_ROLE).id == 3
    spoken = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Paper 3" in spoken
    assert "Inbox" in spoken


def test_only_what_is_looked_at_is_fetched(library: Library) -> None:
    model = PaperTableModel()
    model.read_from(library.fetch)
    model.show(range(10_000))
    model.index(5_000, 0).data()
    assert len(library.asked) == 1
    assert len(library.asked[0]) < 200
    assert 5_000 in library.asked[0]


def test_selected_papers_stay_selected_when_others_come_and_go(model: PaperTableModel) -> None:
    model.show([1, 2, 3, 4])
    selection = QItemSelectionModel(model)
    flags = QItemSelectionModel.SelectionFlag
    for row in (1, 3):
        selection.select(model.index(row, 0), flags.Select)
    selection.setCurrentIndex(model.index(1, 0), flags.NoUpdate)
    model.show([9, 4, 8, 2])
    assert sorted(index.data() for index in selection.selectedIndexes()) == ["Paper 2", "Paper 4"]
    assert selection.currentIndex().data() == "Paper 2"
    model.show([8])
    assert selection.selectedIndexes() == []
    assert not selection.currentIndex().isValid()


def test_a_changed_paper_is_fetched_and_painted_anew(qtbot: QtBot, model: PaperTableModel, library: Library) -> None:
    model.show([1, 2, 3])
    assert model.index(1, 0).data(PAPER_ROLE).rating == 0
    library.rating = 5
    with qtbot.waitSignal(model.dataChanged) as painted:
        model.refresh([2, 99])
    assert painted.args[0].row() <= 1 <= painted.args[1].row()
    assert model.index(1, 0).data(PAPER_ROLE).rating == 5
    assert model.index(0, 0).data(PAPER_ROLE).rating == 0


def test_hints_are_asked_for_once_and_shown_when_they_come(qtbot: QtBot, model: PaperTableModel) -> None:
    model.show([1, 2])
    assert model.index(0, 0).data(HINT_ROLE) == ""
    model.expect_hints(True)
    with qtbot.waitSignal(model.hints_wanted) as wanted:
        assert [model.index(row, 0).data(HINT_ROLE) for row in (0, 1, 0)] == ["", "", ""]
    assert wanted.args == [[1, 2]]
    model.add_hints({1: Hint("in note", "note: an <b>owl</b>"), 2: Hint()})
    assert [model.index(row, 0).data(HINT_ROLE) for row in (0, 1)] == ["in note", ""]
    assert model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole).endswith("<p>note: an &lt;b&gt;owl&lt;/b&gt;</p>")
    assert model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole).endswith(", note: an <b>owl</b>")
    model.expect_hints(False)
    model.add_hints({1: Hint("in note")})
    assert model.index(0, 0).data(HINT_ROLE) == ""


def test_a_title_is_no_markup_in_its_tooltip(library: Library) -> None:
    model = PaperTableModel()
    model.read_from(lambda ids: {1: replace(library.fetch([1])[1], title="Foxes <img src='file:///x'>")})
    model.show([1])
    assert model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole) == "<p>Foxes &lt;img src=&#x27;file:///x&#x27;&gt;</p>"
