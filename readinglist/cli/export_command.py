"""`readinglist export`."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from readinglist.cli.answers import write, write_json
from readinglist.cli.application import JsonOption, LibraryOption, opened, say
from readinglist.cli.queries import QueryArgument, SortOption, found, parsed
from readinglist.domain.query.sort import Sort
from readinglist.domain.text import count_of
from readinglist.errors import UserError
from readinglist.exporting import bibtex


class ExportFormat(StrEnum):
    """What papers can be written as."""

    BIBTEX = "bibtex"


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command()(export)


def export(
    ctx: typer.Context,
    query: QueryArgument = None,
    export_format: Annotated[
        ExportFormat, typer.Option("--format", metavar="F", help=f"One of {', '.join(ExportFormat)}.")
    ] = ExportFormat.BIBTEX,
    output: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write to a file, not to standard output.", show_default=False)
    ] = None,
    sort: SortOption = Sort.ADDED,
    json: JsonOption = False,
    library: LibraryOption = None,
) -> None:
    """Write papers out for citing, all or those that a query means; nothing private is written.

    Your status, stars, tags and notes stay here. A file that is there already is replaced once the new one is whole.

    \b
    Examples:
      readinglist export "status:read tag:thesis" --output thesis.bib
      readinglist export --sort author > all.bib
    """  # noqa: D301
    with opened(ctx, library) as handle:
        _, papers = found(handle, parsed(query), sort)
    text = bibtex.write(papers)
    if output:
        _replace(output, text)
    if json:
        place = str(output) if output else None
        write_json({"format": export_format, "count": len(papers), "output": place, "text": None if output else text})
    elif text and not output:
        write(text.removesuffix("\n"))
    say(f"{count_of(len(papers), 'paper')} written{f' to {output}' if output else ''}.")


def _replace(path: Path, text: str) -> None:
    """Write a file as a whole or not at all, through a symbolic link into what it points to. Raises UserError."""
    target = path.resolve()
    if target.exists() and not target.is_file():
        raise UserError(f"{path} is not an ordinary file.", "Name a file, or leave --output out for standard output.")
    part = target.with_name(f".{target.name}.part")
    try:
        try:
            part.write_text(text, encoding="utf-8", newline="\n")
            if target.exists():
                part.chmod(target.stat().st_mode)
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise UserError(
            f"{path} could not be written: {error.strerror}.", "Name a file in a folder of yours."
        ) from error
