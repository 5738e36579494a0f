"""`readinglist import`."""

import os
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
from readinglist.cli.settings import services
from readinglist.domain.addresses import identify
from readinglist.domain.text import count_of
from readinglist.errors import UserError
from readinglist.exporting.record import record
from readinglist.importing.choices import Answer, Choices, Likely
from readinglist.importing.decoding import told
from readinglist.importing.formats import FORMATS
from readinglist.importing.lookup.unsure import is_unsure
from readinglist.importing.mentions import identifier_list
from readinglist.importing.pipeline import preview, store
from readinglist.importing.preparing import Prepared, prepare, prepare_files, together
from readinglist.importing.report import Fate, Report
from readinglist.importing.source import MAX_BYTES, Failure, source_from_bytes, source_from_text
from readinglist.importing.tables.columns import Columns, Field
from readinglist.importing.tables.csv_table import mapping_of
from readinglist.library import reads
from readinglist.library.library import FILE_NAME, Library
from readinglist.paths import cache_folder

_STANDARD_INPUT = "-"


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("import")(import_)


def import_(
    ctx: typer.Context,
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH|ID...",
            help="Files and folders; - is standard input; DOIs, arXiv ids, ISBNs, PubMed's numbers, links to papers.",
        ),
    ],
    format_name: Annotated[
        str | None,
        typer.Option("--format", metavar="F", help=f"Do not guess: {', '.join(known.name for known in FORMATS)}."),
    ] = None,
    columns: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="FIELD=COLUMN", help=f"A table's column holds this: {', '.join(Field)}."),
    ] = None,
    offline: Annotated[
        bool, typer.Option("--offline", help="Look nothing up: a paper that is only named is kept so for later.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Tell what would be done, and store nothing.")] = False,
    likely: Annotated[
        Likely, typer.Option(metavar="A", help="What to do with papers that may be here already: merge, add or skip.")
    ] = Likely.ADD,
    json: JsonOption = False,
    library: LibraryOption = None,
) -> None:
    """Bring papers in from files and folders, or by their identifiers; the whole import is one step for undo.

    PDFs become papers too, and are copied into the library, as are the files that a bibliography names in its folder.

    Papers of which only an identifier is given are looked up at arXiv, Crossref and their like. A paper that is here
    already is enriched with what is new, and keeps its status, stars, tags and note. A likely one is stored apart and
    named, unless --likely says otherwise; `readinglist duplicates` lists it. Exit code 1 when anything failed or
    nothing was found; the rest is imported all the same.

    \b
    Examples:
      readinglist import page.txt
      readinglist import ~/Papers
      readinglist import 10.1145/3292500.3330701 arXiv:2301.00001 references.txt
      readinglist import library.bib --likely skip
      xclip -o | readinglist import - --dry-run
      readinglist import list.csv --map title=Name --map authors=Writer
    """  # noqa: D301
    if likely is Likely.APART:
        raise typer.BadParameter("Say merge, add or skip.", param_hint="--likely")
    prepared = _prepared(names, format_name, mapping_of(columns or []))
    if not offline:
        prepared = _looked_up(prepared)
    choices = Choices(likely=Answer(likely))
    with _bringing_in(ctx, library, dry_run=dry_run) as handle:
        report = preview(handle, prepared, choices) if dry_run else store(handle, prepared, choices)
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


def _prepared(names: list[str], format_name: str | None, columns: Columns) -> Prepared:
    """What the files hold and the identifiers name; what is no file, but an identifier, is one."""
    ids = [name for name in names if identify(name) and not os.path.exists(name)]  # noqa: PTH110  Path reads no URL
    parts = []
    if ids:
        parts.append(prepare([source_from_text("command line", "\n".join(ids))], identifier_list.FORMAT))
    paths = [Path(name) for name in names if name not in ids]
    # Files that are named together are read together: one may be named in another.
    for is_input, group in groupby(paths, lambda path: str(path) == _STANDARD_INPUT):
        if is_input:
            parts.append(_read_input(format_name, columns))
        else:
            those = list(group)
            parts.append(prepare_files(those, format_name, {str(path): columns for path in those if columns}))
    return together(parts)


def _read_input(format_name: str | None, columns: Columns) -> Prepared:
    try:
        source = source_from_bytes("standard input", sys.stdin.buffer.read(MAX_BYTES + 1))
    except UserError as error:
        return Prepared((), (Failure(_STANDARD_INPUT, 0, str(error)),))
    return prepare([source], format_name, {source.name: columns})


def _looked_up(prepared: Prepared) -> Prepared:
    unsure = sum(is_unsure(sourced.draft) for sourced in prepared.drafts)
    asked = services() if unsure else None
    if asked is None or not asked.look_up:
        return prepared
    from readinglist.importing.lookup.client import Client  # it takes its time to load, and most imports do without
    from readinglist.importing.lookup.drafts import completed

    say(f"Looking up {count_of(unsure, 'paper')}…")
    with Client(cache_folder(), asked.mailto) as client:
        return completed(prepared, client, asked)


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
        if outcome.doubt or outcome.dropped or outcome.fate in (Fate.LIKELY, Fate.SKIPPED, Fate.ENRICHED):
            place = f"{outcome.source}:{outcome.line}" if outcome.line else outcome.source
            say(f"{place}: {outcome.fate}: “{outcome.title}” ({outcome.reason})")
    say(f"{report.summary()}.{' Nothing was stored: this was a dry run.' if dry_run else ''}")
