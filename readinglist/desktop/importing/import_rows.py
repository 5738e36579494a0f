"""What a report of an import says, as rows of a list; those that would be stored can be ticked and unticked."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from enum import StrEnum
from pathlib import PurePath
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Signal

from readinglist.desktop.look.two_line_row import ROW_ROLE, Badge, Index, Sign, TwoLineRow
from readinglist.importing.choices import Answer, Likely
from readinglist.importing.report import Fate, Outcome, Report
from readinglist.importing.source import Failure

_NO_PARENT = QModelIndex()


class Kind(StrEnum):
    """What a row is about, in the order of the list: first what wants to be looked at."""

    FAILED = "failed"
    LIKELY = "likely"
    ENRICHED = "enriched"
    NEW = "new"
    UNCHANGED = "unchanged"

    @property
    def label(self) -> str:
        """The word shown to the reader."""
        return self.value.capitalize()


STORED_KINDS = (Kind.LIKELY, Kind.ENRICHED, Kind.NEW)

KINDS = {
    Fate.LIKELY: Kind.LIKELY,
    Fate.ENRICHED: Kind.ENRICHED,
    Fate.ADDED: Kind.NEW,
    Fate.UNCHANGED: Kind.UNCHANGED,
    Fate.SKIPPED: Kind.UNCHANGED,
}
ANSWER_BADGES: Mapping[Likely, Badge] = {
    Likely.MERGE: Badge("Merge", "outcome.enriched", "outcome_soft.enriched"),
    Likely.APART: Badge("Keep apart", "outcome.new", "outcome_soft.new"),
}
"""What stands at a likely row that was answered."""
BADGES: Mapping[Kind, Badge] = {
    Kind.FAILED: Badge(Kind.FAILED.label, "outcome.failed", "outcome_soft.failed"),
    Kind.LIKELY: Badge(Kind.LIKELY.label, "outcome.likely", "outcome_soft.likely"),
    Kind.ENRICHED: Badge(Kind.ENRICHED.label, "outcome.enriched", "outcome_soft.enriched"),
    Kind.NEW: Badge(Kind.NEW.label, "outcome.new", "outcome_soft.new"),
    Kind.UNCHANGED: Badge(Kind.UNCHANGED.label, "outcome.unchanged", "outcome_soft.unchanged"),
}
CHECK = Badge("Check", "outcome.likely", "outcome_soft.likely")
"""What stands at a new paper whose title was guessed."""


class ImportRowsModel(QAbstractTableModel):
    """A row for each failure and each outcome.

    `tickable`: rows that would be stored have a tick box, ticked at first, and titles of new papers can be corrected.
    Those that were only guessed come first among them.
    """

    ticks_changed = Signal()

    def __init__(self, report: Report, tickable: bool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._report = report
        # Entries: the place of an outcome, or below zero that of a failure: -1 is the first.
        by_kind: dict[Kind, list[int]] = {kind: [] for kind in Kind}
        by_kind[Kind.FAILED] = [~place for place in range(len(report.failures))]
        for place, fate in enumerate(report.fates):
            by_kind[KINDS[fate]].append(place)
        by_kind[Kind.NEW].sort(key=lambda place: place not in report.doubtful)
        self._by_kind = by_kind
        self._boxed = frozenset(entry for kind in STORED_KINDS for entry in by_kind[kind]) if tickable else frozenset()
        self._skipped: frozenset[int] = frozenset()
        self._titles: dict[int, str] = {}
        self._answers: dict[int, Likely] = {}
        self._entries = self._listed(None)
        self.counts: Mapping[Kind, int] = {kind: len(entries) for kind, entries in by_kind.items() if entries}

    @property
    def skipped(self) -> frozenset[int]:
        """The places of the outcomes that are unticked."""
        return self._skipped

    @property
    def titles(self) -> Mapping[int, str]:
        """The corrected titles, by the places of their outcomes."""
        return self._titles

    @property
    def answers(self) -> Mapping[int, Answer]:
        """What was answered of likely outcomes, by their places, with the papers that they were shown beside."""
        return {place: Answer(what, self._report.outcomes[place].twin) for place, what in self._answers.items()}

    def likely(self, row: int) -> tuple[Outcome, Likely] | None:
        """The likely outcome of a listed row that wants an answer, with the one it has; None for any other row."""
        entry = self._entries[row]
        if entry not in self._boxed or self._report.fates[entry] is not Fate.LIKELY:
            return None
        answer = Likely.SKIP if entry in self._skipped else self._answers.get(entry, Likely.ADD)
        return self._report.outcomes[entry], answer

    def answer(self, rows: Iterable[int], answer: Likely) -> None:
        """Answer what is likely among listed rows; the answer that all of them have is taken back."""
        places = [self._entries[row] for row in rows if self.likely(row)]
        held = {Likely.SKIP if place in self._skipped else self._answers.get(place, Likely.ADD) for place in places}
        self._set_answers(places, Likely.ADD if held == {answer} else answer)

    def answer_all(self, answer: Likely) -> None:
        """Answer all that is likely, listed now or not."""
        self._set_answers(self._by_kind[Kind.LIKELY], answer)

    def _set_answers(self, places: Collection[int], answer: Likely) -> None:
        if not places:
            return
        skip = answer is Likely.SKIP
        self._skipped = self._skipped | frozenset(places) if skip else self._skipped - frozenset(places)
        for place in places:
            self._answers.pop(place, None)
        if answer in (Likely.MERGE, Likely.APART):
            self._answers |= dict.fromkeys(places, answer)
        self._tell(range(len(self._entries)))

    def ticked(self) -> Counter[Kind]:
        """How many rows of each kind are ticked, listed now or not."""
        ticked = Counter({kind: self.counts.get(kind, 0) for kind in STORED_KINDS})
        for fate, count in Counter(map(self._report.fates.__getitem__, self._skipped)).items():
            ticked[KINDS[fate]] -= count
        return ticked

    def show(self, kind: Kind | None) -> None:
        """List the rows of one kind, or all."""
        self.beginResetModel()
        self._entries = self._listed(kind)
        self.endResetModel()

    def toggle(self, rows: Collection[int]) -> None:
        """Tick those of the listed rows that have a box, or untick them where all are ticked."""
        self.tick(rows, not self._skipped.isdisjoint(self._boxed_of(rows)))

    def tick(self, rows: Collection[int], on: bool) -> None:
        """Tick or untick those of the listed rows that have a box."""
        boxed = self._boxed_of(rows)
        if not boxed:
            return
        self._skipped = self._skipped - boxed if on else self._skipped | boxed
        self._tell(rows)

    def _tell(self, rows: Collection[int]) -> None:
        """Say that ticks or answers of some listed rows are others."""
        if rows:
            roles = [Qt.ItemDataRole.CheckStateRole, ROW_ROLE]
            self.dataChanged.emit(self.index(min(rows), 0), self.index(max(rows), 0), roles)
        self.ticks_changed.emit()

    def _boxed_of(self, rows: Iterable[int]) -> frozenset[int]:
        return self._boxed.intersection(map(self._entries.__getitem__, rows))

    def is_ticked(self, row: int) -> bool | None:
        """Whether a listed row is ticked; None where it has no box."""
        entry = self._entries[row]
        return entry not in self._skipped if entry in self._boxed else None

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """How many rows are listed."""
        return 0 if parent.isValid() else len(self._entries)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        """One: a row is painted as a whole."""
        return 0 if parent.isValid() else 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Say that a row can be selected, and ticked where it has a box."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self._can_correct(index.row()):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags if self.is_ticked(index.row()) is None else flags | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The row for the delegate, its tick, or words for tooltip and screen readers."""
        if not index.isValid():
            return None
        match role:
            case _ if role == ROW_ROLE:
                return self.row(index.row())
            case Qt.ItemDataRole.CheckStateRole:
                ticked = self.is_ticked(index.row())
                return None if ticked is None else Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return self.row(index.row()).title
            case Qt.ItemDataRole.ToolTipRole:
                return self.row(index.row()).tip
            case Qt.ItemDataRole.AccessibleTextRole:
                return self.row(index.row()).spoken
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take a corrected title, or a tick, which is how assistive technology sets one."""
        if role == Qt.ItemDataRole.EditRole and self._can_correct(index.row()):
            return self._correct(index, " ".join(str(value).split()))
        if role != Qt.ItemDataRole.CheckStateRole or self.is_ticked(index.row()) is None:
            return False
        self.tick([index.row()], Qt.CheckState(value) is Qt.CheckState.Checked)
        return True

    def _can_correct(self, row: int) -> bool:
        entry = self._entries[row]
        return entry in self._boxed and self._report.fates[entry] in (Fate.ADDED, Fate.LIKELY)

    def _correct(self, index: Index, title: str) -> bool:
        """Take a title; an empty one, or the one that came, is no correction."""
        place = self._entries[index.row()]
        if title == self.row(index.row()).title:
            return False
        self._titles.pop(place, None)
        if title and title != self._report.outcomes[place].title:
            self._titles[place] = title
        self.dataChanged.emit(index, index, [Qt.ItemDataRole.DisplayRole, ROW_ROLE])
        return True

    def _listed(self, kind: Kind | None) -> list[int]:
        if kind is not None:
            return self._by_kind[kind]
        return [entry for entries in self._by_kind.values() for entry in entries]

    def row(self, row: int) -> TwoLineRow:
        """What a listed row shows."""
        entry = self._entries[row]
        if entry < 0:
            return failure_row(self._report.failures[~entry])
        outcome = self._report.outcomes[entry]
        if entry in self._titles:
            outcome = replace(outcome, title=self._titles[entry], doubt="")
        return outcome_row(outcome, self.is_ticked(row), self._answers.get(entry, Likely.ADD))


def failure_row(failure: Failure) -> TwoLineRow:
    """Where something could not be read, and what to do about it."""
    name = PurePath(failure.source).name or failure.source
    place = f"{name}, line {failure.line:,}" if failure.line else name
    return TwoLineRow(place, failure.message, Sign.WARNING, BADGES[Kind.FAILED], faint=True, failed=True)


def outcome_row(outcome: Outcome, ticked: bool | None, answer: Likely = Likely.ADD) -> TwoLineRow:
    """What becomes of a draft, and why; `ticked` is None where it has no box, `answer` that of a likely one."""
    kind = KINDS[outcome.fate]
    if ticked is not None:
        sign = Sign.TICKED if ticked else Sign.UNTICKED
    else:
        sign = Sign.SAME if kind is Kind.UNCHANGED else Sign.CHECK
    faint = kind is Kind.UNCHANGED or ticked is False
    badge = BADGES[kind] if ticked is False else ANSWER_BADGES.get(answer, BADGES[kind])
    if outcome.doubt and kind is Kind.NEW:
        badge = CHECK
    return TwoLineRow(outcome.title, _detail(outcome), sign, badge, faint=faint)


def _detail(outcome: Outcome) -> str:
    match outcome.fate:
        case Fate.LIKELY:
            return f"Perhaps here already: {outcome.reason}"
        case Fate.SKIPPED:
            return f"Left out, perhaps here already: {outcome.reason}"
        case Fate.ENRICHED:
            return f"Already here: {outcome.reason}"
        case Fate.ADDED if outcome.doubt:
            return " · ".join(filter(None, (outcome.doubt[:1].upper() + outcome.doubt[1:], outcome.byline)))
        case Fate.ADDED if outcome.byline:
            return outcome.byline
    return outcome.reason[:1].upper() + outcome.reason[1:]
