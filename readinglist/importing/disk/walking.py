"""A folder, walked for PDFs and bibliographies within bounds, and never out of it."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

MAX_DEPTH = 12
"""Folders within one another that are gone into."""

MAX_ENTRIES = 200_000
"""Files and folders looked at."""

MAX_FILES = 20_000
"""Files taken from one folder and all in it."""

_BIBLIOGRAPHIES = frozenset({".bib", ".bibtex", ".ris", ".nbib", ".enw", ".rdf"})
_PERHAPS = frozenset({".xml", ".json", ".csv", ".tsv"})
"""They may be anything: one that is no bibliography is no failure."""


@dataclass(slots=True)
class Walked:
    """What a folder holds: bibliographies and PDFs in the order of their names.

    `perhaps` are files that may be bibliographies. `left_out` says in whole sentences what was not looked at.
    """

    bibliographies: list[Path] = field(default_factory=list)
    perhaps: list[Path] = field(default_factory=list)
    pdfs: list[Path] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many files are to be read."""
        return len(self.bibliographies) + len(self.perhaps) + len(self.pdfs)


def walk(folder: Path, cancelled: Callable[[], bool] = lambda: False) -> Walked:
    """Find what a folder holds. Hidden files, and links that lead to folders or out of it, are left alone."""
    walked, links, closed, deep, looked = Walked(), 0, 0, 0, 0
    root, waiting = folder.resolve(), [(folder, 0)]
    while waiting and not cancelled():
        place, depth = waiting.pop()
        folders: list[Path] = []
        try:
            entries = sorted(_visible(place), key=lambda entry: entry.name.casefold())
        except OSError:
            closed += 1
            continue
        for entry in entries:
            looked += 1
            path = Path(entry.path)
            if entry.is_symlink() and (path.is_dir() or not path.resolve().is_relative_to(root)):
                links += 1
            elif entry.is_dir():
                folders.append(path)
            elif entry.is_file():
                _take(path, walked)
        if looked > MAX_ENTRIES or walked.count > MAX_FILES:
            walked.left_out.append(f"It holds too much to be looked at whole; what comes after {place} was left out.")
            break
        if folders and depth == MAX_DEPTH:
            deep += len(folders)
        else:
            waiting += [(found, depth + 1) for found in reversed(folders)]
    for count, what in (
        (links, "that are links out of it or to folders"),
        (closed, "that may not be read"),
        (deep, f"more than {MAX_DEPTH} folders deep"),
    ):
        if count:
            walked.left_out.append(f"Left out: {count:,} {what}.")
    return walked


def _visible(folder: Path) -> Iterator["os.DirEntry[str]"]:
    with os.scandir(folder) as entries:
        for count, entry in enumerate(entries):
            if count > MAX_ENTRIES:
                return
            if not entry.name.startswith("."):
                yield entry


def _take(path: Path, walked: Walked) -> None:
    suffix = path.suffix.lower()
    if suffix == ".pdf":
        walked.pdfs.append(path)
    elif suffix in _BIBLIOGRAPHIES:
        walked.bibliographies.append(path)
    elif suffix in _PERHAPS:
        walked.perhaps.append(path)
