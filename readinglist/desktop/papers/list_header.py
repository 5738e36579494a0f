"""Above the list: what it shows, how it is sorted, how dense it is."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from readinglist.desktop.look.buttons import Button, IconButton
from readinglist.desktop.look.fonts import Role
from readinglist.desktop.look.surface import Surface
from readinglist.desktop.look.text_label import TextLabel
from readinglist.desktop.look.theme import Theme


class _Line(TextLabel):
    """A label that gives way: cut with an ellipsis where the width is short, and whole in the tooltip."""

    def __init__(self, theme: Theme, role: Role, parent: QWidget) -> None:
        super().__init__(theme, role=role, parent=parent)
        self._whole = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(theme.fonts[role].line)

    def set_whole(self, text: str) -> None:
        """Show a text."""
        if text != self._whole:
            self._whole = text
            self._cut()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the text to the new width."""
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        cut = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width())
        self.setText(cut)
        self.setToolTip(self._whole if cut != self._whole else "")


class ListHeader(Surface):
    """Shows a title and a line under it, and takes the order and the density."""

    sort_chosen = Signal(str)
    """The key of the order the reader chose."""

    density_toggled = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "surface.list", parent)
        self._title = _Line(theme, Role.DISPLAY, self)
        self._subtitle = _Line(theme, Role.META, self)
        self._subtitle.set_ink("text.secondary")
        self._menu = QMenu(self)
        self._group = QActionGroup(self)
        self.sort_button = Button(theme, "", "quiet", "sort", tip="Sort", parent=self)
        self.sort_button.setFont(theme.fonts[Role.META_MEDIUM].font)
        self.sort_button.setMenu(self._menu)
        self.density_button = IconButton(theme, "rows", "Density", size=28, icon_size=16, parent=self)
        words = QVBoxLayout()
        words.setContentsMargins(0, 8, 0, 10)
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._subtitle)
        tools = QHBoxLayout()
        tools.setContentsMargins(0, 0, 0, 6)
        tools.setSpacing(2)
        tools.addWidget(self.sort_button)
        tools.addWidget(self.density_button)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(20, 0, 14, 0)
        layout.addLayout(words, 1)
        layout.addLayout(tools)
        layout.setAlignment(tools, Qt.AlignmentFlag.AlignBottom)
        self.setFixedHeight(theme.fonts.px(72))
        self._group.triggered.connect(self._choose)
        self.density_button.clicked.connect(self.density_toggled)

    def set_title(self, title: str) -> None:
        """Show what the list is."""
        self._title.set_whole(title)

    def set_subtitle(self, subtitle: str) -> None:
        """Show how much it holds, or where the words were found."""
        self._subtitle.set_whole(subtitle)

    def set_sorts(self, sorts: Sequence[tuple[str, str]]) -> None:
        """Offer these orders, as key and words."""
        if [(action.data(), action.text()) for action in self._group.actions()] == list(sorts):
            return
        current = self._group.checkedAction()
        key = current.data() if current is not None else None
        for action in self._group.actions():
            self._group.removeAction(action)
            self._menu.removeAction(action)
            action.deleteLater()
        for name, words in sorts:
            action = QAction(words, self)
            action.setCheckable(True)
            action.setData(name)
            self._group.addAction(action)
            self._menu.addAction(action)
        if sorts:
            self.set_sort(key if any(key == name for name, _ in sorts) else sorts[0][0])

    def set_sort(self, key: str) -> None:
        """Show which of the orders is in use. Raises ValueError for one that was not offered."""
        for action in self._group.actions():
            if action.data() == key:
                action.setChecked(True)
                self.sort_button.setText(action.text())
                self.sort_button.setAccessibleName(f"Sorted by {action.text()}")
                return
        raise ValueError(f"no such order: {key}")

    def _choose(self, action: QAction) -> None:
        self.set_sort(action.data())
        self.sort_chosen.emit(action.data())
