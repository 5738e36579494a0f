"""The program's entry points; nothing heavy is imported here, for the worker process starts here too."""

import gc
import os
import sys
from multiprocessing import freeze_support
from typing import NoReturn

_COMPLETION = "_READINGLIST_COMPLETE"
"""With this in the environment, a shell asks how the words of a command go on."""


def main() -> None:
    """`readinglist`: the command line."""
    freeze_support()
    if sys.argv[1:] == ["gui"]:
        gui()  # no option is to be read, so the window does not wait for what reads them
    if _COMPLETION in os.environ:
        from typer.completion import completion_init  # type: ignore[attr-defined]  # it is there, and not declared

        completion_init()
    from readinglist.cli import app

    app(prog_name="readinglist")


def gui() -> NoReturn:
    """`readinglist-gui`: the window on the person's own library."""
    freeze_support()
    gc.disable()  # what is made while starting stays, and to walk it again and again takes a seventh of the start
    from readinglist import paths
    from readinglist.app import run
    from readinglist.errors import UserError

    try:
        raise SystemExit(run(paths.library_folder(), paths.cache_folder()))
    except UserError as error:
        raise SystemExit(str(error)) from error


if __name__ == "__main__":
    main()
