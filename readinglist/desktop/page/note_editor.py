"""The editor of a paper's note: Markdown as source, saved by itself so that no word is lost."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from readinglist.desktop.look.fonts import Role
from readinglist.desktop.look.text_label import TextLabel
from readinglist.desktop.look.theme import Theme
from readinglist.desktop.page.note_text import NoteText
from readinglist.desktop.page.reading_text import INSET

SAVE_AFTER_PAUSE_MS = 1_000
SAVE_AT_LATEST_MS = 5_000
SITTING_MS = 60_000


class NoteEditor(QWidget):
    """The note of the paper that `show_note` showed last.

    The text is due 1 s after a pause, 5 s after the first key that is not saved, and at once when the editor is left,
    another paper is shown or `flush` is called. A sitting lasts until one of the latter three, or for 60 s.
    """

    due = Signal(int, str)
    """A paper and the text that its note is to be."""

    sitting_ended = Signal()
    """What is due from now on belongs to another sitting."""

    left = Signal()
    """Esc was pressed: the keyboard is to go back to the list."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._paper: int | None = None
        self._saved: str | None = ""
        self._text = NoteText(theme, self)
        self._state = TextLabel(theme, "", Role.CAPTION_MEDIUM, "text.tertiary", parent=self)
        heading = TextLabel(theme, "Note", Role.CAPTION_STRONG, "text.tertiary", parent=self)
        heading.setBuddy(self._text)
        self._pause = QTimer(self, singleShot=True, interval=SAVE_AFTER_PAUSE_MS)
        self._latest = QTimer(self, singleShot=True, interval=SAVE_AT_LATEST_MS)
        self._sitting = QTimer(self, singleShot=True, interval=SITTING_MS)
        self._pause.timeout.connect(self._save)
        self._latest.timeout.connect(self._save)
        self._sitting.timeout.connect(self._end_sitting)
        self._text.textChanged.connect(self._typed)
        self._text.focus_lost.connect(self.flush)
        self._text.escaped.connect(self.left)
        top = QHBoxLayout()
        top.setContentsMargins(INSET, 0, INSET, 0)
        top.addWidget(heading)
        top.addStretch(1)
        top.addWidget(self._state)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(top)
        layout.addWidget(self._text, 1)
        self.setFocusProxy(self._text)

    @property
    def text(self) -> str:
        """What stands in the editor."""
        return self._text.toPlainText()

    def show_note(self, paper: int | None, note: str) -> None:
        """Show a paper's note. Of the paper that is shown already, one from elsewhere never replaces unsaved words."""
        if paper != self._paper:
            self.flush()
            self._paper = paper
            self._state.clear()
        elif self.unsaved or note == self.text:
            return
        self._saved = note
        self._text.show_text(note)
        self._text.setEnabled(paper is not None)

    def flush(self) -> None:
        """Have what is not saved yet saved now, and end the sitting."""
        if self._sitting.isActive():
            self._sitting.stop()
            self._end_sitting()
        else:
            self._save()

    def was_saved(self, paper: int) -> None:
        """Hear that the text of a paper is in the library."""
        if paper == self._paper and not self.unsaved and self.text:
            self._state.setText("Saved")

    def was_not_saved(self, paper: int) -> None:
        """Hear that it is not; it is due again after the next pause."""
        if paper == self._paper:
            self._saved = None
            self._state.setText("Not saved")
            self._pause.start()

    @property
    def unsaved(self) -> bool:
        """Whether there are words that nobody was told to save, or that could not be saved."""
        return self._paper is not None and self.text != self._saved

    def _typed(self) -> None:
        if not self.unsaved:
            return
        self._state.clear()
        self._pause.start()
        if not self._latest.isActive():
            self._latest.start()
        if not self._sitting.isActive():
            self._sitting.start()

    def _end_sitting(self) -> None:
        self._save()
        self.sitting_ended.emit()

    def _save(self) -> None:
        self._pause.stop()
        self._latest.stop()
        if self._paper is not None and self.unsaved:
            self._saved = self.text
            self.due.emit(self._paper, self.text)
