"""What an import did, or would do, to the library."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from readinglist.domain.paper import Paper
from readinglist.domain.text import count_of
from readinglist.importing.decoding import ReadAs
from readinglist.importing.packed import Packed
from readinglist.importing.source import Failure


class Fate(StrEnum):
    """What becomes of a draft. A LIKELY one is stored as a paper of its own, which may be one that was here already.

    A SKIPPED one is such a draft that is not stored, as the reader wanted.
    """

    ADDED = "added"
    ENRICHED = "enriched"
    UNCHANGED = "unchanged"
    LIKELY = "likely"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one draft: the paper it now is (None where nothing was stored), and why, in words.

    `byline`: authors, year and id of a draft, in one line. `twin` is the paper, stored before, that a likely draft may
    be; in a preview `compared` holds that draft's facts and those of what it may be. `dropped`: the reader dropped it.
    `doubt`: why its title is to be checked, or empty.
    """

    source: str
    line: int
    title: str
    fate: Fate
    paper_id: int | None
    reason: str
    byline: str = ""
    twin: int | None = None
    compared: tuple[Paper, Paper] | None = None
    dropped: bool = False
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """The outcomes in the order of the sources, and what could not be read.

    `fates` are those of the outcomes, and `ids` the papers that the sources hold, each once, in the order of the
    sources, `dropped` counts what stays dropped, and `doubtful` holds the places of those whose title is to be checked:
    what is asked of all outcomes at once, so that no record need be made for it. `read_as` tells of the sources that
    are not plain UTF-8.
    """

    outcomes: Sequence[Outcome]
    failures: Sequence[Failure]
    read_as: tuple[ReadAs, ...] = ()
    fates: tuple[Fate, ...] = field(init=False, repr=False, compare=False)
    ids: tuple[int, ...] = field(init=False, repr=False, compare=False)
    doubtful: frozenset[int] = field(init=False, repr=False, compare=False)
    dropped: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Read off the columns."""
        columns = [(each.fate, each.paper_id, each.dropped, bool(each.doubt)) for each in self.outcomes]
        ids = dict.fromkeys(paper for _, paper, _, _ in columns if paper is not None)
        object.__setattr__(self, "fates", tuple(fate for fate, _, _, _ in columns))
        object.__setattr__(self, "ids", tuple(ids))
        object.__setattr__(self, "dropped", sum(dropped for _, _, dropped, _ in columns))
        doubtful = frozenset(place for place, (_, _, _, doubt) in enumerate(columns) if doubt)
        object.__setattr__(self, "doubtful", doubtful)

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
        if self.dropped:
            parts.append(f"{self.dropped:,} {'stays' if self.dropped == 1 else 'stay'} dropped")
        if self.failures:
            parts.append(f"{len(self.failures):,} failed")
        return ", ".join(parts) or "No papers found"
