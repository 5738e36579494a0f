"""What says that a text goes on below the edge."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from readinglist.desktop.look.theme import Theme

_HEIGHT = 40
_SCROLLBAR = 12


class Fade(QWidget):
    """Lets the text of a scroll area fade into its ground at the lower edge, as long as there is more of it below."""

    def __init__(self, theme: Theme, area: QScrollArea) -> None:
        super().__init__(area)
        self._theme = theme
        self._area = area
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        area.installEventFilter(self)
        area.verticalScrollBar().valueChanged.connect(self._show_if_more)
        area.verticalScrollBar().rangeChanged.connect(self._show_if_more)
        theme.changed.connect(self.update)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the lower edge."""
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(0, self._area.height() - _HEIGHT, self._area.width() - _SCROLLBAR, _HEIGHT)
            self.raise_()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, thicker and thicker."""
        ground = self._theme.color("surface.pane")
        clear = QColor(ground)
        clear.setAlpha(0)
        gradient = QLinearGradient(0, 0, 0, _HEIGHT)
        gradient.setColorAt(0, clear)
        gradient.setColorAt(1, ground)
        painter = QPainter(self)
        painter.fillRect(self.rect(), gradient)
        painter.end()

    def _show_if_more(self) -> None:
        bar = self._area.verticalScrollBar()
        self.setVisible(bar.value() < bar.maximum())
