"""The line icons: our own SVG drawings on a 16 px grid, coloured when they are loaded."""

from typing import Literal

from PySide6 import QtCore
from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from readinglist.paths import resource

IconName = Literal[
    "books",
    "check",
    "chevron-down",
    "chevron-up",
    "clipboard",
    "close",
    "code",
    "compass",
    "document",
    "file-import",
    "gear",
    "hash",
    "heart",
    "help",
    "info",
    "link-out",
    "more",
    "note",
    "paperclip",
    "plus",
    "redo",
    "rows",
    "search",
    "sort",
    "trash",
    "undo",
    "warning",
]

_RATIOS = (1.0, 2.0, 3.0)
"""The device pixel ratios a QIcon carries pictures for; Qt scales down from the next larger one."""


class Icons:
    """Pictures of icons, kept by name, colour, size and device pixel ratio."""

    def __init__(self) -> None:
        self._sources: dict[IconName, str] = {}
        self._pixmaps: dict[tuple[IconName, int, int, float], QPixmap] = {}

    def pixmap(self, name: IconName, color: QColor, size: int, ratio: float) -> QPixmap:
        """One picture, `size` logical pixels square. Raises FileNotFoundError for an icon that does not ship."""
        key = (name, color.rgba(), size, ratio)
        pixmap = self._pixmaps.get(key)
        if pixmap is None:
            pixmap = self._pixmaps[key] = self._draw(name, color, size, ratio)
        return pixmap

    def icon(self, name: IconName, color: QColor, disabled: QColor, size: int) -> QIcon:
        """An icon for buttons and menus, sharp at every usual device pixel ratio."""
        icon = QIcon()
        for ratio in _RATIOS:
            icon.addPixmap(self.pixmap(name, color, size, ratio), QIcon.Mode.Normal)
            icon.addPixmap(self.pixmap(name, disabled, size, ratio), QIcon.Mode.Disabled)
        return icon

    def _draw(self, name: IconName, color: QColor, size: int, ratio: float) -> QPixmap:
        source = self._sources.get(name)
        if source is None:
            source = self._sources[name] = resource(f"icons/{name}.svg").read_text(encoding="utf-8")
        renderer = QSvgRenderer(QByteArray(source.replace("currentColor", color.name()).encode()))
        pixmap = QPixmap(round(size * ratio), round(size * ratio))
        pixmap.fill(QtCore.Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        renderer.render(painter, QRectF(pixmap.rect()))
        painter.end()
        pixmap.setDevicePixelRatio(ratio)
        return pixmap
