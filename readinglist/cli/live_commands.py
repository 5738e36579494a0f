"""`readinglist live`: files that are kept up to date with the library."""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from readinglist.cli.answers import write, write_json
from readinglist.cli.application import JsonOption, LibraryOption, opened, say
from readinglist.cli.export_command import FormatOption, ProfileOption
from readinglist.cli.queries import QueryArgument, found_ids, parsed
from readinglist.cli.settings import settings
from readinglist.domain.query.parser import parse
from readinglist.domain.query.sort import Sort
from readinglist.exporting import live_files as live
from readinglist.exporting.exports import Manner
from readinglist.exporting.profile import Profile
from readinglist.library import live_files
from readinglist.library.library import Library

FileArgument = Annotated[Path, typer.Argument(metavar="FILE", help="The file, wherever you want it.")]
OverwriteOption = Annotated[bool, typer.Option("--overwrite", help="Write over what somebody else put there.")]


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    group = typer.Typer(name="live", no_args_is_help=True, rich_markup_mode=None)
    group.callback()(_live)
    group.command()(add)
    group.command("list")(list_)
    group.command()(remove)
    group.command()(update)
    app.add_typer(group)


def _live() -> None:
    """Keep files up to date with the library, such as the .bib file of a thesis. All take --json.

    \b
    Examples:
      readinglist live add ~/thesis/library.bib "tag:thesis"
      readinglist live list
      readinglist live update
    """  # noqa: D301


def add(
    ctx: typer.Context,
    file: FileArgument,
    query: QueryArgument = None,
    format_name: FormatOption = "bibtex",
    profile: ProfileOption = Profile.CITING,
    overwrite: OverwriteOption = False,
    json: JsonOption = False,
    library: LibraryOption = None,
) -> None:
    """Write papers to a file and keep it up to date from now on, all papers or those that a query means.

    While the window is open it writes the file anew after each change; else `readinglist live update` does. What
    somebody else changed is not written over.

    \b
    Examples:
      readinglist live add ~/thesis/library.bib
      readinglist live add ~/thesis/read.bib "status:read tag:thesis" --format biblatex
    """  # noqa: D301
    pattern = settings().cite_key_pattern
    text = parsed(query).text
    with opened(ctx, library) as handle:
        path = live.keep(handle, file, text, Manner(format_name, profile, pattern), overwrite=overwrite)
        outcomes = live.update(handle, partial(_find, handle), pattern)
    _tell([outcome for outcome in outcomes if outcome.path == path], json=json)


def list_(ctx: typer.Context, json: JsonOption = False, library: LibraryOption = None) -> None:
    """List the files that are kept up to date: format, profile, file and query, parted by tabs.

    \b
    Examples:
      readinglist live list
    """  # noqa: D301
    with opened(ctx, library) as handle, handle.read() as session:
        files = live_files.every(session)
    if json:
        write_json(
            [
                {"file": str(file.path), "query": file.query, "format": file.format, "profile": file.profile}
                for file in files
            ]
        )
    else:
        for file in files:
            write("\t".join((file.format, file.profile, str(file.path), file.query)))


def remove(ctx: typer.Context, file: FileArgument, json: JsonOption = False, library: LibraryOption = None) -> None:
    """Keep a file up to date no longer. It stays where it is.

    \b
    Examples:
      readinglist live remove ~/thesis/library.bib
    """  # noqa: D301
    path = file.absolute()
    with opened(ctx, library) as handle:
        live_files.forget(handle, path)
    if json:
        write_json({"file": str(path)})
    say(f"{path} is kept up to date no longer.")


def update(
    ctx: typer.Context,
    overwrite: OverwriteOption = False,
    json: JsonOption = False,
    library: LibraryOption = None,
) -> None:
    """Bring all these files up to date. Exit code 1 where one could not be.

    \b
    Examples:
      readinglist live update
      readinglist live update --overwrite
    """  # noqa: D301
    with opened(ctx, library) as handle:
        with handle.read() as session:
            paths = [file.path for file in live_files.every(session)]
        pattern = settings().cite_key_pattern
        outcomes = live.update(handle, partial(_find, handle), pattern, overwrite=paths if overwrite else ())
    _tell(outcomes, json=json)


def _find(library: Library, query: str) -> list[int]:
    return found_ids(library, parse(query), Sort.ADDED)


def _tell(outcomes: list[live.Outcome], *, json: bool) -> None:
    if json:
        write_json([{"file": str(each.path), "fate": each.fate, "message": each.words} for each in outcomes])
    for outcome in outcomes:
        say(outcome.words)
    if not all(outcome.is_right for outcome in outcomes):
        raise typer.Exit(1)
