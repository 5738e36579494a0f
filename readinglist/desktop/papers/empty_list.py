"""What stands in place of a list that holds nothing: why, and what can be tried instead."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from readinglist.desktop.look.buttons import Button
from readinglist.desktop.look.fonts import Role
from readinglist.desktop.look.surface import Surface
from readinglist.desktop.look.text_label import TextLabel
from readinglist.desktop.look.theme import Theme
from readinglist.domain.text import count_of

if TYPE_CHECKING:  # it loads the search, for which the window does not wait
    from readinglist.search.advice import Advice, Try


class _TryButton(Button):
    """One thing to try; Enter presses it as a click does, and the keys up and down go on to the next."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys of a list."""
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.click()
            case Qt.Key.Key_Down:
                self.focusNextChild()
            case Qt.Key.Key_Up:
                self.focusPreviousChild()
            case _:
                super().keyPressEvent(event)


class EmptyList(Surface):
    """A sentence, and under it what finds something, as buttons."""

    search_wanted = Signal(str)
    """Another search is to be put into the box."""

    link_clicked = Signal()
    """What could be done instead is to be done."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "surface.list", parent)
        self._text = TextLabel(theme, role=Role.LEAD, ink="text.secondary", wrap=True, parent=self)
        self._missing = TextLabel(theme, role=Role.META, ink="text.secondary", wrap=True, parent=self)
        for label in (self._text, self._missing):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._link = _TryButton(theme, "", "text", parent=self)
        self._offered: list[Button] = []
        self._tries = QVBoxLayout()
        self._tries.setSpacing(4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(40, 72, 40, 24)
        layout.setSpacing(8)
        layout.addWidget(self._text)
        layout.addWidget(self._missing)
        layout.addLayout(self._tries)
        layout.addWidget(self._link, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(1)
        self._link.clicked.connect(self.link_clicked)
        self.set_text("")

    @property
    def text(self) -> str:
        """What is said, a sentence a line."""
        return "\n".join(label.text() for label in (self._text, self._missing) if not label.isHidden())

    @property
    def offers(self) -> list[Button]:
        """What can be tried, in order."""
        return [button for button in (*self._offered, self._link) if not button.isHidden()]

    def set_text(self, text: str, link: str = "") -> None:
        """Say why there is nothing, and offer what could be done instead ("Search all papers"); advice may follow."""
        self._text.setText(text)
        self._link.setText(link)
        self._link.setVisible(bool(link))
        self._forget_advice()

    def advise(self, advice: "Advice") -> None:
        """Say which words no paper has, and offer what finds something."""
        self._forget_advice()
        self._missing.setText(" ".join(f"No paper has “{missing}”." for missing in advice.missing))
        self._missing.setVisible(bool(advice.missing))
        for other in advice.tries:
            button = _TryButton(self._theme, _words(other), "text", tip=other.search, parent=self)
            button.clicked.connect(lambda _=False, search=other.search: self.search_wanted.emit(search))
            self._tries.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
            button.show()  # the layout would do so a turn of the event loop later
            self._offered.append(button)
            QWidget.setTabOrder(button, self._link)

    def focus_first(self) -> bool:
        """Put the keyboard on what can be tried first; False where there is nothing."""
        offers = self.offers
        if offers:
            offers[0].setFocus(Qt.FocusReason.TabFocusReason)
        return bool(offers)

    def _forget_advice(self) -> None:
        self._missing.hide()
        for button in self._offered:
            self._tries.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._offered.clear()


def _words(other: "Try") -> str:
    papers = count_of(other.papers, "paper")
    if other.change.name == "WORD":
        return f"Did you mean “{other.what}”?  {papers}"
    return f"Leave out “{other.what}”:  {papers}"
