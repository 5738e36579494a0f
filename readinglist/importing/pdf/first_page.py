"""What the look of a first page tells: which lines are the title, and the authors where their line is plain."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import takewhile

from readinglist.domain.paper import Person
from readinglist.importing.bibtex.names import persons
from readinglist.importing.pdf.document import Line

_UPPER_PART = 0.62
_STANDS_OUT = 1.12
_EVEN = 0.04
_LONGEST = 400
_MOST_LINES = 6
_HEAD_LINES = 25
_ABSTRACT = re.compile(r"(?:abstract|summary|keywords|(?:1|I)?\.?\s*introduction)\b", re.IGNORECASE)
_MASTHEAD = re.compile(
    r"(?:the )?(?:[\w&-]+ ){0,4}(?:journal|transactions|proceedings|annals|archives|bulletin) (?:of|on|for|in)\b.*"
    r"|(?:ieee|acm|springer|elsevier|science|cell|nature(?: \w+)?|plos \w+|arxiv|biorxiv|medrxiv|hal|ssrn)(?: .*\d.*)?"
    r"|(?:(?:original|research|review|short|invited|open) ?)*(?:articles?|papers?|letters?|access|reports?|preprint)"
    r"|(?:abstract|introduction|contents|keywords|summary|references|technical report)"
    r"|(?:contents lists available|vol(?:ume|\.)? *\d|issn|doi\b|https?:|www\.|received|published|copyright|©).*",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r"\b(?:universit|institut|department|dept|school|college|laborator|labs?\b|center|centre|inc\b|corp|research|abstract"
    r"|google|microsoft|meta\b|facebook|openai|deepmind|academy|faculty|hospital|group|team|city|street|road|january"
    r"|february|march\b|april\b|june\b|july\b|august\b|september|october|november|december)|[\d@{}()\[\]:/]",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?:[^\W\d_][^\W\d_.'’-]*[.'’-]?[ -]?)+")
_BETWEEN = re.compile(r"\s*(?:,\s*and\s+|,|;|\s+and\s+|\s+&\s+|·|•)\s*", re.IGNORECASE)
_MARKS = re.compile(r"[*†‡§¶∗⋆,\s]+$")


def title_lines(lines: Sequence[Line]) -> list[Line]:
    """The lines that are set largest in the upper part of a page, if they stand out and read as a title; else none."""
    if not lines:
        return []
    body = _body_size(lines)
    telling = [
        block
        for block in _blocks(lines)
        if block[0].top < _UPPER_PART and block[0].size >= body * _STANDS_OUT and _is_title(block)
    ]
    return max(telling, key=lambda block: (round(block[0].size), -block[0].top), default=[])


def authors_below(lines: Sequence[Line], title: Sequence[Line]) -> tuple[Person, ...]:
    """The names in the lines right under a title; none where other such lines follow among those of affiliations."""
    below = list(lines)[lines.index(title[-1]) + 1 :] if title else []
    named = [_names(line.text) for line in below[:_MOST_LINES]]
    together = list(takewhile(bool, named))
    if not together:
        return ()
    rest = takewhile(lambda line: not _ABSTRACT.match(line.text), below[len(together) : len(together) + _HEAD_LINES])
    if any(line.size == below[0].size and _names(line.text) for line in rest):
        return ()
    return persons(" and ".join(name for names in together for name in names))


def _blocks(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines in blocks of one size each."""
    block: list[Line] = []
    for line in lines:
        if block and abs(line.size - block[-1].size) > _EVEN * line.size:
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _body_size(lines: Sequence[Line]) -> float:
    """The size that most letters have."""
    letters: Counter[float] = Counter()
    for line in lines:
        letters[line.size] += len(line.text)
    return letters.most_common(1)[0][0]


def _is_title(block: Sequence[Line]) -> bool:
    text = " ".join(line.text for line in block)
    letters = sum(letter.isalpha() for letter in text)
    if len(block) > _MOST_LINES or len(text) > _LONGEST or letters < max(6, len(text) // 2):
        return False
    return (" " in text or not text.isascii()) and not _MASTHEAD.fullmatch(text)


def _names(line: str) -> list[str]:
    """The names in a line that holds nothing else."""
    if _NO_NAME.search(line):
        return []
    names = [_MARKS.sub("", name) for name in _BETWEEN.split(line.strip().rstrip(","))]
    return names if all(_is_name(name) for name in names) else []


def _is_name(name: str) -> bool:
    words = name.split()
    if not 2 <= len(words) <= 5 or not _NAME.fullmatch(name):
        return False
    return words[0][0].isupper() and words[-1][0].isupper()
