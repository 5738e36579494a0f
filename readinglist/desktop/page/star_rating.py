"""Five stars to rate a paper, and the heart that makes it a favourite."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractSlider, QHBoxLayout, QWidget

from readinglist.desktop.look.glyphs import paint_focus_ring, paint_heart, paint_star
from readinglist.desktop.look.theme import Theme
from readinglist.domain.status import MAX_RATING

_STAR, _STEP, _HEIGHT, _MARGIN = 18, 23, 28, 2


class _Stars(QAbstractSlider):
    """The stars; a slider, so that arrow keys work and screen readers say the value."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setRange(0, MAX_RATING)
        self.setPageStep(1)
        self.setAccessibleName("Rating")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedSize(MAX_RATING * _STEP + 2 * _MARGIN - 3, _HEIGHT)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the scroll area around: scrolling must not rate."""
        event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Set the rating to the star pressed, or to none where it is the present rating."""
        if event.button() == Qt.MouseButton.LeftButton:
            star = min(MAX_RATING, max(1, int((event.position().x() - _MARGIN) // _STEP) + 1))
            self.setValue(0 if star == self.value() else star)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint full stars up to the rating, outlines after it."""
        theme = self._theme
        painter = QPainter(self)
        for place in range(MAX_RATING):
            full = place < self.value()
            rect = QRectF(_MARGIN + place * _STEP, (_HEIGHT - _STAR) / 2, _STAR, _STAR)
            fill = theme.color("star.fill") if full else None
            paint_star(painter, rect, theme.color("star.on" if full else "border.strong"), fill)
        if self.hasFocus():
            paint_focus_ring(painter, QRectF(self.rect()), 6, theme)
        painter.end()


class _Heart(QAbstractButton):
    """The favourite's mark."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setCheckable(True)
        self.setAccessibleName("Favourite")
        self.setToolTip("Favourite")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedSize(_HEIGHT, _HEIGHT)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """Tell the fixed size."""
        return self.size()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the heart."""
        on = self.isChecked()
        painter = QPainter(self)
        color = self._theme.color("favourite.on" if on else "border.strong")
        paint_heart(painter, QRectF(4.5, 5.5, 19, 18), color, on)
        if self.hasFocus():
            paint_focus_ring(painter, QRectF(self.rect()), 6, self._theme)
        painter.end()


class StarRating(QWidget):
    """Shows and takes the rating and the favourite's heart."""

    rating_chosen = Signal(int)
    """The reader set 0 to 5 stars; already shown."""

    starred_chosen = Signal(bool)
    """The reader set or took away the heart; already shown."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stars = _Stars(theme, self)
        self._heart = _Heart(theme, self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self._stars)
        layout.addWidget(self._heart)
        self.setFixedHeight(_HEIGHT)
        self._stars.valueChanged.connect(self._describe)
        self._stars.valueChanged.connect(self.rating_chosen)
        self._heart.clicked.connect(self.starred_chosen)
        theme.changed.connect(self._stars.update)
        theme.changed.connect(self._heart.update)
        self._describe(0)

    def set_value(self, rating: int, starred: bool) -> None:
        """Show a paper's rating (0 to 5) and whether it is a favourite, without announcing a choice."""
        self._stars.blockSignals(True)
        self._stars.setValue(rating)
        self._stars.blockSignals(False)
        self._describe(rating)
        self._heart.setChecked(starred)
        self._stars.update()

    def _describe(self, rating: int) -> None:
        self._stars.setToolTip("Not rated" if rating == 0 else f"{rating} of {MAX_RATING} stars")
        self._stars.setAccessibleDescription(self._stars.toolTip())
        self._stars.update()
