"""The entries of a BibTeX text: macros, concatenation and what can be saved of a broken entry.

The values are read here and not by bibtexparser, because a missing comma, an undefined macro or a cut-off end must not
cost the fields that are whole.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from readinglist.domain.bibtex import MONTHS
from readinglist.importing.bibtex.blocks import Broken, Macro, Whole, blocks

_SALVAGED_FIELD = re.compile(r"^[ \t]*,?[ \t]*([^\s\"#%'(),={}]+)[ \t]*=[ \t]*", re.MULTILINE)
_HEAD = re.compile(r"@(\w+)[ \t]*[{(](?:\s*([^\s,={}]*)\s*,)?")
_BRACE = re.compile(r"(?<!\\)[{}]")
_BRACE_OR_QUOTE = re.compile(r"(?<!\\)[{}\"]")
_WORD = re.compile(r"[^\s#{}\",=]+")
_NEXT_FIELD = re.compile(r"\s*([^\s\"#%'(),={}]+)\s*=\s*(?=[{\"\w])")
_MAX_VALUE = 1_000_000
"""Characters in a field: with more it is no text of a paper, and would hold up whatever shows or decodes it."""

_MAX_EXPANDED = 64_000_000
_ENDLESS = "its macros repeat one another without end"


class TooLargeError(Exception):
    """Macros that repeat one another make a value, or all of them, larger than any bibliography."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: type and field names in lower case, values as written but for their delimiters and macros.

    `repeated` holds what a field that comes twice says the second time; `damage` says, for the reader, why the entry
    could not be read whole, and `line` is where it starts, from 1.
    """

    type: str
    key: str
    line: int
    fields: dict[str, str] = field(default_factory=dict)
    repeated: dict[str, str] = field(default_factory=dict)
    damage: str = ""


def entries(text: str, watch: Callable[[int], None] = lambda position: None) -> Iterator[Entry]:
    """Read all entries, in their order, the broken ones with what could be saved of them.

    `watch` is told up to where the text has been read.
    """
    macros = _Macros()
    for block, position in blocks(text):
        watch(position)
        match block:
            case Whole():
                yield _filled(Entry(block.type, block.key, block.line), block.fields, macros)
            case Broken():
                yield _salvaged(block, macros)
            case Macro():
                try:
                    macros.define(block.name, block.value)
                except TooLargeError:
                    yield Entry("string", block.name, block.line, damage=_ENDLESS)


class _Macros:
    """The `@string` macros, those of the months among them, and the values that are written with them."""

    def __init__(self) -> None:
        self._texts = dict(zip(MONTHS, MONTHS, strict=True))
        self._expanded = 0

    def define(self, name: str, expression: str) -> None:
        [(_, text), *_] = self.fields(name, expression)
        self._texts[name.strip().lower()] = text

    def fields(self, name: str, expression: str) -> list[tuple[str, str]]:
        """Read the value of a field, and the fields behind it where the comma between them is missing.

        Raises TooLargeError.
        """
        if _is_one_group(expression):
            return [(name, expression[1:-1])]
        found: list[tuple[str, str]] = []
        parts: list[str] = []
        position = size = 0
        while position < len(expression):
            if parts and (following := _NEXT_FIELD.match(expression, position)):
                found.append((name, "".join(parts)))
                name, parts, position, size = following[1], [], following.end(), 0
                continue
            text, position = self._piece(expression, position, joined=bool(parts))
            parts.append(text)
            size += len(text)
            if size > _MAX_VALUE and len(parts) > 1:
                raise TooLargeError
        found.append((name, "".join(parts)))
        return found

    def _piece(self, expression: str, start: int, *, joined: bool) -> tuple[str, int]:
        """Read one piece of a value from `start`; pieces with no `#` between them are parted by a space."""
        position, gap = _next_piece(expression, start)
        separator = " " if joined and gap else ""
        if position >= len(expression):
            return "", position
        character = expression[position]
        if character in '{"':
            end = _closing(expression, position) if character == "{" else _closing_quote(expression, position)
            return separator + expression[position + 1 : end - 1], end
        if word := _WORD.match(expression, position):
            text = self._texts.get(word[0].lower(), word[0])
            self._expanded += len(text)
            if self._expanded > _MAX_EXPANDED:
                raise TooLargeError
            return separator + text, word.end()
        return separator + character, position + 1


def _next_piece(expression: str, start: int) -> tuple[int, bool]:
    """Where the next piece begins, and whether nothing but space stands before it."""
    rest = expression[start : start + 200]
    stripped = rest.lstrip(" \t\n#")
    return start + len(rest) - len(stripped), "#" not in rest[: len(rest) - len(stripped)]


def _is_one_group(expression: str) -> bool:
    """Whether an expression is one pair of braces with what it holds."""
    if not expression.startswith("{"):
        return False
    last = len(expression) - 1
    if expression.rfind("{") == 0 and expression.find("}") == last and expression[last - 1] != "\\":
        return True  # there are no other braces
    return _closing(expression, 0) == len(expression)


def _closing(text: str, start: int) -> int:
    """The place behind the brace that closes the one at `start`; the end of the text where there is none."""
    depth = 0
    for brace in _BRACE.finditer(text, start):
        depth += 1 if brace[0] == "{" else -1
        if depth == 0:
            return brace.end()
    return len(text) + 1


def _closing_quote(text: str, start: int) -> int:
    depth = 0
    for mark in _BRACE_OR_QUOTE.finditer(text, start + 1):
        if mark[0] == '"':
            if depth == 0:
                return mark.end()
        else:
            depth += 1 if mark[0] == "{" else -1
    return len(text) + 1


def _filled(entry: Entry, raw: Iterable[tuple[str, str]], macros: _Macros) -> Entry:
    """Give the entry its fields, from their names and unread values."""
    damage = ""
    try:
        for name, expression in raw:
            values = macros.fields(name, expression)
            _add(entry, [(name, text) for name, text in values if len(text) <= _MAX_VALUE])
            for name, text in values:
                if len(text) > _MAX_VALUE:
                    damage = f"its field “{name.strip()[:60]}” has {len(text):,} characters; a brace may be missing"
    except TooLargeError:
        damage = _ENDLESS
    return replace(entry, damage=entry.damage or damage) if damage else entry


def _add(entry: Entry, values: list[tuple[str, str]]) -> None:
    for name, text in values:
        key, value = name.strip().lower(), text.strip()
        if not entry.fields.get(key):
            entry.fields[key] = value
        elif value and value != entry.fields[key]:
            entry.repeated[key] = f"{entry.repeated[key]}\n{value}" if key in entry.repeated else value


def _salvaged(block: Broken, macros: _Macros) -> Entry:
    """Read the fields of a broken entry that start on a line of their own and whose values are whole."""
    if not (head := _HEAD.search(block.text)):
        return Entry("", "", block.line, damage=block.damage)
    body = "\n" + block.text[head.end() :]
    starts = list(_SALVAGED_FIELD.finditer(body))
    ends = [*(found.start() for found in starts), len(body)][1:]
    values = [(found[1], _whole(body[found.end() : end])) for found, end in zip(starts, ends, strict=True)]
    entry = Entry(head[1].lower(), head[2] or "", block.line, damage=block.damage)
    return _filled(entry, [(name, value) for name, value in values if value], macros)


def _whole(text: str) -> str:
    """The value that a text begins with, or nothing where it is not closed or something else is in its line."""
    if text.startswith(("{", '"')):
        end = _closing(text, 0) if text[0] == "{" else _closing_quote(text, 0)
    else:
        word = _WORD.match(text)
        end = word.end() if word else 0
    rest = text[end:].partition("\n")[0]
    return text[:end] if end <= len(text) and not rest.strip(" \t,})") else ""
