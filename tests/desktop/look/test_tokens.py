from itertools import product

import pytest
from PySide6.QtGui import QColor

from readinglist.desktop.look.tokens import COLORS, STATUS_COLORS, TAG_COLORS, ColorName, Scheme, tag_color
from readinglist.domain.status import Status

TEXT, GLYPH = 4.5, 3.0

TEXT_PAIRS: list[tuple[ColorName, ColorName]] = [
    *product(
        ("text.primary", "text.secondary", "text.tertiary"),
        (
            "surface.sidebar",
            "surface.list",
            "surface.pane",
            "surface.raised",
            "surface.field",
            "surface.sunken",
            "surface.hover",
            "surface.sidebar_hover",
            "surface.chip",
        ),
    ),
    *product(("text.primary", "text.secondary"), ("selection.sidebar", "selection.inactive")),
    *product(("selection.text_active", "selection.text_secondary"), ("selection.active",)),
    *product(("accent.text",), ("surface.list", "surface.pane", "surface.sidebar", "surface.raised", "surface.hover")),
    ("text.on_accent", "accent.fill"),
    ("accent.text", "accent.soft"),
    ("text.primary", "accent.soft"),
    ("highlight.text", "highlight.bg"),
    *((f"outcome.{kind}", f"outcome_soft.{kind}") for kind in ("new", "enriched", "likely", "unchanged", "failed")),
    *((f"outcome.{kind}", "surface.raised") for kind in ("new", "enriched", "likely", "unchanged", "failed")),
    *product(("outcome.failed",), ("surface.pane", "surface.hover", "selection.active", "selection.inactive")),
]

GLYPH_PAIRS: list[tuple[ColorName, ColorName]] = [
    *product(("star.on", "favourite.on"), ("surface.list", "surface.pane", "surface.hover", "selection.active")),
    *product(("focus_ring",), ("surface.sidebar", "surface.list", "surface.pane", "surface.raised", "surface.field")),
    ("border.strong", "surface.pane"),
]


def luminance(color: str) -> float:
    """WCAG 2.2, "relative luminance"."""
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, "contrast ratio"."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_measure_itself() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", Scheme)
@pytest.mark.parametrize(
    ("ink", "ground", "need"), [(*p, TEXT) for p in TEXT_PAIRS] + [(*p, GLYPH) for p in GLYPH_PAIRS]
)
def test_contrast(scheme: Scheme, ink: ColorName, ground: ColorName, need: float) -> None:
    assert contrast(COLORS[ink].of(scheme), COLORS[ground].of(scheme)) >= need


@pytest.mark.parametrize("scheme", Scheme)
@pytest.mark.parametrize(
    "ground", ["surface.sidebar", "surface.list", "surface.pane", "selection.active", "selection.sidebar"]
)
@pytest.mark.parametrize("status", Status)
def test_contrast_of_status(scheme: Scheme, ground: ColorName, status: Status) -> None:
    assert contrast(STATUS_COLORS[status].of(scheme), COLORS[ground].of(scheme)) >= GLYPH


@pytest.mark.parametrize("scheme", Scheme)
@pytest.mark.parametrize("ground", ["surface.sidebar", "surface.chip"])
def test_contrast_of_tags(scheme: Scheme, ground: ColorName) -> None:
    assert all(contrast(pair.of(scheme), COLORS[ground].of(scheme)) >= GLYPH for pair in TAG_COLORS)


def test_every_colour_is_one() -> None:
    for pair in (*COLORS.values(), *STATUS_COLORS.values(), *TAG_COLORS):
        assert QColor(pair.light).isValid()
        assert QColor(pair.dark).isValid()


def test_a_tag_keeps_its_colour() -> None:
    assert tag_color("theory") == tag_color("theory") == TAG_COLORS[0]
    assert len({tag_color(f"tag {n}") for n in range(200)}) == len(TAG_COLORS)
