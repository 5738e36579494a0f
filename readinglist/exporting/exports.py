"""From papers in the library to one text in a format: what `export`, the clipboard and live files have in common."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from readinglist.domain.reading import PaperDetails
from readinglist.errors import UserError
from readinglist.exporting.citing import cite_keys
from readinglist.exporting.citing.cite_key_pattern import DEFAULT_PATTERN
from readinglist.exporting.formats import BY_NAME, Format
from readinglist.exporting.profile import Profile
from readinglist.library import reads
from readinglist.library.library import Library

PART = 1_000


@dataclass(frozen=True, slots=True)
class Manner:
    """How papers are written: a format by its name, a profile, and the pattern by which papers without keys get them.

    It is checked where it is made: raises UserError for a format that is not known or has no place for the profile.
    """

    format: str = "bibtex"
    profile: Profile = Profile.CITING
    pattern: str = DEFAULT_PATTERN

    def __post_init__(self) -> None:
        if self.format not in BY_NAME:
            raise UserError(f"There is no format {self.format!r}.", f"It is one of {', '.join(BY_NAME)}.")
        if self.profile is Profile.MOVING and self.known.move is None:
            self.known.write([], self.profile)

    @property
    def known(self) -> Format:
        """The format itself."""
        return BY_NAME[self.format]


def text_of(
    library: Library, ids: Sequence[int], manner: Manner, *, before_part: Callable[[int], None] = lambda done: None
) -> tuple[str, int]:
    """The papers as one text, in their order, and how many they are; those that are gone are missing.

    Papers without a cite key are given one where the format writes it. `before_part` is told how many papers are read,
    and may raise to stop.
    """
    if manner.known.has_keys:
        cite_keys.give(library, ids, manner.pattern, before_part=lambda done: before_part(0))
    papers: list[PaperDetails] = []
    for first in range(0, len(ids), PART):
        before_part(first)
        with library.read() as session:
            papers += reads.details(session, ids[first : first + PART])
    before_part(len(ids))
    return manner.known.write(papers, manner.profile), len(papers)
