"""The preview of an import: what it would do, before anything is stored, and the reader's choices.

A dialog of its own rather than a card in the window: a screen reader announces it and keeps to it, it can be larger
than a narrow window, and it is moved and closed as every other one is.
"""

from collections.abc import Generator, Sequence
from itertools import pairwise

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from readinglist.desktop.commands import STATUS_KEYS
from readinglist.desktop.importing.import_choices import StatusChoice, TagChoice
from readinglist.desktop.importing.import_rows import Kind
from readinglist.desktop.importing.import_table import ImportTable
from readinglist.desktop.importing.kind_tabs import KindTabs
from readinglist.desktop.importing.likely_pane import LikelyPane
from readinglist.desktop.importing.report_text import encodings_told, guesses_told
from readinglist.desktop.look.buttons import Button
from readinglist.desktop.look.fonts import Role
from readinglist.desktop.look.list_dialog import MARGIN, lay_out
from readinglist.desktop.look.surface import Surface
from readinglist.desktop.look.text_label import TextLabel
from readinglist.desktop.look.theme import Theme
from readinglist.domain.text import count_of
from readinglist.importing.choices import Choices
from readinglist.importing.report import Report


def preview_dialog(
    theme: Theme, report: Report, source: str, known_tags: Sequence[str], parent: QWidget | None = None
) -> Generator[None, None, "ImportDialog"]:
    """Make the dialog in pieces, for `in_turns`: for ten thousand papers all of it would be felt."""
    table = ImportTable(theme, report, tickable=True)
    yield
    foot = Foot(theme, known_tags, storable=table.rows.ticked().total() > 0)
    yield
    return ImportDialog(theme, report, source, table, foot, parent)


class Foot(Surface):
    """The choices and the buttons; where the width is short, the choices stand over the buttons."""

    def __init__(self, theme: Theme, known_tags: Sequence[str], storable: bool) -> None:
        super().__init__(theme, "surface.pane")
        self.storable = storable
        self.status = StatusChoice(theme, STATUS_KEYS)
        self.tag = TagChoice(theme, known_tags)
        self.cancel = Button(theme, "Cancel" if storable else "Close")
        self.go = Button(theme, "", "primary")
        self.go.setVisible(storable)
        self._words = QWidget()
        words = QVBoxLayout(self._words)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(0)
        first, second = "Nothing is stored yet.", "One undo takes the whole import back."
        if not storable:
            first, second = "There is nothing to store.", "Your library stays as it is."
        words.addWidget(TextLabel(theme, first, Role.BODY_MEDIUM))
        words.addWidget(TextLabel(theme, second, Role.META, "text.tertiary"))
        self._choices = QWidget()
        choices = QHBoxLayout(self._choices)
        choices.setContentsMargins(0, 0, 0, 0)
        choices.setSpacing(8)
        for name, field in (("&Add to", self.status), ("&Tag", self.tag)):
            label = TextLabel(theme, name, ink="text.secondary")
            label.setBuddy(field)
            choices.addWidget(label)
            choices.addWidget(field)
            choices.addSpacing(8)
        choices.addStretch(1)
        self._choices.setVisible(storable)
        self._buttons = QWidget()
        buttons = QHBoxLayout(self._buttons)
        buttons.setContentsMargins(0, 0, 0, 0)
        buttons.setSpacing(8)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.go)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(MARGIN, 13, MARGIN, 15)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(10)
        self._grid.setColumnStretch(1, 1)
        self._arrange(stacked=False)

    def minimumSizeHint(self) -> QSize:
        """Give way down to the width at which the choices stand over the buttons."""
        upper, lower = self._choices.sizeHint(), self._words.sizeHint() + QSize(self._buttons.sizeHint().width(), 0)
        wider = max(upper.width(), lower.width() + self._grid.horizontalSpacing())
        return QSize(wider + 2 * MARGIN, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the arrangement that the width allows."""
        super().resizeEvent(event)
        parts = (self._words, self._choices, self._buttons)
        wanted = sum(part.sizeHint().width() for part in parts if not part.isHidden())
        self._arrange(stacked=self.width() < wanted + 2 * MARGIN + 2 * self._grid.horizontalSpacing())

    def _arrange(self, stacked: bool) -> None:
        lower = 1 if stacked else 0
        self._grid.addWidget(self._words, lower, 0)
        self._grid.addWidget(self._buttons, lower, 2)
        if stacked:
            self._grid.addWidget(self._choices, 0, 0, 1, 3)
        else:
            self._grid.addWidget(self._choices, 0, 1, Qt.AlignmentFlag.AlignRight)


class ImportDialog(QDialog):
    """Shows a report of what would be done; Enter imports what is ticked, Escape leaves everything as it is."""

    accepted_with = Signal(Choices)
    """The reader wants the import, so."""

    def __init__(
        self, theme: Theme, report: Report, source: str, table: ImportTable, foot: Foot, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.table = table
        self._foot = foot
        storable = foot.storable
        title = f"Import {count_of(len(report.outcomes), 'paper')}" if storable else "Nothing new to import"
        self.setWindowTitle(title)
        self.tabs = KindTabs(theme, self.table.rows.counts)
        heads = (title, f"From {source}", *guesses_told(report), *encodings_told(report))
        self.likely = LikelyPane(theme, table.rows.counts.get(Kind.LIKELY, 0))
        self.likely.hide()
        lay_out(self, theme, heads, self.tabs, _above(table, self.likely), foot)
        # Only in its dialog can a button become the default one.
        (foot.go if storable else foot.cancel).setDefault(True)
        asked = (*self.likely.buttons.values(), self.likely.all, self.likely.view)
        for one, following in pairwise(
            (self.tabs.last, self.table, *asked, foot.status, foot.tag, foot.cancel, foot.go)
        ):
            self.setTabOrder(one, following)
        self.tabs.chosen.connect(self.table.show_kind)
        self.table.rows.ticks_changed.connect(self._count)
        self.table.rows.ticks_changed.connect(self._ask)
        self.table.selection_moved.connect(self._ask)
        self.likely.answered.connect(self.table.answer)
        self.likely.all_answered.connect(self.table.rows.answer_all)
        self._foot.cancel.clicked.connect(self.reject)
        self._foot.go.clicked.connect(self._go)
        self._count()
        self._ask()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _count(self) -> None:
        ticked = self.table.rows.ticked()
        total = ticked.total()
        verb = "Enrich" if total and total == ticked[Kind.ENRICHED] else "Import"
        self._foot.go.setText(f"{verb} {count_of(total, 'paper')}")
        self._foot.go.setEnabled(total > 0)

    def _ask(self) -> None:
        """Show the current row beside what it may be, where it is a likely one."""
        current = self.table.currentIndex()
        asked = self.table.rows.likely(current.row()) if current.isValid() else None
        if asked is not None:
            self.likely.ask(*asked)
        self.likely.setVisible(asked is not None)

    def _go(self) -> None:
        rows, foot = self.table.rows, self._foot
        choices = Choices(foot.status.status, foot.tag.tag, rows.skipped, answers=rows.answers, titles=rows.titles)
        self.accepted_with.emit(choices)
        self.accept()


def _above(table: ImportTable, pane: LikelyPane) -> QWidget:
    """The list, and under it what is asked of its current row."""
    both = QWidget()
    layout = QVBoxLayout(both)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    layout.addWidget(table, 1)
    layout.addWidget(pane)
    return both
