"""What the window says: the banner and the report of a bug."""

import logging

import pytest
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from readinglist.desktop import messages
from readinglist.desktop.look.theme import Theme
from readinglist.desktop.messages import Banner, Messages, Offer
from readinglist.errors import UserError


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def banner(theme: Theme, window: QWidget, monkeypatch: pytest.MonkeyPatch) -> Banner:
    monkeypatch.setattr(messages, "SHOWN_MS", 50)
    banner = Banner(theme, window)
    assert not banner.isVisible()
    return banner


def test_what_went_well_goes_away(qtbot: QtBot, banner: Banner) -> None:
    banner.say("5 papers added.")
    assert banner.isVisible()
    qtbot.waitUntil(lambda: not banner.isVisible())


def test_what_failed_stays(qtbot: QtBot, banner: Banner) -> None:
    banner.say("5 papers added.")
    banner.say_failed("The disk is full.")
    qtbot.wait(120)
    assert banner.isVisible()
    assert banner.text == "The disk is full."


def test_an_offer_is_taken_by_a_click(banner: Banner) -> None:
    taken: list[bool] = []
    banner.say("1 paper deleted.", Offer("Undo", lambda: taken.append(True)))
    button = next(button for button in banner.findChildren(QPushButton) if button.text() == "Undo")
    button.click()
    assert taken == [True]
    assert not banner.isVisible()


def test_of_two_offers_each_does_its_own_and_the_next_message_has_none(banner: Banner) -> None:
    taken: list[str] = []
    offers = [Offer(name, lambda name=name: taken.append(name)) for name in ("Overwrite", "Forget it")]
    for offer in offers:
        banner.say_failed("It was changed.", *offers)
        next(button for button in banner.findChildren(QPushButton) if button.text() == offer.text).click()
        assert not banner.isVisible()
    assert taken == ["Overwrite", "Forget it"]
    banner.say("Done.")
    assert not [button for button in banner.findChildren(QPushButton) if button.isVisible()]


def test_what_the_reader_can_mend_is_said_and_not_logged(theme: Theme, window: QWidget, banner: Banner) -> None:
    Messages(theme, banner, window).failed(UserError("There is no file x.", "Check the spelling."))
    assert banner.text == "There is no file x. Check the spelling."


def test_a_bug_is_logged_once_and_reported(
    theme: Theme, window: QWidget, banner: Banner, expected_warnings: list[logging.LogRecord]
) -> None:
    try:
        raise ValueError("broken gear")
    except ValueError as error:
        Messages(theme, banner, window).failed(error)
    assert len(expected_warnings) == 1
    assert "broken gear" in expected_warnings[0].getMessage()
    button = next(button for button in banner.findChildren(QPushButton) if button.text() == "Show the report")
    button.click()
    report = window.findChild(QPlainTextEdit)
    assert "broken gear" in report.toPlainText()
    assert "test_messages.py" in report.toPlainText()
    report.window().close()
