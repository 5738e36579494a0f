"""What the window says to its reader: a banner for what happened, a report for a bug."""

import logging
import traceback
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QMargins, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from readinglist.desktop.look.buttons import Button, IconButton
from readinglist.desktop.look.fonts import Role
from readinglist.desktop.look.text_label import TextLabel
from readinglist.desktop.look.theme import Theme
from readinglist.errors import UserError

SHOWN_MS = 8_000

_MARGINS = QMargins(16, 4, 16, 8)

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that a banner offers to do."""

    text: str
    do: Callable[[], None]


class Banner(QWidget):
    """One line under the list. What went well goes away by itself; what did not stays until it is closed."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._failed = False
        self._offers: tuple[Offer | None, ...] = (None, None)
        self._text = TextLabel(theme, "", Role.BODY, wrap=True, parent=self)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._buttons = [Button(theme, "", "text", parent=self) for _ in self._offers]
        close = IconButton(theme, "close", "Close this message", size=26, icon_size=14, parent=self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(_MARGINS.left() + 14, 11, _MARGINS.right() + 6, _MARGINS.bottom() + 7)
        layout.addWidget(self._text, 1)
        for place, button in enumerate(self._buttons):
            layout.addWidget(button)
            button.clicked.connect(lambda _=False, place=place: self._take_offer(place))
        layout.addWidget(close)
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self._timer.timeout.connect(self.hide)
        close.clicked.connect(self.hide)
        theme.changed.connect(self.update)
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._text.text()

    def say(self, text: str, offer: Offer | None = None) -> None:
        """Say what was done, and perhaps offer something about it."""
        self._show(text, offer, failed=False)
        self._timer.start()

    def say_running(self, text: str, offer: Offer | None = None) -> None:
        """Say what is going on; it stays until something else is said."""
        self._timer.stop()
        self._show(text, offer, failed=False)

    def say_failed(self, text: str, offer: Offer | None = None, other: Offer | None = None) -> None:
        """Say what could not be done, and perhaps offer one or two ways on."""
        self._timer.stop()
        self._show(text, offer, other, failed=True)

    def _show(self, text: str, *offers: Offer | None, failed: bool) -> None:
        self._failed, self._offers = failed, (*offers, None)[:2]
        self._text.setText(text)
        self._text.set_ink("outcome.failed" if failed else "text.primary")
        for button, offer in zip(self._buttons, self._offers, strict=True):
            button.setText(offer.text if offer else "")
            button.setVisible(offer is not None)
        self.show()
        self.update()

    def _take_offer(self, place: int) -> None:
        offer = self._offers[place]
        self.hide()
        if offer is not None:
            offer.do()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card under the words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color("border.control"), 1))
        painter.setBrush(self._theme.color("outcome_soft.failed" if self._failed else "surface.raised"))
        painter.drawRoundedRect(self.rect().marginsRemoved(_MARGINS), 8, 8)
        painter.end()


class Messages:
    """Tells failures: what the reader can mend in the banner, a bug in a report. Nothing is swallowed."""

    def __init__(self, theme: Theme, banner: Banner, window: QWidget) -> None:
        self._theme = theme
        self._banner = banner
        self._window = window

    def failed(self, error: BaseException) -> None:
        """Tell what went wrong."""
        if isinstance(error, UserError):
            self._banner.say_failed(str(error))
            return
        report = "".join(traceback.format_exception(error))
        _log.error("Something went wrong in Reading List:\n%s", report)
        self._banner.say_failed(
            "Something went wrong in Reading List itself. Your library is safe: what was not finished was not kept.",
            Offer("Show the report", lambda: self._show_report(report)),
        )

    def _show_report(self, report: str) -> None:
        show_text(self._theme, self._window, "Report", "This is what went wrong, for whoever mends it.", report)


def show_text(theme: Theme, parent: QWidget, title: str, lead: str, text: str) -> None:
    """Show a long text in a window of its own, to be read or copied."""
    dialog = QDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(title)
    dialog.resize(640, 420)
    view = QPlainTextEdit(text)
    view.setReadOnly(True)
    view.setAccessibleName(title)
    copy, close = Button(theme, "Copy"), Button(theme, "Close", "primary")
    copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(text))
    close.clicked.connect(dialog.accept)
    buttons = QHBoxLayout()
    buttons.addStretch(1)
    buttons.addWidget(copy)
    buttons.addWidget(close)
    layout = QVBoxLayout(dialog)
    layout.setContentsMargins(20, 18, 20, 16)
    layout.addWidget(TextLabel(theme, lead, Role.BODY, wrap=True))
    layout.addWidget(view, 1)
    layout.addLayout(buttons)
    dialog.open()
