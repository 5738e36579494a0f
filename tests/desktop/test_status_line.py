from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from readinglist.desktop.look.theme import Theme
from readinglist.desktop.status_line import StatusLine
from readinglist.settings import Appearance

HINTS = [("J K", "move"), ("N", "note"), ("F1", "all keys")]


def inked(line: StatusLine, theme: Theme) -> list[int]:
    image, ground = line.grab().toImage(), theme.color("surface.list")
    return [x for x in range(image.width()) if any(image.pixelColor(x, y) != ground for y in range(4, 24))]


def test_text_left_and_keys_right_in_both_looks(qtbot: QtBot, theme: Theme) -> None:
    line = StatusLine(theme)
    qtbot.addWidget(line)
    line.resize(700, 28)
    line.set_text("65 papers")
    line.set_hints(HINTS)
    for appearance in (Appearance.LIGHT, Appearance.DARK):
        theme.use(appearance)
        columns = inked(line, theme)
        assert min(columns) in range(18, 26)
        assert max(columns) in range(676, 686)
    assert line.findChild(QLabel).text() == "65 papers"


def test_where_it_is_narrow_the_first_keys_go(qtbot: QtBot, theme: Theme) -> None:
    line = StatusLine(theme)
    qtbot.addWidget(line)
    line.set_hints(HINTS)
    line.resize(700, 28)
    wide = len(inked(line, theme))
    line.resize(130, 28)
    narrow = inked(line, theme)
    assert 0 < len(narrow) < wide / 2
    assert max(narrow) in range(106, 116)


def test_screen_readers_hear_the_text_as_it_changes(qtbot: QtBot, theme: Theme) -> None:
    line = StatusLine(theme)
    qtbot.addWidget(line)
    line.set_text("Indexing 3 papers")
    assert line.findChild(QLabel).accessibleName() == ""
