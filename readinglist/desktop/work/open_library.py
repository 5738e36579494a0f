"""The slow part of opening a library, for a thread of its own while the window is painted."""

from dataclasses import dataclass
from pathlib import Path

from readinglist.domain.reading import Counts
from readinglist.library import lasting, reads
from readinglist.library.library import Library


@dataclass(frozen=True, slots=True)
class Opened:
    """A library that was opened, with its counts, and the steps that a process before left cut short."""

    library: Library
    counts: Counts
    cut_short: list[str]


def open_library(library_folder: Path) -> Opened:
    """Open a library, and settle what a process before left undone. Raises UserError."""
    library = Library(library_folder, origin="window")
    cut_short = lasting.settle(library)
    with library.read() as session:
        counts = reads.counts(session)
        # Of no paper, for SQLAlchemy to put these questions into SQL here and not when the GUI thread asks them.
        reads.lines(session, [])
        reads.details(session, [])
    return Opened(library, counts, cut_short)
