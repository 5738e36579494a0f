"""The question that the preview of an import asks of a likely paper: is it the one that is here?"""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from readinglist.desktop.duplicates.comparison_view import ComparisonView
from readinglist.desktop.look.buttons import Button
from readinglist.desktop.look.flow_layout import FlowLayout
from readinglist.desktop.look.fonts import Role
from readinglist.desktop.look.list_dialog import MARGIN, hairline
from readinglist.desktop.look.surface import Surface
from readinglist.desktop.look.text_label import TextLabel
from readinglist.desktop.look.theme import Theme
from readinglist.domain.identity.comparison import compare
from readinglist.importing.choices import Likely
from readinglist.importing.report import Outcome

ANSWERS = {Likely.MERGE: ("Merge", "M"), Likely.APART: ("Keep apart", "A"), Likely.SKIP: ("Skip", "Space")}
"""The answers that can be given, with the keys that give them in the list."""

_SAID = {
    Likely.ADD: "It is added, and stays in Duplicates until you decide.",
    Likely.MERGE: "It is merged with yours. It can be split again.",
    Likely.APART: "It is added, and not asked about again.",
    Likely.SKIP: "It is left out.",
}

HEIGHT = 308
"""Pixels of the pane at text size 1: seven facts and the answers."""


class LikelyPane(Surface):
    """Shows a likely draft beside the paper that it may be, and takes the answer, for it or for all."""

    answered = Signal(object)
    """A `Likely` for the selected ones."""

    all_answered = Signal(object)
    """A `Likely` for all likely ones."""

    def __init__(self, theme: Theme, count: int, parent: QWidget | None = None) -> None:
        super().__init__(theme, "surface.pane", parent)
        self.view = ComparisonView(theme, ("In your library", "In this import"))
        self.reason = TextLabel(theme, "", Role.BODY_MEDIUM, wrap=True)
        self.said = TextLabel(theme, "", Role.META, "text.secondary", wrap=True)
        self.buttons: dict[Likely, Button] = {}
        answers = QWidget()
        flow = FlowLayout(answers, spacing=8)
        for answer, (word, key) in ANSWERS.items():
            button = Button(theme, f"{word}  {key}", "link")
            button.setAccessibleName(word)
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, answer=answer: self.answered.emit(answer))
            self.buttons[answer] = button
            flow.addWidget(button)
        self.all = Button(theme, f"All {count:,} likely…", "link")
        self.all.setAutoDefault(False)
        self.all.setMenu(self._menu())
        self.all.setVisible(count > 1)
        flow.addWidget(self.all)
        head = QVBoxLayout()
        head.setContentsMargins(MARGIN, 10, MARGIN, 8)
        head.setSpacing(2)
        head.addWidget(self.reason)
        head.addWidget(self.said)
        head.addSpacing(6)
        head.addWidget(answers)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 6)
        layout.setSpacing(0)
        layout.addWidget(hairline(theme))
        layout.addLayout(head)
        layout.addWidget(self.view, 1)
        self.setFixedHeight(theme.fonts.px(HEIGHT))

    def ask(self, outcome: Outcome, answer: Likely) -> None:
        """Show a likely draft, and what its answer is so far."""
        if outcome.compared is not None:
            draft, known = outcome.compared
            self.view.show_facts(compare(known, draft))
        self.reason.setText(outcome.reason[:1].upper() + outcome.reason[1:])
        self.said.setText(_SAID[answer])
        for each, button in self.buttons.items():
            button.setChecked(each is answer)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        for answer, (word, _) in ANSWERS.items():
            action = QAction(f"{word} all", menu)
            action.triggered.connect(lambda _=False, answer=answer: self.all_answered.emit(answer))
            menu.addAction(action)
        later = QAction("Decide on all later", menu)
        later.triggered.connect(lambda _=False: self.all_answered.emit(Likely.ADD))
        menu.addAction(later)
        return menu
