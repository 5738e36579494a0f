"""The slow part of opening a library, for a thread of its own while the window is painted."""

from dataclasses import dataclass
from pathlib import Path

from readinglist.domain.reading import Counts
from readinglist.library import lasting, reads
from readinglist.library.library import Library
from readinglist.search.index import PaperIndex


@dataclass(frozen=True, slots=True)
class Opened:
    """A library that was opened, with its index and counts, and the steps that a process before left cut short."""

    library: Library
    index: PaperIndex
    counts: Counts
    cut_short: list[str]


def open_library(library_folder: Path, cache_folder: Path) -> Opened:
    """Open a library, and settle what a process before left undone. Raises UserError."""
    library = Library(library_folder, origin="window")
    cut_short = lasting.settle(library)
    with library.read() as session:
        counts = reads.counts(session)
    return Opened(library, PaperIndex.open(cache_folder, library), counts, cut_short)
