"""`readinglist gui`; it loads nothing that the window does not wait for."""

import gc
from pathlib import Path
from typing import Annotated

import typer

from readinglist import paths
from readinglist.cli.answers import write_json
from readinglist.cli.application import JsonOption, LibraryOption, library_folder


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command()(gui)


def gui(
    ctx: typer.Context,
    screenshot: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Save a picture of the window once it is ready, and quit.")
    ] = None,
    json: JsonOption = False,
    library: LibraryOption = None,
) -> None:
    """Open the window.

    \b
    Examples:
      readinglist gui
      readinglist gui --library ~/papers
    """  # noqa: D301
    gc.disable()  # as `readinglist-gui` does
    from readinglist.app import run  # only here: no other command may need a screen or Qt

    code = run(library_folder(ctx, library), paths.cache_folder(), screenshot=screenshot)
    if json:
        write_json({"library": str(library_folder(ctx, library)), "screenshot": screenshot and str(screenshot)})
    raise typer.Exit(code)
