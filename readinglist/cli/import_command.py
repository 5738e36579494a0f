"""`readinglist import`."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from readinglist.cli.answers import write, write_json
from readinglist.cli.application import JsonOption, LibraryOption, library_folder, opened, say
from readinglist.errors import UserError
from readinglist.exporting.record import record
from readinglist.importing.decoding import told
from readinglist.importing.formats import FORMATS
from readinglist.importing.pipeline import Prepared, prepare, prepare_files, preview, store, together
from readinglist.importing.report import Fate, Report
from readinglist.importing.source import MAX_BYTES, Failure, source_from_bytes
from readinglist.library import reads
from readinglist.library.library import FILE_NAME, Library

_STANDARD_INPUT = "-"


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("import")(import_)


def import_(
    ctx: typer.Context,
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files and folders; - is standard input.")],
    format_name: Annotated[
        str | None,
        typer.Option("--format", metavar="F", help=f"Do not guess: {', '.join(known.name for known in FORMATS)}."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Tell what would be done, and store nothing.")] = False,
    json: JsonOption = False,
    library: LibraryOption = None,
) -> None:
    """Bring papers in from files and folders; the whole import is one step for undo.

    PDFs become papers too, and are copied into the library, as are the files that a bibliography names in its folder.

    A paper that is here already is enriched with what is new, and keeps its status, stars, tags and note. A likely one
    is stored apart and named. Exit code 1 when anything failed or nothing was found; the rest is imported all the same.

    \b
    Examples:
      readinglist import page.txt
      readinglist import ~/Papers
      xclip -o | readinglist import - --dry-run
    """  # noqa: D301
    with _bringing_in(ctx, library, dry_run=dry_run) as handle:
        prepared = _read(paths, format_name)
        report = preview(handle, prepared) if dry_run else store(handle, prepared)
        if json:
            write_json(_answer(handle, report))
        else:
            for outcome in report.outcomes:
                write("\t".join((outcome.fate, str(outcome.paper_id or ""), outcome.title)))
    _explain(report, dry_run=dry_run)
    if not report.complete:
        raise typer.Exit(1)


@contextmanager
def _bringing_in(ctx: typer.Context, library: Path | None, *, dry_run: bool) -> Iterator[Library]:
    """The library to import into; where there is none, a dry run makes none either, but asks an empty one."""
    with ExitStack() as stack:
        if dry_run and not (library_folder(ctx, library) / FILE_NAME).exists():
            library = Path(stack.enter_context(TemporaryDirectory()))
        yield stack.enter_context(opened(ctx, library, create=True))


def _read(paths: list[Path], format_name: str | None) -> Prepared:
    """Read standard input in its turn, and the files before and after it together: one may be named in another."""
    parts = []
    for is_input, group in groupby(paths, lambda path: str(path) == _STANDARD_INPUT):
        parts.append(_read_input(format_name) if is_input else prepare_files(list(group), format_name))
    return together(parts)


def _read_input(format_name: str | None) -> Prepared:
    try:
        source = source_from_bytes("standard input", sys.stdin.buffer.read(MAX_BYTES + 1))
    except UserError as error:
        return Prepared((), (Failure(_STANDARD_INPUT, 0, str(error)),))
    return prepare([source], format_name)


def _answer(library: Library, report: Report) -> dict[str, object]:
    with library.read() as session:
        details = reads.details(session, report.ids)
    return {
        **{fate.value: report.count(fate) for fate in Fate},
        "failed": [
            {"source": failure.source, "line": failure.line, "message": failure.message} for failure in report.failures
        ],
        "read_as": [asdict(read) for read in report.read_as],
        "ids": report.ids,
        "papers": [record(paper) for paper in details],
    }


def _explain(report: Report, *, dry_run: bool) -> None:
    for failure in report.failures:
        place = f"{failure.source}:{failure.line}: " if failure.line else ""
        say(f"{place}{failure.message}")
    for sentence in told(report.read_as):
        say(sentence)
    for outcome in report.outcomes:
        if outcome.fate in (Fate.LIKELY, Fate.ENRICHED) or outcome.doubt:
            place = f"{outcome.source}:{outcome.line}" if outcome.line else outcome.source
            say(f"{place}: {outcome.fate}: “{outcome.title}” ({outcome.reason})")
    say(f"{report.summary()}.{' Nothing was stored: this was a dry run.' if dry_run else ''}")
