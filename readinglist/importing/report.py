"""What an import did, or would do, to the library."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from readinglist.domain.text import count_of
from readinglist.importing.decoding import ReadAs
from readinglist.importing.packed import Packed
from readinglist.importing.source import Failure


class Fate(StrEnum):
    """What becomes of a draft. A LIKELY one is stored as a paper of its own, which may be one that was here already."""

    ADDED = "added"
    ENRICHED = "enriched"
    UNCHANGED = "unchanged"
    LIKELY = "likely"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one draft: the paper it now is (None where nothing was stored), and why, in words.

    `byline`: authors, year and id of a draft, in one line. `doubt`: why its title is to be checked, or empty.
    """

    source: str
    line: int
    title: str
    fate: Fate
    paper_id: int | None
    reason: str
    byline: str = ""
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """The outcomes in the order of the sources, and what could not be read.

    `fates` are those of the outcomes, `doubtful` the places of those whose title is to be checked, and `ids` the papers
    that the sources hold, each once, in the order of the sources: what is asked of all outcomes at once, so that no
    record need be made for it. `read_as` tells of the sources that are not plain UTF-8.
    """

    outcomes: Sequence[Outcome]
    failures: Sequence[Failure]
    read_as: tuple[ReadAs, ...] = ()
    fates: tuple[Fate, ...] = field(init=False, repr=False, compare=False)
    doubtful: frozenset[int] = field(init=False, repr=False, compare=False)
    ids: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Read off the columns."""
        # Each outcome is made once for all columns: of packed ones that is the cost.
        columns = [(outcome.fate, bool(outcome.doubt), outcome.paper_id) for outcome in self.outcomes]
        ids = (paper for _, _, paper in columns if paper is not None)
        object.__setattr__(self, "fates", tuple(fate for fate, _, _ in columns))
        object.__setattr__(self, "doubtful", frozenset(place for place, (_, doubt, _) in enumerate(columns) if doubt))
        object.__setattr__(self, "ids", tuple(dict.fromkeys(ids)))

    def packed(self) -> "Report":
        """The same report, its records packed, to be sent to another process."""
        return Report(Packed(self.outcomes), Packed(self.failures), self.read_as)

    def count(self, fate: Fate) -> int:
        """How many drafts had this fate."""
        return self.fates.count(fate)

    @property
    def complete(self) -> bool:
        """Whether there was something to import and all of it could be read."""
        return bool(self.outcomes) and not self.failures

    def summary(self) -> str:
        """The counts in one line: "65 papers added, 2 unchanged"."""
        parts = [
            f"{count_of(count, 'paper') if not place else f'{count:,}'} {fate}"
            for place, (fate, count) in enumerate((f, self.count(f)) for f in Fate if self.count(f))
        ]
        if self.failures:
            parts.append(f"{len(self.failures):,} failed")
        return ", ".join(parts) or "No papers found"
