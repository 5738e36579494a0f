"""What all commands have in common: the options, opening the library, and how a failure is told."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_group

import readinglist
from readinglist import paths
from readinglist.cli.answers import all_written
from readinglist.errors import UserError

if TYPE_CHECKING:
    from readinglist.library.library import Library

ORIGIN = "command line"

_MODULES = {
    "import": "import_command",
    "lookup": "lookup_command",
    "export": "export_command",
    "cite": "cite_command",
    "live": "live_commands",
    "show": "paper_commands",
    "set": "paper_commands",
    "note": "paper_commands",
    "delete": "paper_commands",
    "duplicates": "identity_commands",
    "merge": "identity_commands",
    "split": "identity_commands",
    "undo": "history_commands",
    "redo": "history_commands",
    "history": "history_commands",
    "list": "library_commands",
    "search": "library_commands",
    "related": "related_commands",
    "next": "related_commands",
    "index": "library_commands",
    "backup": "library_commands",
    "gui": "gui_command",
}
"""Where each command is written, in the order of the help. Only the one that is given is loaded: `gui` is not to wait
for the store, nor a mistyped word for anything."""


class _Group(TyperGroup):
    def list_commands(self, ctx: Any) -> list[str]:
        """The commands' names."""
        return list(_MODULES)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Load a command; None where there is none of this name."""
        if cmd_name not in _MODULES:
            return None
        part = typer.Typer(add_completion=False, rich_markup_mode=None)
        import_module(f"readinglist.cli.{_MODULES[cmd_name]}").register(part)
        part.callback()(lambda: None)  # else typer would make of a single command a program of its own
        return get_group(part).commands[cmd_name]

    def invoke(self, ctx: Any) -> Any:
        """Run a command; what the user can mend is told in words, with exit code 1."""
        try:
            with all_written():
                return super().invoke(ctx)
        except UserError as error:
            say(str(error))
            raise typer.Exit(1) from error


app = typer.Typer(
    name="readinglist",
    cls=_Group,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

LibraryOption = Annotated[
    Path | None,
    typer.Option("--library", metavar="DIR", help="The library's folder.", envvar=None, show_default=False),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Answer in JSON.")]
IdsArgument = Annotated[list[int], typer.Argument(metavar="ID...", help="Papers, by their numbers.", min=1)]
IdArgument = Annotated[int, typer.Argument(metavar="ID", help="A paper, by its number.", min=1)]


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(readinglist.__version__)
        raise typer.Exit


@app.callback()
def _common(
    ctx: typer.Context,
    library: LibraryOption = None,
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """A reading list for research papers: import, triage, note, search.

    The library is the folder named by --library, else by READINGLIST_LIBRARY, else your own.

    \b
    Examples:
      readinglist import page.txt
      readinglist search "in-context learning" --json
      readinglist set 12 13 --status queued --tag "to read"
      readinglist gui
    """  # noqa: D301
    ctx.obj = library


def library_folder(ctx: typer.Context, library: Path | None) -> Path:
    """The library that a command is to work on."""
    before: Path | None = ctx.obj
    return library or before or paths.library_folder()


@contextmanager
def opened(ctx: typer.Context, library: Path | None, *, create: bool = False) -> Iterator["Library"]:
    """Open the library for one command. Only commands that bring something in make one where there is none."""
    from readinglist.library import lasting
    from readinglist.library.library import FILE_NAME, Library

    folder = library_folder(ctx, library)
    if not create and not (folder / FILE_NAME).exists():
        raise UserError(f"There is no library in {folder}.", "`readinglist import` makes one.")
    handle = Library(folder, origin=ORIGIN)
    try:
        for label in lasting.settle(handle):
            say(f"“{label}” was cut short; what was stored by then is kept, and undo takes it back.")
        yield handle
    finally:
        handle.close()


def say(words: str) -> None:
    """Tell the person at the terminal something that is not the answer."""
    print(words, file=sys.stderr)  # noqa: T201  this is the door for words
