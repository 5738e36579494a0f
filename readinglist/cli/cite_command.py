"""`readinglist cite`."""

from typing import Annotated

import typer

from readinglist.cli.answers import write, write_json
from readinglist.cli.application import IdsArgument, JsonOption, LibraryOption, opened, say
from readinglist.cli.settings import settings
from readinglist.exporting.citing import citations
from readinglist.exporting.citing.styles import BY_NAME, known
from readinglist.library import papers


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command()(cite)


def cite(
    ctx: typer.Context,
    ids: IdsArgument,
    style: Annotated[
        str | None,
        typer.Option(metavar="S", help=f"One of {', '.join(BY_NAME)}; else your own choice.", show_default=False),
    ] = None,
    json: JsonOption = False,
    library: LibraryOption = None,
) -> None:
    """Cite papers in a common style, a line each. Nothing of your status, stars, tags and notes is in it.

    \b
    Examples:
      readinglist cite 12 13 --style apa
      readinglist cite 12 --style ieee --json
    """  # noqa: D301
    if style is not None and style not in BY_NAME:
        raise typer.BadParameter(f"{style!r} is not one of {', '.join(BY_NAME)}.", param_hint="--style")
    wanted = list(dict.fromkeys(ids))
    with opened(ctx, library) as handle, handle.read() as session:
        papers.require(session, wanted)
        facts = papers.facts(session, wanted)
    chosen = known(style or settings().citation_style)
    made = citations.references([facts[paper_id][0] for paper_id in wanted], chosen)
    for paper_id, reference in zip(wanted, made, strict=True):
        if reference.failed:
            say(f"Paper {paper_id} could not be cited in the style {chosen.words}; its reference is a plain one.")
    if json:
        pairs = zip(wanted, made, strict=True)
        write_json(
            [{"id": paper, "style": chosen.name, "text": each.plain, "html": each.html} for paper, each in pairs]
        )
    else:
        write(citations.as_text(made))
