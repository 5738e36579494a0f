from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from readinglist.desktop.look.surface import Surface
from readinglist.desktop.look.theme import Theme
from readinglist.settings import Appearance


def test_the_ground_holds_inside_a_scroll_area_that_moves_into_a_window(qtbot: QtBot, theme: Theme) -> None:
    area, page, window = QScrollArea(), Surface(theme, "surface.pane"), QWidget()
    qtbot.addWidget(window)
    area.setWidget(page)
    area.setWidgetResizable(True)
    QVBoxLayout(window).addWidget(area)
    window.resize(200, 200)
    for appearance in (Appearance.LIGHT, Appearance.DARK):
        theme.use(appearance)
        assert window.grab().toImage().pixelColor(100, 100) == theme.color("surface.pane")
