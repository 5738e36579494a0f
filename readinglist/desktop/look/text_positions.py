"""Where Python's and Qt's counting in texts differ: Python counts characters, Qt UTF-16 units."""

from collections.abc import Sequence

Span = tuple[int, int]
"""Start and end (not included) of a part of a text."""


def utf16_spans(text: str, spans: Sequence[Span]) -> Sequence[Span]:
    """The spans of a Python string as positions for Qt: a letter beyond U+FFFF counts twice there."""
    if not spans or text.isascii() or max(text) <= "\uffff":
        return spans
    return [(utf16_length(text[:start]), utf16_length(text[:end])) for start, end in spans]


def utf16_length(text: str) -> int:
    """The length that Qt gives a text."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def cursor_x(position: object) -> float:
    """The x out of `QTextLine.cursorToX`: PySide returns it with the cursor, which the C++ function may change."""
    return float(position[0]) if isinstance(position, tuple) else float(position)  # type: ignore[arg-type]
