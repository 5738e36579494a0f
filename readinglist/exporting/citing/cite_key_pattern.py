"""How a cite key is made from what is known of a paper: a pattern in a small language of our own.

A pattern is text with fields in braces: `{author}{year}{title}`, the default, gives "vaswani2017attention".

- `{author}` is the first author's family name; `{author:3}` those of the first three.
- `{year}` is the year; `{year:2}` its last two digits.
- `{title}` is the first telling word of the title; `{title:3}` the first three.
- A field written with a capital gives its words with capitals: `{Author}{year}{Title:2}` is "Vaswani2017AttentionAll".

What is not known is left out. Keys are ASCII: letters lose their accents, and those that have no ASCII are dropped.
"""

import re
from collections.abc import Callable

from readinglist.domain.normalise import title_key
from readinglist.domain.paper import Paper
from readinglist.errors import UserError

DEFAULT_PATTERN = "{author}{year}{title}"
NAMELESS = "paper"
"""The key of a paper of which nothing is known that could make one."""

_PIECE = re.compile(r"\{(author|year|title|Author|Title)(?::([1-9]))?\}|([A-Za-z0-9:._/+-]+)")
_EMPTY_WORDS = frozenset(
    "a an the on of in for and or to with from by at as is are be do does how what why when can towards toward via"
    " der die das ein eine le la les un une el los las".split()
)

Maker = Callable[[Paper], str]


def maker(pattern: str = DEFAULT_PATTERN) -> Maker:
    """What makes a paper's key by a pattern, before it is told apart from others.

    Raises:
        UserError: It is no pattern, or has no field.
    """
    pieces = list(_PIECE.finditer(pattern))
    if "".join(piece[0] for piece in pieces) != pattern or not any(piece[1] for piece in pieces):
        raise UserError(
            f"The pattern of cite keys, “{pattern}”, cannot be used.",
            "It is made of {author}, {year} and {title}, with letters, digits and :._/+- between them.",
        )

    def key(paper: Paper) -> str:
        values = [_value(paper, piece[1], int(piece[2] or 0)) if piece[1] else piece[3] for piece in pieces]
        known = any(value for value, piece in zip(values, pieces, strict=True) if piece[1])
        return "".join(values) if known else NAMELESS

    return key


def _value(paper: Paper, field: str, number: int) -> str:
    if field == "year":
        year = str(paper.year or "")
        return year[-number:] if number else year
    if field.lower() == "author":
        people = (paper.authors or paper.editors)[: number or 1]
        words = [_plain(person.short) for person in people]
    else:
        words = [word for word in _plain(paper.title).split() if word not in _EMPTY_WORDS][: number or 1]
    return "".join(word.title() if field[0].isupper() else word for word in words).replace(" ", "")


def _plain(text: str) -> str:
    return title_key(text).encode("ascii", "ignore").decode()
