"""A widget with a flat ground."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from readinglist.desktop.look.theme import Theme
from readinglist.desktop.look.tokens import ColorName


class Surface(QWidget):
    """Paints its ground itself and follows the theme.

    A ground set through the palette is lost: with a style sheet in force, Qt puts the palettes of a scroll area's
    children back to what they were when one of the parents finds its place in a window.
    """

    def __init__(self, theme: Theme, ground: ColorName, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._ground: ColorName = ground
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._theme.color(self._ground))
        painter.end()
