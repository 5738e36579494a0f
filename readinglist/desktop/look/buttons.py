"""Buttons with words and buttons with an icon. A click leaves the keyboard where it was; Tab reaches them."""

from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from readinglist.desktop.look.fonts import Role
from readinglist.desktop.look.icons import IconName
from readinglist.desktop.look.theme import Theme
from readinglist.desktop.look.tokens import ColorName

ButtonKind = Literal["plain", "primary", "quiet", "link", "text"]
"""Plain has an edge, primary is filled, quiet has no edge, link has a faint one, text looks like a word to click."""

_INKS: dict[ButtonKind, ColorName] = {
    "plain": "text.primary",
    "primary": "text.on_accent",
    "quiet": "text.secondary",
    "link": "text.secondary",
    "text": "accent.text",
}


class Button(QPushButton):
    """A button with words, and an icon before them where given."""

    def __init__(
        self,
        theme: Theme,
        text: str,
        kind: ButtonKind = "plain",
        icon: IconName | None = None,
        tip: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self._icon_name = icon
        self._icon_ink = _INKS[kind]
        self.setProperty("kind", kind)
        self.setFont(theme.fonts[Role.META_MEDIUM if kind in ("link", "text") else Role.BODY_MEDIUM].font)
        self.setToolTip(tip)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor if kind == "text" else Qt.CursorShape.ArrowCursor)
        theme.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        if self._icon_name is not None:
            self.setIcon(self._theme.icon(self._icon_name, self._icon_ink))
            self.setIconSize(QSize(16, 16))


class IconButton(QToolButton):
    """A square button with an icon alone; `name` is its tooltip and what a screen reader says."""

    def __init__(
        self,
        theme: Theme,
        icon: IconName,
        name: str,
        size: int = 32,
        icon_size: int = 18,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon_name: IconName = icon
        self._icon_size = icon_size
        self.setFixedSize(size, size)
        self.setIconSize(QSize(icon_size, icon_size))
        self.setToolTip(name)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        theme.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        self.setIcon(self._theme.icon(self._icon_name, size=self._icon_size))
