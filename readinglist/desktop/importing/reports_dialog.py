"""The reports of past imports, each of which can be opened."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QDialog, QVBoxLayout, QWidget

from readinglist.desktop.importing.report_dialog import ReportDialog
from readinglist.desktop.look.buttons import Button
from readinglist.desktop.look.fonts import Role
from readinglist.desktop.look.list_dialog import buttons_foot, lay_out
from readinglist.desktop.look.moments import moment
from readinglist.desktop.look.row_ground import RowGround
from readinglist.desktop.look.row_table import RowTable
from readinglist.desktop.look.surface import Surface
from readinglist.desktop.look.text_label import TextLabel
from readinglist.desktop.look.theme import Theme
from readinglist.desktop.look.two_line_row import GUTTER, ROW_ROLE, Index, Sign, TwoLineDelegate, TwoLineRow
from readinglist.importing.reports import KEPT_REPORTS, KeptReport, UnreadableReport

_NO_PARENT = QModelIndex()


class _Model(QAbstractTableModel):
    """A row for each report."""

    def __init__(self, reports: Sequence[KeptReport | UnreadableReport], parent: QObject) -> None:
        super().__init__(parent)
        self._rows = [_row(report) for report in reports]

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """How many reports there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        """One: a row is painted as a whole."""
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The row for the delegate, or words for tooltip and screen readers."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        said: dict[int, Any] = {
            ROW_ROLE: row,
            Qt.ItemDataRole.DisplayRole: row.title,
            Qt.ItemDataRole.ToolTipRole: row.tip,
            Qt.ItemDataRole.AccessibleTextRole: row.spoken,
        }
        return said.get(role)


class _Table(RowTable):
    """The list of reports."""

    opened = Signal(int)
    """Enter was pressed in a row, or it was clicked twice."""

    def __init__(self, theme: Theme, reports: Sequence[KeptReport | UnreadableReport]) -> None:
        ground = RowGround(theme, "surface.pane", GUTTER)
        super().__init__(theme, ground, "surface.pane")
        delegate = TwoLineDelegate(theme, ground, self)
        self.setItemDelegate(delegate)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAccessibleName("Reports of imports")
        self.set_row_height(delegate.row_height)
        self.setModel(_Model(reports, self))
        self.selectRow(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Announce Enter, which would otherwise press the dialog's button."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Announce a double click."""
        super().mouseDoubleClickEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(index.row())


class ReportsDialog(QDialog):
    """Lists reports in the order given; Enter or a double click opens one. A damaged one is named and stays shut."""

    def __init__(
        self, theme: Theme, reports: Sequence[KeptReport | UnreadableReport], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Import reports")
        self._theme = theme
        self._reports = reports
        body: QWidget
        close = Button(theme, "Close", "primary")
        close.clicked.connect(self.accept)
        if reports:
            body = self.table = _Table(theme, reports)
            self.table.opened.connect(self._open)
        else:
            body = _nothing_yet(theme)
        line = f"What each import did. The newest {KEPT_REPORTS} are kept."
        lay_out(self, theme, ("Import reports", line), None, body, buttons_foot(theme, [close]))
        close.setDefault(True)
        body.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, row: int) -> None:
        report = self._reports[row]
        if isinstance(report, KeptReport):
            dialog = ReportDialog(
                self._theme,
                report.report,
                report.source,
                moment(report.at),
                self,
                summary=report.summary,
                omitted=report.omitted,
            )
            dialog.open()


def _nothing_yet(theme: Theme) -> Surface:
    surface = Surface(theme, "surface.pane")
    sentence = "No reports yet. After each import you find here what it did."
    text = TextLabel(theme, sentence, Role.LEAD, "text.secondary", wrap=True)
    text.setAlignment(Qt.AlignmentFlag.AlignCenter)
    QVBoxLayout(surface).addWidget(text)
    return surface


def _row(report: KeptReport | UnreadableReport) -> TwoLineRow:
    if isinstance(report, UnreadableReport):
        return TwoLineRow(report.name, report.why, Sign.WARNING, faint=True, failed=True)
    return TwoLineRow(report.source, report.summary, Sign.DOCUMENT, aside=moment(report.at))
