import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractSlider
from pytestqt.qtbot import QtBot

from readinglist.desktop.look.theme import Theme
from readinglist.desktop.page.star_rating import StarRating
from readinglist.settings import Appearance


@pytest.fixture
def rating(qtbot: QtBot, theme: Theme) -> StarRating:
    rating = StarRating(theme)
    qtbot.addWidget(rating)
    rating.show()
    rating.activateWindow()
    return rating


def stars(rating: StarRating) -> QAbstractSlider:
    return rating.findChild(QAbstractSlider)


def heart(rating: StarRating) -> QAbstractButton:
    return rating.findChild(QAbstractButton)


def click_star(rating: StarRating, star: int) -> None:
    QTest.mouseClick(stars(rating), Qt.MouseButton.LeftButton, pos=QPoint(4 + 23 * (star - 1) + 9, 14))


@pytest.mark.parametrize("star", [1, 2, 3, 4, 5])
def test_a_click_rates(qtbot: QtBot, rating: StarRating, star: int) -> None:
    with qtbot.waitSignal(rating.rating_chosen) as caught:
        click_star(rating, star)
    assert caught.args == [star]


def test_the_present_star_again_takes_the_rating_away(qtbot: QtBot, rating: StarRating) -> None:
    rating.set_value(3, False)
    with qtbot.waitSignal(rating.rating_chosen) as caught:
        click_star(rating, 3)
    assert caught.args == [0]


def test_keys_rate(qtbot: QtBot, rating: StarRating) -> None:
    rating.set_value(2, False)
    stars(rating).setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.waitSignal(rating.rating_chosen) as caught:
        QTest.keyClick(stars(rating), Qt.Key.Key_Right)
    assert caught.args == [3]
    with qtbot.waitSignal(rating.rating_chosen) as caught:
        QTest.keyClick(stars(rating), Qt.Key.Key_Home)
    assert caught.args == [0]


def test_showing_a_paper_announces_nothing(qtbot: QtBot, rating: StarRating) -> None:
    with qtbot.assertNotEmitted(rating.rating_chosen), qtbot.assertNotEmitted(rating.starred_chosen):
        rating.set_value(4, True)
    assert stars(rating).value() == 4
    assert heart(rating).isChecked()


def test_the_heart_by_mouse_and_by_space(qtbot: QtBot, rating: StarRating) -> None:
    with qtbot.waitSignal(rating.starred_chosen) as caught:
        QTest.mouseClick(heart(rating), Qt.MouseButton.LeftButton)
    assert caught.args == [True]
    heart(rating).setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.waitSignal(rating.starred_chosen) as caught:
        QTest.keyClick(heart(rating), Qt.Key.Key_Space)
    assert caught.args == [False]


def test_screen_readers_hear_the_value(rating: StarRating) -> None:
    rating.set_value(4, True)
    heard = QAccessible.queryAccessibleInterface(stars(rating))
    assert heard.text(QAccessible.Text.Name) == "Rating"
    assert heard.text(QAccessible.Text.Description) == "4 of 5 stars"
    assert heard.valueInterface().currentValue() == 4
    assert QAccessible.queryAccessibleInterface(heart(rating)).state().checked


def test_full_stars_in_both_looks(rating: StarRating, theme: Theme) -> None:
    rating.set_value(2, False)
    for appearance in (Appearance.LIGHT, Appearance.DARK):
        theme.use(appearance)
        image = stars(rating).grab().toImage()
        full = [image.pixelColor(4 + 23 * place + 9, 14) == theme.color("star.fill") for place in range(5)]
        assert full == [True, True, False, False, False]
