"""The blocks of a BibTeX text: entries, macros and what is broken, with their values not read yet.

bibtexparser tells the blocks apart and goes on after a broken one, at a third of a millisecond for an entry. Nearly all
entries of a large file are plain, and those are told by expressions that take a tenth of it. What these do not match is
bibtexparser's: a block that begins a line ends any other there, so that the pieces in between are read by themselves.
"""

import logging
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise

from bibtexparser.entrypoint import parse_string
from bibtexparser.exceptions import BlockAbortedException
from bibtexparser.model import Block, Entry, ImplicitComment, ParsingFailedBlock, String

_START = re.compile(r"@\w*[ \t]*(?=[{(])")
_LINE_START = re.compile(r"^[^\S\n]*@\w*[ \t]*(?=[{(])", re.MULTILINE)

# Possessive throughout, so that what does not match is given up in linear time.
_TEXT = r"[^{}\\\n@]++|\\++[^{}\\\n@]|\n\s*+(?!@)|@"
_BRACED = _TEXT
for _ in range(5):
    _BRACED = rf"\{{(?>{_TEXT}|{_BRACED})*+\}}"
_QUOTED_TEXT = _TEXT.replace("[^{}", '[^"{}', 1)
_QUOTED = rf'"(?>{_QUOTED_TEXT}|\{{(?>{_QUOTED_TEXT}|\{{(?>{_QUOTED_TEXT})*+\}})*+\}})*+"'
_PIECE = rf"(?>{_BRACED}|{_QUOTED}|[^\s{{}}\",=\\@#%()]++)"
_HEAD = re.compile(r'@(\w+)[ \t]*\{([^{}",=\\@]*+),')
_FIELD = re.compile(rf"\s*+([^\s{{}}\",=\\@#%()']++)\s*+=\s*+({_PIECE}(?>\s*+\#\s*+{_PIECE})*+)\s*+(?>,|(?=\}}))")
_END = re.compile(r"\s*+\}")

_NEXT = "@comment{}"
"""Stands for the block that follows a piece, so that a broken one is seen to end there."""

_NO_ENTRIES = ("comment", "preamble", "string")
_TOGETHER = 100_000
"""Characters that bibtexparser is given at once, or the one block that has more."""

_MOST_MARKS = 1_000_000
_MARKS = '{}",='
_MOST_BROKEN = 20_000
"""With more, a text is no bibliography, and to look for the end of each broken block takes too long."""


@dataclass(frozen=True, slots=True)
class Whole:
    """An entry that could be read to its end: its fields are names and values as they are written."""

    type: str
    key: str
    line: int
    fields: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Macro:
    """A `@string`, with its value as it is written."""

    name: str
    value: str
    line: int


@dataclass(frozen=True, slots=True)
class Broken:
    """A block without its end: all its text, and what is wrong with it in words."""

    text: str
    line: int
    damage: str


def blocks(text: str) -> Iterator[tuple[Whole | Macro | Broken, int]]:
    """The blocks in their order, lines counted from 1, each with the place up to which the text has been read."""
    line, counted, position, broken = 1, 0, 0, 0
    others: list[int] = []  # where the blocks begin that are bibtexparser's
    while found := _START.search(text, position):
        start = found.start()
        if whole := _whole(text, start):
            others, apart = [], others
        else:
            others.append(start)
            following = _LINE_START.search(text, found.end())
            position = text.index("@", following.start()) if following else len(text)
            if following and position - others[0] < _TOGETHER:
                continue
            others, apart, start = [], others, position
        if apart:
            line += text.count("\n", counted, apart[0])
            counted = apart[0]
            for block in _told(text[counted:start] + (_NEXT if start < len(text) else ""), line):
                broken += isinstance(block, Broken)
                yield block, start
            if broken > _MOST_BROKEN:
                yield Broken("", line, f"from here on more than {_MOST_BROKEN:,} others are"), start
                return
        if whole:
            kind, key, fields, position = whole
            line += text.count("\n", counted, start)
            counted = start
            yield Whole(kind, key, line, fields), position


def _whole(text: str, start: int) -> tuple[str, str, list[tuple[str, str]], int] | None:
    """The type, key and fields of the plain entry that begins here, and where it ends; None where none does."""
    head = _HEAD.match(text, start)
    if not head or (kind := head[1].lower()).startswith(_NO_ENTRIES):
        return None
    position = head.end()
    fields = []
    while field := _FIELD.match(text, position):
        fields.append((field[1], field[2]))
        position = field.end()
    end = _END.match(text, position)
    return (kind, head[2].strip(), fields, end.end()) if end else None


def _told(text: str, line: int) -> Iterator[Whole | Macro | Broken]:
    """The blocks of a text that begins at a line, as bibtexparser tells them apart."""
    if sum(map(text.count, _MARKS)) > _MOST_MARKS:
        yield Broken("", line, f"it holds more than {_MOST_MARKS:,} braces, commas and the like; one may be missing")
        return
    if text.count("@") > _MOST_BROKEN:
        yield Broken("", line, f"more than {_MOST_BROKEN:,} others begin before it ends")
        return
    with _silent_parser():
        found = parse_string(text, parse_stack=[]).blocks
    texts = _Texts(text, found)
    for block in found:
        whole = block.ignore_error_block if isinstance(block, ParsingFailedBlock) else block
        at = line + (block.start_line or 0)
        if isinstance(block, ParsingFailedBlock) and whole is None:
            yield Broken(texts.of(block), at, _damage(block))
        elif isinstance(whole, String):
            yield Macro(whole.key, whole.value, at)
        elif isinstance(whole, Entry):
            yield Whole(whole.entry_type, whole.key, at, [(field.key, field.value) for field in whole.fields])


@contextmanager
def _silent_parser() -> Iterator[None]:
    """Keep bibtexparser from logging each broken block: they are told to the reader as failures."""

    def is_grave(record: logging.LogRecord) -> bool:
        return record.levelno >= logging.ERROR

    logger = logging.getLogger("bibtexparser.splitter")
    logger.addFilter(is_grave)
    try:
        yield
    finally:
        logger.removeFilter(is_grave)


class _Texts:
    """The whole text of each block: the lines from its own to the next block's.

    Of blocks that share a line, each has only what the parser went through before it gave up.
    """

    def __init__(self, text: str, blocks: list[Block]) -> None:
        self._starts = Counter(block.start_line or 0 for block in blocks if not isinstance(block, ImplicitComment))
        self._next = dict(pairwise([*self._starts, None]))
        self._lines = text.split("\n") if any(isinstance(block, ParsingFailedBlock) for block in blocks) else []

    def of(self, block: Block) -> str:
        start = block.start_line or 0
        if self._starts[start] > 1:
            return block.raw or ""
        return "\n".join(self._lines[start : self._next[start]])


def _damage(block: ParsingFailedBlock) -> str:
    error = block.error
    reason = error.abort_reason if isinstance(error, BlockAbortedException) else ""
    if "end of file" in reason:
        return "the text ends before its closing brace"
    if "block start" in reason or "found `@" in reason:
        return "the next entry begins before its closing brace"
    if "after entry key" in reason and reason.startswith("Expected comma"):
        return "it has no key, or no comma behind it"
    return "a field of it has no equals sign, or a value has a brace or quotation mark too many"
