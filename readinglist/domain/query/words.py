"""What a run of text without spaces says, where no operator stands in it."""

import re

from readinglist.domain.query.expression import Node, Or, TextField, Word

_KEYWORD = re.compile(r"or|OR|\||and|AND|not|NOT")
_PUNCTUATION = ",;:!?."
_SLIPS = re.compile(r"(?P<text>.*[^~])~(?P<edits>[0-9]{0,4})")
_TELLING_BEGINNING = 3


def word_end(run: str) -> int:
    """Where a word ends in a run: before a parenthesis that has no partner in the run."""
    opened: list[int] = []
    for place, character in enumerate(run):
        if character == "(":
            opened.append(place)
        elif character == ")":
            if not opened:
                return place
            opened.pop()
    return opened[0] if opened else len(run)


def trimmed(raw: str, field: TextField | None) -> str:
    """The word without the punctuation after it, unless that would leave an operator's name."""
    text = raw.rstrip(_PUNCTUATION)
    return raw if field is None and _KEYWORD.fullmatch(text) else text


def slips_in(text: str) -> tuple[str, int] | None:
    """The word of `word~` or `word~2`, and in how many letters it may differ; None where it is no such word."""
    found = _SLIPS.fullmatch(text)
    if found is None or not can_be_found(found["text"].rstrip("*")):
        return None
    return found["text"].rstrip("*"), int(found["edits"] or 1)


def word(text: str, field: TextField | None, *, typing: bool) -> Node:
    """The word, as a beginning where a `*` or the place at the end of what is `typing` makes it one."""
    if text.endswith("*"):
        return Word(text.rstrip("*"), field, prefix=True)
    whole = Word(text, field)
    begun = typing and (len(text) >= _TELLING_BEGINNING or not text.isascii())
    return Or((whole, Word(text, field, prefix=True))) if begun else whole


def can_be_found(text: str) -> bool:
    """Whether there is anything in the text that the index knows."""
    return any(character.isalnum() for character in text)
