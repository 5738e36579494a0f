import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from readinglist.desktop.look.theme import Theme
from readinglist.desktop.papers.empty_state import EmptyLibrary, Way
from readinglist.settings import Appearance


def ways(page: EmptyLibrary) -> list[QAbstractButton]:
    return [button for button in page.findChildren(QAbstractButton) if button.isVisible()]


@pytest.mark.parametrize("press", ["mouse", "space"])
def test_each_way_runs_its_own(qtbot: QtBot, theme: Theme, press: str) -> None:
    ran: list[str] = []
    page = EmptyLibrary(theme)
    qtbot.addWidget(page)
    page.resize(800, 700)
    page.set_ways(
        [
            Way("file-import", "Import files", "BibTeX or a saved page.", "Ctrl I", lambda: ran.append("files")),
            Way("clipboard", "Paste a page", "Copy it whole.", "", lambda: ran.append("page")),
        ]
    )
    page.show()
    for button in ways(page):
        if press == "mouse":
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        else:
            QTest.keyClick(button, Qt.Key.Key_Space)
    assert ran == ["files", "page"]
    heard = QAccessible.queryAccessibleInterface(ways(page)[0])
    assert heard.text(QAccessible.Text.Name) == "Import files (Ctrl I)"
    assert heard.text(QAccessible.Text.Description) == "BibTeX or a saved page."


def test_other_ways_replace_the_old(qtbot: QtBot, theme: Theme) -> None:
    page = EmptyLibrary(theme)
    qtbot.addWidget(page)
    page.show()
    for title in ("One", "Two"):
        page.set_ways([Way("plus", title, "", "", lambda: None)])
    qtbot.waitUntil(lambda: [button.text() for button in ways(page)] == ["Two"])


def test_both_looks(qtbot: QtBot, theme: Theme) -> None:
    page = EmptyLibrary(theme)
    qtbot.addWidget(page)
    page.resize(800, 700)
    for appearance in (Appearance.LIGHT, Appearance.DARK):
        theme.use(appearance)
        assert page.grab().toImage().pixelColor(3, 3) == theme.color("surface.list")
