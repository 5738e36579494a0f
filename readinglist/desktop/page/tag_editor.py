"""The tags of a paper as chips that can be taken away, and a field to add more."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from readinglist.desktop.look.buttons import Button
from readinglist.desktop.look.flow_layout import FlowLayout
from readinglist.desktop.look.fonts import Role
from readinglist.desktop.look.glyphs import paint_focus_ring, paint_tag
from readinglist.desktop.look.theme import Theme
from readinglist.desktop.page.tag_field import TagField

_LONGEST = 220
"""Pixels of a tag's name on its chip; a longer one is cut, and whole in the tooltip."""


_CHROME = 50
"""Pixels of a chip beside its name: square, cross and air."""


class _Chip(QAbstractButton):
    """One tag. A click on its cross, or Delete, Backspace, Space or Enter while it has the keyboard, removes it."""

    removed = Signal()

    def __init__(self, theme: Theme, tag: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.tag = tag
        self._theme = theme
        self._face = theme.fonts[Role.META_MEDIUM]
        self._wanted = min(self._face.advance(tag) + 1, theme.fonts.px(_LONGEST))
        self._height = theme.fonts.px(24)
        self.setText(tag)
        self.setAccessibleName(f"Tag {tag}")
        self.setAccessibleDescription("Press Delete to remove")
        self.setToolTip(tag)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.clicked.connect(self.removed)

    def sizeHint(self) -> QSize:
        """Ask for square, name and cross."""
        return QSize(round(self._wanted) + _CHROME, self._height)

    def minimumSizeHint(self) -> QSize:
        """Give way down to square, a few letters and cross."""
        return QSize(min(self.sizeHint().width(), 2 * _CHROME), self._height)

    def hitButton(self, position: QPoint) -> bool:
        """Take clicks on the cross alone, so that no tag goes by a slip of the mouse."""
        return position.x() >= self.width() - 24

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show the hand over the cross."""
        over = self.hitButton(event.position().toPoint())
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Let the cross stand out under the mouse."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Let the cross recede."""
        super().leaveEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Remove the tag by key."""
        keys = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() in keys:
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the chip."""
        theme, frame = self._theme, QRectF(self.rect())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("surface.chip"))
        painter.drawRoundedRect(frame, frame.height() / 2, frame.height() / 2)
        paint_tag(painter, QPointF(14, frame.height() / 2), theme.tag_color(self.tag), 7)
        name = self._face.text_line(self.tag, self.width() - _CHROME + 1)
        name.paint(painter, 23, self._face.baseline(0, frame.height()), theme.color("text.primary"))
        ink = theme.color("text.primary" if self.underMouse() else "text.tertiary")
        cross = theme.icon_pixmap("close", ink, 11, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(frame.width() - 21, (frame.height() - 11) / 2), cross)
        if self.hasFocus():
            paint_focus_ring(painter, frame, frame.height() / 2, theme)
        painter.end()


class _Field(TagField):
    """Where a new tag is typed."""

    left = Signal()
    """The keyboard went elsewhere, other than into the list of completions or the field's menu."""

    given_up = Signal()
    """Escape, or Backspace in the empty field."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give up on Escape and on Backspace with nothing to take back."""
        empty_backspace = event.key() == Qt.Key.Key_Backspace and not self.text()
        if event.key() == Qt.Key.Key_Escape or empty_backspace:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that the keyboard left."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.left.emit()


class TagEditor(QWidget):
    """Shows tags and announces what the reader adds and removes; the chips change with `set_tags` alone.

    `right` sets the chips against the right edge. Lines break where the width ends, and the height follows.
    """

    tag_added = Signal(str)
    """A name was entered, without blanks around it; never empty, never one of the tags shown."""

    tag_removed = Signal(str)
    """A chip was taken away."""

    adding_ended = Signal()
    """The field was closed by Escape or by an empty Enter: the keyboard is free to go back."""

    def __init__(self, theme: Theme, right: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._chips: list[_Chip] = []
        self._flow = FlowLayout(self, right=right)
        self._add = Button(theme, "Add tag", "quiet", "plus", parent=self)
        self._add.setFont(theme.fonts[Role.META].font)
        self._field = _Field(theme, Role.META, self)
        self._field.setFixedSize(theme.fonts.px(140), theme.fonts.px(26))
        self._field.setPlaceholderText("New tag")
        self._field.setAccessibleName("New tag")
        # Queued, since the completer puts the chosen name into the field only after it has told of it.
        self._field.completer().activated.connect(self._announce, Qt.ConnectionType.QueuedConnection)
        self._flow.addWidget(self._add)
        self._flow.addWidget(self._field)
        self._field.hide()
        self.setAccessibleName("Tags")
        self._add.clicked.connect(self.begin_adding)
        self._field.returnPressed.connect(self._enter)
        self._field.given_up.connect(self._give_up)
        self._field.left.connect(self._leave)
        theme.changed.connect(self._restyle)
        self._restyle()

    def set_tags(self, tags: Sequence[str]) -> None:
        """Show these tags."""
        if [chip.tag for chip in self._chips] == list(tags):
            return
        held = next((place for place, chip in enumerate(self._chips) if chip.hasFocus()), None)
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = [_Chip(self._theme, tag, self) for tag in tags]
        for place, chip in enumerate(self._chips):
            chip.removed.connect(lambda tag=chip.tag: self.tag_removed.emit(tag))
            self._flow.insert_widget(place, chip)
            chip.show()
        if held is not None:
            # The chip that had the keyboard is gone: the next one takes it, or the button.
            heir = self._chips[min(held, len(self._chips) - 1)] if self._chips else self._add
            heir.setFocus(Qt.FocusReason.OtherFocusReason)
        self._set_tab_order()
        self._fit()

    def set_known_tags(self, tags: Iterable[str]) -> None:
        """Say which names the field completes."""
        self._field.set_known_tags(tags)

    def begin_adding(self) -> None:
        """Open the field and put the keyboard into it."""
        self._add.hide()
        self._field.show()
        self._fit()
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew."""
        super().resizeEvent(event)
        self._fit()

    def _enter(self) -> None:
        if self._field.text().strip():
            self._announce()
        else:
            self._give_up()

    def _announce(self) -> None:
        name = self._field.text().strip()
        self._field.clear()
        shown = {chip.tag.casefold() for chip in self._chips}
        if name and name.casefold() not in shown:
            self.tag_added.emit(name)

    def _give_up(self) -> None:
        self._field.clear()
        self._close()
        self.adding_ended.emit()

    def _leave(self) -> None:
        """Keep what was typed: leaving a field is no way to lose a word."""
        self._announce()
        self._close()

    def _close(self) -> None:
        self._field.hide()
        self._add.show()
        self._fit()

    def _set_tab_order(self) -> None:
        for one, following in pairwise([*self._chips, self._add]):
            QWidget.setTabOrder(one, following)

    def _fit(self) -> None:
        self._flow.invalidate()
        self.setFixedHeight(max(self._theme.fonts.px(28), self._flow.heightForWidth(self.width())))

    def _restyle(self) -> None:
        for chip in self._chips:
            chip.update()
