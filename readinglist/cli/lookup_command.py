"""`readinglist lookup`."""

from typing import Any

import typer

from readinglist import paths
from readinglist.cli.answers import write, write_json
from readinglist.cli.application import JsonOption, LibraryOption, opened, say
from readinglist.cli.queries import QueryArgument, found, parsed
from readinglist.cli.settings import services
from readinglist.domain.query.sort import Sort
from readinglist.domain.text import count_of
from readinglist.errors import UserError
from readinglist.importing.report import Fate


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command()(lookup)


def lookup(
    ctx: typer.Context, query: QueryArgument = None, json: JsonOption = False, library: LibraryOption = None
) -> None:
    """Look up what is missing of papers, all or those that a query means; one step for undo.

    Asked about are papers without a title, authors, an abstract or a date, of which an identifier is known. What is
    known stays as it is, and so do status, stars, tags and notes. Exit code 1 when something could not be found.

    \b
    Examples:
      readinglist lookup
      readinglist lookup "status:inbox added:<7d"
    """  # noqa: D301
    from readinglist.importing.lookup import stored  # the client takes its time to load
    from readinglist.importing.lookup.client import Client
    from readinglist.importing.lookup.looking_up import look_up

    asked = services()
    if not asked.look_up:
        raise UserError("Looking papers up is switched off.", f"Set look_up = true in {paths.services_file()}.")
    with opened(ctx, library) as handle:
        _, details = found(handle, parsed(query), Sort.ADDED)
        wanted = stored.lacking(handle, [paper.id for paper in details])
        if wanted:
            say(f"Looking up {count_of(len(wanted), 'paper')}…")
        with Client(paths.cache_folder(), asked.mailto) as client:
            results = look_up(list(wanted.values()), client, asked)
        report = stored.keep(handle, wanted, results)
    if json:
        answer: dict[str, Any] = {
            fate.value: [outcome.paper_id for outcome in report.outcomes if outcome.fate is fate]
            for fate in (Fate.ENRICHED, Fate.UNCHANGED)
        }
        write_json({**answer, "failed": [failure.message for failure in report.failures]})
    else:
        for outcome in report.outcomes:
            write("\t".join((outcome.fate, str(outcome.paper_id), outcome.title, outcome.reason)))
    for failure in report.failures:
        say(failure.message)
    say(f"{report.summary()}." if wanted else "Nothing is missing that could be looked up.")
    if report.failures:
        raise typer.Exit(1)
