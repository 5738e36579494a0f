"""The keys by which papers are cited: made once, then kept, since documents cite by them."""

import re
from collections.abc import Callable, Container, Sequence
from itertools import count

from readinglist.domain.paper import Paper
from readinglist.exporting.citing.cite_key_pattern import DEFAULT_PATTERN, maker
from readinglist.library import citekeys
from readinglist.library.library import Library

PART = 1_000
"""Papers that are given keys at once; others write in between."""

_VALID = re.compile(r"[^\s\"#%'(),={}\\~]+")


def give(
    library: Library,
    ids: Sequence[int],
    pattern: str = DEFAULT_PATTERN,
    *,
    before_part: Callable[[int], None] = lambda done: None,
) -> None:
    """Give those of the papers that have no key one that no other paper in the library has.

    It is not a step of the history: a key is nothing that its reader decided, and undoing it would break what cites by
    it. `before_part` is told how many papers are done, and may raise to stop.

    Raises:
        UserError: `pattern` is none.
    """
    make = maker(pattern)
    for first in range(0, len(ids), PART):
        before_part(first)
        citekeys.give(library, ids[first : first + PART], lambda paper, taken: free(make(paper), taken))


def cite_keys(papers: Sequence[Paper]) -> list[str]:
    """The keys under which papers stand in one file, all different even where case is not told apart, in their order.

    A key that a paper has already is kept by the first paper that has it. Others are made by the default pattern, with
    a letter where two would be equal.
    """
    make = maker()
    keys: list[str] = []
    taken: set[str] = set()
    for paper in papers:
        is_free = bool(_VALID.fullmatch(paper.citekey)) and paper.citekey.lower() not in taken
        keys.append(paper.citekey if is_free else "")
        taken.add(keys[-1].lower())
    for place, paper in enumerate(papers):
        if not keys[place]:
            keys[place] = free(make(paper), taken)
            taken.add(keys[place].lower())
    return keys


def free(key: str, taken: Container[str]) -> str:
    """The key itself, or with the first letter behind it that makes it one of none; `taken` are in lower case."""
    if key.lower() not in taken:
        return key
    return next(found for number in count() if (found := key + _letters(number)).lower() not in taken)


def _letters(number: int) -> str:
    """Count in letters: a to z, then aa, ab and so on."""
    letters = ""
    while number >= 0:
        number, letter = divmod(number, 26)
        letters = chr(ord("a") + letter) + letters
        number -= 1
    return letters
