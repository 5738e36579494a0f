"""The program's entry points; nothing heavy is imported here, for the worker process starts here too."""

from multiprocessing import freeze_support


def main() -> None:
    """`readinglist`: the command line."""
    freeze_support()
    from readinglist.cli import app

    app(prog_name="readinglist")


def gui() -> None:
    """`readinglist-gui`: the window on the person's own library."""
    freeze_support()
    from readinglist import paths
    from readinglist.app import run
    from readinglist.errors import UserError

    try:
        raise SystemExit(run(paths.library_folder(), paths.cache_folder()))
    except UserError as error:
        raise SystemExit(str(error)) from error


if __name__ == "__main__":
    main()
