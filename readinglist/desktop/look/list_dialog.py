"""How the dialogs that show a list are set out."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from readinglist.desktop.look.buttons import Button
from readinglist.desktop.look.fonts import Role
from readinglist.desktop.look.surface import Surface
from readinglist.desktop.look.text_label import TextLabel
from readinglist.desktop.look.theme import Theme

MARGIN = 24
"""Pixels of air left and right of what a dialog holds; the list alone goes from edge to edge."""


def lay_out(
    dialog: QDialog, theme: Theme, heads: Sequence[str], tabs: QWidget | None, table: QWidget, foot: QWidget
) -> None:
    """Set out a dialog: a title and lines under it, tabs where there are any, the list from edge to edge, a foot."""
    page = Surface(theme, "surface.pane")
    head = QVBoxLayout()
    head.setContentsMargins(MARGIN, 18, MARGIN, 12)
    head.setSpacing(4)
    title, *lines = heads
    head.addWidget(TextLabel(theme, title, Role.DISPLAY, wrap=True))
    for line in lines:
        head.addWidget(TextLabel(theme, line, Role.META, "text.secondary", wrap=True))
    if tabs is not None:
        head.addSpacing(8)
        head.addWidget(tabs)
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    layout.addLayout(head)
    layout.addWidget(hairline(theme))
    layout.addWidget(table, 1)
    layout.addWidget(hairline(theme))
    layout.addWidget(foot)
    outer = QVBoxLayout(dialog)
    outer.setContentsMargins(0, 0, 0, 0)
    outer.addWidget(page)
    room = dialog.screen().availableSize() * 0.9
    dialog.resize(QSize(theme.fonts.px(920), theme.fonts.px(724)).boundedTo(room))


def buttons_foot(theme: Theme, buttons: Sequence[Button]) -> Surface:
    """A foot that holds only buttons."""
    surface = Surface(theme, "surface.pane")
    layout = QHBoxLayout(surface)
    layout.setContentsMargins(MARGIN, 13, MARGIN, 15)
    layout.setSpacing(8)
    layout.addStretch(1)
    for button in buttons:
        layout.addWidget(button)
    return surface


def hairline(theme: Theme) -> Surface:
    """A faint line between two parts of a dialog."""
    line = Surface(theme, "border.hairline")
    line.setFixedHeight(1)
    return line
