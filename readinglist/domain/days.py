"""Stored times as days in words, for texts that are kept or printed and so cannot ask the window's language."""

from datetime import datetime

_MONTHS = "January February March April May June July August September October November December".split()


def day_in_words(at: str) -> str:
    """The local day of a time in ISO 8601: "3 March 2026". What is no time stays as it is."""
    try:
        local = datetime.fromisoformat(at).astimezone()
    except ValueError:
        return at
    return f"{local.day} {_MONTHS[local.month - 1]} {local.year}"
