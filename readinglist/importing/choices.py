"""What the reader chose in the preview of an import."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from readinglist.domain.status import Status


@dataclass(frozen=True, slots=True)
class Choices:
    """The status that new papers get, a tag for all that are stored (empty = none), and what is left out.

    `skipped` holds the places of outcomes in the preview's report, from 0; `titles` those whose title was corrected.
    """

    status: Status = Status.INBOX
    tag: str = ""
    skipped: frozenset[int] = frozenset()
    titles: Mapping[int, str] = field(default_factory=dict)


EVERYTHING = Choices()
"""All of it, into the inbox: what is done where nobody was asked."""
