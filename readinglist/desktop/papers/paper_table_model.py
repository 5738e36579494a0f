"""The papers on screen: an ordered array of ids, and a cache of the rows that were looked at."""

from array import array
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

from readinglist.desktop.look.tips import plain_tip
from readinglist.desktop.papers.paper_row import HINT_ROLE, PAPER_ROLE
from readinglist.desktop.work.hint import Hint
from readinglist.domain.byline import spoken_line
from readinglist.domain.reading import PaperLine

Index = QModelIndex | QPersistentModelIndex
Fetch = Callable[[Sequence[int]], dict[int, PaperLine]]

_PAGE = 64
_PAGES_KEPT = 40
_FEW = 8
"""Papers up to which each is looked for by itself, which among 100,000 takes a tenth of a pass over them all."""

_NO_PARENT = QModelIndex()


class PaperTableModel(QAbstractTableModel):
    """One row for each paper; what is not shown is not fetched. Filtering and sorting are done elsewhere, in ids."""

    hints_wanted = Signal(list)
    """Papers that are shown and of which it is not known yet what to say beside their authors: see `add_hints`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ids = array("q")
        self._lines: dict[int, PaperLine] = {}
        self._fetch: Fetch = lambda ids: {}
        self._hints: dict[int, Hint] | None = None
        self._without_hint: list[int] = []
        self._ask = QTimer(self, singleShot=True, interval=0)
        self._ask.timeout.connect(self._ask_for_hints)

    def read_from(self, fetch: Fetch) -> None:
        """Say where the rows come from: a function from ids to what is known of them."""
        self._fetch = fetch

    def expect_hints(self, expected: bool) -> None:
        """Forget what is said beside the authors; ask for it anew where it is `expected`."""
        self._hints = {} if expected else None
        self._without_hint.clear()

    def add_hints(self, hints: dict[int, Hint]) -> None:
        """Say these words beside the authors of these papers, and the rest when a row is pointed at or spoken."""
        if self._hints is not None:
            self._hints.update(hints)
            self._repaint([paper for paper, hint in hints.items() if hint.words])

    @property
    def ids(self) -> Sequence[int]:
        """The papers in order."""
        return self._ids

    def row_of(self, paper_id: int) -> int | None:
        """The row in which a paper stands, if it is listed."""
        try:
            return self._ids.index(paper_id)
        except ValueError:
            return None

    def rows_of(self, papers: Sequence[int]) -> dict[int, int]:
        """The rows of those of the papers that are listed."""
        if len(papers) <= _FEW:  # to look through the ids now and then costs less than to keep the row of each in mind
            return {paper: row for paper in papers if (row := self.row_of(paper)) is not None}
        wanted = set(papers)
        return {paper: row for row, paper in enumerate(self._ids) if paper in wanted}

    def successor(self, before: Sequence[int], gone: int | None) -> int | None:
        """The row of the paper that came after one that is gone in the list before this, else of the one before it."""
        if not self._ids:
            return None
        place = before.index(gone) if gone is not None and gone in before else 0
        near = before[place : place + 2]
        rows = self.rows_of(near) or self.rows_of(before)
        for paper in (*before[place:], *reversed(before[:place])):
            if paper in rows:
                return rows[paper]
        return 0

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """How many papers are listed."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        """One: a row is painted as a whole."""
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The row's `PaperLine`, its hint, or words for the title and for screen readers."""
        if not index.isValid():
            return None
        match role:
            case _ if role == PAPER_ROLE:
                return self._line(index.row())
            case _ if role == HINT_ROLE:
                return self.hint_of(self._ids[index.row()]).words
            case Qt.ItemDataRole.DisplayRole:
                line = self._line(index.row())
                return line.title if line else ""
            case Qt.ItemDataRole.ToolTipRole:
                line = self._line(index.row())
                return plain_tip(*filter(None, (line.title, self.hint_of(line.id).in_full))) if line else ""
            case Qt.ItemDataRole.AccessibleTextRole:
                line = self._line(index.row())
                spoken = (spoken_line(line), self.hint_of(line.id).in_full) if line else ()
                return ", ".join(filter(None, spoken))
        return None

    def show(self, ids: Sequence[int]) -> None:
        """List exactly these papers, in this order. The selection stays with the papers that stay."""
        if len(ids) == len(self._ids) and array("q", ids) == self._ids:
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        kept = [self._ids[index.row()] for index in before]
        self._ids = array("q", ids)
        rows = self.rows_of(kept)
        after = [self.index(rows[paper], 0) if paper in rows else QModelIndex() for paper in kept]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def refresh(self, papers: Collection[int]) -> None:
        """Fetch these papers' rows anew when they are next looked at, and have those that are listed painted."""
        for paper in papers:
            self._lines.pop(paper, None)
            if self._hints:
                self._hints.pop(paper, None)
        self._repaint(papers)

    def foresee(self, papers: Collection[int], **facts: Any) -> None:
        """Show what is about to be true of these papers, until `refresh` asks what is."""
        seen = [paper for paper in papers if paper in self._lines]
        self._lines.update((paper, replace(self._lines[paper], **facts)) for paper in seen)
        self._repaint(seen)

    def _repaint(self, papers: Collection[int]) -> None:
        if len(papers) == 1:
            row = self.row_of(next(iter(papers)))
            if row is not None:
                self.dataChanged.emit(self.index(row, 0), self.index(row, 0))
        elif papers and self._ids:  # a view paints of the whole what it shows, which costs less than to find the rows
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, 0))

    def _line(self, row: int) -> PaperLine | None:
        paper = self._ids[row]
        if paper not in self._lines:
            first = row - row % _PAGE
            if len(self._lines) > _PAGE * _PAGES_KEPT:
                self._lines.clear()
            page = self._ids[first : first + _PAGE]
            self._lines.update(self._fetch([other for other in page if other not in self._lines]))
        return self._lines.get(paper)

    def hint_of(self, paper: int) -> Hint:
        """What is said of a paper; where nothing is known yet, it is asked for."""
        if self._hints is None:
            return Hint()
        if paper not in self._hints:
            self._hints[paper] = Hint()
            self._without_hint.append(paper)
            self._ask.start()
        return self._hints[paper]

    def _ask_for_hints(self) -> None:
        papers, self._without_hint = self._without_hint, []
        if papers:
            self.hints_wanted.emit(papers)
