"""The keys by which papers are cited."""

import re
from collections.abc import Sequence
from itertools import count

from readinglist.domain.normalise import title_key
from readinglist.domain.paper import Paper

_VALID = re.compile(r"[^\s\"#%'(),={}\\~]+")
_EMPTY_WORDS = frozenset(
    "a an the on of in for and or to with from by at as is are be do does how what why when can towards toward via"
    " der die das ein eine le la les un une el los las".split()
)


def cite_keys(papers: Sequence[Paper]) -> list[str]:
    """Give each paper its key, all different even where case is not told apart, in the order of the papers.

    A key that a paper has already is kept by the first paper that has it. Others are made of the first author's
    family name, the year and the first telling word of the title, "vaswani2017attention", with a letter where two
    would be equal.
    """
    keys: list[str] = []
    taken: set[str] = set()
    for paper in papers:
        is_free = bool(_VALID.fullmatch(paper.citekey)) and paper.citekey.lower() not in taken
        keys.append(paper.citekey if is_free else "")
        taken.add(keys[-1].lower())
    for place, paper in enumerate(papers):
        if not keys[place]:
            keys[place] = _free(_made(paper), taken)
            taken.add(keys[place])
    return keys


def _made(paper: Paper) -> str:
    people = paper.authors or paper.editors
    name = _plain(people[0].short).replace(" ", "") if people else ""
    words = _plain(paper.title).split()
    word = next((word for word in words if word not in _EMPTY_WORDS), "")
    return f"{name}{paper.year or ''}{word}" or "paper"


def _plain(text: str) -> str:
    return title_key(text).encode("ascii", "ignore").decode()


def _free(key: str, taken: set[str]) -> str:
    if key not in taken:
        return key
    return next(found for number in count() if (found := key + _letters(number)) not in taken)


def _letters(number: int) -> str:
    """Count in letters: a to z, then aa, ab and so on."""
    letters = ""
    while number >= 0:
        number, letter = divmod(number, 26)
        letters = chr(ord("a") + letter) + letters
        number -= 1
    return letters
