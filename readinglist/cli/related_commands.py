"""The commands that look for papers by what they are about: related, next."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Annotated, Any

import typer

from readinglist import paths
from readinglist.cli.answers import write_json
from readinglist.cli.application import IdArgument, JsonOption, LibraryOption, opened, say
from readinglist.cli.paper_answers import write_table
from readinglist.domain.reading import PaperDetails
from readinglist.domain.taste import RATINGS_NEEDED
from readinglist.domain.text import count_of
from readinglist.exporting.record import record
from readinglist.library import papers, reads
from readinglist.library.library import Library
from readinglist.search.related.learning import Learner
from readinglist.search.related.ranking import read_next
from readinglist.search.related.ranking import related as related_to
from readinglist.search.related.store import TermStore

LimitOption = Annotated[int, typer.Option(metavar="N", min=1, help="At most so many.")]


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command()(related)
    app.command("next")(next_)


def related(
    ctx: typer.Context,
    paper: IdArgument,
    limit: LimitOption = 10,
    json: JsonOption = False,
    library: LibraryOption = None,
) -> None:
    """Find papers that are about the same as a paper, nearest first, with the words that say so.

    \b
    Examples:
      readinglist related 12
      readinglist related 12 --limit 3 --json
    """  # noqa: D301
    with opened(ctx, library) as handle:
        with handle.read() as session:
            papers.require(session, [paper])
        with _learner(handle) as learner:
            found = related_to(handle, learner, paper, limit).papers
        details = _details(handle, [other.id for other in found])
    if not found:
        say("No paper in this library has enough in common with it.")
    told = {other.id: {"likeness": round(other.likeness, 4), "terms": list(other.terms)} for other in found}
    _answer(details, told, {other.id: ", ".join(other.terms) for other in found}, json=json)


def next_(
    ctx: typer.Context,
    limit: LimitOption = 10,
    every: Annotated[bool, typer.Option("--all", help="Also papers that you have begun, skimmed or read.")] = False,
    json: JsonOption = False,
    library: LibraryOption = None,
) -> None:
    """Suggest what to read next, by the papers that you gave stars, made favourites, read or dropped.

    Says nothing until four papers have stars or are favourites, and changes nothing.

    \b
    Examples:
      readinglist next
      readinglist next --limit 3 --all --json
    """  # noqa: D301
    with opened(ctx, library) as handle:
        with _learner(handle) as learner:
            answer = read_next(handle, learner, limit, unread_only=not every)
        details = _details(handle, [suggestion.id for suggestion in answer.papers])
    if answer.rated < RATINGS_NEEDED:
        needed = f"Rate {count_of(RATINGS_NEEDED, 'paper')}, or make them favourites, to get suggestions"
        say(f"{needed}; so far it is {answer.rated}.")
    elif not answer.papers:
        say("No unread paper comes near to what you like." if not every else "No paper comes near to what you like.")
    told: dict[int, dict[str, Any]] = {}
    reasons = {}
    for each in answer.papers:
        told[each.id] = {"score": round(each.score, 4), "terms": list(each.terms)}
        told[each.id]["like"] = {"id": each.like, "title": each.like_title}
        reasons[each.id] = f"{', '.join(each.terms)} (like {each.like}: {each.like_title})"
    _answer(details, told, reasons, json=json)


@contextmanager
def _learner(library: Library) -> Iterator[Learner]:
    learner = Learner(TermStore.open(paths.cache_folder(), library), library)
    said = False

    def tell(done: int, total: int) -> None:
        nonlocal said
        if not said and done < total:
            say(f"Reading through {count_of(total, 'paper')} first; this is done once.")
        said = True

    try:
        learner.learn(progress=tell)
        yield learner
    finally:
        learner.close()


def _details(library: Library, ids: Sequence[int]) -> list[PaperDetails]:
    with library.read() as session:
        return reads.details(session, ids)


def _answer(
    details: Sequence[PaperDetails],
    told: Mapping[int, Mapping[str, Any]],
    reasons: Mapping[int, str],
    *,
    json: bool,
) -> None:
    if json:
        write_json([{**record(paper), **told[paper.id]} for paper in details])
    else:
        write_table(details, reasons)
