"""The colours of the light and the dark look, side by side. Every other module names a colour, none writes one.

Warm greys and one ink blue. The surfaces grow lighter towards what is read: sidebar, list, pane.
`tests/desktop/test_tokens.py` holds each text pair to 4.5:1 and each glyph to 3:1 (WCAG 2.2, AA).
"""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Literal

from readinglist.domain.status import Status


class Scheme(StrEnum):
    """Which of the two looks is on the screen."""

    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Pair:
    """One colour in both looks, as #RRGGBB."""

    light: str
    dark: str

    def of(self, scheme: Scheme) -> str:
        """The value in one look."""
        return self.dark if scheme is Scheme.DARK else self.light


ColorName = Literal[
    "surface.sidebar",
    "surface.list",
    "surface.pane",
    "surface.raised",
    "surface.field",
    "surface.sunken",
    "surface.hover",
    "surface.sidebar_hover",
    "surface.pressed",
    "surface.chip",
    "border.hairline",
    "border.control",
    "border.strong",
    "text.primary",
    "text.secondary",
    "text.tertiary",
    "text.disabled",
    "text.on_accent",
    "accent.text",
    "accent.soft",
    "accent.fill",
    "selection.active",
    "selection.inactive",
    "selection.sidebar",
    "selection.text_active",
    "selection.text_secondary",
    "selection.line",
    "focus_ring",
    "highlight.bg",
    "highlight.text",
    "star.on",
    "star.fill",
    "star.off",
    "favourite.on",
    "outcome.new",
    "outcome.enriched",
    "outcome.likely",
    "outcome.unchanged",
    "outcome.failed",
    "outcome_soft.new",
    "outcome_soft.enriched",
    "outcome_soft.likely",
    "outcome_soft.unchanged",
    "outcome_soft.failed",
]

COLORS: Mapping[ColorName, Pair] = MappingProxyType(
    {
        "surface.sidebar": Pair("#F2F0EB", "#191817"),
        "surface.list": Pair("#FAF9F7", "#1F1E1C"),
        "surface.pane": Pair("#FFFFFF", "#252422"),
        "surface.raised": Pair("#FFFFFF", "#2D2B29"),
        "surface.field": Pair("#FFFFFF", "#2A2826"),
        "surface.sunken": Pair("#F5F3EF", "#201F1D"),
        "surface.hover": Pair("#F1EFEA", "#292826"),
        "surface.sidebar_hover": Pair("#EAE7E0", "#242321"),
        "surface.pressed": Pair("#E2DED6", "#383633"),
        "surface.chip": Pair("#EDEAE4", "#35332F"),
        "border.hairline": Pair("#E8E5DE", "#32302D"),
        "border.control": Pair("#D3CEC4", "#45423E"),
        "border.strong": Pair("#8A8479", "#7F796F"),
        "text.primary": Pair("#1E1C19", "#EDEAE4"),
        "text.secondary": Pair("#57534B", "#BBB6AC"),
        "text.tertiary": Pair("#69645B", "#A19B91"),
        "text.disabled": Pair("#A8A297", "#6E695F"),
        "text.on_accent": Pair("#FFFFFF", "#FFFFFF"),
        "accent.text": Pair("#2C54C7", "#9DB3FF"),
        "accent.soft": Pair("#E8EDFB", "#2A3350"),
        "accent.fill": Pair("#2C54C7", "#4767D6"),
        "selection.active": Pair("#DFE8FC", "#2B3454"),
        "selection.inactive": Pair("#E9E6E0", "#34322F"),
        "selection.sidebar": Pair("#DEDAD1", "#33312D"),
        "selection.text_active": Pair("#16203A", "#F2F4FF"),
        "selection.text_secondary": Pair("#434C68", "#C3CBE8"),
        "selection.line": Pair("#CBD7F5", "#3B4670"),
        "focus_ring": Pair("#2C54C7", "#93ABFF"),
        "highlight.bg": Pair("#FFEAA6", "#5E4C0F"),
        "highlight.text": Pair("#1E1C19", "#FFF3CB"),
        "star.on": Pair("#AB7000", "#E7B549"),
        "star.fill": Pair("#E0A01A", "#E7B549"),
        "star.off": Pair("#CFC9BE", "#57534C"),
        "favourite.on": Pair("#C4405E", "#F27F96"),
        "outcome.new": Pair("#256F39", "#86D39A"),
        "outcome.enriched": Pair("#2C54C7", "#A6B9FF"),
        "outcome.likely": Pair("#85560A", "#F0BE6E"),
        "outcome.unchanged": Pair("#6D685F", "#B3ADA3"),
        "outcome.failed": Pair("#B3261E", "#FF9B90"),
        "outcome_soft.new": Pair("#E4F2E7", "#23352A"),
        "outcome_soft.enriched": Pair("#E6ECFB", "#2A3350"),
        "outcome_soft.likely": Pair("#FAEED6", "#3C3120"),
        "outcome_soft.unchanged": Pair("#EFEDE8", "#35332F"),
        "outcome_soft.failed": Pair("#FBE7E5", "#43282A"),
    }
)

STATUS_COLORS: Mapping[Status, Pair] = MappingProxyType(
    {
        Status.INBOX: Pair("#2C54C7", "#93ABFF"),
        Status.QUEUED: Pair("#7A4CC0", "#BCA2F7"),
        Status.READING: Pair("#B85C00", "#F2A661"),
        Status.SKIMMED: Pair("#0B7C87", "#62C6CF"),
        Status.READ: Pair("#2B7D43", "#78CB8D"),
        Status.DROPPED: Pair("#7D776C", "#968F84"),
    }
)

TAG_COLORS: tuple[Pair, ...] = (
    Pair("#3F6FD8", "#86A6F5"),  # blue
    Pair("#8557CC", "#B79BF0"),  # violet
    Pair("#C8486A", "#EE8BA3"),  # rose
    Pair("#C0640F", "#EBA067"),  # orange
    Pair("#7C7A12", "#C4C05A"),  # olive
    Pair("#35864C", "#7CC790"),  # green
    Pair("#0B8490", "#62C2CB"),  # teal
    Pair("#6B7280", "#A6ADBA"),  # slate
)


def tag_color(name: str) -> Pair:
    """The colour of a tag: by a CRC of its name, which unlike Python's hash is the same at every start."""
    return TAG_COLORS[zlib.crc32(name.encode()) % len(TAG_COLORS)]
