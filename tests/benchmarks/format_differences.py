"""Why we read some fields otherwise than Zotero's translators: the rules by which each difference is explained.

A rule looks at the field and at what both read, never at a file's name, so that it holds for files not seen here too.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

UNEXPLAINED = "not explained"

_PEOPLE = ("authors", "editors")
_NUMBERS = ("issue", "volume", "pages")


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of one item: what Zotero expects, what we read, and whether we read the item at all."""

    field: str
    expected: Sequence[str]
    read: Sequence[str]
    is_item_read: bool


_RULES: tuple[tuple[str, Callable[[Difference], bool]], ...] = (
    (
        "a record without a title is told as a failure here; Zotero makes an item without one",
        lambda one: not one.is_item_read,
    ),
    (
        "a date without a year is none here; Zotero writes the year 0000 before its words",
        lambda one: one.field == "date" and one.expected[0].startswith("0000"),
    ),
    (
        "words within a date stay in the paper's foreign fields; Zotero leaves them in the date",
        lambda one: one.field == "date" and bool(one.read) and one.read[0][:4] in one.expected[0],
    ),
    (
        "a field without a place in Zotero becomes a note there; here it stays a foreign field of its own",
        lambda one: one.field == "notes" and "no corresponding Zotero field" in one.expected[0],
    ),
    (
        "ProCite's labelled notes: not the same ones become fields in both, and labels are told differently",
        lambda one: (
            one.field == "notes" and bool(one.read) and any("Note" in text or ": " in text for text in one.read)
        ),
    ),
    (
        "recipients, sponsors, performers, editors of series are no authors here; they stay foreign fields",
        lambda one: one.field in _PEOPLE and set(one.read) < set(one.expected),
    ),
    (
        "films and music credit people under many tags; we take the first kind, Zotero another",
        lambda one: one.field in _PEOPLE and not any("\\" in name for name in one.expected),
    ),
    (
        "an accent on an i without a dot, or doubled, is TeX that Zotero leaves half read; here the letter is kept",
        lambda one: any("\\" in text for text in one.expected),
    ),
    (
        "numbers of bills, patents, statutes, reports and editions: Zotero has fields for each, here they stay foreign",
        lambda one: one.field in _NUMBERS and not one.read,
    ),
    (
        "an edition and a volume under one tag: ProCite's label says which, and we believe it only where it is there",
        lambda one: one.field in _NUMBERS,
    ),
    (
        "of a work's two names, full and short or in two languages, we show the full or original one",
        lambda one: one.field in ("title", "venue") and bool(one.read),
    ),
    (
        "a code of laws is no venue here, and a film has one publisher; the rest stays in foreign fields",
        lambda one: one.field in ("venue", "publisher") and not one.read,
    ),
)


def explanation(one: Difference) -> str:
    """The first rule's words that explain a difference, or UNEXPLAINED."""
    return next((words for words, holds in _RULES if holds(one)), UNEXPLAINED)


def shortened(values: Sequence[str], most: int = 100) -> str:
    """Values in one line of at most so many characters."""
    text = " | ".join(re.sub(r"\s+", " ", value).strip() for value in values) or "nothing"
    return text if len(text) <= most else f"{text[: most - 1]}…"
