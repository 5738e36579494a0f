import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from readinglist.desktop.look.fonts import Role
from readinglist.desktop.look.theme import Theme
from readinglist.desktop.page.reading_text import INSET, ReadingText, balanced_width
from readinglist.settings import Appearance

LONG = "Rivers carry sand to the sea, and the sea carries it back along the coast until it rests. " * 6


@pytest.fixture
def text(qtbot: QtBot, theme: Theme) -> ReadingText:
    text = ReadingText(theme, "Abstract")
    qtbot.addWidget(text)
    text.resize(500, 100)
    text.show()
    return text


def test_height_follows_the_width(text: ReadingText) -> None:
    text.set_text(LONG)
    wide = text.height()
    text.resize(250, wide)
    narrow = text.height()
    assert narrow > 1.7 * wide
    text.resize(500, narrow)
    assert text.height() == wide


def test_lines_are_of_the_height_of_the_role(text: ReadingText, theme: Theme) -> None:
    text.set_text("one\ntwo\nthree")
    assert text.height() == pytest.approx(3 * theme.fonts[Role.READING].line, abs=6)


def test_markup_is_shown_not_executed(text: ReadingText) -> None:
    hostile = '<img src="http://example.org/a.png"><b>bold</b> &amp; <script>x</script>'
    text.set_text(hostile)
    assert text.toPlainText() == hostile
    kind = QTextDocument.ResourceType.ImageResource.value
    assert text.loadResource(kind, QUrl("http://example.org/a.png")) is None


def test_only_web_addresses_are_links(text: ReadingText) -> None:
    text.set_text("See https://example.org/a_b, http://example.org. Not file:///etc/passwd nor javascript:alert(1)")
    links = set()
    block = text.document().begin()
    for place in range(block.length() - 1):
        cursor = text.textCursor()
        cursor.setPosition(place + 1)
        links.add(cursor.charFormat().anchorHref())
    assert links == {"", "https://example.org/a_b", "http://example.org"}


def test_a_click_on_a_link_announces_it(qtbot: QtBot, text: ReadingText) -> None:
    text.set_text("𝑥 https://example.org/paper is here")
    with qtbot.waitSignal(text.link_activated) as caught:
        QTest.mouseClick(text.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, 10))
    assert caught.args == ["https://example.org/paper"]


def test_links_can_be_reached_by_keyboard(qtbot: QtBot, text: ReadingText) -> None:
    text.set_text("go to https://example.org/paper now")
    text.activateWindow()
    text.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(text.hasFocus)
    QTest.keyClick(text, Qt.Key.Key_Tab)
    with qtbot.waitSignal(text.link_activated):
        QTest.keyClick(text, Qt.Key.Key_Return)


def test_a_marked_word_on_one_line_has_one_stroke(text: ReadingText, theme: Theme) -> None:
    text.set_text("𝑥 rivers run", [(2, 8)])
    (stroke,) = text.strokes()
    face = theme.fonts[Role.READING]
    assert stroke.x() == pytest.approx(face.advance("𝑥 ") - 1, abs=2)
    assert stroke.width() == pytest.approx(face.advance("rivers") + 2, abs=2)
    assert stroke.height() < face.line


def test_a_marked_phrase_over_a_line_end_has_a_stroke_on_each_line(text: ReadingText) -> None:
    text.set_text(LONG, [(0, len(LONG))])
    strokes = list(text.strokes())
    lines = text.document().begin().layout().lineCount()
    assert len(strokes) == lines > 3
    assert all(stroke.right() <= text.width() - INSET for stroke in strokes)


def test_strokes_reach_the_pixels_and_follow_the_theme(text: ReadingText, theme: Theme) -> None:
    text.set_text("rivers", [(0, 6)])
    for appearance in (Appearance.LIGHT, Appearance.DARK):
        theme.use(appearance)
        image = text.grab().toImage()
        colors = {image.pixelColor(x, y).name() for x in range(60) for y in range(image.height())}
        assert theme.color("highlight.bg").name() in colors
        assert image.pixelColor(400, 5) == theme.color("surface.pane")


def test_text_can_be_selected_and_copied(qtbot: QtBot, text: ReadingText) -> None:
    text.set_text("rivers run")
    text.selectAll()
    text.copy()
    assert QApplication.clipboard().text() == "rivers run"
    QTest.keyClick(text, Qt.Key.Key_X)
    assert text.toPlainText() == "rivers run"


def test_the_same_text_again_keeps_the_selection(text: ReadingText) -> None:
    text.set_text("rivers run", [(0, 6)])
    text.selectAll()
    text.set_text("rivers run", [(0, 6)])
    assert text.textCursor().selectedText() == "rivers run"
    text.set_text("rivers run", [])
    assert list(text.strokes()) == []


def test_the_wheel_is_left_to_the_page(text: ReadingText) -> None:
    text.set_text(LONG)
    event = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, 0),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    before = text.height()
    text.wheelEvent(event)
    assert not event.isAccepted()
    assert text.height() == before


def test_focus_by_keyboard_shows_a_ring_and_by_mouse_none(qtbot: QtBot, text: ReadingText, theme: Theme) -> None:
    text.set_text("rivers")
    text.activateWindow()

    def ringed(image: QImage) -> bool:
        return image.pixelColor(image.width() // 2, 0) == theme.color("focus_ring")

    text.setFocus(Qt.FocusReason.MouseFocusReason)
    qtbot.waitUntil(text.hasFocus)
    assert not ringed(text.grab().toImage())
    text.clearFocus()
    text.setFocus(Qt.FocusReason.TabFocusReason)
    assert ringed(text.grab().toImage())


def test_name_and_text_for_screen_readers(text: ReadingText) -> None:
    text.set_text("rivers")
    assert text.accessibleName() == "Abstract"
    assert text.text == "rivers"


def test_a_balanced_title_leaves_no_word_alone(theme: Theme) -> None:
    face = theme.fonts[Role.PAPER_TITLE]
    title = "Fine-Grained Maps of Rivers and Lakes for Every Reader of Coasts Today"
    width = round(face.advance(title) * 0.93)
    balanced = balanced_width(title, face, width)
    assert balanced < width * 0.65
    assert balanced >= width // 2


def test_a_title_that_runs_to_the_left_stands_at_the_right_edge(qtbot: QtBot, theme: Theme) -> None:
    title = ReadingText(theme, "Title", Role.PAPER_TITLE, balanced=True)
    qtbot.addWidget(title)
    title.resize(500, 100)
    title.show()
    title.set_text("التعلم العميق لمعالجة اللغة العربية: مسح شامل للطرق الحديثة")
    first = title.document().firstBlock().layout().lineAt(0)
    assert first.naturalTextRect().right() == pytest.approx(500 - 2 * INSET, abs=2)


def test_a_title_on_one_line_stays_on_one(qtbot: QtBot, theme: Theme) -> None:
    title = ReadingText(theme, "Title", Role.PAPER_TITLE, balanced=True)
    qtbot.addWidget(title)
    title.resize(500, 10)
    title.set_text("On Rivers")
    assert title.height() == pytest.approx(theme.fonts[Role.PAPER_TITLE].line, abs=4)
