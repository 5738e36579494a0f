"""What the tagged formats have in common: a line begins a field with its tag, and lines without one continue it.

Our own rather than a RIS library's: those we measured want a closing tag to every record (of eleven without one they
gave the first), stumble over a byte order mark or words before the first record, and know one of the three formats.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain

from readinglist.domain.normalise import collapse
from readinglist.domain.reading import ReaderState
from readinglist.importing.source import Draft, Failure, Parsed, Source

_MAX_LINES = 2_500_000
"""More than the largest source that is read has with lines of a common length."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field; the lines of its value are bare, joined by newlines, and `line` is where it begins, from 1.

    `is_apart` says that a blank line, or nothing at all, stands before it.
    """

    tag: str
    value: str
    line: int
    is_apart: bool


class Record:
    """The fields of one record that have not been used yet, the empty ones left out."""

    def __init__(self, fields: Iterable[Field]) -> None:
        self._fields: dict[str, list[tuple[int, str]]] = {}
        self.line = 0
        for place, field in enumerate(fields):
            self.line = self.line or field.line
            if field.value:
                self._fields.setdefault(field.tag, []).append((place, field.value))

    def __contains__(self, tag: str) -> bool:
        return tag in self._fields

    def __bool__(self) -> bool:
        return bool(self._fields)

    def all(self, *tags: str) -> list[str]:
        """The values of these tags in the order of the file."""
        return [value for _, value in sorted(chain.from_iterable(self._fields.get(tag, ()) for tag in tags))]

    def take_all(self, *tags: str) -> list[str]:
        """Use the values of these tags, in the order of the file."""
        values = self.all(*tags)
        for tag in tags:
            self._fields.pop(tag, None)
        return values

    def take(self, *tags: str) -> str:
        """Use the first value of the first of these tags that is there, in one line; empty without any."""
        for tag in tags:
            if values := self._fields.get(tag):
                value = values.pop(0)[1]
                if not values:
                    del self._fields[tag]
                return collapse(value)
        return ""

    def put(self, tag: str, value: str) -> None:
        """Give a field another value, or take it away with an empty one."""
        self._fields.pop(tag, None)
        if value:
            self._fields[tag] = [(0, value)]

    def left(self) -> dict[str, str]:
        """What has not been used, by tag; the values of one tag on lines of their own."""
        return {tag: "\n".join(value for _, value in values) for tag, values in self._fields.items()}


def fields(text: str, tagged: re.Pattern[str]) -> Iterator[Field]:
    """The fields of a text; `tagged` matches a whole line that begins one, and names its `tag` and `value`.

    What stands before the first field is passed over. A blank line within a value parts two paragraphs.
    """
    tag, lines, begun, is_apart, after_blank = "", [""], 0, True, True
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), start=1):
        if found := tagged.fullmatch(line):
            if begun:
                yield Field(tag, "\n".join(lines).strip(), begun, is_apart)
            tag, lines, begun, is_apart = found["tag"], [(found["value"] or "").strip()], number, after_blank
        elif begun:
            lines.append(line.strip())
        after_blank = not line.strip()
    if begun:
        yield Field(tag, "\n".join(lines).strip(), begun, is_apart)


def records(fields: Iterable[Field], begins: Callable[[Field, list[Field]], bool]) -> Iterator[Record]:
    """Part fields into records; `begins` says whether a field begins one, given those of the record so far."""
    so_far: list[Field] = []
    for field in fields:
        if so_far and begins(field, so_far):
            yield Record(so_far)
            so_far = []
        so_far.append(field)
    if so_far:
        yield Record(so_far)


def parsed(source: Source, found: Iterable[Record], draft: Callable[[Record], Draft | None], name: str) -> Parsed:
    """Make a draft of each record by `draft`; one that gives none, and a text without any, is a failure."""
    failed = partial(Failure, source.name)
    if (lines := source.text.count("\n")) > _MAX_LINES:
        return Parsed((), (failed(0, "This is too large for a list of papers. Split it into parts."),), name)
    drafts: list[Draft] = []
    failures: list[Failure] = []
    for record in found:
        source.watch(len(source.text) * record.line // (lines + 1))
        if not record:
            failures.append(failed(record.line, "This record is empty. Export it again from where it came."))
        elif made := draft(record):
            drafts.append(made)
        else:
            failures.append(failed(record.line, "This record has no title. Give it one and import again."))
    if not drafts and not failures:
        failures.append(failed(0, "There is no record in it. Export it again from where it came."))
    return Parsed(tuple(drafts), tuple(failures), name)


def state(tags: Iterable[str], notes: Iterable[str]) -> ReaderState:
    """What a record tells of its reader: tags and notes, each once."""
    return ReaderState(tags=tuple(dict.fromkeys(tags)), notes=tuple(dict.fromkeys(notes)))
