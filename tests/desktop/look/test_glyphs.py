from itertools import combinations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from readinglist.desktop.look.glyphs import Glyphs, keycap_width, paint_keycap, paint_status
from readinglist.desktop.look.theme import Theme
from readinglist.domain.status import Status
from readinglist.settings import Appearance


def shape(status: Status) -> QImage:
    image = QImage(32, 32, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint_status(painter, QRectF(0, 0, 32, 32), status, QColor("black"), QColor("white"))
    painter.end()
    return image


def test_statuses_are_told_apart_without_colour() -> None:
    pictures = {status: shape(status) for status in Status}
    for one, other in combinations(Status, 2):
        differing = sum(
            pictures[one].pixelColor(x, y) != pictures[other].pixelColor(x, y) for x in range(32) for y in range(32)
        )
        assert differing > 40, (one, other)


def test_pictures_are_kept_by_what_they_show(theme: Theme) -> None:
    glyphs = Glyphs(theme)
    ground = theme.color("surface.list")
    first = glyphs.status(Status.READ, ground, 1.0)
    assert glyphs.status(Status.READ, ground, 1.0) is first
    assert glyphs.status(Status.READ, theme.color("selection.active"), 1.0) is not first
    sharp = glyphs.status(Status.READ, ground, 2.0)
    assert (sharp.width(), sharp.devicePixelRatio()) == (36, 2.0)


def test_a_switch_of_scheme_forgets_the_pictures(theme: Theme) -> None:
    glyphs = Glyphs(theme)
    light = glyphs.heart(True, 1.0)
    theme.use(Appearance.DARK)
    dark = glyphs.heart(True, 1.0)
    assert dark is not light
    assert dark.toImage().pixelColor(9, 8) == theme.color("favourite.on")


def test_stars_fill_from_the_left(theme: Theme) -> None:
    image = Glyphs(theme).stars(2, 14, 11.5, False, 1.0).toImage()
    centres = [image.pixelColor(round(1 + place * 14 + 5.75), 9).alpha() > 200 for place in range(5)]
    assert centres == [True, True, False, False, False]


def test_a_keycap_is_as_wide_as_its_word(theme: Theme) -> None:
    assert keycap_width(theme, "/") == 20
    assert keycap_width(theme, "Ctrl I") > 30
    image = QImage(60, 24, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    paint_keycap(painter, 2, 12, "/", theme)
    painter.end()
    inked = [x for x in range(60) for y in range(24) if image.pixelColor(x, y).alpha() > 0]
    assert (min(inked), max(inked)) == (2, 21)
