"""Pages to read, their list at the left where there are several; it stays open beside the work."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QListWidget, QVBoxLayout, QWidget

from readinglist.desktop.help.page_text import PageText
from readinglist.desktop.help.pages import Page
from readinglist.desktop.look.buttons import Button
from readinglist.desktop.look.fonts import Role
from readinglist.desktop.look.list_dialog import buttons_foot, hairline
from readinglist.desktop.look.surface import Surface
from readinglist.desktop.look.text_label import TextLabel
from readinglist.desktop.look.theme import Theme

_LIST = 212
_SIZE = QSize(880, 640)
_NARROW = QSize(640, 560)


class PagesDialog(QDialog):
    """Shows the first page; others by a click or the arrow keys in the list, or by a link.

    `lead` is said above the pages, `more` are buttons left of the one that closes.
    """

    def __init__(
        self,
        theme: Theme,
        title: str,
        pages: Sequence[Page],
        parent: QWidget | None = None,
        *,
        lead: str = "",
        more: Sequence[Button] = (),
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self._theme = theme
        self._pages = pages
        self.list = QListWidget()
        self.list.setAccessibleName("Pages")
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setFixedWidth(theme.fonts.px(_LIST))
        self.list.addItems([page.title for page in pages])
        self.list.setVisible(len(pages) > 1)
        self.text = PageText(theme)
        close = Button(theme, "Close", "primary")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        self._lay_out(lead, [*more, close])
        self.list.currentRowChanged.connect(lambda row: self.text.show_page(pages[row]))
        self.text.page_wanted.connect(self.go_to)
        theme.changed.connect(self._restyle)
        self._restyle()
        self.list.setCurrentRow(0)
        (self.list if len(pages) > 1 else self.text).setFocus(Qt.FocusReason.OtherFocusReason)

    def go_to(self, name: str) -> None:
        """Turn to the page of a name; to one that is not there, do not."""
        names = [page.name for page in self._pages]
        if name in names:
            self.list.setCurrentRow(names.index(name))

    def _lay_out(self, lead: str, buttons: Sequence[Button]) -> None:
        page = Surface(self._theme, "surface.pane")
        side_by_side = QHBoxLayout()
        side_by_side.setSpacing(0)
        side_by_side.addWidget(self.list)
        side_by_side.addWidget(self.text, 1)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        if lead:
            layout.addWidget(_head(self._theme, self.windowTitle(), lead))
            layout.addWidget(hairline(self._theme))
        layout.addLayout(side_by_side, 1)
        layout.addWidget(hairline(self._theme))
        layout.addWidget(buttons_foot(self._theme, buttons))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(page)
        wanted = _SIZE if len(self._pages) > 1 else _NARROW
        self.resize(QSize(*map(self._theme.fonts.px, wanted.toTuple())).boundedTo(self.screen().availableSize() * 0.9))

    def _restyle(self) -> None:
        def hexa(name: str) -> str:
            return self._theme.color(name).name()  # type: ignore[arg-type]  # literal names below

        self._theme.set_ground(self.list, "surface.list")
        self.list.setStyleSheet(
            f"QListWidget {{ background: {hexa('surface.list')}; padding: 14px 8px; outline: none; }}"
            "QListWidget::item { padding: 6px 12px; border-radius: 6px; }"
            f"QListWidget::item:hover {{ background: {hexa('surface.hover')}; }}"
            f"QListWidget::item:selected {{ background: {hexa('selection.inactive')}; color: {hexa('text.primary')}; }}"
            f"QListWidget::item:selected:active {{ background: {hexa('selection.active')};"
            f" color: {hexa('selection.text_active')}; }}"
        )


def _head(theme: Theme, title: str, lead: str) -> QWidget:
    head = Surface(theme, "surface.pane")
    words: list[QLabel] = [
        TextLabel(theme, title, Role.DISPLAY),
        TextLabel(theme, lead, Role.META, "text.secondary", wrap=True),
    ]
    layout = QVBoxLayout(head)
    layout.setContentsMargins(24, 18, 24, 14)
    layout.setSpacing(4)
    for label in words:
        layout.addWidget(label)
    return head
