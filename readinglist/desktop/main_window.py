"""The window itself: its place on the screen, its ground, and its close. What is in it is the desk."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QMargins, QPoint, QSize, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QPaintEvent, QPalette
from PySide6.QtWidgets import QMainWindow, QWidget

from readinglist.desktop.look import measures
from readinglist.desktop.look.theme import Theme
from readinglist.settings import WindowPlace

if TYPE_CHECKING:  # the desk's panels take long to load, and the window is painted before
    from readinglist.desktop.desk import Desk


class MainWindow(QMainWindow):
    """One window. It is painted as soon as it is there, and given its desk by `furnish` when that is made."""

    painted = Signal()
    """The window was painted for the first time."""

    closing = Signal(WindowPlace)
    """The window is about to close; what is unsaved has been handed to the library."""

    def __init__(self, theme: Theme, place: WindowPlace) -> None:
        super().__init__()
        self._theme = theme
        self._place = place
        self._desk: Desk | None = None
        self._was_painted = False
        self.setWindowTitle("Reading List")
        self.setMinimumSize(*measures.WINDOW_SMALLEST)
        self._take_place(place)
        self._ground = self._sidebar_ground()

    def _take_place(self, place: WindowPlace) -> None:
        """Take the place of last time, as far as the screens of today hold it."""
        size = QSize(place.width or measures.WINDOW[0], place.height or measures.WINDOW[1])
        there = self.screen().virtualSiblingAt(QPoint(place.x, place.y)) if place.width else None
        if QGuiApplication.platformName() != "offscreen":  # which claims a screen of 800 pixels, and has none
            room = (there or self.screen()).availableSize()
            size = size.boundedTo(room.shrunkBy(QMargins(0, 0, 0, measures.FRAME_HEIGHT)))
        self.resize(size)
        if there is not None:
            self.move(place.x, place.y)

    def _sidebar_ground(self) -> QWidget:
        """What stands for the sidebar until it is there.

        Qt paints it, and not a `QPainter` here, which would first have all of Qt's enums made.
        """
        folded = self.width() < measures.SIDEBAR_FOLDS_BELOW
        width = measures.SIDEBAR_FOLDED if folded else self._theme.fonts.px(measures.SIDEBAR)
        ground = QWidget(self)
        ground.setGeometry(0, 0, width, self.height())
        palette = self._theme.palette()
        palette.setColor(QPalette.ColorRole.Window, self._theme.color("surface.sidebar"))
        ground.setPalette(palette)
        ground.setAutoFillBackground(True)
        return ground

    def furnish(self, desk: "Desk") -> None:
        """Take up the desk."""
        self._desk = desk
        self.setCentralWidget(desk)
        self._ground.deleteLater()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell of the first time."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            self.painted.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save what is being written, then go."""
        papers, details = self._place.papers, self._place.details
        if self._desk is not None:
            if not self._desk.may_leave():
                event.ignore()
                return
            papers, details = self._desk.column_widths
        # `pos` and `move` are of the window with its frame, `geometry` is not: with it the window would creep down.
        at, size = self.pos(), self.size()
        self.closing.emit(WindowPlace(at.x(), at.y(), size.width(), size.height(), papers, details))
        super().closeEvent(event)
