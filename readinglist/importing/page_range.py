"""How a range of pages is written here: with an en dash, "493–518"; a hyphen within a number, "A-12", stays."""

import re

_LONG_DASH = re.compile(r"\s*(?:-{2,}|[–—])\s*")
_NUMBER_RANGE = re.compile(r"(?<![\w-])(\d+)\s*-\s*(\d+)(?![\w-])", re.ASCII)


def page_range(pages: str) -> str:
    """Write the pages of a source in our way."""
    return _NUMBER_RANGE.sub(r"\1–\2", _LONG_DASH.sub("–", pages))
