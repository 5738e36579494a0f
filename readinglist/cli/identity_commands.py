"""`readinglist duplicates`, `merge` and `split`."""

from dataclasses import asdict
from typing import Annotated

import typer

from readinglist.cli.answers import write, write_json
from readinglist.cli.application import IdArgument, IdsArgument, JsonOption, LibraryOption, opened, say
from readinglist.domain.text import count_of
from readinglist.exporting.record import record
from readinglist.library import reads
from readinglist.library.identity import duplicates, merging
from readinglist.library.library import Library


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command("duplicates")(duplicates_)
    app.command()(merge)
    app.command()(split)


def duplicates_(
    ctx: typer.Context,
    merge: Annotated[
        bool, typer.Option("--merge", help="Merge them, all but the doubtful ones; one step for undo.")
    ] = False,
    likely: Annotated[bool, typer.Option("--likely", help="With --merge: merge the doubtful ones as well.")] = False,
    json: JsonOption = False,
    library: LibraryOption = None,
) -> None:
    """List the pairs of papers that may be one, with the reason; those that were split are left alone.

    \b
    Examples:
      readinglist duplicates
      readinglist duplicates --merge
    """  # noqa: D301
    with opened(ctx, library) as handle:
        with handle.read() as session:
            found = duplicates.find(session)
        wanted = [pair for pair in found if likely or pair.sure] if merge else []
        if wanted:
            merging.merge_many(handle, merging.groups_of((pair.paper_id, pair.other_id) for pair in wanted))
    if json:
        write_json([{**asdict(pair), "merged": pair in wanted} for pair in found])
    else:
        for pair in found:
            write("\t".join((pair.kind, str(pair.paper_id), str(pair.other_id), pair.reason, pair.title)))
    merged = f"; {count_of(len(wanted), 'pair')} merged" if merge else ""
    say(f"{count_of(len(found), 'pair')} of papers that may be one{merged}.")


def merge(ctx: typer.Context, ids: IdsArgument, json: JsonOption = False, library: LibraryOption = None) -> None:
    """Make several papers one; the first one named keeps its number. `readinglist split` parts them again.

    \b
    Examples:
      readinglist merge 12 47
    """  # noqa: D301
    with opened(ctx, library) as handle:
        with handle.transaction(f"Merge {count_of(len(set(ids)), 'paper')}") as tx:
            merging.merge(tx, ids[0], ids[1:])
        _answer(handle, ids[:1], json=json)


def split(ctx: typer.Context, paper: IdArgument, json: JsonOption = False, library: LibraryOption = None) -> None:
    """Part a paper into those that were merged last, each with its own state, tags, note and files.

    \b
    Examples:
      readinglist split 12
    """  # noqa: D301
    with opened(ctx, library) as handle:
        with handle.transaction("Split a paper") as tx:
            back = merging.split(tx, paper)
        _answer(handle, [paper, *back], json=json)


def _answer(library: Library, ids: list[int], *, json: bool) -> None:
    with library.read() as session:
        details = reads.details(session, ids)
    if json:
        write_json([record(paper) for paper in details])
    else:
        for paper in details:
            write(f"{paper.id}\t{paper.paper.title}")
