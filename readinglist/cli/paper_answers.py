"""How papers are written to standard output for people; apart from `answers`, for which `gui` waits."""

import sys
from collections.abc import Iterable, Mapping

from readinglist.cli.answers import write
from readinglist.domain.reading import PaperDetails
from readinglist.exporting.record import record

_BOLD, _PLAIN = "\x1b[1m", "\x1b[22m"


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


def write_snippet(field: str, text: str, spans: Iterable[tuple[int, int]]) -> None:
    """Where a paper's words were found, under its line; on a terminal the words are bold."""
    if sys.stdout.isatty():
        for start, end in reversed(list(spans)):
            text = f"{text[:start]}{_BOLD}{text[start:end]}{_PLAIN}{text[end:]}"
    write(f"    {field}: {text}")


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
