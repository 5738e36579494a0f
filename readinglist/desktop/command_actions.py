"""The commands as Qt has them: actions with keys, the menu, the menu of the list."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QMenu, QWidget

from readinglist.desktop.commands import Command, Group


class CommandActions:
    """Gives a desk an action for each command: its keys work wherever no text is being typed."""

    def __init__(self, desk: QWidget, commands: Sequence[Command]) -> None:
        self._desk = desk
        self._commands = commands
        self._actions: dict[str, QAction] = {}
        for command in commands:
            action = QAction(command.text, desk)
            action.setShortcuts([QKeySequence(key) for key in command.keys])
            action.triggered.connect(lambda _=False, run=command.run: run())
            desk.addAction(action)
            self._actions[command.id] = action

    def enable_for_paper(self, there_is_one: bool) -> None:
        """Let the commands that need a paper be given, or not."""
        for command in self._commands:
            if command.needs_paper:
                self._actions[command.id].setEnabled(there_is_one)

    def menu(self) -> QMenu:
        """All commands, in a submenu for each group."""
        menu = QMenu(self._desk)
        for group in Group:
            menu.addMenu(group.value).addActions(self._of(group))
        return menu

    def offer_on(self, view: QAbstractItemView) -> None:
        """Offer what can be done to papers in the context menu of their list."""

        def show(position: QPoint) -> None:
            menu = QMenu(self._desk)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            for group in (Group.STATUS, Group.PAPER):
                menu.addActions(self._of(group))
                menu.addSeparator()
            menu.addMenu(Group.CITE.value).addActions(self._of(Group.CITE))
            menu.addAction(self._actions["export"])
            menu.popup(view.viewport().mapToGlobal(position))

        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(show)

    def _of(self, group: Group) -> list[QAction]:
        return [self._actions[command.id] for command in self._commands if command.group is group]
