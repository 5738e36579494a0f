"""`readinglist export`."""

from pathlib import Path
from typing import Annotated

import typer

from readinglist.cli.answers import write, write_json
from readinglist.cli.application import JsonOption, LibraryOption, opened, say
from readinglist.cli.queries import QueryArgument, SortOption, found_ids, parsed
from readinglist.cli.settings import settings
from readinglist.domain.query.sort import Sort
from readinglist.domain.text import count_of
from readinglist.exporting import text_file
from readinglist.exporting.exports import Manner, text_of
from readinglist.exporting.formats import BY_NAME
from readinglist.exporting.profile import Profile


def _known(name: str) -> str:
    if name not in BY_NAME:
        raise typer.BadParameter(f"{name!r} is not one of {', '.join(BY_NAME)}.")
    return name


FormatOption = Annotated[
    str, typer.Option("--format", metavar="F", help=f"One of {', '.join(BY_NAME)}.", callback=_known)
]
ProfileOption = Annotated[
    Profile, typer.Option(metavar="P", help="citing, or moving: with your status, stars, tags and notes.")
]


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command()(export)


def export(
    ctx: typer.Context,
    query: QueryArgument = None,
    format_name: FormatOption = "bibtex",
    profile: ProfileOption = Profile.CITING,
    output: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write to a file, not to standard output.", show_default=False)
    ] = None,
    sort: SortOption = Sort.ADDED,
    json: JsonOption = False,
    library: LibraryOption = None,
) -> None:
    """Write papers out, all or those that a query means: for citing, or for moving to another program.

    For citing, your status, stars, tags and notes stay here. A file that is there already is replaced once the new
    one is whole. Papers without a cite key are given one, which they keep.

    \b
    Examples:
      readinglist export "status:read tag:thesis" --output thesis.bib
      readinglist export --sort author --format csl-json > all.json
      readinglist export --format biblatex --profile moving --output everything.bib
    """  # noqa: D301
    manner = Manner(format_name, profile, settings().cite_key_pattern)
    with opened(ctx, library) as handle:
        text, count = text_of(handle, found_ids(handle, parsed(query), sort), manner)
    if output:
        text_file.replace(output, text)
    if json:
        write_json(
            {
                "format": format_name,
                "profile": profile,
                "count": count,
                "output": str(output) if output else None,
                "text": None if output else text,
            }
        )
    elif text and not output:
        write(text.removesuffix("\n"))
    say(f"{count_of(count, 'paper')} written{f' to {output}' if output else ''}.")
