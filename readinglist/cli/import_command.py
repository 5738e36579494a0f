"""`readinglist import`."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, replace
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
from readinglist.importing.pipeline import prepare, preview, store
from readinglist.importing.report import Fate, Report
from readinglist.importing.source import MAX_BYTES, Failure, Source, read_source, source_from_bytes
from readinglist.importing.tables.columns import Field
from readinglist.importing.tables.csv_table import mapping_of
from readinglist.library import reads
from readinglist.library.library import FILE_NAME, Library

_STANDARD_INPUT = "-"


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("import")(import_)


def import_(
    ctx: typer.Context,
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files; - is standard input.")],
    format_name: Annotated[
        str | None,
        typer.Option("--format", metavar="F", help=f"Do not guess: {', '.join(known.name for known in FORMATS)}."),
    ] = None,
    columns: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="FIELD=COLUMN", help=f"A table's column holds this: {', '.join(Field)}."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Tell what would be done, and store nothing.")] = False,
    json: JsonOption = False,
    library: LibraryOption = None,
) -> None:
    """Bring papers in from files; the whole import is one step for undo.

    A paper that is here already is enriched with what is new, and keeps its status, stars, tags and note. A likely one
    is stored apart and named. Exit code 1 when anything failed or nothing was found; the rest is imported all the same.

    \b
    Examples:
      readinglist import page.txt
      xclip -o | readinglist import - --dry-run
      readinglist import list.csv --map title=Name --map authors=Writer
    """  # noqa: D301
    mapping = mapping_of(columns or [])
    sources, unread = _read(paths)
    with _bringing_in(ctx, library, dry_run=dry_run) as handle:
        prepared = prepare(sources, format_name, {source.name: mapping for source in sources})
        report = preview(handle, prepared) if dry_run else store(handle, prepared)
        report = replace(report, failures=(*unread, *report.failures))
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


def _read(paths: list[Path]) -> tuple[list[Source], list[Failure]]:
    sources: list[Source] = []
    failures: list[Failure] = []
    for path in paths:
        try:
            if str(path) == _STANDARD_INPUT:
                sources.append(source_from_bytes("standard input", sys.stdin.buffer.read(MAX_BYTES + 1)))
            else:
                sources.append(read_source(path))
        except UserError as error:
            failures.append(Failure(str(path), 0, str(error)))
    return sources, failures


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
        if outcome.fate in (Fate.LIKELY, Fate.ENRICHED):
            say(f"{outcome.source}:{outcome.line}: {outcome.fate}: “{outcome.title}” ({outcome.reason})")
    say(f"{report.summary()}.{' Nothing was stored: this was a dry run.' if dry_run else ''}")
