"""Papers that are like another one, and papers to read next, each with its reasons."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Related:
    """A paper that is like another: how much, from 0 to 1, and what both speak of, the most telling first."""

    id: int
    title: str
    likeness: float
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RelatedPapers:
    """The papers that are like one, the nearest first.

    `behind` is how many papers of the library are not looked at yet; while there are many, nothing is told.
    """

    papers: tuple[Related, ...] = ()
    behind: int = 0


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A paper to read: how much nearer it is to the taste than usual, what it shares with it, and what it is like.

    `like` is the liked paper that is nearest to it.
    """

    id: int
    score: float
    terms: tuple[str, ...]
    like: int
    like_title: str


@dataclass(frozen=True, slots=True)
class ReadNext:
    """What to read next, the best first.

    `behind` is as with `RelatedPapers`; `rated` is how many papers have stars or are favourites, counted as far as is
    needed.
    """

    papers: tuple[Suggestion, ...] = ()
    behind: int = 0
    rated: int = 0
