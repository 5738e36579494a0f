"""A paper on two lines: title and heart, then authors, year, venue, signs, tags and stars."""

import math
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from readinglist.desktop.look.fonts import Role
from readinglist.desktop.look.glyphs import Glyphs, paint_tag
from readinglist.desktop.look.icons import IconName
from readinglist.desktop.look.theme import Theme
from readinglist.desktop.look.tokens import Scheme
from readinglist.desktop.papers.paper_row_state import GUTTER, PAD, HeartPart, RowPart, RowState, StarPart, paint_title
from readinglist.domain.byline import byline_forms
from readinglist.domain.status import MAX_RATING

_STAR, _STAR_STEP = 11.5, 14
_STARS_WIDTH = MAX_RATING * _STAR_STEP + 2
_HEART_BOX = 24
_TITLE_TO_EDGE = 34
_MAX_CHIPS = 2
_CHIP_GAP, _TEXT_GAP = 6, 10
_ROOM_BEFORE_CHIPS = 200
"""Pixels that the second line keeps for its text before a chip may stand."""

_DOT = "  ·  "
_LEFT_TO_RIGHT = "\u200e"
"""Keeps "· 2020 · venue" in this order where the venue's script runs from right to left."""

_VENUE_CLAIM = 140
"""Pixels of year and venue that a chip may not push out; a longer venue is cut rather than the tags dropped."""


@dataclass(frozen=True, slots=True)
class _Facts:
    """The second line's text before it is fitted; widths in pixels. `fixed`: the signs and the hint."""

    bylines: tuple[str, ...]
    tail: str
    signs: tuple[IconName, ...]
    fixed: float
    shortest: float
    venue_claim: float

    @property
    def claim(self) -> float:
        """What the text needs before a chip may stand."""
        return self.shortest + self.venue_claim + self.fixed + _CHIP_GAP + _TEXT_GAP


class CardPainter:
    """Paints rows of 64 px: 11 above, a line of 20, 2 between, a line of 18, 13 below."""

    def __init__(self, theme: Theme, glyphs: Glyphs) -> None:
        self._theme = theme
        self._glyphs = glyphs
        px = theme.fonts.px
        self.height = px(64)
        self._first, self._second = px(11), px(33)
        self._first_height, self._second_height = px(20), px(18)
        self._meta = theme.fonts[Role.META]
        self._chip = theme.fonts[Role.CAPTION_MEDIUM]
        self._titles = {True: theme.fonts[Role.ROW_TITLE_STRONG], False: theme.fonts[Role.ROW_TITLE]}

    def paint(self, painter: QPainter, rect: QRect, row: RowState) -> None:
        """Paint all but the ground."""
        line, theme = row.line, self._theme
        face = self._titles[row.strong]
        left, right = rect.x() + GUTTER, rect.right() - PAD
        bare = not (line.authors or line.venue or line.tags or row.hint or line.has_note or line.has_file or line.year)
        # With nothing to say on the second line the title stands in the middle rather than over a hole.
        first = rect.y() + ((self.height - self._first_height) // 2 if bare else self._first)
        glyph_top = first + (self._first_height - 18) // 2
        painter.drawPixmap(rect.x() + 16, glyph_top, self._glyphs.status(line.status, row.ground, row.ratio))
        width = (self._stars_left(rect) - _TEXT_GAP if bare else right - _TITLE_TO_EDGE + PAD) - left
        paint_title(painter, theme, face, row, left, face.baseline(first, self._first_height), width)
        if line.starred or row.lifted:
            heart = self._glyphs.heart(line.starred, row.ratio)
            painter.drawPixmap(right - 16, rect.y() + self._first + (self._first_height - 18) // 2, heart)
        second = rect.y() + self._second
        stars_left = self._stars_left(rect)
        if line.rating or row.lifted:
            stars = self._glyphs.stars(line.rating, _STAR_STEP, _STAR, row.lifted, row.ratio)
            painter.drawPixmap(stars_left - 1, second + (self._second_height - 18) // 2, stars)
        if not bare:
            facts = self._facts(row)
            end = self._paint_chips(painter, row, left + max(_ROOM_BEFORE_CHIPS, facts.claim), stars_left - 16, second)
            self._paint_facts(painter, row, facts, left, end - _TEXT_GAP, second)

    def part_at(self, rect: QRect, position: QPoint) -> RowPart | None:
        """The star or the heart that a click at `position` means, if any."""
        middle = rect.y() + self._first + self._first_height // 2
        edge = rect.right() - PAD
        if QRect(edge - 19, middle - _HEART_BOX // 2, _HEART_BOX, _HEART_BOX).contains(position):
            return HeartPart()
        stars = QRect(self._stars_left(rect), rect.y() + self._second - 1, MAX_RATING * _STAR_STEP, 20)
        if stars.contains(position):
            return StarPart((position.x() - stars.x()) // _STAR_STEP + 1)
        return None

    def _stars_left(self, rect: QRect) -> int:
        return rect.right() - PAD - _STARS_WIDTH + 4

    def _paint_chips(self, painter: QPainter, row: RowState, limit: float, right: int, top: int) -> int:
        """Paint the chips that fit, the last one against `right`; returns where the room left of them ends."""
        fitting: list[tuple[str, int]] = []
        room = right - limit
        for tag in row.line.tags[:_MAX_CHIPS]:
            width = math.ceil(self._chip.advance(tag)) + 26
            if width > room:
                break
            fitting.append((tag, width))
            room -= width + _CHIP_GAP
        for tag, width in reversed(fitting):
            right -= width
            painter.drawPixmap(right, top, self._chip_picture(tag, width, row))
            right -= _CHIP_GAP
        return right

    def _chip_picture(self, tag: str, width: int, row: RowState) -> QPixmap:
        theme, face, height = self._theme, self._chip, self._second_height
        ground, ink = self._chip_ground(row), row.byline_color(theme)

        def draw(painter: QPainter) -> None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            painter.drawRoundedRect(QRectF(0, 0.5, width, height - 1), height / 2 - 0.5, height / 2 - 0.5)
            paint_tag(painter, QPointF(11, height / 2), theme.tag_color(tag), 6)
            face.text_line(tag).paint(painter, 18, face.baseline(0.5, height - 1), ink)

        return self._glyphs.drawn(("chip", tag, ground.rgba(), ink.rgba()), width, height, row.ratio, draw)

    def _chip_ground(self, row: RowState) -> QColor:
        dark = self._theme.scheme is Scheme.DARK
        if row.selected:
            ground = QColor(self._theme.color("surface.raised"))
            ground.setAlpha(60 if dark else 150)
            return ground
        if row.hovered:
            return self._theme.color("border.control" if dark else "surface.pane")
        return self._theme.color("surface.chip")

    def _facts(self, row: RowState) -> _Facts:
        line, face = row.line, self._meta
        forms = byline_forms(line.authors)
        tail = _DOT.join([str(part) for part in (line.year, line.venue) if part])
        if tail:
            tail = _LEFT_TO_RIGHT + (_DOT if forms else "") + tail
        signs: list[IconName] = []
        if line.has_note:
            signs.append("note")
        if line.has_file:
            signs.append("paperclip")
        fixed = (8 + 17 * len(signs) if signs else 0) + (12 + face.advance(row.hint) if row.hint else 0)
        shortest = face.advance(forms[-1]) if forms else 0
        return _Facts(forms, tail, tuple(signs), fixed, shortest, min(face.advance(tail), _VENUE_CLAIM))

    def _paint_facts(self, painter: QPainter, row: RowState, facts: _Facts, left: float, end: float, top: int) -> None:
        """Paint authors, year, venue, the signs of note and file, and where else the words were found."""
        theme, face = self._theme, self._meta
        baseline, color = face.baseline(top, self._second_height), row.meta_color(theme)
        room = end - left - facts.fixed
        # Year and venue stand whole while they leave the authors their shortest form.
        tail = face.text_line(facts.tail, max(40, room - min(facts.shortest, room / 2))) if facts.tail else None
        x = left
        if facts.bylines:
            names_room = room - (tail.width if tail else 0)
            byline = next((form for form in facts.bylines if face.advance(form) <= names_room), facts.bylines[-1])
            names = face.text_line(byline, max(0, names_room) + 1)
            names.paint(painter, x, baseline, row.byline_color(theme))
            x += names.width
        if tail:
            tail.paint(painter, x, baseline, color)
            x += tail.width
        x += 8 if facts.signs and x > left else 0
        for sign in facts.signs:
            picture = theme.icon_pixmap(sign, color, 13, row.ratio)
            painter.drawPixmap(round(x), top + (self._second_height - 13) // 2, picture)
            x += 17
        if row.hint:
            gap = 4 if facts.signs else 12 if x > left else 0
            ink = color if row.selected else theme.color("accent.text")
            face.text_line(row.hint).paint(painter, x + gap, baseline, ink)
