"""A row of two lines in a dialog's list: a sign, a title, a line in words under it, a badge or a word at the right."""

import math
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from readinglist.desktop.look.fonts import Role
from readinglist.desktop.look.glyphs import Glyphs
from readinglist.desktop.look.row_ground import RowGround
from readinglist.desktop.look.theme import Theme
from readinglist.desktop.look.tips import plain_tip
from readinglist.desktop.look.tokens import ColorName

ROW_ROLE = Qt.ItemDataRole.UserRole
"""The row's `TwoLineRow`."""

GUTTER = 56
"""Pixels left of the text, where the sign stands; a tick box takes clicks anywhere in them."""

_SIGN, _SIGN_LEFT = 18, 23
_PAD, _GAP = 14, 16

Index = QModelIndex | QPersistentModelIndex


class Sign(StrEnum):
    """What stands left of a row's text."""

    TICKED = "ticked"
    UNTICKED = "unticked"
    CHECK = "check"
    SAME = "same"
    WARNING = "warning"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Badge:
    """A word on a round ground at the right."""

    text: str
    ink: ColorName
    ground: ColorName


@dataclass(frozen=True, slots=True)
class TwoLineRow:
    """What a row shows. `aside`: a faint word at the right; `faint`: nothing comes of it; `failed`: it went wrong."""

    title: str
    detail: str
    sign: Sign
    badge: Badge | None = None
    aside: str = ""
    faint: bool = False
    failed: bool = False

    @property
    def spoken(self) -> str:
        """The row in words, for screen readers."""
        words = (self.title, self.badge.text if self.badge else "", self.detail, self.aside)
        return ", ".join(word for word in words if word)

    @property
    def tip(self) -> str:
        """The row as a tooltip."""
        return plain_tip(self.title, self.detail)


class TwoLineDelegate(QStyledItemDelegate):
    """Paints the `TwoLineRow` that the model gives under `ROW_ROLE`; the view must be a `QAbstractItemView`."""

    def __init__(self, theme: Theme, ground: RowGround, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._ground = ground
        self._glyphs = Glyphs(theme)
        px = theme.fonts.px
        self.row_height = px(52)
        self._first, self._second = px(6), px(27)
        self._title = theme.fonts[Role.BODY_MEDIUM]
        self._detail = theme.fonts[Role.META]
        self._badge = theme.fonts[Role.CAPTION_STRONG]

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Tell the row's height; the width is the view's."""
        return QSize(option.rect.width(), self.row_height)

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index) -> bool:
        """Leave ticks to the view: Qt would look for the box where its own style has it."""
        return False

    def is_cut(self, row: TwoLineRow, width: int) -> bool:
        """Whether a row of this width does not hold all its words."""
        room = width - GUTTER - self._side(row)
        return self._title.advance(row.title) > room or self._detail.advance(row.detail) > room

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        view = option.widget
        assert isinstance(view, QAbstractItemView)
        row = index.data(ROW_ROLE)
        assert isinstance(row, TwoLineRow)
        rect, ratio = option.rect, view.devicePixelRatioF()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground.paint(painter, view, rect, index.row())
        sign_top = rect.y() + (self.row_height - 1 - _SIGN) // 2
        painter.drawPixmap(rect.x() + _SIGN_LEFT, sign_top, self._sign(row.sign, ratio))
        title_ink, detail_ink = self._inks(row, selected, view.hasFocus())
        left, room = rect.x() + GUTTER, rect.width() - GUTTER - self._side(row)
        top = rect.y() + self._first
        self._title.text_line(row.title, room).paint(
            painter, left, self._title.baseline(top, self._title.line), title_ink
        )
        top = rect.y() + self._second
        self._detail.text_line(row.detail, room).paint(
            painter, left, self._detail.baseline(top, self._detail.line), detail_ink
        )
        self._paint_side(painter, row, rect, selected, ratio)
        self._ground.paint_focus(painter, view, rect, index.row())
        painter.restore()

    def _inks(self, row: TwoLineRow, selected: bool, focused: bool) -> tuple[QColor, QColor]:
        title: ColorName = "text.secondary" if row.faint else "text.primary"
        detail: ColorName = "text.tertiary"
        if selected:
            title = "selection.text_active" if focused else "text.primary"
            detail = "selection.text_secondary" if focused else "text.secondary"
        if row.failed:
            detail = "outcome.failed"
        return self._theme.color(title), self._theme.color(detail)

    def _side(self, row: TwoLineRow) -> float:
        """The width kept at the right."""
        width = self._badge_width(row.badge) if row.badge else self._detail.advance(row.aside)
        return _PAD + (width + _GAP if width else 0)

    def _badge_width(self, badge: Badge) -> int:
        return math.ceil(self._badge.advance(badge.text)) + 18

    def _paint_side(self, painter: QPainter, row: TwoLineRow, rect: QRect, selected: bool, ratio: float) -> None:
        right = rect.x() + rect.width() - _PAD
        if row.badge is not None:
            picture = self._badge_picture(row.badge, selected, ratio)
            height = self._theme.fonts.px(20)
            top = rect.y() + (self.row_height - 1 - height) // 2
            painter.drawPixmap(right - self._badge_width(row.badge), top, picture)
        elif row.aside:
            line = self._detail.text_line(row.aside)
            top = rect.y() + self._first
            ink = self._theme.color("text.secondary" if selected else "text.tertiary")
            line.paint(painter, right - line.width, self._detail.baseline(top, self._title.line), ink)

    def _badge_picture(self, badge: Badge, selected: bool, ratio: float) -> QPixmap:
        theme, face = self._theme, self._badge
        width, height = self._badge_width(badge), theme.fonts.px(20)

        def draw(painter: QPainter) -> None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("surface.raised" if selected else badge.ground))
            painter.drawRoundedRect(QRectF(0, 0, width, height), height / 2, height / 2)
            face.text_line(badge.text).paint(painter, 9, face.baseline(0, height), theme.color(badge.ink))

        return self._glyphs.drawn(("badge", badge.text, selected), width, height, ratio, draw)

    def _sign(self, sign: Sign, ratio: float) -> QPixmap:
        theme = self._theme
        match sign:
            case Sign.WARNING:
                return theme.icon_pixmap("warning", theme.color("outcome.failed"), _SIGN, ratio)
            case Sign.CHECK:
                return theme.icon_pixmap("check", theme.color("outcome.new"), _SIGN, ratio)
            case Sign.DOCUMENT:
                return theme.icon_pixmap("document", theme.color("text.tertiary"), _SIGN, ratio)
        return self._glyphs.drawn(sign, _SIGN, _SIGN, ratio, lambda painter: _draw_sign(painter, sign, theme))


def _draw_sign(painter: QPainter, sign: Sign, theme: Theme) -> None:
    pen = QPen(theme.color("text.tertiary"), 1.4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    if sign is Sign.SAME:
        painter.setPen(pen)
        painter.drawLine(QPointF(3.5, 7), QPointF(14.5, 7))
        painter.drawLine(QPointF(3.5, 11), QPointF(14.5, 11))
        return
    box = QRectF(1, 1, 16, 16)
    if sign is Sign.UNTICKED:
        painter.setPen(QPen(theme.color("border.strong"), 1.4))
        painter.setBrush(theme.color("surface.field"))
        painter.drawRoundedRect(box.adjusted(0.7, 0.7, -0.7, -0.7), 4, 4)
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("accent.fill"))
    painter.drawRoundedRect(box, 4, 4)
    pen = QPen(theme.color("text.on_accent"), 1.7, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    center = box.center()
    painter.drawPolyline(
        [center + QPointF(-3.6, 0.2), center + QPointF(-1, 2.8), center + QPointF(3.8, -2.8)],
    )
