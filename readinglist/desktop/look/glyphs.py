"""The small signs of a paper: status, stars, heart, tag square, keycap, focus ring.

Shape comes first, colour second: every sign is told apart in grey as well. The functions paint into a rectangle; a
`Glyphs` keeps their pictures for places which are painted at every scroll step.
"""

import math
from collections.abc import Callable, Hashable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap

from readinglist.desktop.look.fonts import Role
from readinglist.desktop.look.theme import Theme
from readinglist.domain.status import MAX_RATING, Status

_STROKE = 1.6


def _pen(color: QColor, width: float = _STROKE) -> QPen:
    return QPen(color, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


def _check(center: QPointF, size: float) -> list[QPointF]:
    return [
        center + QPointF(-3.0, 0.2) * size,
        center + QPointF(-0.8, 2.4) * size,
        center + QPointF(3.2, -2.4) * size,
    ]


def paint_status(painter: QPainter, rect: QRectF, status: Status, color: QColor, ground: QColor) -> None:
    """Disc, ring, half-filled ring, ring with a tick, disc with a tick, cross; `ground` shows through the disc."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    center, scale = rect.center(), rect.width() / 16
    radius = rect.width() / 2 - 1.55 * scale
    painter.setPen(_pen(color, _STROKE * scale))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    match status:
        case Status.INBOX:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color)
            painter.drawEllipse(center, 4.5 * scale, 4.5 * scale)
        case Status.QUEUED:
            painter.drawEllipse(center, radius, radius)
        case Status.READING:
            painter.drawEllipse(center, radius, radius)
            inner = radius - 1.9 * scale
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color)
            painter.drawPie(QRectF(center.x() - inner, center.y() - inner, 2 * inner, 2 * inner), -90 * 16, 180 * 16)
        case Status.SKIMMED:
            painter.drawEllipse(center, radius, radius)
            painter.drawPolyline(_check(center, 0.86 * scale))
        case Status.READ:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color)
            painter.drawEllipse(center, radius + 0.8 * scale, radius + 0.8 * scale)
            painter.setPen(_pen(ground, _STROKE * scale))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolyline(_check(center, 0.95 * scale))
        case Status.DROPPED:
            reach = 3.6 * scale
            painter.drawLine(center + QPointF(-reach, -reach), center + QPointF(reach, reach))
            painter.drawLine(center + QPointF(reach, -reach), center + QPointF(-reach, reach))
    painter.restore()


def star_path(center: QPointF, radius: float) -> QPainterPath:
    """A five-pointed star, one point up."""
    path = QPainterPath()
    for corner in range(10):
        angle = -math.pi / 2 + corner * math.pi / 5
        reach = radius if corner % 2 == 0 else radius * 0.47
        point = center + QPointF(math.cos(angle), math.sin(angle)) * reach
        if corner:
            path.lineTo(point)
        else:
            path.moveTo(point)
    path.closeSubpath()
    return path


def paint_star(painter: QPainter, rect: QRectF, edge: QColor, fill: QColor | None) -> None:
    """One star; without `fill` only its outline."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(_pen(edge, 0.8 if rect.width() < 16 else 1.1))
    painter.setBrush(fill if fill is not None else QColor(Qt.GlobalColor.transparent))
    painter.drawPath(star_path(rect.center(), rect.width() / 2))
    painter.restore()


def paint_heart(painter: QPainter, rect: QRectF, color: QColor, filled: bool) -> None:
    """The favourite's heart, filled or as an outline."""
    width, height, left, top = rect.width(), rect.height(), rect.x(), rect.y()

    def at(x: float, y: float) -> QPointF:
        return QPointF(left + x * width, top + y * height)

    path = QPainterPath(at(0.5, 0.96))
    path.cubicTo(at(0.2, 0.74), at(0.03, 0.54), at(0.03, 0.32))
    path.cubicTo(at(0.03, 0.02), at(0.38, -0.04), at(0.5, 0.23))
    path.cubicTo(at(0.62, -0.04), at(0.97, 0.02), at(0.97, 0.32))
    path.cubicTo(at(0.97, 0.54), at(0.8, 0.74), at(0.5, 0.96))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen if filled else _pen(color, 1.3))
    painter.setBrush(color if filled else QColor(Qt.GlobalColor.transparent))
    painter.drawPath(path)
    painter.restore()


def paint_tag(painter: QPainter, center: QPointF, color: QColor, size: float) -> None:
    """The rounded square of a tag."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawRoundedRect(QRectF(center.x() - size / 2, center.y() - size / 2, size, size), size * 0.3, size * 0.3)
    painter.restore()


def keycap_width(theme: Theme, text: str) -> int:
    """The width that `paint_keycap` needs."""
    fonts = theme.fonts
    return math.ceil(max(fonts.px(20), fonts[Role.CAPTION_MEDIUM].advance(text) + fonts.px(12)))


def paint_keycap(painter: QPainter, x: float, middle: float, text: str, theme: Theme) -> None:
    """A key with its name, 20 px high at scale 1, centred on the height `middle`."""
    face, width, height = theme.fonts[Role.CAPTION_MEDIUM], keycap_width(theme, text), theme.fonts.px(20)
    top = round(middle - height / 2)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(theme.color("border.control"))
    painter.setBrush(theme.color("surface.raised"))
    painter.drawRoundedRect(QRectF(x + 0.5, top + 0.5, width - 1, height - 1), 4, 4)
    line = face.text_line(text)
    line.paint(painter, x + (width - line.width) / 2, face.baseline(top, height), theme.color("text.secondary"))
    painter.restore()


def paint_focus_ring(painter: QPainter, rect: QRectF, radius: float, theme: Theme) -> None:
    """The 2 px ring inside the edge of what has the keyboard."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.color("focus_ring"), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius, radius)
    painter.restore()


class Glyphs:
    """Pictures of signs, kept by device pixel ratio and what they show until the scheme changes."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._pixmaps: dict[Hashable, QPixmap] = {}
        # A method of ours, which the signal lets go together with us; one of the dict's would be kept for good.
        theme.changed.connect(self._clear)

    def drawn(self, key: Hashable, width: int, height: int, ratio: float, draw: Callable[[QPainter], None]) -> QPixmap:
        """The picture known by `key` (which must tell all that `draw` depends on but the scheme), drawn once."""
        full_key = (ratio, key)
        pixmap = self._pixmaps.get(full_key)
        if pixmap is None:
            pixmap = QPixmap(math.ceil(width * ratio), math.ceil(height * ratio))
            pixmap.setDevicePixelRatio(ratio)
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw(painter)
            painter.end()
            self._pixmaps[full_key] = pixmap
        return pixmap

    def _clear(self) -> None:
        self._pixmaps.clear()

    def status(self, status: Status, ground: QColor, ratio: float) -> QPixmap:
        """A status, 18 px square with 1 px of air around the sign."""
        color = self._theme.status_color(status)
        return self.drawn(
            ("status", status, ground.rgba()),
            18,
            18,
            ratio,
            lambda painter: paint_status(painter, QRectF(1, 1, 16, 16), status, color, ground),
        )

    def heart(self, filled: bool, ratio: float) -> QPixmap:
        """A heart of 14 px in a picture of 18 px square."""
        color = self._theme.color("favourite.on" if filled else "border.strong")
        return self.drawn(
            ("heart", filled),
            18,
            18,
            ratio,
            lambda painter: paint_heart(painter, QRectF(2, 2.5, 14, 13.5), color, filled),
        )

    def stars(self, rating: int, step: float, size: float, outlines: bool, ratio: float) -> QPixmap:
        """Five stars in a picture of 5 `step` + 2 by 18 px; `outlines` makes the empty ones plain to see."""
        edge, fill = self._theme.color("star.on"), self._theme.color("star.fill")
        empty = self._theme.color("border.strong" if outlines else "star.off")

        def draw(painter: QPainter) -> None:
            for place in range(MAX_RATING):
                rect = QRectF(1 + place * step, 9 - size / 2, size, size)
                full = place < rating
                paint_star(painter, rect, edge if full else empty, fill if full else None)

        return self.drawn(("stars", rating, step, size, outlines), math.ceil(5 * step + 2), 18, ratio, draw)

    def star(self, size: float, ratio: float) -> QPixmap:
        """One full star in a picture 3 px larger."""
        edge, fill = self._theme.color("star.on"), self._theme.color("star.fill")
        side = math.ceil(size) + 3
        return self.drawn(
            ("star", size),
            side,
            side,
            ratio,
            lambda painter: paint_star(painter, QRectF(1, (side - size) / 2, size, size), edge, fill),
        )

    def tag(self, tag: str, size: int, ratio: float) -> QPixmap:
        """The square of a tag."""
        color = self._theme.tag_color(tag)
        return self.drawn(
            ("tag", color.rgba(), size),
            size,
            size,
            ratio,
            lambda painter: paint_tag(painter, QPointF(size / 2, size / 2), color, size),
        )
