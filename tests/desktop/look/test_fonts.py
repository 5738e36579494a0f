import importlib.util
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from readinglist.desktop.look import fonts
from readinglist.desktop.look.fonts import Fonts, Role, packaged_font_files
from readinglist.desktop.look.theme import Theme


def test_the_packages_carry_the_cuts_that_are_used() -> None:
    stems = {file.stem for file in packaged_font_files()}
    assert {"HankenGrotesk-Regular", "HankenGrotesk-SemiBold", "SourceSerifPro-Regular"} <= stems
    assert "SourceSerifPro-Black" not in stems


def test_the_serif_is_loaded_in_the_format_that_keeps_its_weight_on_dark() -> None:
    assert {file.suffix for file in packaged_font_files() if "Serif" in file.name} == {".ttf"}


def test_a_missing_package_gives_no_files_and_text_all_the_same(monkeypatch: pytest.MonkeyPatch, theme: Theme) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(fonts, "find_spec", lambda name: None)
    monkeypatch.setattr(fonts, "_STACKS", dict.fromkeys(fonts.Family, ("No Such Family",)))
    assert packaged_font_files() == []
    assert Fonts()[Role.BODY].advance("paper") > 0


def test_a_package_without_files_gives_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    spec = importlib.util.spec_from_loader("empty", loader=None, is_package=True)
    assert spec is not None
    spec.submodule_search_locations = [str(tmp_path)]
    monkeypatch.setattr(fonts, "find_spec", lambda name: spec)
    assert packaged_font_files() == []


def test_every_role_is_set(theme: Theme) -> None:
    for role in Role:
        face = theme.fonts[role]
        assert face.font.pixelSize() == fonts.STYLES[role].size
        assert face.line >= face.font.pixelSize()


def test_scale_enlarges_letters_and_lines(theme: Theme) -> None:
    large = Fonts(1.5)
    assert large[Role.BODY].advance("reading") > theme.fonts[Role.BODY].advance("reading") * 1.4
    assert large[Role.BODY].line == 30
    assert large.px(64) == 96


def test_figures_are_of_one_width(theme: Theme) -> None:
    face = theme.fonts[Role.FIGURES]
    assert [face.advance(digit * 4) for digit in "023456789"] == pytest.approx([face.advance("1111")] * 9, rel=0.01)


def test_a_long_line_is_cut_to_its_width(theme: Theme) -> None:
    face = theme.fonts[Role.ROW_TITLE]
    whole, cut = face.text_line("word " * 100), face.text_line("word " * 100, 200)
    assert whole.width > 2000
    assert cut.width <= 200
    assert cut.text.endswith("…")
    assert face.text_line("word " * 100, 200) is cut


def test_extent_of_words(theme: Theme) -> None:
    face = theme.fonts[Role.ROW_TITLE]
    line = face.text_line("alpha beta gamma", 90)
    assert line.text.endswith("…")
    start, end = line.extent(0, 5) or (0, 0)
    assert start == pytest.approx(0, abs=1)
    assert end == pytest.approx(face.advance("alpha"), abs=1.5)
    assert line.extent(14, 16) is None
    hebrew = face.text_line("אבג דהו")
    left, right = hebrew.extent(0, 3) or (0, 0)
    assert 0 < left < right <= hebrew.width + 1


def test_marked_letters_take_the_ink(theme: Theme) -> None:
    line = theme.fonts[Role.DISPLAY].text_line("MMMM")
    image = QImage(120, 40, QImage.Format.Format_ARGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    line.paint_marked(painter, 0, 30, QColor("#0000ff"), [(0, 1)], QColor("#ff0000"))
    painter.end()
    _, edge = line.extent(0, 1) or (0, 0)
    reds = [x for x in range(120) for y in range(40) if image.pixelColor(x, y) == QColor("#ff0000")]
    blues = [x for x in range(120) for y in range(40) if image.pixelColor(x, y) == QColor("#0000ff")]
    assert reds
    assert max(reds) <= edge + 1
    assert min(blues) >= edge - 1
