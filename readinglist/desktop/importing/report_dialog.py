"""The report of an import that was made, to be read and copied."""

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QWidget

from readinglist.desktop.importing.import_table import ImportTable
from readinglist.desktop.importing.kind_tabs import KindTabs
from readinglist.desktop.importing.report_text import encodings_told, report_text
from readinglist.desktop.look.buttons import Button
from readinglist.desktop.look.list_dialog import buttons_foot, lay_out
from readinglist.desktop.look.theme import Theme
from readinglist.importing.report import Report


class ReportDialog(QDialog):
    """Shows what an import did. `when` is its time in words.

    Where not all of the report was kept, `summary` counts everything and `omitted` says how much is missing.
    """

    def __init__(
        self,
        theme: Theme,
        report: Report,
        source: str,
        when: str,
        parent: QWidget | None = None,
        *,
        summary: str = "",
        omitted: int = 0,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Report of an import")
        origin = "  ·  ".join(filter(None, (source and f"From {source}", when)))
        heads = [summary or report.summary(), *filter(None, [origin]), *encodings_told(report)]
        if omitted:
            heads.append(f"{omitted:,} more were counted, but are too many to be kept in a report.")
        self.table = ImportTable(theme, report, tickable=False)
        self.tabs = KindTabs(theme, self.table.rows.counts)
        self._copy, close = (
            Button(theme, "Copy", tip="Copy the whole report as text"),
            Button(theme, "Close", "primary"),
        )
        lay_out(self, theme, heads, self.tabs, self.table, buttons_foot(theme, [self._copy, close]))
        close.setDefault(True)
        for one, following in pairwise((self.tabs.last, self.table, self._copy, close)):
            self.setTabOrder(one, following)
        self.tabs.chosen.connect(self.table.show_kind)
        self._copy.clicked.connect(lambda: self._copy_text(report_text(report, heads)))
        close.clicked.connect(self.accept)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _copy_text(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._copy.setText("Copied")
