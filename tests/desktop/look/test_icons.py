from typing import get_args

import pytest
from PySide6.QtGui import QColor, QIcon
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from readinglist.desktop.look.icons import IconName, Icons
from readinglist.paths import resource


def test_every_name_has_its_drawing_and_every_drawing_a_name() -> None:
    assert {file.stem for file in resource("icons").glob("*.svg")} == set(get_args(IconName))


@pytest.mark.parametrize("name", get_args(IconName))
def test_icons_draw_something_at_any_ratio(qapp: QApplication, name: IconName) -> None:
    icons = Icons()
    for ratio in (1.0, 1.5, 2.0):
        pixmap = icons.pixmap(name, QColor("#336699"), 16, ratio)
        assert pixmap.width() == 16 * ratio
        image = pixmap.toImage()
        assert any(image.pixelColor(x, y).alpha() > 120 for x in range(image.width()) for y in range(image.height()))


def test_a_disabled_button_shows_the_icon_in_the_disabled_colour(qapp: QApplication) -> None:
    icon = Icons().icon("plus", QColor("#ff0000"), QColor("#00ff00"), 16)
    normal = icon.pixmap(16, QIcon.Mode.Normal).toImage().pixelColor(8, 8)
    disabled = icon.pixmap(16, QIcon.Mode.Disabled).toImage().pixelColor(8, 8)
    assert normal.red() > normal.green()
    assert disabled.green() > disabled.red()


def test_a_missing_icon_is_an_error(qapp: QApplication) -> None:
    with pytest.raises(FileNotFoundError):
        Icons().pixmap("nothing", QColor("#000000"), 16, 1.0)  # type: ignore[arg-type]


def test_the_application_icon_is_readable(qapp: QApplication) -> None:
    assert QSvgRenderer(str(resource("readinglist.svg"))).isValid()
