"""Tables of Lua, as programs save their settings in them, read without running anything.

Understood is what KOReader's `dump` writes: `return { ["key"] = value, [1] = value, name = value, value }`, whose
values are tables, strings, numbers, `true`, `false` and `nil`. Source: the Lua 5.1 reference manual, 2.1 and 2.5.7.
"""

import re
from collections.abc import Mapping

Value = str | int | float | bool | None | Mapping[str, "Value"]

MAX_DEPTH = 30
"""Tables within one another; KOReader writes some five."""

MAX_VALUES = 1_000_000
"""Values in one file."""

_BLANK = re.compile(r"(?:\s+|--\[(=*)\[.*?\]\1\]|--(?!\[=*\[)[^\n]*)*", re.DOTALL)
_NUMBER = re.compile(r"-?(?:0[xX][0-9a-fA-F]{1,16}|\d{1,20}(?:\.\d{0,20})?(?:[eE][+-]?\d{1,3})?)", re.ASCII)
_NAME = re.compile(r"[A-Za-z_]\w*", re.ASCII)
_LONG = re.compile(r"\[(=*)\[\n?(.*?)\]\1\]", re.DOTALL)
_SIMPLE = re.compile(r"[^\\\"'\n]+")
_ESCAPE = re.compile(r"\\(?:(\d{1,3})|(\n)|(.))", re.ASCII | re.DOTALL)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "a": "", "b": "", "f": "", "v": "", "\\": "\\", '"': '"', "'": "'"}
_WORDS: Mapping[str, Value] = {"true": True, "false": False, "nil": None}


class LuaError(Exception):
    """The text is no saved table: `at` is where it cannot be read further."""

    def __init__(self, message: str, at: int) -> None:
        super().__init__(message)
        self.at = at


def table(text: str) -> Mapping[str, Value]:
    """The table that a file returns; keys that are numbers are texts of digits, and a list has "1", "2", ....

    Raises LuaError for what is none.
    """
    reader = _Reader(text)
    reader.blank()
    reader.expect("return")
    reader.blank()
    value = reader.table(0)
    reader.blank()
    if reader.at < len(text):
        raise LuaError("something stands behind the table", reader.at)
    return value


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self._values = 0

    def blank(self) -> None:
        """Pass over white space and comments."""
        if found := _BLANK.match(self.text, self.at):
            self.at = found.end()

    def expect(self, mark: str) -> None:
        """Pass over a mark that must stand here."""
        if not self.text.startswith(mark, self.at):
            raise LuaError(f"“{mark}” is missing", self.at)
        self.at += len(mark)

    def table(self, depth: int) -> dict[str, Value]:
        """Read the table that begins here."""
        if depth == MAX_DEPTH:
            raise LuaError("tables are nested too deeply", self.at)
        self.expect("{")
        found: dict[str, Value] = {}
        listed = 0
        while True:
            self.blank()
            if self.text.startswith("}", self.at):
                self.at += 1
                return found
            key = self._key()
            if not key:
                listed += 1
                key = str(listed)
            found[key] = self._value(depth)
            self.blank()
            if self.text[self.at : self.at + 1] in (",", ";"):
                self.at += 1
            elif not self.text.startswith("}", self.at):
                raise LuaError("a comma is missing", self.at)

    def _key(self) -> str:
        """Read a key and the sign behind it; empty where a value stands alone."""
        start = self.at
        if self.text.startswith("[", self.at) and not _LONG.match(self.text, self.at):
            self.at += 1
            self.blank()
            key = self._scalar()
            self.blank()
            self.expect("]")
        elif name := _NAME.match(self.text, self.at):
            key = name[0]
            self.at = name.end()
        else:
            return ""
        self.blank()
        if self.text.startswith("=", self.at) and not self.text.startswith("==", self.at):
            self.at += 1
            self.blank()
            return str(key)
        self.at = start
        return ""

    def _value(self, depth: int) -> Value:
        self._values += 1
        if self._values > MAX_VALUES:
            raise LuaError(f"there are more than {MAX_VALUES:,} values", self.at)
        return self.table(depth + 1) if self.text.startswith("{", self.at) else self._scalar()

    def _scalar(self) -> str | int | float | bool | None:
        first = self.text[self.at : self.at + 1]
        if first in ('"', "'") and first:
            return self._string(first)
        if long := _LONG.match(self.text, self.at):
            self.at = long.end()
            return long[2]
        if written := _NUMBER.match(self.text, self.at):
            self.at = written.end()
            return _number(written[0])
        word = _NAME.match(self.text, self.at)
        if word and word[0] in _WORDS:
            self.at = word.end()
            value = _WORDS[word[0]]
            return value if value is None or isinstance(value, bool) else None
        raise LuaError("this is no value of a saved table", self.at)

    def _string(self, quote: str) -> str:
        self.at += 1
        parts: list[bytes] = []
        while True:
            if plain := _SIMPLE.match(self.text, self.at):
                parts.append(plain[0].encode("utf-8", "replace"))
                self.at = plain.end()
            mark = self.text[self.at : self.at + 1]
            if mark == quote:
                self.at += 1
                return b"".join(parts).decode("utf-8", "replace")
            if mark in ('"', "'") and mark:
                parts.append(mark.encode())
                self.at += 1
            elif escape := _ESCAPE.match(self.text, self.at):
                parts.append(_unescaped(escape))
                self.at = escape.end()
            else:
                raise LuaError("a text does not end", self.at)


def _unescaped(escape: re.Match[str]) -> bytes:
    """One escape: by the number of a byte, so that several may make one character; a line's end; a letter."""
    if escape[1]:
        return bytes([int(escape[1])]) if int(escape[1]) < 256 else b"?"
    return b"\n" if escape[2] else _ESCAPES.get(escape[3], escape[3]).encode("utf-8", "replace")


def _number(written: str) -> int | float:
    if "x" in written.lower():
        return int(written, 16)
    return float(written) if set(written) & set(".eE") else int(written)
