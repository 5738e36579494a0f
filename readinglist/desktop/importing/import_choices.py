"""What is chosen before an import: the status that new papers get, and a tag."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAction, QActionGroup, QIcon, QKeyEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QMenu, QStyle, QStyleOptionButton, QStylePainter, QWidget

from readinglist.desktop.look.buttons import Button
from readinglist.desktop.look.fonts import Role
from readinglist.desktop.look.glyphs import paint_status
from readinglist.desktop.look.theme import Theme
from readinglist.desktop.page.tag_field import TagField
from readinglist.domain.status import Status

_CHEVRON, _GLYPH, _SIDE = 14, 16, 10


class StatusChoice(Button):
    """A button with a menu of the six statuses; `keys` gives the letter that chooses each in the open menu."""

    def __init__(self, theme: Theme, keys: Mapping[Status, str], parent: QWidget | None = None) -> None:
        self._actions: dict[Status, QAction] = {}
        self.status = Status.INBOX
        super().__init__(theme, "", parent=parent)
        menu, group = QMenu(self), QActionGroup(self)
        for status in Status:
            action = QAction(_with_mnemonic(status.label, keys.get(status, "")), self)
            action.setCheckable(True)
            action.setChecked(status is self.status)
            action.triggered.connect(lambda _=False, status=status: self.set_status(status))
            group.addAction(action)
            menu.addAction(action)
            self._actions[status] = action
        menu.aboutToShow.connect(self._draw_icons)
        self.setMenu(menu)
        self.setAutoDefault(False)
        self.set_status(self.status)

    def set_status(self, status: Status) -> None:
        """Choose a status."""
        self.status = status
        self._actions[status].setChecked(True)
        self.setText(status.label)
        self.setAccessibleName(f"Add to {status.label}")

    def sizeHint(self) -> QSize:
        """Ask for room for the longest word, so that nothing moves when another is chosen, and for the chevron."""
        face = self._theme.fonts[Role.BODY_MEDIUM]
        words = max(face.advance(status.label) for status in Status)
        return QSize(round(words) + _GLYPH + 7 + 14 + _CHEVRON + 2 * _SIDE, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Ask for the same: the words are not to be cut."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the menu on Down as well, as a choice does."""
        if event.key() == Qt.Key.Key_Down:
            self.showMenu()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the status and the chevron, which the style would not both place."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text, option.icon = "", QIcon()
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        theme, middle, face = self._theme, self.height() / 2, self._theme.fonts[Role.BODY_MEDIUM]
        glyph = QRectF(_SIDE, middle - _GLYPH / 2, _GLYPH, _GLYPH)
        paint_status(painter, glyph, self.status, theme.status_color(self.status), theme.color("surface.raised"))
        word = face.text_line(self.status.label)
        word.paint(painter, glyph.right() + 7, face.baseline(0, self.height()), theme.color("text.primary"))
        chevron = theme.icon_pixmap("chevron-down", theme.color("text.tertiary"), _CHEVRON, self.devicePixelRatioF())
        painter.drawPixmap(self.width() - _CHEVRON - _SIDE, (self.height() - _CHEVRON) // 2, chevron)
        painter.end()

    def _draw_icons(self) -> None:
        for status, action in self._actions.items():
            action.setIcon(_status_icon(self._theme, status))


class TagChoice(TagField):
    """A field for one tag, or none, with all known ones to choose from."""

    def __init__(self, theme: Theme, known_tags: Sequence[str], parent: QWidget | None = None) -> None:
        self._open = QAction()
        super().__init__(theme, Role.BODY, parent)
        self._open.setParent(self)
        self._open.setText("Known tags")
        self._open.setToolTip("Known tags")
        self._open.triggered.connect(self._show_all)
        self.set_known_tags(known_tags)
        if known_tags:
            self.addAction(self._open, TagField.ActionPosition.TrailingPosition)
        self.setPlaceholderText("none")
        self.setAccessibleName("Tag")
        self.setAccessibleDescription("Empty for none")
        self.setFixedSize(theme.fonts.px(136), theme.fonts.px(28) + 2)

    @property
    def tag(self) -> str:
        """The tag chosen, without blanks around it; empty = none."""
        return self.text().strip()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Show all known tags on Down."""
        if event.key() == Qt.Key.Key_Down:
            self._show_all()
        else:
            super().keyPressEvent(event)

    def _show_all(self) -> None:
        self._completer.setCompletionPrefix("")
        self._completer.complete()

    def _restyle(self) -> None:
        super()._restyle()
        self._open.setIcon(self._theme.icon("chevron-down", "text.tertiary", _CHEVRON))


def _with_mnemonic(word: str, key: str) -> str:
    place = word.lower().find(key.lower()) if key else -1
    return word if place < 0 else f"{word[:place]}&{word[place:]}"


def _status_icon(theme: Theme, status: Status) -> QIcon:
    icon = QIcon()
    for ratio in (1.0, 2.0, 3.0):
        pixmap = QPixmap(round(_GLYPH * ratio), round(_GLYPH * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        rect = QRectF(0, 0, _GLYPH, _GLYPH)
        paint_status(painter, rect, status, theme.status_color(status), theme.color("surface.raised"))
        painter.end()
        icon.addPixmap(pixmap)
    return icon
