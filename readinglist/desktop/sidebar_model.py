"""The entries of the sidebar, in their order, with their counts."""

from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from readinglist.desktop.look.tips import plain_tip
from readinglist.domain.query.scope import ALL_PAPERS, FAVOURITES, READ_NEXT, WITH_NOTES, Scope, ScopeKind
from readinglist.domain.reading import Counts
from readinglist.domain.status import Status

ENTRY_ROLE = Qt.ItemDataRole.UserRole
"""The row's `Entry`."""


_TIP = "Unread papers near to what you like"


class Gap(Enum):
    """What parts the groups."""

    AIR = auto()
    TAGS = auto()


@dataclass(frozen=True, slots=True)
class Entry:
    """A row: a scope with its count, or what parts two groups."""

    what: Scope | Gap
    count: int = 0

    @property
    def strong(self) -> bool:
        """Whether there is something to be done here: only an inbox that is not empty."""
        return self.what == Scope.of_status(Status.INBOX) and self.count > 0


def entries(counts: Counts) -> list[Entry]:
    """The rows of the sidebar: the day's order first, then everything, then the tags."""
    rows = [Entry(Gap.AIR)]
    rows += [Entry(Scope.of_status(status), counts.status.get(status, 0)) for status in Status]
    rows += [
        Entry(Gap.AIR),
        Entry(READ_NEXT),
        Entry(ALL_PAPERS, counts.all),
        Entry(FAVOURITES, counts.starred),
        Entry(WITH_NOTES, counts.noted),
    ]
    if counts.tags:
        rows += [Entry(Gap.AIR), Entry(Gap.TAGS)]
        rows += [Entry(Scope.of_tag(name), count) for name, count in counts.tags]
    return rows


class SidebarModel(QAbstractListModel):
    """Rows by `ENTRY_ROLE`; only scopes can be selected."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries = entries(Counts())

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        """Tell the number of rows; a row has no children."""
        return 0 if parent is not None and parent.isValid() else len(self._entries)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give the entry, its words, and its words with the count for screen readers."""
        entry = self._entries[index.row()]
        if role == ENTRY_ROLE:
            return entry
        if not isinstance(entry.what, Scope):
            return "Tags" if entry.what is Gap.TAGS and role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.what.label
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(_TIP if entry.what == READ_NEXT else f"{entry.what.label}: {entry.count:,}")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if entry.what == READ_NEXT:
                return entry.what.label
            papers = "1 paper" if entry.count == 1 else f"{entry.count} papers"
            kind = "Tag " if entry.what.kind is ScopeKind.TAG else ""
            return f"{kind}{entry.what.label}, {papers}"
        return None

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """Let scopes be selected, and the keyboard pass over the rest."""
        if isinstance(self._entries[index.row()].what, Scope):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return Qt.ItemFlag.ItemNeverHasChildren

    def set_counts(self, counts: Counts) -> bool:
        """Show other counts; says whether the rows themselves are others now, so that the selection is gone."""
        new = entries(counts)
        if [entry.what for entry in new] == [entry.what for entry in self._entries]:
            self._entries = new
            self.dataChanged.emit(self.index(0), self.index(len(new) - 1))
            return False
        self.beginResetModel()
        self._entries = new
        self.endResetModel()
        return True

    def count_of(self, scope: Scope) -> int:
        """The number of papers shown beside a scope, 0 where it has no row."""
        return next((entry.count for entry in self._entries if entry.what == scope), 0)

    def row_of(self, scope: Scope) -> int | None:
        """The row of a scope, or None where it has none."""
        return next((row for row, entry in enumerate(self._entries) if entry.what == scope), None)
