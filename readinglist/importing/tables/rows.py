"""Texts in CSV as rows of cells, each with its line.

Format: RFC 4180, with what spreadsheets do beside it: semicolons, tabs or bars between cells, a first line `sep=;`, and
numbers that are to stay texts written as `="0123"`. Tables in Markdown are read so, too. A row whose quotation mark is
not closed is broken, and the rows behind it are read.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

DELIMITERS = ",;\t|"
MAX_CELL = 1_000_000
"""Characters in one cell: a longer one is no text of a paper, or its quotation mark is missing."""

MAX_ROWS = 300_000
MAX_COLUMNS = 500

_MOST_BROKEN = 200
_SAMPLE_ROWS = 20
_SAMPLE = 100_000
_SEPARATOR = re.compile(r"\ufeff?sep=([,;\t|])[ \t]*\n", re.IGNORECASE)
_QUOTED = re.compile(r'[ ]*"([^"]*+(?:""[^"]*+)*+)"')
_BARE = {mark: re.compile(rf"[^{re.escape(mark)}\n]*") for mark in DELIMITERS}
_RULE = re.compile(r"\s*(?::?-{2,}:?)?\s*")
"""An empty cell, or one of the line under the header of a table in Markdown."""

_TEXT_NUMBER = re.compile(r'="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row; `line` is where it starts, from 1. `damage` says why it cannot be read."""

    line: int
    cells: tuple[str, ...]
    damage: str = ""


def rows(text: str, delimiter: str = "") -> Iterator[Row]:
    """Give the rows of a text, blank ones left out; where no delimiter is given, what its beginning shows it to be."""
    at, line = _beginning(text)
    delimiter = delimiter or sniffed(text)
    counted = broken = 0
    while at < len(text) and counted < MAX_ROWS and broken < _MOST_BROKEN:
        start = at
        cells: list[str] = []
        damage = ""
        while True:
            if (quoted := _QUOTED.match(text, at, at + MAX_CELL)) and text[at : at + 1]:
                cell, at = quoted[1].replace('""', '"'), quoted.end()
            else:
                damage = damage or ("a quotation mark is not closed" if text.startswith('"', at) else "")
                cell = ""
            bare = _BARE[delimiter].match(text, at)
            if bare:
                cell += bare[0] if not quoted else bare[0].rstrip()
                at = bare.end()
            cells.append(_plain(cell))
            if len(cells) > MAX_COLUMNS:
                damage = f"it has more than {MAX_COLUMNS} columns"
                at = end if (end := text.find("\n", at)) >= 0 else len(text)
            if text.startswith(delimiter, at) and at < len(text):
                at += 1
                continue
            at += 1  # the end of the line
            break
        if not all(_RULE.fullmatch(cell) for cell in cells):
            yield Row(line, tuple(cells), damage)
            counted += 1
            broken += bool(damage)
        line += text.count("\n", start, at)
    if at < len(text):
        yield Row(line, (), "the table is too long, or broken throughout")


def sniffed(text: str) -> str:
    """The delimiter that parts the first rows into the most columns, and into as many each."""
    if found := _SEPARATOR.match(text):
        return found[1]
    sample = text[:_SAMPLE]
    return max(DELIMITERS, key=lambda mark: _regularity(sample, mark))


def _regularity(sample: str, delimiter: str) -> float:
    counts = [len(row.cells) for row, _ in zip(rows(sample, delimiter), range(_SAMPLE_ROWS), strict=False)]
    if not counts or counts[0] < 2:
        return 0.0
    alike = sum(count == counts[0] for count in counts) / len(counts)
    return alike * math.sqrt(min(counts[0], 50))


def _beginning(text: str) -> tuple[int, int]:
    """Where the first row starts, and in which line."""
    found = _SEPARATOR.match(text)
    return (found.end(), 2) if found else (1 if text.startswith("\ufeff") else 0, 1)


def _plain(cell: str) -> str:
    found = _TEXT_NUMBER.fullmatch(cell.strip()) if cell.lstrip().startswith("=") else None
    return found[1] if found else cell
