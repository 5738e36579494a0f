"""The pairs of papers that may be one: the list, the two side by side, and what can be done with them."""

from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from readinglist.desktop.duplicates.comparison_view import ComparisonView
from readinglist.desktop.duplicates.duplicate_rows import DuplicateRowsModel
from readinglist.desktop.look.buttons import Button
from readinglist.desktop.look.fonts import Role
from readinglist.desktop.look.list_dialog import MARGIN, hairline, lay_out
from readinglist.desktop.look.row_ground import RowGround
from readinglist.desktop.look.row_table import RowTable
from readinglist.desktop.look.surface import Surface
from readinglist.desktop.look.text_label import TextLabel
from readinglist.desktop.look.theme import Theme
from readinglist.desktop.look.two_line_row import GUTTER, TwoLineDelegate
from readinglist.domain.identity.comparison import compare_stored
from readinglist.domain.text import count_of
from readinglist.library.history import Moved
from readinglist.library.identity.duplicates import Duplicate
from readinglist.library.identity.merging import Group, groups_of
from readinglist.worker.messages import JobCancelledError

if TYPE_CHECKING:  # it loads the store, for which the window does not wait
    from readinglist.desktop.work.workspace import Workspace

_VIEW_HEIGHT = 300


class _Table(RowTable):
    """The list of pairs."""

    merge_wanted = Signal()
    apart_wanted = Signal()

    def __init__(self, theme: Theme, pairs: Sequence[Duplicate]) -> None:
        ground = RowGround(theme, "surface.pane", GUTTER)
        super().__init__(theme, ground, "surface.pane")
        delegate = TwoLineDelegate(theme, ground, self)
        self.rows = DuplicateRowsModel(pairs, self)
        self.setItemDelegate(delegate)
        self.setAccessibleName("Pairs of papers that may be one")
        self.set_row_height(delegate.row_height)
        self.setModel(self.rows)
        self.go_to(0)

    @property
    def selected(self) -> list[Duplicate]:
        """The pairs of the selected rows."""
        return [self.rows.pairs[row] for part in self.selected_rows() for row in part]

    def go_to(self, row: int) -> None:
        """Select a row, or the last one where there are not so many."""
        if self.rows.rowCount():
            index = self.rows.index(min(row, self.rows.rowCount() - 1), 0)
            flag = QItemSelectionModel.SelectionFlag  # `selectRow` would toggle it while Ctrl is still held
            self.selectionModel().setCurrentIndex(index, flag.ClearAndSelect | flag.Rows)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Merge on M, keep apart on A."""
        wanted = {Qt.Key.Key_M: self.merge_wanted, Qt.Key.Key_A: self.apart_wanted}
        if event.modifiers() == Qt.KeyboardModifier.NoModifier and event.key() in wanted:
            wanted[Qt.Key(event.key())].emit()
        else:
            super().keyPressEvent(event)


class DuplicatesDialog(QDialog):
    """Lists pairs, the surest first. What is done here is done at once, and Ctrl+Z takes it back."""

    def __init__(
        self, theme: Theme, workspace: "Workspace", pairs: Sequence[Duplicate], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Duplicates")
        self._workspace = workspace
        self._cancel: Callable[[], None] | None = None
        self.table = _Table(theme, pairs)
        self.view = ComparisonView(theme, ("Here first", "Came later"))
        self.view.setFixedHeight(theme.fonts.px(_VIEW_HEIGHT))
        self.said = TextLabel(theme, "", Role.META, "text.secondary", wrap=True)
        self.merge_button = Button(theme, "Merge  M", "link")
        self.merge_button.setAccessibleName("Merge the selected pairs")
        self.apart_button = Button(theme, "Not a duplicate  A", "link")
        self.apart_button.setAccessibleName("Keep the selected pairs apart")
        self.undo_button = Button(theme, "Undo  Ctrl+Z", "link")
        self.all_button = Button(theme, "")
        self.close_button = Button(theme, "Close", "primary")
        self.undo_button.setEnabled(False)
        lay_out(self, theme, ("Duplicates", _WORDS), None, self._body(theme), self._foot(theme))
        self.close_button.setDefault(True)
        order = (self.table, self.merge_button, self.apart_button, self.undo_button, self.view, self.all_button)
        for one, following in pairwise((*order, self.close_button)):
            self.setTabOrder(one, following)
        for button in (self.merge_button, self.apart_button, self.undo_button, self.all_button):
            button.setAutoDefault(False)
        self.table.selection_moved.connect(self._show)
        self.table.merge_wanted.connect(self._merge)
        self.table.apart_wanted.connect(self._keep_apart)
        self.merge_button.clicked.connect(self._merge)
        self.apart_button.clicked.connect(self._keep_apart)
        self.undo_button.clicked.connect(self._undo)
        self.all_button.clicked.connect(self._merge_all)
        self.close_button.clicked.connect(self.accept)
        QShortcut(QKeySequence.StandardKey.Undo, self, self._undo)
        self._refresh(0)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def reject(self) -> None:
        """Stop what is going on before leaving."""
        if self._cancel is not None:
            self._cancel()
        else:
            super().reject()

    def _body(self, theme: Theme) -> QWidget:
        body = Surface(theme, "surface.pane")
        buttons = QHBoxLayout()
        buttons.setContentsMargins(MARGIN, 10, MARGIN, 8)
        buttons.setSpacing(8)
        for button in (self.merge_button, self.apart_button, self.undo_button):
            buttons.addWidget(button)
        buttons.addWidget(self.said, 1)
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 6)
        layout.setSpacing(0)
        layout.addWidget(self.table, 1)
        layout.addWidget(hairline(theme))
        layout.addLayout(buttons)
        layout.addWidget(self.view)
        return body

    def _foot(self, theme: Theme) -> QWidget:
        foot = Surface(theme, "surface.pane")
        layout = QHBoxLayout(foot)
        layout.setContentsMargins(MARGIN, 13, MARGIN, 15)
        layout.setSpacing(8)
        layout.addStretch(1)
        layout.addWidget(self.all_button)
        layout.addWidget(self.close_button)
        return foot

    def _refresh(self, row: int) -> None:
        """Show what is left, the row that stands where the one dealt with stood."""
        self.table.go_to(row)
        sure = len(self.table.rows.sure)
        self.all_button.setText(f"Merge all {count_of(sure, 'sure pair')}")
        self.all_button.setVisible(sure > 0)
        for button in (self.merge_button, self.apart_button):
            button.setEnabled(bool(self.table.rows.pairs))
        if not self.table.rows.pairs:
            self.said.setText("There are no duplicates left.")
        self._show()

    def _show(self) -> None:
        """Show the two papers of the current row side by side."""
        current = self.table.currentIndex()
        if not current.isValid() or current.row() >= len(self.table.rows.pairs):
            self.view.show_facts(())
            return
        pair = self.table.rows.pairs[current.row()]
        left, right = (self._workspace.details(paper) for paper in (pair.paper_id, pair.other_id))
        self.view.show_facts(compare_stored(left, right) if left and right else ())

    def _merge(self) -> None:
        self._merge_pairs(self.table.selected)

    def _merge_all(self) -> None:
        self._merge_pairs(self.table.rows.sure)

    def _merge_pairs(self, pairs: Sequence[Duplicate]) -> None:
        groups = groups_of((pair.paper_id, pair.other_id) for pair in pairs)
        if groups and self._cancel is None:
            row = max(self.table.currentIndex().row(), 0)
            done = partial(self._merged, groups, row)
            self._cancel = self._workspace.steps.merge(self, groups, done, self._stopped, self._tell)

    def _merged(self, groups: Sequence[Group], row: int, _: object = None) -> None:
        self.table.rows.merged(groups)
        self._done(f"{count_of(sum(len(group.others) for group in groups), 'duplicate')} merged.", row)

    def _keep_apart(self) -> None:
        pairs, row = self.table.selected, max(self.table.currentIndex().row(), 0)
        if pairs and self._cancel is None:
            done = partial(self._kept_apart, pairs, row)
            self._workspace.steps.keep_apart(self, [(pair.paper_id, pair.other_id) for pair in pairs], done)

    def _kept_apart(self, pairs: Sequence[Duplicate], row: int, _: object = None) -> None:
        self.table.rows.without(pairs)
        self._done(f"{count_of(len(pairs), 'pair')} kept apart.", row)

    def _done(self, said: str, row: int) -> None:
        self._cancel = None
        self.undo_button.setEnabled(True)
        self.said.setText(said)
        self._refresh(row)

    def _undo(self) -> None:
        if self._cancel is None and self.undo_button.isEnabled():
            self._workspace.steps.undo(self, self._undone, self._stopped, self._tell)

    def _undone(self, moved: Moved | None) -> None:
        """Look again: what is a pair now is for the matcher to say."""
        self.undo_button.setEnabled(False)
        if moved is not None:
            self.said.setText(f"Undone: {moved.step.label}.")
        self._cancel = self._workspace.find_duplicates(self, self._found_again, self._stopped, lambda *counts: None)

    def _found_again(self, pairs: Sequence[Duplicate]) -> None:
        self._cancel = None
        self.table.rows.show(pairs)
        self._refresh(0)

    def _tell(self, done: int, total: int) -> None:
        self.said.setText(f"{done:,} of {total:,}. Esc stops it.")

    def _stopped(self, error: BaseException) -> None:
        self._cancel = None
        if isinstance(error, JobCancelledError):
            self.said.setText("Stopped. All is as it was before.")


_WORDS = (
    "Papers that may be one. A merged paper has the furthest status, the newest stars, all tags, notes and files; "
    "it can be split again."
)
