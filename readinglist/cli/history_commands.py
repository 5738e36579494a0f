"""`readinglist undo`, `redo` and `history`."""

from typing import Annotated

import typer

from readinglist.cli.answers import write, write_json
from readinglist.cli.application import JsonOption, LibraryOption, opened, say
from readinglist.errors import UserError
from readinglist.library import history
from readinglist.library.history import Moved, Step


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command()(undo)
    app.command()(redo)
    app.command("history")(history_)


def undo(ctx: typer.Context, json: JsonOption = False, library: LibraryOption = None) -> None:
    """Take the newest step back, whichever program made it and however long ago.

    \b
    Examples:
      readinglist undo
    """  # noqa: D301
    with opened(ctx, library) as handle:
        moved = handle.undo()
    _answer(moved, "Undone", "There is nothing to undo.", json=json)


def redo(ctx: typer.Context, json: JsonOption = False, library: LibraryOption = None) -> None:
    """Do again what was undone last.

    \b
    Examples:
      readinglist redo
    """  # noqa: D301
    with opened(ctx, library) as handle:
        moved = handle.redo()
    _answer(moved, "Done again", "There is nothing to redo.", json=json)


def history_(
    ctx: typer.Context,
    limit: Annotated[int | None, typer.Option(metavar="N", min=1, help="At most so many.", show_default=False)] = None,
    json: JsonOption = False,
    library: LibraryOption = None,
) -> None:
    """List the steps that undo and redo go through, newest first.

    \b
    Examples:
      readinglist history --limit 10
    """  # noqa: D301
    with opened(ctx, library) as handle, handle.read() as session:
        steps = history.steps(session, limit)
    if json:
        write_json([_step(step) for step in steps])
        return
    for step in steps:
        write("\t".join((str(step.id), step.at, step.origin, "undone" if step.undone else "", step.label)))


def _answer(moved: Moved | None, verb: str, nothing: str, *, json: bool) -> None:
    if moved is None:
        raise UserError(nothing)
    if json:
        write_json({**_step(moved.step), "papers": sorted(moved.papers)})
    else:
        write(moved.step.label)
    say(f"{verb}: {moved.step.label} ({moved.step.origin}).")


def _step(step: Step) -> dict[str, object]:
    return {"id": step.id, "label": step.label, "origin": step.origin, "at": step.at, "undone": step.undone}
