"""A paper on one line: status, title, first author, tags, year, rating as a figure, heart."""

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPainter

from readinglist.desktop.look.fonts import Role
from readinglist.desktop.look.glyphs import Glyphs
from readinglist.desktop.look.theme import Theme
from readinglist.desktop.papers.paper_row_state import GUTTER, PAD, HeartPart, RowPart, RowState, paint_title
from readinglist.domain.byline import short_byline

_AUTHOR_WIDTH = 124
_MAX_TAGS = 2
_TITLE_MIN = 200
"""Pixels that the title keeps before the author's column may stand."""


class CompactPainter:
    """Paints rows of 32 px."""

    def __init__(self, theme: Theme, glyphs: Glyphs) -> None:
        self._theme = theme
        self._glyphs = glyphs
        self.height = theme.fonts.px(32)
        self._meta = theme.fonts[Role.META]
        self._figures = theme.fonts[Role.FIGURES]
        self._rating = theme.fonts[Role.FIGURES_MEDIUM]
        self._titles = {True: theme.fonts[Role.BODY_STRONG], False: theme.fonts[Role.BODY]}
        self._author_width = theme.fonts.px(_AUTHOR_WIDTH)
        self._year_width = theme.fonts.px(30)

    def paint(self, painter: QPainter, rect: QRect, row: RowState) -> None:
        """Paint all but the ground."""
        line, theme, height = row.line, self._theme, self.height
        face = self._titles[row.strong]
        top, left, right = rect.y(), rect.x() + GUTTER, rect.right() - PAD
        baseline, meta = self._meta.baseline(top, height), row.meta_color(theme)
        glyph_top = top + (height - 18) // 2
        painter.drawPixmap(rect.x() + 16, glyph_top, self._glyphs.status(line.status, row.ground, row.ratio))
        if line.starred or row.lifted:
            painter.drawPixmap(right - 16, glyph_top, self._glyphs.heart(line.starred, row.ratio))
        digit = right - 20 - self._year_width
        if line.rating:
            ink = row.title_color(theme) if row.selected else theme.color("text.secondary")
            figure = self._rating.text_line(str(line.rating))
            figure.paint(painter, digit, baseline, ink)
            star = self._glyphs.star(11, row.ratio)
            painter.drawPixmap(round(digit + figure.width) + 4, top + (height - 14) // 2, star)
        year = digit - 12 - self._year_width
        if line.year is not None:
            self._figures.text_line(str(line.year)).paint(painter, year, baseline, meta)
        tag_right = year - 12
        for place, tag in enumerate(reversed(line.tags[:_MAX_TAGS])):
            painter.drawPixmap(tag_right - 7 - place * 11, top + (height - 7) // 2, self._glyphs.tag(tag, 7, row.ratio))
        title_end = tag_right - _MAX_TAGS * 11 - 12
        if line.authors and title_end - self._author_width - 16 - left >= _TITLE_MIN:
            title_end -= self._author_width
            author = self._meta.text_line(short_byline(line.authors), self._author_width)
            author.paint(painter, title_end, baseline, meta)
            title_end -= 16
        paint_title(painter, theme, face, row, left, face.baseline(top, height), title_end - left)

    def part_at(self, rect: QRect, position: QPoint) -> RowPart | None:
        """The heart where a click at `position` means it; the rating is a figure here and is set by key."""
        return HeartPart() if QRect(rect.right() - PAD - 19, rect.y(), 24, rect.height()).contains(position) else None
