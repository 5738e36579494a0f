"""What can be a tag."""

from readinglist.domain.text import storable

LONGEST = 100
"""Characters in a tag: a longer one is a sentence, and no list could show it."""


def tag_name(text: str) -> str:
    """A tag as it is stored: one line without blanks around it; empty where nothing is left."""
    return " ".join(storable(text).split())


def is_tag(text: str) -> bool:
    """Whether a text can be a tag."""
    return 0 < len(tag_name(text)) <= LONGEST
