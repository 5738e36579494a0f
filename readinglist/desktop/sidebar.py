"""The sidebar: where to look. Its status glyphs are the legend of the list."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from readinglist.desktop.look import measures
from readinglist.desktop.look.buttons import Button, IconButton
from readinglist.desktop.look.fonts import Role
from readinglist.desktop.look.glyphs import paint_focus_ring, paint_heart, paint_status, paint_tag
from readinglist.desktop.look.surface import Surface
from readinglist.desktop.look.theme import Theme
from readinglist.desktop.sidebar_model import ENTRY_ROLE, Entry, Gap, SidebarModel
from readinglist.domain.query.scope import ALL_PAPERS, Scope, ScopeKind
from readinglist.domain.reading import Counts
from readinglist.domain.status import Status

_SIDE = 20
_TEXT = 28
"""Pixels from a glyph's left edge to its words."""


class _Delegate(QStyledItemDelegate):
    """Paints the rows."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Tell the height: 30 for a scope, 14 for air, 28 for a heading."""
        entry: Entry = index.data(ENTRY_ROLE)
        height = 30 if isinstance(entry.what, Scope) else 28 if entry.what is Gap.TAGS else 14
        return QSize(0, self._theme.fonts.px(height))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one row."""
        entry: Entry = index.data(ENTRY_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(entry.what, Scope):
            self._paint_scope(painter, option, entry, entry.what)
        elif entry.what is Gap.TAGS and option.rect.width() > measures.SIDEBAR_FOLDED:
            face, rect = self._theme.fonts[Role.CAPTION_STRONG], option.rect
            baseline = face.baseline(rect.y(), rect.height() - 2)
            face.text_line("Tags").paint(painter, rect.x() + _SIDE, baseline, self._theme.color("text.tertiary"))
        painter.restore()

    def _paint_scope(self, painter: QPainter, option: QStyleOptionViewItem, entry: Entry, scope: Scope) -> None:
        theme, fonts, rect = self._theme, self._theme.fonts, option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        ground = theme.color(
            "selection.sidebar" if selected else "surface.sidebar_hover" if hovered else "surface.sidebar"
        )
        block = QRectF(rect).adjusted(8, 1, -8, -1)
        if selected or hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            painter.drawRoundedRect(block, 6, 6)
        if selected and self._view.hasFocus():
            paint_focus_ring(painter, block, 6, theme)
        left, middle = rect.x() + _SIDE, rect.y() + rect.height() / 2
        glyph = QRectF(left, round(middle - 8), 16, 16)
        ratio = self._view.devicePixelRatioF()
        match scope.kind:
            case ScopeKind.STATUS:
                status = Status(scope.value)
                paint_status(painter, glyph, status, theme.status_color(status), ground)
            case ScopeKind.TAG:
                paint_tag(painter, QPointF(left + 8, middle), theme.tag_color(scope.value), 8)
            case ScopeKind.STARRED:
                heart = QRectF(left + 1, round(middle - 6.5), 14, 13.5)
                paint_heart(painter, heart, theme.color("favourite.on"), filled=True)
            case ScopeKind.ALL:
                picture = theme.icon_pixmap("books", theme.color("text.secondary"), 16, ratio)
                painter.drawPixmap(glyph.topLeft(), picture)
            case ScopeKind.NEXT:
                picture = theme.icon_pixmap("compass", theme.color("text.secondary"), 16, ratio)
                painter.drawPixmap(glyph.topLeft(), picture)
            case ScopeKind.NOTED:
                picture = theme.icon_pixmap("note", theme.color("text.secondary"), 16, ratio)
                painter.drawPixmap(glyph.topLeft(), picture)
        if rect.width() <= measures.SIDEBAR_FOLDED:
            return
        right = rect.right() - _SIDE
        if entry.count:
            face = fonts[Role.FIGURES_STRONG if entry.strong else Role.FIGURES]
            figure = face.text_line(f"{entry.count:,}")
            faint = theme.color("text.secondary" if selected else "text.tertiary")
            ink = theme.color("text.primary") if entry.strong else faint
            right -= round(figure.width)
            figure.paint(painter, right, face.baseline(rect.y(), rect.height()), ink)
            right -= 8
        face = fonts[Role.BODY_STRONG if entry.strong else Role.BODY_MEDIUM if selected else Role.BODY]
        words = face.text_line(scope.label, right - left - _TEXT)
        words.paint(painter, left + _TEXT, face.baseline(rect.y(), rect.height()), theme.color("text.primary"))


class _ScopeList(QListView):
    """The list itself: letters are commands here, not a search."""

    def keyboardSearch(self, search: str) -> None:
        """Do nothing."""


class Sidebar(Surface):
    """Shows the scopes with their counts and announces the one chosen."""

    scope_chosen = Signal(Scope)
    """Another scope is selected: by the reader, by `set_scope`, or since the one selected is no more."""

    import_clicked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "surface.sidebar", parent)
        self._scope = ALL_PAPERS
        self._model = SidebarModel(self)
        self._view = _ScopeList(self)
        self._view.setModel(self._model)
        self._view.setItemDelegate(_Delegate(theme, self._view))
        self._view.setFrameShape(QFrame.Shape.NoFrame)
        self._view.setAccessibleName("Statuses and tags")
        self._view.setMouseTracking(True)
        self._view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view.setResizeMode(QListView.ResizeMode.Adjust)
        self.import_button = Button(theme, "Import papers", "quiet", "plus", parent=self)
        self.import_button.setFont(theme.fonts[Role.BODY].font)
        self.menu_button = IconButton(theme, "more", "Menu", size=30, parent=self)
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        foot = QHBoxLayout()
        foot.setContentsMargins(10, 4, 10, 8)
        foot.addWidget(self.import_button)
        foot.addStretch(1)
        foot.addWidget(self.menu_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._view, 1)
        layout.addLayout(foot)
        self.setFocusProxy(self._view)
        self.setFixedWidth(theme.fonts.px(measures.SIDEBAR))
        self._select(self._scope)
        self._view.selectionModel().currentChanged.connect(self._choose)
        self.import_button.clicked.connect(self.import_clicked)
        theme.changed.connect(self._restyle)
        self._restyle()

    def set_folded(self, folded: bool) -> None:
        """Show the glyphs alone, or words and counts with them."""
        self.setFixedWidth(measures.SIDEBAR_FOLDED if folded else self._theme.fonts.px(measures.SIDEBAR))
        self.import_button.setVisible(not folded)

    @property
    def scope(self) -> Scope:
        """The scope that is selected."""
        return self._scope

    def set_scope(self, scope: Scope) -> None:
        """Select a scope; one that has no row is passed over."""
        row = self._model.row_of(scope)
        if row is not None:
            self._view.setCurrentIndex(self._model.index(row))

    def count_of(self, scope: Scope) -> int:
        """The number of papers shown beside a scope."""
        return self._model.count_of(scope)

    def set_counts(self, counts: Counts) -> None:
        """Show other counts, the selection kept; where its tag is gone, all papers are selected."""
        if self._model.set_counts(counts):
            if self._model.row_of(self._scope) is None:
                self._select(ALL_PAPERS)
                self._scope = ALL_PAPERS
                self.scope_chosen.emit(ALL_PAPERS)
            else:
                self._select(self._scope)

    def _select(self, scope: Scope) -> None:
        row = self._model.row_of(scope)
        assert row is not None
        selection = self._view.selectionModel()
        selection.blockSignals(True)
        self._view.setCurrentIndex(self._model.index(row))
        selection.blockSignals(False)
        self._view.viewport().update()

    def _choose(self, current: QModelIndex) -> None:
        entry = current.data(ENTRY_ROLE)
        if isinstance(entry, Entry) and isinstance(entry.what, Scope) and entry.what != self._scope:
            self._scope = entry.what
            self.scope_chosen.emit(self._scope)

    def _restyle(self) -> None:
        self._theme.set_ground(self._view, "surface.sidebar")
        self._view.viewport().update()
