"""The line at the window's foot: what is shown or running, and the keys that matter."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from readinglist.desktop.look.fonts import Role
from readinglist.desktop.look.surface import Surface
from readinglist.desktop.look.text_label import TextLabel
from readinglist.desktop.look.theme import Theme
from readinglist.domain.text import count_of

_GAP, _KEY_GAP = 16, 5

HINTS = (
    ("J K", "move"),
    ("Q R E D…", "status"),
    ("0–5", "stars"),
    ("T", "tags"),
    ("N", "note"),
    ("/", "search"),
    ("?", "all keys"),
)
"""The keys to begin with."""

HINTS_OF_EMPTY = (("Ctrl V", "paste"), ("Ctrl I", "import"), ("?", "all keys"))
"""The keys to begin with in a library without papers."""


class _KeyHints(QWidget):
    """Keys with what they do, against the right edge; where the width is short, the first ones go."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._hints: Sequence[tuple[str, str]] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def set_hints(self, hints: Sequence[tuple[str, str]]) -> None:
        """Show other keys."""
        self._hints = hints
        self.setAccessibleName("Keys: " + ", ".join(f"{key} {words}" for key, words in hints))
        self.update()

    def minimumSizeHint(self) -> QSize:
        """Need nothing: the words on the left go first."""
        return QSize(0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint from the right, as many as there is room for."""
        keys, words = self._theme.fonts[Role.CAPTION_STRONG], self._theme.fonts[Role.CAPTION]
        baseline = words.baseline(0, self.height())
        painter = QPainter(self)
        right = float(self.width())
        for key, meaning in reversed(self._hints):
            key_line, word_line = keys.text_line(key), words.text_line(meaning)
            left = right - key_line.width - _KEY_GAP - word_line.width
            if left < 0:
                break
            key_line.paint(painter, left, baseline, self._theme.color("text.secondary"))
            word_left = left + key_line.width + _KEY_GAP
            word_line.paint(painter, word_left, baseline, self._theme.color("text.tertiary"))
            right = left - _GAP
        painter.end()


class StatusLine(Surface):
    """Shows a text on the left and key hints on the right."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "surface.list", parent)
        self._text = TextLabel(theme, role=Role.CAPTION, ink="text.tertiary", parent=self)
        self._hints = _KeyHints(theme, self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(20, 1, 16, 0)
        layout.setSpacing(_GAP)
        layout.addWidget(self._text)
        layout.addWidget(self._hints, 1)
        self.setFixedHeight(theme.fonts.px(28))

    def show_state(self, *, total: int, listed: int, selected: int, indexed: tuple[int, int], on_network: bool) -> None:
        """Say what is listed and selected, and of the rest only what runs or is unusual."""
        papers = count_of(total, "paper") if total else "No papers yet"
        parts = [f"{listed:,} of {papers}" if total and listed != total else papers]
        if selected:
            parts.append(f"{selected:,} selected")
        if on_network:
            parts.append("Library on a network drive")
        done, of = indexed
        if done < of:
            parts.append(f"Indexing {done:,} of {of:,}")
        self.set_text("  ·  ".join(parts))

    def set_text(self, text: str) -> None:
        """Say what is shown, running or behind."""
        self._text.setText(text)

    def set_hints(self, hints: Sequence[tuple[str, str]]) -> None:
        """Show keys with what they do, the most important last: it is the last to go where the width is short."""
        self._hints.set_hints(hints)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line that parts it from what is above."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(0, 0, self.width(), 1, self._theme.color("border.hairline"))
        painter.end()
