"""What the commands of the group Help do. Nothing of it is loaded before it is asked for."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QWidget

import readinglist
from readinglist.desktop.look.theme import Theme

if TYPE_CHECKING:
    from readinglist.desktop.commands import Command
    from readinglist.desktop.help.licences import Part

GUIDE, KEYS, NEWS, ABOUT = "User guide", "Keys", "What is new", "About Reading List"
"""The titles of the windows."""


class Help:
    """Shows windows to read beside a desk, each once: asked for again, it comes to the front."""

    def __init__(self, theme: Theme, window: QWidget, commands: Callable[[], Sequence["Command"]]) -> None:
        self._theme = theme
        self._window = window
        self._commands = commands

    def show_guide(self) -> None:
        """Show the user guide, which has a button for the sheet of keys."""
        from readinglist.desktop.help.pages import guide
        from readinglist.desktop.help.pages_dialog import PagesDialog
        from readinglist.desktop.look.buttons import Button

        def make() -> QDialog:
            keys = Button(self._theme, "All keys")
            keys.clicked.connect(self.show_keys)
            return PagesDialog(self._theme, GUIDE, guide(), self._window, more=[keys])

        self._show(GUIDE, make)

    def show_keys(self) -> None:
        """Show all commands and their keys."""
        from readinglist.desktop.help.key_sheet import KeySheet

        self._show(KEYS, lambda: KeySheet(self._theme, self._commands(), self._window))

    def show_news(self) -> None:
        """Show what every version brought."""
        from readinglist.desktop.help.pages import changelog

        self._show_news(changelog())

    def show_about(self) -> None:
        """Show the version, and under which licences the program and what it is made of come."""
        from readinglist.desktop.help.licences import parts
        from readinglist.desktop.help.pages import Page
        from readinglist.desktop.help.pages_dialog import PagesDialog

        lead = f"Version {readinglist.__version__}, under the MIT licence. What it is made of, with the licences:"
        pages = [Page(part.name, part.name, _about(part), plain=True) for part in parts()]
        self._show(ABOUT, lambda: PagesDialog(self._theme, ABOUT, pages, self._window, lead=lead))

    def tell_update(self, seen: str, keep: Callable[..., None]) -> None:
        """Show, once, what came after the version `seen`; to somebody who begins, who has seen none, all is new.

        `keep` is called with the version of now as `version_seen`.
        """
        if seen == readinglist.__version__:
            return
        from readinglist.desktop.help.pages import changelog, news

        if seen and (text := news(changelog(), seen)):
            self._show_news(f"# {NEWS}\n\n{text}")
        keep(version_seen=readinglist.__version__)

    def _show_news(self, text: str) -> None:
        from readinglist.desktop.help.pages import Page
        from readinglist.desktop.help.pages_dialog import PagesDialog

        page = Page("changelog.md", NEWS, text)
        self._show(NEWS, lambda: PagesDialog(self._theme, NEWS, [page], self._window))

    def _show(self, title: str, make: Callable[[], QDialog]) -> None:
        there = (each for each in self._window.findChildren(QDialog) if each.windowTitle() == title)
        dialog = next((each for each in there if each.isVisible()), None) or make()
        dialog.show()
        dialog.activateWindow()


def _about(part: "Part") -> str:
    text = part.text or "The package brings no text of its licence along."
    return f"{part.name} {part.version}\n{part.licence}\n\n{text}"
