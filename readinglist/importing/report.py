"""What an import did, or would do, to the library."""

from dataclasses import dataclass
from enum import StrEnum

from readinglist.domain.text import count_of
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

    `byline`: authors, year and id of a draft, in one line.
    """

    source: str
    line: int
    title: str
    fate: Fate
    paper_id: int | None
    reason: str
    byline: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """The outcomes in the order of the sources, and what could not be read."""

    outcomes: tuple[Outcome, ...]
    failures: tuple[Failure, ...]

    def count(self, fate: Fate) -> int:
        """How many drafts had this fate."""
        return sum(outcome.fate is fate for outcome in self.outcomes)

    @property
    def ids(self) -> list[int]:
        """The papers that the sources hold, each once, in the order of the sources."""
        return list(dict.fromkeys(o.paper_id for o in self.outcomes if o.paper_id is not None))

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
