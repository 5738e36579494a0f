"""A button that shows what is chosen, and opens a menu of all that can be."""

from collections.abc import Hashable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QIcon, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QMenu, QStyle, QStyleOptionButton, QStylePainter, QWidget

from readinglist.desktop.look.buttons import Button
from readinglist.desktop.look.fonts import Role
from readinglist.desktop.look.theme import Theme

Choice = TypeVar("Choice", bound=Hashable)

_CHEVRON, _SIDE = 14, 10


class MenuChoice(Button, Generic[Choice]):
    """One of several, the first at the beginning; `name` is what a screen reader calls the choice."""

    chosen = Signal()
    """Another one was chosen."""

    def __init__(
        self, theme: Theme, name: str, choices: Sequence[tuple[Choice, str]], parent: QWidget | None = None
    ) -> None:
        self._name = name
        self._words = dict(choices)
        super().__init__(theme, "", parent=parent)
        self.setAutoDefault(False)
        menu, group = QMenu(self), QActionGroup(self)
        self._actions: dict[Choice, QAction] = {}
        for choice, words in choices:
            action = QAction(words, self)
            action.setCheckable(True)
            action.triggered.connect(lambda _=False, choice=choice: self._take(choice))
            group.addAction(action)
            menu.addAction(action)
            self._actions[choice] = action
        self.setMenu(menu)
        self.choose(choices[0][0])

    @property
    def choice(self) -> Choice:
        """What is chosen."""
        return self._choice

    def choose(self, choice: Choice) -> None:
        """Choose, without announcing it."""
        self._choice = choice
        self._actions[choice].setChecked(True)
        self.setText(self._words[choice])
        self.setAccessibleName(f"{self._name}: {self._words[choice]}")

    def _take(self, choice: Choice) -> None:
        self.choose(choice)
        self.chosen.emit()

    def sizeHint(self) -> QSize:
        """Ask for room for the longest words, so that nothing moves when another is chosen."""
        face = self._theme.fonts[Role.BODY_MEDIUM]
        widest = max(face.advance(words) for words in self._words.values())
        return QSize(round(widest) + 3 * _SIDE + _CHEVRON, super().sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the menu on Down as well, as a choice does."""
        if event.key() == Qt.Key.Key_Down:
            self.showMenu()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the words at the left and the chevron at the right, which the style would not."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text, option.icon = "", QIcon()
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        theme, face = self._theme, self._theme.fonts[Role.BODY_MEDIUM]
        ink = theme.color("text.primary" if self.isEnabled() else "text.disabled")
        room = self.width() - 3 * _SIDE - _CHEVRON
        words = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        face.text_line(words).paint(painter, _SIDE, face.baseline(0, self.height()), ink)
        chevron = theme.icon_pixmap(
            "chevron-down",
            theme.color("text.tertiary" if self.isEnabled() else "text.disabled"),
            _CHEVRON,
            self.devicePixelRatioF(),
        )
        painter.drawPixmap(self.width() - _CHEVRON - _SIDE, (self.height() - _CHEVRON) // 2, chevron)
        painter.end()
