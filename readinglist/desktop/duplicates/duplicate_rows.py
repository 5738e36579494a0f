"""The pairs of papers that may be one, as rows of a list."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from readinglist.desktop.look.two_line_row import ROW_ROLE, Badge, Index, Sign, TwoLineRow
from readinglist.domain.matching import MatchKind
from readinglist.library.identity.duplicates import Duplicate
from readinglist.library.identity.merging import Group

_NO_PARENT = QModelIndex()

_BADGES: Mapping[MatchKind, Badge] = {
    MatchKind.SAME: Badge("Same", "outcome.new", "outcome_soft.new"),
    MatchKind.VERSION: Badge("Version", "outcome.enriched", "outcome_soft.enriched"),
    MatchKind.LIKELY: Badge("Likely", "outcome.likely", "outcome_soft.likely"),
}


class DuplicateRowsModel(QAbstractTableModel):
    """A row for each pair; those that were dealt with are taken out."""

    def __init__(self, pairs: Sequence[Duplicate], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.pairs = list(pairs)

    @property
    def sure(self) -> list[Duplicate]:
        """The pairs that need no question: all but the likely ones, and of the versions none of two years."""
        return [pair for pair in self.pairs if pair.sure]

    def show(self, pairs: Sequence[Duplicate]) -> None:
        """List other pairs."""
        self.beginResetModel()
        self.pairs = list(pairs)
        self.endResetModel()

    def merged(self, groups: Collection[Group]) -> None:
        """Follow a merge: what is one paper now is no pair, and other pairs are of the paper that was kept."""
        became = {other: group.keep for group in groups for other in group.others}
        left: dict[tuple[int, int], Duplicate] = {}
        for pair in self.pairs:
            ids = (became.get(pair.paper_id, pair.paper_id), became.get(pair.other_id, pair.other_id))
            low, high = min(ids), max(ids)
            if low != high:
                left.setdefault((low, high), replace(pair, paper_id=low, other_id=high))
        self.show(list(left.values()))

    def without(self, pairs: Collection[Duplicate]) -> None:
        """Take out pairs that are no duplicates."""
        gone = set(pairs)
        self.show([pair for pair in self.pairs if pair not in gone])

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """How many pairs there are."""
        return 0 if parent.isValid() else len(self.pairs)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        """One: a row is painted as a whole."""
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The row for the delegate, or words for tooltip and screen readers."""
        if not index.isValid():
            return None
        row = _row(self.pairs[index.row()])
        said: dict[int, Any] = {
            ROW_ROLE: row,
            Qt.ItemDataRole.DisplayRole: row.title,
            Qt.ItemDataRole.ToolTipRole: row.tip,
            Qt.ItemDataRole.AccessibleTextRole: row.spoken,
        }
        return said.get(role)


def _row(pair: Duplicate) -> TwoLineRow:
    return TwoLineRow(pair.title, pair.reason[:1].upper() + pair.reason[1:], Sign.SAME, _BADGES[pair.kind])
