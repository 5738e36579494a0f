"""Hard-wrapped text put back in one line."""

import re
from collections.abc import Sequence
from itertools import pairwise

_MAX_WRAPPED = 200
"""No hard-wrapped line is longer; a block with a longer line holds one text a line."""

_HYPHENATED = re.compile(r"(?P<word>\w+)-$")
_NEXT_WORD = re.compile(r"(?P<word>\w+)(?P<part>-?)")
_OPEN_LINK = re.compile(r"(?:#{1,6}\s+|[*+-]\s+)?\[[^\[\]]*")
_LINK_END = re.compile(r"^[^\]]*\](?:\(\S+\)|\[[^\[\]]{0,40}\])$")
_WHOLE = re.compile(r"\s")
_PIECE = re.compile(r"(?<=\w-)\b|\s")
_MAX_TITLE_LINES = 6
_MIN_ABSTRACT = 160
_MAX_LINK_LINES = 10
_SUSPENDED = frozenset({"and", "or", "to", "und", "oder", "et", "ou", "y", "o"})
"""After these a hyphen stands for a part left out: "pre- and post-training"."""


def is_wrapped(lines: Sequence[str]) -> bool:
    """Whether the lines of one block are short enough to be one text, wrapped."""
    return all(len(line) <= _MAX_WRAPPED or line.count(" ") < 5 for line in lines)


def join_links(lines: Sequence[str]) -> list[str]:
    """Put a Markdown link whose text was wrapped into its first line; the lines it leaves are blank."""
    result = list(lines)
    for index, line in enumerate(lines):
        if not _OPEN_LINK.fullmatch(line[:_MAX_WRAPPED]):
            continue
        for end in range(index + 1, min(index + _MAX_LINK_LINES, len(lines))):
            if not lines[end] or "[" in lines[end].partition("]")[0]:
                break
            if "]" in lines[end]:
                if _LINK_END.search(lines[end]):
                    result[index : end + 1] = [unwrap(lines[index : end + 1]), *[""] * (end - index)]
                break
    return result


def unwrap(lines: Sequence[str]) -> str:
    """Join the lines of one text. One line alone is left as it is; of several, runs of blanks become one.

    A hyphen at the end of a line is kept and its word joined, since most programs break at hyphens that are there
    already; it goes where the text itself writes the word without one.
    """
    if len(lines) == 1:
        return lines[0]
    parts = [" ".join(line.split()) for line in lines]
    words: frozenset[str] | None = None
    joined = [parts[0]]
    for part in parts[1:]:
        last, following = _HYPHENATED.search(joined[-1][-80:]), _NEXT_WORD.match(part)
        if not last or not following or (following["word"].lower() in _SUSPENDED and not following["part"]):
            joined += (" ", part)
            continue
        if words is None:
            words = frozenset(re.findall(r"\w+(?:-\w+)?", " ".join(parts).lower()))
        left, right = last["word"].lower(), following["word"].lower()
        if left + right in words and f"{left}-{right}" not in words:
            joined[-1] = joined[-1][:-1]
        joined.append(part)
    return "".join(joined)


def split_title(lines: Sequence[str]) -> int:
    """Find how many lines at the head of a wrapped block are a title of their own; 0 = none.

    A line that had room for the next word was not broken by wrapping: if it stands near the beginning and without a
    stop at its end, the title ends there.
    """
    width = max(map(len, lines), default=0)
    piece = _PIECE if any(_HYPHENATED.search(line[-80:]) for line in lines) else _WHOLE
    for index, (line, following) in enumerate(pairwise(lines[:_MAX_TITLE_LINES])):
        first = piece.split(following, maxsplit=1)[0]
        if len(line) + 1 + len(first) <= width and not following[0].islower() and line[-1] not in ".,;:-":
            return index + 1 if sum(map(len, lines[index + 1 :])) >= _MIN_ABSTRACT else 0
    return 0
