"""The sheet of all commands and their keys."""

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from readinglist.desktop.commands import Command
from readinglist.desktop.look.buttons import Button
from readinglist.desktop.look.fonts import Role
from readinglist.desktop.look.surface import Surface
from readinglist.desktop.look.text_label import TextLabel
from readinglist.desktop.look.theme import Theme

_TALLEST = 720


class KeySheet(QDialog):
    """Lists the commands that have keys, group by group, in two columns."""

    def __init__(self, theme: Theme, commands: Sequence[Command], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Keys")
        groups = [list(rows) for _, rows in groupby((c for c in commands if c.keys), key=lambda c: c.group)]
        half = sum(map(len, groups)) / 2
        left = [rows for place, rows in enumerate(groups) if sum(map(len, groups[:place])) < half]
        page = Surface(theme, "surface.list")
        columns = QHBoxLayout(page)
        columns.setContentsMargins(0, 0, 12, 0)
        columns.setSpacing(48)
        columns.addLayout(_column(theme, left))
        columns.addLayout(_column(theme, groups[len(left) :]))
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(page)
        close = Button(theme, "Close", "primary")
        close.clicked.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 22, 20, 16)
        layout.setSpacing(14)
        layout.addWidget(TextLabel(theme, "Keys", Role.DISPLAY))
        layout.addWidget(scroll, 1)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        wanted = page.sizeHint()
        self.resize(wanted.width() + 64, min(wanted.height() + 140, _TALLEST))


def _column(theme: Theme, groups: Sequence[Sequence[Command]]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(2)
    grid.setColumnStretch(0, 1)
    for group in groups:
        if grid.count():
            grid.setRowMinimumHeight(grid.rowCount(), 12)
        grid.addWidget(TextLabel(theme, group[0].group, Role.CAPTION_STRONG, "text.tertiary"), grid.rowCount(), 0)
        for command in group:
            row = grid.rowCount()
            keys = ", ".join(QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in command.keys)
            grid.addWidget(TextLabel(theme, command.text.rstrip("…")), row, 0)
            key_label = TextLabel(theme, keys, Role.META_MEDIUM, "text.secondary")
            grid.addWidget(key_label, row, 1, Qt.AlignmentFlag.AlignRight)
    grid.setRowStretch(grid.rowCount(), 1)
    return grid
