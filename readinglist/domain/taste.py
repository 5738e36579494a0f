"""What a reader's dealings with a paper say of their taste, which suggestions go by."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from readinglist.domain.status import Status

RATINGS_NEEDED = 4
"""Papers that must be rated or made favourites before anything is suggested: fewer say too little."""

STARRED_TASTE = 1.0
"""A favourite is liked, whatever else is said of it."""

RATING_TASTE = {5: 1.0, 4: 0.75, 3: 0.25, 2: -0.5, 1: -1.0}
"""What stars say, where there are any."""

STATUS_TASTE = {Status.READ: 0.25, Status.DROPPED: -0.5}
"""What a status says of a paper without stars; the others say nothing."""

UNREAD = (Status.INBOX, Status.QUEUED)
"""The statuses of papers that are still to be begun."""


@dataclass(frozen=True, slots=True)
class Taste:
    """How much papers are liked, by their ids: from 1 (much) to -1 (not at all), never 0.

    `rated` is how many papers have stars or are favourites, counted as far as `RATINGS_NEEDED`.
    """

    papers: Mapping[int, float] = field(default_factory=dict)
    rated: int = 0

    @property
    def tells(self) -> bool:
        """Whether it is enough to suggest anything."""
        return self.rated >= RATINGS_NEEDED and any(liking > 0 for liking in self.papers.values())
