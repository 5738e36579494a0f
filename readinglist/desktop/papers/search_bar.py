"""The search field, and under it what of the search was not understood as meant."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from readinglist.desktop.look.buttons import IconButton
from readinglist.desktop.look.fonts import Role
from readinglist.desktop.look.glyphs import keycap_width, paint_focus_ring, paint_keycap
from readinglist.desktop.look.surface import Surface
from readinglist.desktop.look.text_label import TextLabel
from readinglist.desktop.look.theme import Theme
from readinglist.desktop.papers.completion_list import CompletionList
from readinglist.domain.query.completion import Begun, Completion, begun, completed

if TYPE_CHECKING:  # it loads the store, for which the window does not wait
    from readinglist.desktop.work.searches import Searches

_KEY = "/"


class _Input(QLineEdit):
    """The line that is typed into."""

    focus_changed = Signal()
    going_down = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.completions: CompletionList | None = None

    def event(self, event: QEvent) -> bool:
        """Keep Escape from the window while completions are offered: it closes them, and no more."""
        if isinstance(event, QKeyEvent) and self._is_escape_of_completions(event):
            event.accept()
            return True
        return super().event(event)

    def _is_escape_of_completions(self, event: QKeyEvent) -> bool:
        offered = self.completions is not None and self.completions.isVisible()
        return offered and event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step through what is offered; without it, say that the reader wants down, out of the field."""
        offered = self.completions if self.completions is not None and self.completions.isVisible() else None
        match event.key():
            case Qt.Key.Key_Down | Qt.Key.Key_Up if offered:
                offered.step(1 if event.key() == Qt.Key.Key_Down else -1)
            case Qt.Key.Key_Escape if offered:
                offered.hide()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if offered and offered.choose():
                pass
            case Qt.Key.Key_Down:
                self.going_down.emit()
            case _:
                super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell the frame to show its ring."""
        super().focusInEvent(event)
        self.focus_changed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell the frame to take its ring away; what was offered goes too."""
        super().focusOutEvent(event)
        if self.completions is not None:
            self.completions.hide()
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

    completion_wanted = Signal(Begun)
    """Something is being typed that may be completed: see `offer`."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "surface.list", parent)
        self._frame = _Frame(theme, self)
        self._begun: Begun | None = None
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
        field.textEdited.connect(self._edited)
        field.textChanged.connect(self._show_end)
        field.returnPressed.connect(self._submit)
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
        self._begun = None
        self._take_completions_away()
        self._frame.input.setText(text)

    @property
    def remarks(self) -> str:
        """What is said under the field."""
        return self._remarks.text()

    def set_remarks(self, remarks: Sequence[str]) -> None:
        """Say under the field what was taken otherwise than written; nothing where there is nothing to say."""
        self._remarks.setText(" ".join(remarks))
        self._remarks.setVisible(bool(remarks))

    @property
    def completions(self) -> list[Completion]:
        """What is offered under the field."""
        shown = self._frame.input.completions
        return [] if shown is None else shown.completions

    def complete_from(self, searches: "Searches") -> None:
        """Take what is offered from these."""
        self.completion_wanted.connect(lambda typed: searches.complete(self, typed, partial(self.offer, typed)))

    def offer(self, begun: Begun, completions: Sequence[Completion]) -> None:
        """Offer what may be meant by what is begun, where it still is what is typed."""
        field = self._frame.input
        if self._begun != begun or not field.hasFocus():
            return
        if field.completions is None:
            field.completions = CompletionList(self._theme, self._frame)
            field.completions.chosen.connect(self._complete)
        field.completions.offer(completions)

    def begin(self) -> None:
        """Put the keyboard into the field, the old text selected so that typing replaces it."""
        self._frame.input.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._frame.input.selectAll()

    def _edited(self, text: str) -> None:
        self.text_edited.emit(text)
        self._begun = begun(text, self._frame.input.cursorPosition())
        if self._begun is not None:
            self.completion_wanted.emit(self._begun)
        else:
            self._take_completions_away()

    def _complete(self, completion: Completion) -> None:
        assert self._begun is not None, "only what is begun is completed"
        field = self._frame.input
        text, cursor = completed(field.text(), self._begun, completion)
        field.setText(text)
        field.setCursorPosition(cursor)
        self._edited(text)

    def _submit(self) -> None:
        self._take_completions_away()
        self.submitted.emit()

    def _take_completions_away(self) -> None:
        if self._frame.input.completions is not None:
            self._frame.input.completions.hide()

    def _clear(self) -> None:
        self._frame.input.clear()
        self._edited("")

    def _show_end(self, text: str) -> None:
        self._frame.key_hint.setVisible(not text)
        self._frame.clear.setVisible(bool(text))
