"""What the reader chose in the preview of an import."""

from dataclasses import dataclass

from readinglist.domain.status import Status


@dataclass(frozen=True, slots=True)
class Choices:
    """The status that new papers get, a tag for all that are stored (empty = none), and what is left out.

    `skipped` holds the places of outcomes in the preview's report, from 0.
    """

    status: Status = Status.INBOX
    tag: str = ""
    skipped: frozenset[int] = frozenset()


EVERYTHING = Choices()
"""All of it, into the inbox: what is done where nobody was asked."""
