"""A label that names its type role and its colour, and follows the theme."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from readinglist.desktop.look.fonts import Role
from readinglist.desktop.look.theme import Theme
from readinglist.desktop.look.tokens import ColorName


class TextLabel(QLabel):
    """Plain text in one role and one colour. It has no accessible name: its text is what a screen reader says."""

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        role: Role = Role.BODY,
        ink: ColorName = "text.primary",
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self._ink: ColorName = ink
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(theme.fonts[role].font)
        self.setWordWrap(wrap)
        theme.changed.connect(self._restyle)
        self._restyle()

    def set_ink(self, ink: ColorName) -> None:
        """Take another colour."""
        self._ink = ink
        self._restyle()

    def _restyle(self) -> None:
        self._theme.set_ink(self, self._ink)
