"""What the search field offers while something is typed: a list under it that never has the keyboard."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from readinglist.desktop.look.fonts import Role
from readinglist.desktop.look.theme import Theme
from readinglist.domain.query.completion import Completion

_ROW_HEIGHT = 30
_PAD = 12
_AIR = 6
_SHADOW = 10


class _Rows(QStyledItemDelegate):
    """Paints a completion: its label at the left, what is said of it at the right."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Tell the row's height; the width is the view's."""
        return QSize(100, self._theme.fonts.px(_ROW_HEIGHT))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one row."""
        completion, theme, rect = index.data(Qt.ItemDataRole.UserRole), self._theme, QRectF(option.rect)
        assert isinstance(completion, Completion)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if selected or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("selection.active" if selected else "surface.hover"))
            painter.drawRoundedRect(rect, 6, 6)
        label, aside = theme.fonts[Role.BODY], theme.fonts[Role.META]
        room = rect.width() - 2 * _PAD
        right = aside.text_line(completion.aside, room / 2)
        left = label.text_line(completion.label, room - right.width - _PAD)
        top, height = int(rect.y()), int(rect.height())
        ink = theme.color("selection.text_active" if selected else "text.primary")
        left.paint(painter, rect.x() + _PAD, label.baseline(top, height), ink)
        faint = theme.color("selection.text_secondary" if selected else "text.tertiary")
        right.paint(painter, rect.right() - _PAD - right.width, aside.baseline(top, height), faint)
        painter.restore()


class CompletionList(QFrame):
    """Shows completions under a field. The field passes it the keys; nothing is chosen until one of them chooses."""

    chosen = Signal(Completion)

    def __init__(self, theme: Theme, field: QWidget) -> None:
        super().__init__(field.window())
        self._theme = theme
        self._field = field
        self._model = QStandardItemModel(self)
        self._view = QListView(self)
        self._view.setModel(self._model)
        self._view.setItemDelegate(_Rows(theme, self._view))
        self._view.setFrameShape(QFrame.Shape.NoFrame)
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._view.setMouseTracking(True)
        self._view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view.setAccessibleName("Completions")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_SHADOW + _AIR, _AIR, _SHADOW + _AIR, _SHADOW + _AIR)
        layout.addWidget(self._view)
        self._view.clicked.connect(self._choose)
        theme.changed.connect(self._restyle)
        self._restyle()
        self.hide()

    @property
    def completions(self) -> list[Completion]:
        """What is offered."""
        rows = range(self._model.rowCount()) if self.isVisible() else ()
        return [self._model.index(row, 0).data(Qt.ItemDataRole.UserRole) for row in rows]

    @property
    def current(self) -> Completion | None:
        """The one that Enter would choose; None until one was stepped to."""
        index = self._view.currentIndex()
        completion = index.data(Qt.ItemDataRole.UserRole) if self.isVisible() and index.isValid() else None
        return completion if isinstance(completion, Completion) else None

    def offer(self, completions: Sequence[Completion]) -> None:
        """Show these, none of them chosen; nothing where there are none."""
        self._model.clear()
        for completion in completions:
            item = QStandardItem(completion.label)
            item.setData(completion, Qt.ItemDataRole.UserRole)
            item.setData(
                ", ".join(filter(None, (completion.label, completion.aside))), Qt.ItemDataRole.AccessibleTextRole
            )
            self._model.appendRow(item)
        if completions:
            self._place(len(completions))
            self.raise_()
        self.setVisible(bool(completions))

    def step(self, by: int) -> None:
        """Go to a later (above 0) or earlier one; beyond either end, back to what was typed."""
        stops = self._model.rowCount() + 1
        row = (self._view.currentIndex().row() + 1 + by) % stops - 1
        self._view.setCurrentIndex(self._model.index(row, 0))

    def choose(self) -> bool:
        """Choose the current one; False where none is."""
        completion = self.current
        if completion is None:
            return False
        self.hide()
        self.chosen.emit(completion)
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sheet, and under it a shadow made of faint frames."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        sheet = QRectF(self.rect()).adjusted(_SHADOW + 0.5, 0.5, -_SHADOW - 0.5, -_SHADOW - 0.5)
        shade = QColor(Qt.GlobalColor.black)
        shade.setAlpha(5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(shade)
        for spread in range(_SHADOW, 0, -2):
            painter.drawRoundedRect(sheet.adjusted(-spread, 4 - spread / 2, spread, spread), 8 + spread, 8 + spread)
        painter.setPen(QPen(self._theme.color("border.control"), 1))
        painter.setBrush(self._theme.color("surface.raised"))
        painter.drawRoundedRect(sheet, 8, 8)
        painter.end()

    def _place(self, rows: int) -> None:
        corner = self._field.mapTo(self._field.window(), QPoint(-_SHADOW, self._field.height() + 4))
        height = rows * self._theme.fonts.px(_ROW_HEIGHT) + 2 * _AIR + _SHADOW
        self.setGeometry(QRect(corner, QSize(self._field.width() + 2 * _SHADOW, height)))

    def _choose(self, index: QModelIndex) -> None:
        self._view.setCurrentIndex(index)
        self.choose()

    def _restyle(self) -> None:
        self._theme.set_ground(self._view, "surface.raised")
        self._view.viewport().update()
        self.update()
