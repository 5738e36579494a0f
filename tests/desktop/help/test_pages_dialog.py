import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QColor, QTextFragment
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from readinglist.desktop.help.pages import Page, guide
from readinglist.desktop.help.pages_dialog import PagesDialog
from readinglist.desktop.look.theme import Theme
from readinglist.settings import Appearance

OWLS = Page("owls.md", "Owls", "# Owls\n\nThey **fly** by `N` to [Bees](bees.md).\n\n![x](http://127.0.0.1:9/a.png)\n")
BEES = Page("bees.md", "Bees", "# Bees\n\n<b>They</b> hum, [far](https://example.org/) off.\n")
PLAIN = Page("plain", "Plain", "**as** it\n  stands", plain=True)


def shown(qtbot: QtBot, theme: Theme, *pages: Page) -> PagesDialog:
    dialog = PagesDialog(theme, "Animals", pages)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)  # qtbot closes it
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def fragment(dialog: PagesDialog, text: str) -> QTextFragment:
    block = dialog.text.document().begin()
    while block.isValid():
        for part in block:
            if part.fragment().text() == text:
                return part.fragment()
        block = block.next()
    raise AssertionError(text)


def test_the_keyboard_is_in_the_list_and_turns_the_pages(qtbot: QtBot, theme: Theme) -> None:
    dialog = shown(qtbot, theme, OWLS, BEES)
    assert dialog.text.toPlainText().startswith("Owls\n")
    QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    assert dialog.text.toPlainText().startswith("Bees\n")
    assert dialog.text.accessibleName() == "Bees"


def test_a_link_turns_to_its_page_and_one_to_elsewhere_does_nothing(qtbot: QtBot, theme: Theme) -> None:
    dialog = shown(qtbot, theme, OWLS, BEES)
    dialog.text.anchorClicked.emit(QUrl("bees.md"))
    assert dialog.list.currentRow() == 1
    for link in ("https://example.org/owls.md", "file:///owls.md", "hens.md"):
        dialog.text.anchorClicked.emit(QUrl(link))
    assert dialog.list.currentRow() == 1


def test_markup_of_html_is_text_and_nothing_is_loaded(qtbot: QtBot, theme: Theme) -> None:
    dialog = shown(qtbot, theme, BEES)
    assert "<b>They</b>" in dialog.text.toPlainText()
    assert dialog.text.loadResource(2, QUrl("file:///etc/hostname")) is None
    assert dialog.list.isHidden()


def test_plain_text_stays_as_it_is(qtbot: QtBot, theme: Theme) -> None:
    assert shown(qtbot, theme, PLAIN).text.toPlainText() == PLAIN.text


@pytest.mark.parametrize("choice", [Appearance.LIGHT, Appearance.DARK])
def test_keys_and_links_have_the_colours_of_now(qtbot: QtBot, theme: Theme, choice: Appearance) -> None:
    dialog = shown(qtbot, theme, OWLS, BEES)
    theme.use(choice)

    def ground_and_ink(text: str) -> tuple[QColor, QColor]:
        form = fragment(dialog, text).charFormat()
        return form.background().color(), form.foreground().color()

    assert ground_and_ink("N")[0] == theme.color("surface.chip")
    assert ground_and_ink("Bees")[1] == theme.color("accent.text")


def test_every_page_of_the_guide_can_be_shown(qtbot: QtBot, theme: Theme) -> None:
    pages = guide()
    dialog = shown(qtbot, theme, *pages)
    for row, page in enumerate(pages):
        dialog.list.setCurrentRow(row)
        assert dialog.text.toPlainText().startswith(page.title)
