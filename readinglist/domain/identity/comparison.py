"""Two papers side by side: what each says of the same thing, and in which words they differ."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import chain

from readinglist.domain.days import day_in_words
from readinglist.domain.normalise import title_key
from readinglist.domain.paper import Paper
from readinglist.domain.reading import PaperDetails
from readinglist.domain.text import count_of

LONGEST = 4_000
"""Characters of a text that are compared word by word; what is longer is marked as a whole."""

_WORD = re.compile(r"\w+|\S")

Span = tuple[int, int]
"""Start and end (not included) of a part of a text."""


@dataclass(frozen=True, slots=True)
class ComparedFact:
    """What two papers say of one thing; the spans are the parts in which two texts differ. Empty = not told."""

    label: str
    left: str
    right: str
    left_spans: tuple[Span, ...] = ()
    right_spans: tuple[Span, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether both tell it, and not the same."""
        return bool(self.left_spans or self.right_spans)


def compare(left: Paper, right: Paper) -> list[ComparedFact]:
    """What two papers say, thing by thing; what neither tells is left out."""
    return _compared(_facts(left), _facts(right))


def compare_stored(left: PaperDetails, right: PaperDetails) -> list[ComparedFact]:
    """The same for two stored papers, first with what the reader said of them."""
    return _compared(
        [*_state(left), *_facts(left.paper), *_possessions(left)],
        [*_state(right), *_facts(right.paper), *_possessions(right)],
    )


def _facts(paper: Paper) -> list[tuple[str, str]]:
    place = (paper.venue, *(f"{word} {told}" for word, told in _in_issue(paper) if told))
    return [
        ("Title", paper.title),
        ("Authors", "; ".join(person.full for person in paper.authors)),
        ("Date", paper.date),
        ("Published in", ", ".join(filter(None, place))),
        ("DOI", paper.doi),
        ("arXiv id", paper.arxiv_id),
        ("Publisher", paper.publisher),
        ("Links", "\n".join((*paper.urls, *paper.code_urls))),
        ("Abstract", paper.abstract),
    ]


def _in_issue(paper: Paper) -> Sequence[tuple[str, str]]:
    return (("volume", paper.volume), ("issue", paper.issue), ("pages", paper.pages))


def _state(paper: PaperDetails) -> list[tuple[str, str]]:
    stars = count_of(paper.rating, "star") if paper.rating else ""
    heart = "favourite" if paper.starred else ""
    return [("Status", ", ".join(filter(None, (paper.status.label, stars, heart)))), ("Tags", ", ".join(paper.tags))]


def _possessions(paper: PaperDetails) -> list[tuple[str, str]]:
    return [
        ("Note", paper.note),
        ("Files", "\n".join(path.rpartition("/")[2] for path in paper.files)),
        ("Added", day_in_words(paper.added)),
        ("From", "\n".join(dict.fromkeys(origin.source for origin in paper.origins))),
    ]


def _compared(left: Sequence[tuple[str, str]], right: Sequence[tuple[str, str]]) -> list[ComparedFact]:
    return [
        ComparedFact(label, mine, theirs, *_differences(mine, theirs))
        for (label, mine), (_, theirs) in zip(left, right, strict=True)
        if mine or theirs
    ]


def _differences(left: str, right: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """The parts of two texts that are not in the other one, as whole words; case and accents make no difference."""
    if not left or not right or title_key(left) == title_key(right) != "":
        return (), ()
    if max(len(left), len(right)) > LONGEST:
        return ((0, len(left)),), ((0, len(right)),)
    mine, theirs = list(_WORD.finditer(left)), list(_WORD.finditer(right))
    matcher = SequenceMatcher(None, [_folded(word[0]) for word in mine], [_folded(word[0]) for word in theirs], False)
    changes = [change for change in matcher.get_opcodes() if change[0] != "equal"]
    return (
        tuple(chain.from_iterable(_span(mine, first, last) for _, first, last, _, _ in changes)),
        tuple(chain.from_iterable(_span(theirs, first, last) for _, _, _, first, last in changes)),
    )


def _folded(word: str) -> str:
    return title_key(word) or word


def _span(words: Sequence[re.Match[str]], first: int, last: int) -> list[Span]:
    return [(words[first].start(), words[last - 1].end())] if first < last else []
