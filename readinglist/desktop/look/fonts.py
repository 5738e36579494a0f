"""The two families, the type roles, and measured text that is kept.

Hanken Grotesk is for what is operated, Source Serif Pro for what is read. Both come from font packages; where one is
absent, the next installed family of its stack serves.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path
from typing import TypeVar

from PySide6 import QtCore
from PySide6.QtCore import QPointF
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontMetricsF,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)

from readinglist.desktop.look.text_positions import Span, cursor_x, utf16_length

_PACKAGED = {
    "font_hanken_grotesk": ("otf", ("Regular", "Italic", "Medium", "SemiBold")),
    "font_source_serif_pro": ("ttf", ("Regular", "It", "Semibold")),
}
"""By package, the format and the cuts to load. Of two formats TrueType: FreeType thickens the stems of the other one,
which sets light letters on a dark ground as if they were semibold."""

_K = TypeVar("_K", bound=Hashable)
_V = TypeVar("_V")

_KEPT = 4096
"""Measured texts kept per face; some ten screens of a list."""


class Family(StrEnum):
    """What a face is for."""

    SANS = "sans"
    SERIF = "serif"


_STACKS: dict[Family, tuple[str, ...]] = {
    Family.SANS: ("Hanken Grotesk", "SF Pro Text", "Segoe UI", "Cantarell", "Noto Sans", "DejaVu Sans"),
    Family.SERIF: ("Source Serif Pro", "Charter", "Iowan Old Style", "Georgia", "Noto Serif", "DejaVu Serif"),
}


@dataclass(frozen=True, slots=True)
class TypeStyle:
    """Size and line height in pixels at scale 1, and a CSS weight. `tabular`: figures of one width, for columns."""

    size: int
    line: int
    weight: int = 400
    family: Family = Family.SANS
    tabular: bool = False


class Role(StrEnum):
    """What a piece of text is, which decides how it is set."""

    CAPTION = "caption"
    CAPTION_MEDIUM = "caption-medium"
    CAPTION_STRONG = "caption-strong"
    META = "meta"
    META_MEDIUM = "meta-medium"
    META_STRONG = "meta-strong"
    FIGURES = "figures"
    FIGURES_MEDIUM = "figures-medium"
    FIGURES_STRONG = "figures-strong"
    BODY = "body"
    BODY_MEDIUM = "body-medium"
    BODY_STRONG = "body-strong"
    ROW_TITLE = "row-title"
    ROW_TITLE_STRONG = "row-title-strong"
    NOTE = "note"
    LEAD = "lead"
    DISPLAY = "display"
    READING = "reading"
    PAPER_TITLE = "paper-title"
    WELCOME = "welcome"


STYLES: dict[Role, TypeStyle] = {
    Role.CAPTION: TypeStyle(11, 16),
    Role.CAPTION_MEDIUM: TypeStyle(11, 16, 500),
    Role.CAPTION_STRONG: TypeStyle(11, 16, 600),
    Role.META: TypeStyle(12, 18),
    Role.META_MEDIUM: TypeStyle(12, 18, 500),
    Role.META_STRONG: TypeStyle(12, 18, 600),
    Role.FIGURES: TypeStyle(12, 18, tabular=True),
    Role.FIGURES_MEDIUM: TypeStyle(12, 18, 500, tabular=True),
    Role.FIGURES_STRONG: TypeStyle(12, 18, 600, tabular=True),
    Role.BODY: TypeStyle(13, 20),
    Role.BODY_MEDIUM: TypeStyle(13, 20, 500),
    Role.BODY_STRONG: TypeStyle(13, 20, 600),
    Role.ROW_TITLE: TypeStyle(14, 20),
    Role.ROW_TITLE_STRONG: TypeStyle(14, 20, 600),
    Role.NOTE: TypeStyle(14, 22),
    Role.LEAD: TypeStyle(15, 22),
    Role.DISPLAY: TypeStyle(22, 28, 600),
    Role.READING: TypeStyle(15, 24, family=Family.SERIF),
    Role.PAPER_TITLE: TypeStyle(25, 32, 600, Family.SERIF),
    Role.WELCOME: TypeStyle(30, 38, 600, Family.SERIF),
}


def packaged_font_files() -> list[Path]:
    """The font files to load, found without running a font package's code; a package not installed gives none."""
    found = []
    for package, (suffix, cuts) in _PACKAGED.items():
        spec = find_spec(package)
        for folder in (spec.submodule_search_locations or ()) if spec else ():
            found += [
                file for file in sorted(Path(folder, "files").glob(f"*.{suffix}")) if file.stem.split("-")[-1] in cuts
            ]
    return found


def load_packaged_fonts() -> None:
    """Make the two families known to Qt: once, after the QGuiApplication and before the first `Fonts` (about 15 ms)."""
    for file in packaged_font_files():
        QFontDatabase.addApplicationFont(str(file))


class TextLine:
    """One line of text, cut with an ellipsis to a width, shaped once and painted often."""

    def __init__(self, text: str, face: "Face", width: float | None) -> None:
        self.text = text if width is None else face.metrics.elidedText(text, QtCore.Qt.TextElideMode.ElideRight, width)
        self._visible = utf16_length(self.text) - (self.text != text)
        self._layout = QTextLayout(self.text, face.font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        option.setTextDirection(QtCore.Qt.LayoutDirection.LayoutDirectionAuto)
        option.setAlignment(QtCore.Qt.AlignmentFlag.AlignLeft | QtCore.Qt.AlignmentFlag.AlignAbsolute)
        self._layout.setTextOption(option)
        self._layout.setCacheEnabled(True)
        self._layout.beginLayout()
        self._line = self._layout.createLine()
        self._layout.endLayout()
        self._ascent = self._line.ascent()
        self.width = self._line.naturalTextWidth()

    def paint(self, painter: QPainter, x: float, baseline: float, color: QColor) -> None:
        """Paint with the left end of the text at `x`."""
        painter.setPen(color)
        self._layout.draw(painter, QPointF(x, baseline - self._ascent))

    def paint_marked(
        self, painter: QPainter, x: float, baseline: float, color: QColor, spans: Sequence[Span], ink: QColor
    ) -> None:
        """Paint, the characters of `spans` (in UTF-16 units) in `ink`."""
        ranges = []
        for start, end in spans:
            part = QTextLayout.FormatRange()
            part.start, part.length = start, max(0, min(end, self._visible) - start)
            part.format = QTextCharFormat()
            part.format.setForeground(ink)
            ranges.append(part)
        painter.setPen(color)
        self._layout.draw(painter, QPointF(x, baseline - self._ascent), ranges)

    def extent(self, start: int, end: int) -> tuple[float, float] | None:
        """Left and right edge of a span in UTF-16 units, or None where it fell to the ellipsis."""
        end = min(end, self._visible)
        if start >= end:
            return None
        edges = (cursor_x(self._line.cursorToX(start)), cursor_x(self._line.cursorToX(end)))
        return min(edges), max(edges)


class Face:
    """A type role made ready: font, metrics and line height in pixels, and the texts measured so far."""

    def __init__(self, font: QFont, line: int) -> None:
        self.font = font
        self.line = line
        self.metrics = QFontMetricsF(font)
        self.height = self.metrics.ascent() + self.metrics.descent()
        self._lines: dict[Hashable, TextLine] = {}
        self._advances: dict[str, float] = {}

    def advance(self, text: str) -> float:
        """Width of the text on one line."""
        return _kept(self._advances, text, lambda: self.metrics.horizontalAdvance(text))

    def text_line(self, text: str, width: float | None = None) -> TextLine:
        """The text on one line, cut to `width` pixels where given."""
        key = (text, None if width is None else int(width))
        return _kept(self._lines, key, lambda: TextLine(text, self, width))

    def baseline(self, top: float, height: float) -> int:
        """The baseline that centres a line of text in a box."""
        return round(top + (height - self.height) / 2 + self.metrics.ascent())


def _kept(kept: dict[_K, _V], key: _K, make: Callable[[], _V]) -> _V:
    value = kept.get(key)
    if value is None:
        if len(kept) >= _KEPT:
            kept.clear()
        value = kept[key] = make()
    return value


class Fonts:
    """All faces at one scale. `scale` is the reader's text size: 1, 1.25, 1.5."""

    def __init__(self, scale: float = 1.0) -> None:
        self.scale = scale
        self._faces: dict[Role, Face] = {}

    def __getitem__(self, role: Role) -> Face:
        face = self._faces.get(role)
        if face is None:
            style = STYLES[role]
            face = self._faces[role] = Face(self._font(style), self.px(style.line))
        return face

    def px(self, length: float) -> int:
        """A length that holds text, in pixels at this scale."""
        return round(length * self.scale)

    def _font(self, style: TypeStyle) -> QFont:
        stack = _STACKS[style.family]
        font = QFont([name for name in stack if QFontDatabase.hasFamily(name)] or list(stack))
        font.setPixelSize(self.px(style.size))
        font.setWeight(QFont.Weight(style.weight))
        font.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
        font.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
        if style.tabular:
            font.setFeature(QFont.Tag("tnum"), 1)
        return font
