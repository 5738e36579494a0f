import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from readinglist.desktop.look.theme import Theme
from readinglist.desktop.look.tokens import COLORS, Scheme, tag_color
from readinglist.settings import Appearance


def test_switching_dresses_the_application_and_says_so(qtbot: QtBot, qapp: QApplication, theme: Theme) -> None:
    with qtbot.waitSignal(theme.changed):
        theme.use(Appearance.DARK)
    assert theme.scheme is Scheme.DARK
    assert theme.color("surface.pane") == QColor(COLORS["surface.pane"].dark)
    assert theme.tag_color("theory") == QColor(tag_color("theory").dark)
    assert qapp.palette().color(QPalette.ColorRole.Base) == QColor(COLORS["surface.pane"].dark)
    assert COLORS["focus_ring"].dark.lower() in qapp.styleSheet()


def test_the_same_scheme_again_is_no_change(qtbot: QtBot, theme: Theme) -> None:
    with qtbot.assertNotEmitted(theme.changed):
        theme.use(Appearance.LIGHT)


def test_the_system_decides_unless_the_reader_did(qapp: QApplication, theme: Theme) -> None:
    theme.use(Appearance.SYSTEM)
    assert theme.appearance is Appearance.SYSTEM
    dark = qapp.styleHints().colorScheme().name == "Dark"
    assert theme.scheme is (Scheme.DARK if dark else Scheme.LIGHT)


def test_an_unfocused_selection_is_grey(theme: Theme) -> None:
    palette = theme.palette()
    group, role = QPalette.ColorGroup, QPalette.ColorRole.Highlight
    assert palette.color(group.Active, role) == theme.color("selection.active")
    assert palette.color(group.Inactive, role) == theme.color("selection.inactive")


def test_ground_reaches_the_pixels(qtbot: QtBot, theme: Theme) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.resize(20, 20)
    theme.set_ground(widget, "surface.sidebar")
    assert widget.grab().toImage().pixelColor(10, 10) == theme.color("surface.sidebar")


def test_icons_take_their_colour(theme: Theme) -> None:
    for color in ("accent.text", "text.primary"):
        image = theme.icon_pixmap("check", theme.color(color), 64, 1).toImage()
        inked = [image.pixelColor(x, y) for x in range(64) for y in range(64) if image.pixelColor(x, y).alpha() == 255]
        assert inked
        assert set(map(QColor.name, inked)) == {theme.color(color).name()}


def test_an_unknown_colour_is_refused(theme: Theme) -> None:
    with pytest.raises(KeyError):
        theme.color("surface.nowhere")  # type: ignore[arg-type]
