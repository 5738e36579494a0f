"""The commands that list, show and change papers."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from readinglist.cli.answers import write, write_json
from readinglist.cli.application import IdArgument, IdsArgument, JsonOption, LibraryOption, opened, say
from readinglist.cli.paper_answers import write_paper, write_table
from readinglist.domain.reading import PaperDetails
from readinglist.domain.status import MAX_RATING, Status
from readinglist.domain.text import count_of
from readinglist.exporting.record import record
from readinglist.importing.source import MAX_BYTES, read_source, source_from_bytes
from readinglist.library import notes, papers, reading, reads, tags
from readinglist.library.library import Library


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command()(show)
    app.command("set")(set_)
    app.command()(note)
    app.command()(delete)


def show(ctx: typer.Context, paper: IdArgument, json: JsonOption = False, library: LibraryOption = None) -> None:
    """Show all that is known of a paper.

    \b
    Examples:
      readinglist show 12
      readinglist show 12 --json
    """  # noqa: D301
    with opened(ctx, library) as handle:
        [details] = _details(handle, [paper])
    if json:
        write_json(record(details))
    else:
        write_paper(details)


def set_(
    ctx: typer.Context,
    ids: IdsArgument,
    status: Annotated[Status | None, typer.Option(metavar="S", help=f"One of {', '.join(Status)}.")] = None,
    rating: Annotated[
        int | None, typer.Option(metavar="N", min=0, max=MAX_RATING, help="Stars, 1 to 5; 0 takes them.")
    ] = None,
    star: Annotated[bool | None, typer.Option("--star/--no-star", help="Make it a favourite, or no longer.")] = None,
    tag: Annotated[list[str], typer.Option(metavar="T", help="Add a tag; may be given often.")] = [],  # noqa: B006
    untag: Annotated[list[str], typer.Option(metavar="T", help="Take a tag; may be given often.")] = [],  # noqa: B006
    json: JsonOption = False,
    library: LibraryOption = None,
) -> None:
    """Set what you think of papers: status, stars, favourite, tags; one step for undo.

    \b
    Examples:
      readinglist set 12 --status read --rating 4
      readinglist set 12 13 14 --tag theory --untag inbox-zero --star
    """  # noqa: D301
    if status is None and rating is None and star is None and not tag and not untag:
        raise typer.BadParameter("Say what to set: --status, --rating, --star, --tag or --untag.")
    with opened(ctx, library) as handle:
        with handle.transaction(f"Set {count_of(len(set(ids)), 'paper')}") as tx:
            if status is not None:
                reading.set_status(tx, ids, status)
            if rating is not None:
                reading.set_rating(tx, ids, rating)
            if star is not None:
                reading.set_starred(tx, ids, star)
            for name in untag:
                tags.remove(tx, ids, name)
            for name in tag:
                tags.add(tx, ids, name)
        details = _details(handle, ids)
    _answer(details, json=json)


def note(
    ctx: typer.Context,
    paper: IdArgument,
    text: Annotated[str | None, typer.Option(help="Let this be the note; empty takes it away.")] = None,
    file: Annotated[Path | None, typer.Option(help="Let the file's text be the note; - is standard input.")] = None,
    append: Annotated[str | None, typer.Option(help="Add this on a line of its own.")] = None,
    json: JsonOption = False,
    library: LibraryOption = None,
) -> None:
    """Read or write the Markdown note of a paper.

    \b
    Examples:
      readinglist note 12
      readinglist note 12 --append "Ask Ana about section 4."
      readinglist note 12 --file note.md
    """  # noqa: D301
    if sum(given is not None for given in (text, file, append)) > 1:
        raise typer.BadParameter("Give one of --text, --file and --append.")
    if file is not None:
        text = _text_of(file)
    with opened(ctx, library) as handle:
        if append is not None or text is not None:
            with handle.transaction("Edit note") as tx:
                papers.require(tx.session, [paper])
                if append is not None:
                    text = _appended(notes.read(tx.session, paper), append)
                notes.write(tx, paper, text or "")
        [details] = _details(handle, [paper])
    if json:
        write_json(record(details))
    elif text is None:
        if details.note:
            write(details.note)
        else:
            say("There is no note on this paper yet.")


def delete(ctx: typer.Context, ids: IdsArgument, json: JsonOption = False, library: LibraryOption = None) -> None:
    """Delete papers with their notes; `readinglist undo` brings them back.

    \b
    Examples:
      readinglist delete 12 13
    """  # noqa: D301
    with opened(ctx, library) as handle:
        details = _details(handle, ids)
        with handle.transaction(f"Delete {count_of(len(details), 'paper')}") as tx:
            papers.remove(tx, [paper.id for paper in details])
    _answer(details, json=json)


def _appended(note: str, more: str) -> str:
    return f"{note.rstrip()}\n{more}" if note and more else note or more


def _text_of(file: Path) -> str:
    if str(file) == "-":
        return source_from_bytes("standard input", sys.stdin.buffer.read(MAX_BYTES + 1)).text
    return read_source(file).text


def _details(library: Library, ids: list[int]) -> list[PaperDetails]:
    wanted = list(dict.fromkeys(ids))
    with library.read() as session:
        papers.require(session, wanted)
        return reads.details(session, wanted)


def _answer(details: list[PaperDetails], *, json: bool) -> None:
    if json:
        write_json([record(paper) for paper in details])
    else:
        write_table(details)
