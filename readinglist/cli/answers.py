"""How answers are written to standard output."""

import errno
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from readinglist.domain.reading import PaperDetails
from readinglist.errors import UserError
from readinglist.exporting.record import record


def write_json(value: object) -> None:
    """One JSON value, readable, in UTF-8 whatever the terminal's own encoding is."""
    write(json.dumps(value, ensure_ascii=False, indent=2))


def write(text: str) -> None:
    r"""A text that is an answer, or part of one.

    Half a surrogate pair, as a file's name may hold, is written as `\udcff`, which in JSON means the same.
    """
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace") + b"\n")


@contextmanager
def all_written() -> Iterator[None]:
    """See to it that the answer has left the program; a pipe whose reader has gone is typer's to handle.

    Raises:
        UserError: There is no room for the answer.
    """
    try:
        try:
            yield
        finally:
            sys.stdout.flush()
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the rest is tried again at exit
        raise UserError("There is no room for the answer.", "Free some space and try again.") from error


def write_table(papers: Iterable[PaperDetails], reasons: Mapping[int, str] | None = None) -> None:
    """One paper a line, parted by tabs: id, status, rating, favourite (* or nothing), year, authors, title.

    `reasons` say of each paper, by its id, why it is there: they come last.
    """
    for details in papers:
        authors = "; ".join(person.short for person in details.paper.authors)
        cells = (
            details.id,
            details.status,
            details.rating,
            "*" if details.starred else "",
            details.paper.year or "",
            authors,
            details.paper.title,
            *([reasons[details.id]] if reasons is not None else []),
        )
        write("\t".join(" ".join(str(cell).split()) for cell in cells))


def write_paper(details: PaperDetails) -> None:
    """One paper in full, a field a line; the abstract and the note as texts of their own at the end."""
    values = record(details)
    long = {name: values.pop(name) for name in ("abstract", "note")}
    for name, value in values.items():
        if value not in ("", [], {}, None):
            write(f"{name}: {_plain(value)}")
    for name, text in long.items():
        if text:
            write(f"\n{name}:\n{text}")


def _plain(value: object) -> str:
    match value:
        case list():
            return "; ".join(map(_plain, value))
        case {"literal": name}:
            return str(name)
        case {"family": family, "given": given}:
            return f"{family}, {given}" if given else str(family)
        case dict():
            return "; ".join(f"{key}={item}" for key, item in value.items())
        case bool():
            return "yes" if value else "no"
        case _:
            return str(value)
