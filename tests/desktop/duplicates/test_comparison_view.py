from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from readinglist.desktop.duplicates.comparison_view import ComparisonView
from readinglist.desktop.look.theme import Theme
from readinglist.domain.identity.comparison import ComparedFact
from readinglist.settings import Appearance

TITLE = ComparedFact("Title", "Owls 𝒳 sing", "Owls 𝒳 swim", ((7, 11),), ((7, 11),))
VENUE = ComparedFact("Published in", "Birds", "")


def shown(qtbot: QtBot, theme: Theme, *facts: ComparedFact) -> ComparisonView:
    view = ComparisonView(theme, ("Mine", "Theirs"))
    qtbot.addWidget(view)
    view.resize(600, 300)
    view.show_facts(facts)
    view.show()
    return view


def marked(view: ComparisonView, theme: Theme) -> list[str]:
    """The texts that have the marker's ground."""
    found = []
    block = view.document().begin()
    while block.isValid():
        for part in block:
            if part.fragment().charFormat().background().color() == theme.color("highlight.bg"):
                found.append(part.fragment().text())
        block = block.next()
    return found


def test_each_fact_is_a_row_and_differences_are_marked_and_named(qtbot: QtBot, theme: Theme) -> None:
    view = shown(qtbot, theme, TITLE, VENUE)
    lines = view.toPlainText().split("\n")
    assert [line for line in lines if line] == [
        "Mine",
        "Theirs",
        "≠ Title",
        TITLE.left,
        TITLE.right,
        "Published in",
        "Birds",
        "—",
    ]
    assert marked(view, theme) == ["sing", "swim"]


def test_marks_follow_the_theme(qtbot: QtBot, theme: Theme) -> None:
    view = shown(qtbot, theme, TITLE)
    theme.use(Appearance.DARK)
    assert marked(view, theme) == ["sing", "swim"]


def test_markup_is_text_and_nothing_is_loaded(qtbot: QtBot, theme: Theme) -> None:
    view = shown(qtbot, theme, ComparedFact("Title", "<b>Owls</b> <img src='file:///a.png'>", ""))
    assert "<b>Owls</b>" in view.toPlainText()
    assert view.loadResource(2, QUrl("file:///etc/hostname")) is None


def test_both_papers_have_the_same_width_at_any_size(qtbot: QtBot, theme: Theme) -> None:
    view = shown(qtbot, theme, TITLE)
    for width in (400, 900):
        view.resize(width, 300)
        table = QTextCursor(view.document().findBlock(2)).currentTable()
        labels, left, right = (each.rawValue() for each in table.format().columnWidthConstraints())
        assert left == right
        assert labels + left + right <= view.viewport().width()


def test_tab_leaves_it_and_it_can_be_emptied(qtbot: QtBot, theme: Theme) -> None:
    view = shown(qtbot, theme, TITLE)
    assert view.tabChangesFocus()
    assert view.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    view.show_facts(())
    assert view.toPlainText() == ""
