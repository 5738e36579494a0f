"""What the reader chose in the preview of an import, and what is done with the likely ones."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from readinglist.domain.status import Status


class Likely(StrEnum):
    """What becomes of a draft that may be a paper which is here. ADD leaves the question open, APART answers it."""

    ADD = "add"
    MERGE = "merge"
    APART = "apart"
    SKIP = "skip"


@dataclass(frozen=True, slots=True)
class Answer:
    """What to do with a likely draft. `twin` is the paper that the reader saw beside it; None = whichever it is."""

    what: Likely
    twin: int | None = None


UNANSWERED = Answer(Likely.ADD)


@dataclass(frozen=True, slots=True)
class Choices:
    """The status that new papers get, a tag for all that are stored (empty = none), and what is left out.

    `skipped` holds the places of outcomes in the preview's report, from 0; `answers` those of likely ones, each with
    its answer. For all other likely ones `likely` is the answer. `titles` holds corrected titles, by places as well.
    """

    status: Status = Status.INBOX
    tag: str = ""
    skipped: frozenset[int] = frozenset()
    likely: Answer = UNANSWERED
    answers: Mapping[int, Answer] = field(default_factory=dict)
    titles: Mapping[int, str] = field(default_factory=dict)

    def answer(self, place: int) -> Answer:
        """What to do with the outcome at a place, should it be a likely one."""
        return self.answers.get(place, self.likely)


EVERYTHING = Choices()
"""All of it, into the inbox: what is done where nobody was asked."""
