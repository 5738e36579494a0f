"""The search field, and under it what of the search was not understood as meant."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from readinglist.desktop.look.buttons import IconButton
from readinglist.desktop.look.fonts import Role
from readinglist.desktop.look.glyphs import keycap_width, paint_focus_ring, paint_keycap
from readinglist.desktop.look.surface import Surface
from readinglist.desktop.look.text_label import TextLabel
from readinglist.desktop.look.theme import Theme

_KEY = "/"


class _Input(QLineEdit):
    """The line that is typed into."""

    focus_changed = Signal()
    going_down = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Say that the reader wants down, out of the field."""
        if event.key() == Qt.Key.Key_Down:
            self.going_down.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell the frame to show its ring."""
        super().focusInEvent(event)
        self.focus_changed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell the frame to take its ring away."""
        super().focusOutEvent(event)
        self.focus_changed.emit()


class _KeyHint(QWidget):
    """The key that leads into the field."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFixedSize(QSize(keycap_width(theme, _KEY) + 1, theme.fonts.px(20) + 1))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the keycap."""
        painter = QPainter(self)
        paint_keycap(painter, 0, self.height() / 2, _KEY, self._theme)
        painter.end()


class _Frame(QFrame):
    """The rounded field around magnifier, text, and key or cross."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.input = _Input(self)
        self.setFixedHeight(theme.fonts.px(36))
        self.input.setFrame(False)
        self.input.setFont(theme.fonts[Role.ROW_TITLE].font)
        self.input.setPlaceholderText("Search titles, abstracts, notes")
        self.input.setAccessibleName("Search")
        self.input.setStyleSheet("background: transparent; border: none;")
        self.key_hint = _KeyHint(theme, self)
        self.clear = IconButton(theme, "close", "Clear search (Esc)", size=26, icon_size=14, parent=self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(36, 0, 5, 0)
        layout.setSpacing(6)
        layout.addWidget(self.input, 1)
        layout.addWidget(self.key_hint)
        layout.addWidget(self.clear)
        layout.addSpacing(2)
        self.setFocusProxy(self.input)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the field and its magnifier."""
        theme, frame = self._theme, QRectF(self.rect())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("border.control"), 1))
        painter.setBrush(theme.color("surface.field"))
        painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        if self.input.hasFocus():
            paint_focus_ring(painter, frame, 8, theme)
        lens = theme.icon_pixmap("search", theme.color("text.tertiary"), 16, self.devicePixelRatioF())
        painter.drawPixmap(12, (self.height() - 16) // 2, lens)
        painter.end()


class SearchBar(Surface):
    """Takes what to search for; the search itself is the window's."""

    text_edited = Signal(str)
    """The reader changed the text; not sent by `set_text`."""

    submitted = Signal()
    """Enter or the down key: on to the results."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "surface.list", parent)
        self._frame = _Frame(theme, self)
        self._remarks = TextLabel(theme, role=Role.META, ink="text.secondary", wrap=True, parent=self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 10, 16, 10)
        layout.setSpacing(4)
        layout.addWidget(self._frame)
        layout.addWidget(self._remarks)
        self._remarks.setContentsMargins(4, 0, 4, 0)
        self._remarks.hide()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self._frame)
        field = self._frame.input
        field.textEdited.connect(self.text_edited)
        field.textChanged.connect(self._show_end)
        field.returnPressed.connect(self.submitted)
        field.going_down.connect(self.submitted)
        field.focus_changed.connect(self._frame.update)
        self._frame.clear.clicked.connect(self._clear)
        self._show_end("")

    @property
    def text(self) -> str:
        """What is in the field."""
        return self._frame.input.text()

    def set_text(self, text: str) -> None:
        """Put a text into the field, without announcing it."""
        self._frame.input.setText(text)

    @property
    def remarks(self) -> str:
        """What is said under the field."""
        return self._remarks.text()

    def set_remarks(self, remarks: Sequence[str]) -> None:
        """Say under the field what was taken otherwise than written; nothing where there is nothing to say."""
        self._remarks.setText(" ".join(remarks))
        self._remarks.setVisible(bool(remarks))

    def begin(self) -> None:
        """Put the keyboard into the field, the old text selected so that typing replaces it."""
        self._frame.input.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._frame.input.selectAll()

    def _clear(self) -> None:
        self._frame.input.clear()
        self.text_edited.emit("")

    def _show_end(self, text: str) -> None:
        self._frame.key_hint.setVisible(not text)
        self._frame.clear.setVisible(bool(text))
