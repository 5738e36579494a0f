"""Where a paper stands with its reader."""

from enum import StrEnum


class Status(StrEnum):
    """The reading states, in the order in which a paper passes through them; it is the sort order."""

    INBOX = "inbox"
    QUEUED = "queued"
    READING = "reading"
    SKIMMED = "skimmed"
    READ = "read"
    DROPPED = "dropped"

    @property
    def label(self) -> str:
        """The word shown to the reader."""
        return self.value.capitalize()

    @property
    def rank(self) -> int:
        """The place in the order, from 0."""
        return _RANKS[self]


_RANKS = {status: rank for rank, status in enumerate(Status)}

MAX_RATING = 5
"""Whole stars; 0 = not rated."""
