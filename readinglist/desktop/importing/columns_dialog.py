"""The question what the columns of a table hold, before its papers can be shown."""

from itertools import pairwise

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QMenu,
    QScrollArea,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QVBoxLayout,
    QWidget,
)

from readinglist.desktop.look.buttons import Button
from readinglist.desktop.look.fonts import Role
from readinglist.desktop.look.list_dialog import MARGIN, buttons_foot, lay_out
from readinglist.desktop.look.surface import Surface
from readinglist.desktop.look.text_label import TextLabel
from readinglist.desktop.look.theme import Theme
from readinglist.importing.tables.columns import SEVERAL, Field
from readinglist.importing.tables.csv_table import Question

_CHEVRON, _SIDE = 14, 10
_ELSEWHERE = "None of these"
_LABELS = {
    Field.DOI: "DOI",
    Field.ARXIV: "arXiv id",
    Field.URL: "Link",
    Field.ISBN: "ISBN",
    Field.ISSN: "ISSN",
    Field.CITEKEY: "Cite key",
    Field.NOTE: "Notes",
    Field.READ_AT: "Date read",
    Field.STARRED: "Favourite",
    Field.ADDED: "Date added",
}


def label(field: Field | None) -> str:
    """What a field is called to the reader."""
    return _LABELS.get(field, field.value.capitalize()) if field else _ELSEWHERE


class FieldChoice(Button):
    """A button with a menu of what a column can hold."""

    changed = Signal()

    def __init__(self, theme: Theme, column: str, field: Field | None, parent: QWidget | None = None) -> None:
        self.field = field
        self._column = column
        super().__init__(theme, "", parent=parent)
        menu, group = QMenu(self), QActionGroup(self)
        self._actions: dict[Field | None, QAction] = {}
        for each in (None, *Field):
            action = QAction(label(each), self)
            action.setCheckable(True)
            action.triggered.connect(lambda _=False, each=each: self.set_field(each))
            group.addAction(action)
            menu.addAction(action)
            self._actions[each] = action
            if each is None:
                menu.addSeparator()
        self.setMenu(menu)
        self.setAutoDefault(False)
        self._show(field)

    def set_field(self, field: Field | None) -> None:
        """Choose what the column holds; None leaves it beside the paper, under its own name."""
        if field is not self.field:
            self._show(field)
            self.changed.emit()

    def _show(self, field: Field | None) -> None:
        self.field = field
        self._actions[field].setChecked(True)
        self.setText(label(field))
        self.setAccessibleName(f"{self._column} holds: {label(field)}")

    def sizeHint(self) -> QSize:
        """Ask for room for the longest word, so that nothing moves when another is chosen."""
        face = self._theme.fonts[Role.BODY_MEDIUM]
        words = max(face.advance(label(field)) for field in self._actions)
        return QSize(round(words) + _CHEVRON + 3 * _SIDE, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Ask for the same: the words are not to be cut."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the menu on Down as well, as a choice does."""
        if event.key() == Qt.Key.Key_Down:
            self.showMenu()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the words at the left and the chevron at the right."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        theme, face = self._theme, self._theme.fonts[Role.BODY_MEDIUM]
        ink = theme.color("text.primary" if self.field else "text.tertiary")
        face.text_line(label(self.field)).paint(painter, _SIDE, face.baseline(0, self.height()), ink)
        chevron = theme.icon_pixmap("chevron-down", theme.color("text.tertiary"), _CHEVRON, self.devicePixelRatioF())
        painter.drawPixmap(self.width() - _CHEVRON - _SIDE, (self.height() - _CHEVRON) // 2, chevron)
        painter.end()


class _CutLabel(TextLabel):
    """A line that is cut with an ellipsis where it is too long."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__(theme, text, Role.META, "text.secondary")
        self._text = text
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what there is room for."""
        face = self._theme.fonts[Role.META]
        painter = QStylePainter(self)
        line = face.text_line(self._text, self.width())
        line.paint(painter, 0, face.baseline(0, self.height()), self._theme.color(self._ink))
        painter.end()


class ColumnsDialog(QDialog):
    """Asks what each column of one table holds; its titles must be in one."""

    answered = Signal(object)
    """What the columns hold: fields by header, for the worker."""

    def __init__(self, theme: Theme, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("What do the columns hold?")
        self._go = Button(theme, "Continue", "primary")
        cancel = Button(theme, "Cancel")
        self.choices = {name: FieldChoice(theme, name, question.guess.get(name)) for name in question.header if name}
        heads = (
            "What do the columns hold?",
            f"The columns of {question.source.rpartition('/')[2]} are not known by their names. Say which holds the "
            "titles, and what the others hold; what is none of these stays with its paper.",
        )
        body = _scrolled(theme, self._rows(theme, question))
        lay_out(self, theme, heads, None, body, buttons_foot(theme, [cancel, self._go]))
        self._go.setDefault(True)
        for choice in self.choices.values():
            choice.changed.connect(lambda choice=choice: self._settle(choice))
        for one, following in pairwise((*self.choices.values(), cancel, self._go)):
            self.setTabOrder(one, following)
        cancel.clicked.connect(self.reject)
        self._go.clicked.connect(self._answer)
        self._settle(None)
        next(iter(self.choices.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def can_go_on(self) -> bool:
        """Whether a column holds the titles."""
        return self._go.isEnabled()

    def _rows(self, theme: Theme, question: Question) -> Surface:
        page = Surface(theme, "surface.list")
        grid = QGridLayout(page)
        grid.setContentsMargins(MARGIN, 14, MARGIN, 14)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(14)
        grid.setColumnStretch(0, 1)
        for row, (name, choice) in enumerate(self.choices.items()):
            told = QVBoxLayout()
            told.setSpacing(1)
            heading = TextLabel(theme, name, Role.BODY_MEDIUM)
            heading.setBuddy(choice)
            told.addWidget(heading)
            told.addWidget(_CutLabel(theme, _sample(question, question.header.index(name))))
            grid.addLayout(told, row, 0)
            grid.addWidget(choice, row, 1, Qt.AlignmentFlag.AlignVCenter)
        grid.setRowStretch(len(self.choices), 1)
        return page

    def _settle(self, chosen: FieldChoice | None) -> None:
        """What is in one column only leaves the one that had it; without titles there is no going on."""
        if chosen is not None and chosen.field and chosen.field not in SEVERAL:
            for other in self.choices.values():
                if other is not chosen and other.field is chosen.field:
                    other.set_field(None)
        has_titles = any(choice.field is Field.TITLE for choice in self.choices.values())
        self._go.setEnabled(has_titles)
        self._go.setToolTip("" if has_titles else "Say first which column holds the titles")

    def _answer(self) -> None:
        self.answered.emit({name: choice.field for name, choice in self.choices.items() if choice.field})
        self.accept()


def _sample(question: Question, column: int) -> str:
    """The first cells of a column in one line."""
    cells = (" ".join(row[column].split())[:80] for row in question.sample if column < len(row))
    return "  ·  ".join(filter(None, dict.fromkeys(cells))) or "empty in the first rows"


def _scrolled(theme: Theme, page: Surface) -> QScrollArea:
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setWidget(page)
    return scroll
