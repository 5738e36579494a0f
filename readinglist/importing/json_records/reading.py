"""JSON from outside, read in bounds: each record with its line, and what a record holds taken as what it should be.

The records of one text are the elements of its list, the values that follow one another (JSON Lines), or what stands
in an envelope, `{"status": "ok", "message": {"items": [...]}}`. They are decoded one by one, so that of a text that
was cut the whole records are read and the line of the cut is told.
"""

import json
import math
import re
from collections.abc import Callable, Collection, Generator, Iterator, Mapping
from dataclasses import dataclass

from readinglist.domain.paper import Paper
from readinglist.domain.reading import ReaderState
from readinglist.importing.source import Draft, Failure, Parsed, Source

Json = Mapping[str, object]
"""One JSON object."""

_Held = Generator[tuple[object, int], None, int]
"""Values with their places; returns the place behind the last."""

MAX_DEPTH = 50
"""Levels of nesting in a record; real ones have fewer than ten."""

_MAX_RECORDS = 300_000
_MAX_COMMAS = 12_000_000
_MAX_DIGITS = 18
_BLANK = re.compile(r"[ \t\n\r\ufeff]*")
_AGAIN = "Save or export it again, and import that."


@dataclass(frozen=True, slots=True)
class Record:
    """One value of a text: `line` is where it starts, from 1."""

    value: object
    line: int


@dataclass(frozen=True, slots=True)
class Broken:
    """Where a text stops to be JSON that can be read, and why."""

    message: str
    line: int


class _UnreadableError(Exception):
    """What cannot be decoded, with its place in the text."""

    def __init__(self, message: str, at: int) -> None:
        super().__init__(message)
        self.at = at


def parse_records(
    source: Source,
    format_name: str,
    is_envelope: Callable[[str], bool],
    draft: Callable[[Json, int], Draft | str],
) -> Parsed:
    """Read a source record by record.

    `is_envelope` tells by its key which member of an object holds records; `draft` gives the draft of one object and
    its line, or in words why it gives none. Never raises.
    """
    drafts: list[Draft] = []
    failures: list[Failure] = []
    lines = source.text.count("\n") + 1
    for record in records(source.text, is_envelope):
        source.watch(len(source.text) * record.line // lines)
        if isinstance(record, Broken):
            said: Draft | str = record.message
        elif isinstance(record.value, dict):
            said = draft(record.value, record.line)
        else:
            said = _no_object(record.value)
        if isinstance(said, Draft):
            drafts.append(said)
        else:
            failures.append(Failure(source.name, record.line, said))
    if not drafts and not failures:
        failures.append(Failure(source.name, 0, f"There is no record of a paper in it. {_AGAIN}"))
    return Parsed(tuple(drafts), tuple(failures), format_name)


def _no_object(value: object) -> str:
    if isinstance(value, str) and value.startswith("{'"):
        return "This is a record as a program prints it for itself, not JSON. Fetch it again from where it came."
    return f"“{as_text(value)[:60]}” is no record of a paper. {_AGAIN}"


def drafted(paper: Paper | None, line: int, state: ReaderState | None = None) -> Draft | str:
    """The draft of a paper, or why there is none."""
    if paper is None:
        return "This record has no title. Give it one and import again."
    return Draft(paper, line, state) if state else Draft(paper, line)


def records(text: str, is_envelope: Callable[[str], bool]) -> Iterator[Record | Broken]:
    """Give the records of a text in order, and last where it cannot be read on."""
    if text.count(",") > _MAX_COMMAS:
        yield Broken("This is too large for a list of papers. Split it into parts.", 1)
        return
    counted, line = 0, 1
    try:
        for number, (value, at) in enumerate(_values(text, is_envelope)):
            if number == _MAX_RECORDS:
                raise _UnreadableError(f"These are more than {_MAX_RECORDS:,} records. Split them into parts", at)
            line += text.count("\n", counted, at)
            counted = at
            if _is_deep(value):
                yield Broken(f"This record is nested too deeply. {_AGAIN}", line)
            else:
                yield Record(value, line)
    except _UnreadableError as error:
        yield Broken(f"{error}. {_AGAIN}", text.count("\n", 0, error.at) + 1)


def _values(text: str, is_envelope: Callable[[str], bool]) -> Iterator[tuple[object, int]]:
    """The records with their places: those of each value that stands at the top of the text."""
    at = _after_blank(text, 0)
    while at < len(text):
        at = _after_blank(text, (yield from _held(text, at, is_envelope)))


def _held(text: str, at: int, is_envelope: Callable[[str], bool]) -> _Held:
    """The records of the value at a place; returns the place behind it."""
    if text.startswith("[", at):
        return (yield from _elements(text, at))
    if text.startswith("{", at):
        return (yield from _object(text, at, is_envelope, MAX_DEPTH))
    value, end = _decoded(text, at)
    yield value, at
    return end


def _elements(text: str, start: int) -> _Held:
    at = _after_blank(text, start + 1)
    if text.startswith("]", at):
        return at + 1
    while True:
        value, end = _decoded(text, at)
        yield value, at
        at = _after_blank(text, end)
        if text.startswith("]", at):
            return at + 1
        at = _after(text, ",", at)


def _object(text: str, start: int, is_envelope: Callable[[str], bool], depth: int) -> _Held:
    """What the envelopes in an object hold, or the object itself where there is none."""
    members: dict[str, object] = {}
    opened = False
    at = _after_blank(text, start + 1)
    while not text.startswith("}", at):
        key, end = _decoded(text, at)
        if not isinstance(key, str):
            raise _UnreadableError("A name in double quotes is missing here", at)
        at = _after(text, ":", _after_blank(text, end))
        inside = text[at : at + 1]
        if is_envelope(key) and inside == "[":
            opened = True
            at = yield from _elements(text, at)
        elif is_envelope(key) and inside == "{" and depth:
            opened = True
            at = yield from _object(text, at, is_envelope, depth - 1)
        else:
            members[key], at = _decoded(text, at)
        at = _after_blank(text, at)
        if not text.startswith("}", at):
            at = _after(text, ",", at)
    if not opened:
        yield members, start
    return at + 1


def _decoded(text: str, at: int) -> tuple[object, int]:
    try:
        value, end = _DECODER.raw_decode(text, at)
    except json.JSONDecodeError as error:
        is_cut = error.msg.startswith("Unterminated string") or not text[error.pos :].strip()
        said = "The text ends in the middle of this record" if is_cut else f"This is not JSON: {error.msg}"
        raise _UnreadableError(said, at) from error
    except RecursionError as error:
        raise _UnreadableError("What begins here is nested too deeply", at) from error
    return value, end


def _after(text: str, mark: str, at: int) -> int:
    if not text.startswith(mark, at):
        raise _UnreadableError(f"“{mark}” is missing here" if at < len(text) else "The text ends too early", at)
    return _after_blank(text, at + 1)


def _after_blank(text: str, at: int) -> int:
    blank = _BLANK.match(text, at)
    return blank.end() if blank else at


def _is_deep(value: object) -> bool:
    level = [value]
    for _ in range(MAX_DEPTH):
        level = [
            child
            for node in level
            if isinstance(node, (dict, list))
            for child in (node.values() if isinstance(node, dict) else node)
            if isinstance(child, (dict, list))
        ]
        if not level:
            return False
    return True


def _whole_number(digits: str) -> int | str:
    return int(digits) if len(digits) <= _MAX_DIGITS else digits


def _real_number(digits: str) -> float | str:
    number = float(digits)
    return number if math.isfinite(number) else digits


_DECODER = json.JSONDecoder(
    parse_int=_whole_number, parse_float=_real_number, parse_constant=lambda name: None, strict=False
)


def text_in(record: Json, *names: str) -> str:
    """The first of these members that is a text or a number, as one line; empty where there is none."""
    for name in names:
        if line := line_of(record.get(name)):
            return line
    return ""


def line_of(value: object) -> str:
    """A text or a number as one line; empty for anything else."""
    if isinstance(value, str):
        return " ".join(value.split())
    return str(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else ""


def list_in(record: Json, name: str) -> list[object]:
    """A member that is a list, or one thing that stands for a list of itself; empty where it is missing."""
    value = record.get(name)
    if isinstance(value, list):
        return value
    return [] if value is None else [value]


def lines_in(record: Json, name: str) -> tuple[str, ...]:
    """The texts and numbers of a list, each as one line and once."""
    return tuple(dict.fromkeys(line for value in list_in(record, name) if (line := line_of(value))))


def objects_in(record: Json, name: str) -> list[Json]:
    """The objects of a list."""
    return [value for value in list_in(record, name) if isinstance(value, dict)]


def object_in(record: Json, name: str) -> Json:
    """A member that is an object; an empty one where it is not."""
    value = record.get(name)
    return value if isinstance(value, dict) else {}


def left_over(record: Json, used: Collection[str]) -> dict[str, str]:
    """The members that have no place in a paper, under their own names: texts as they are, others as JSON."""
    return {name: text for name, value in record.items() if name not in used and (text := as_text(value))}


def as_text(value: object) -> str:
    """A value as a text: JSON where it is none; empty where it says nothing."""
    if value is None or value in ("", [], {}):
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, separators=(",", ":"))
