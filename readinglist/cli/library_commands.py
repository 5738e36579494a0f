"""The commands over the whole library: list, search, index, backup."""

from functools import partial
from pathlib import Path
from queue import SimpleQueue
from typing import Annotated, Any

import typer

from readinglist import paths
from readinglist.cli.answers import write, write_json
from readinglist.cli.application import JsonOption, LibraryOption, opened, say
from readinglist.cli.paper_answers import write_snippet, write_table
from readinglist.cli.queries import QueryArgument, SortOption, found, opened_index, parsed, say_what_to_try
from readinglist.domain.query.expression import TextField
from readinglist.domain.query.sort import Sort
from readinglist.domain.text import count_of
from readinglist.exporting.record import record
from readinglist.library import files, reads
from readinglist.library.backup import back_up
from readinglist.library.following import latest_seq
from readinglist.library.library import Library
from readinglist.search import indexer
from readinglist.search.highlight import Highlighter, Snippet
from readinglist.search.index import PaperIndex
from readinglist.search.page_snippets import PageSnippet, page_snippets
from readinglist.worker.client import Job, WorkerClient

LimitOption = Annotated[int | None, typer.Option(metavar="N", min=1, help="At most so many.", show_default=False)]


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command("list")(list_)
    app.command("search")(search_)
    app.command("index")(index_)
    app.command()(backup)


def list_(
    ctx: typer.Context,
    query: QueryArgument = None,
    sort: SortOption = Sort.ADDED,
    limit: LimitOption = None,
    json: JsonOption = False,
    library: LibraryOption = None,
) -> None:
    """List papers, all or those that a query means.

    \b
    Examples:
      readinglist list "status:inbox year:2023..2024" --sort year
      readinglist list --json
    """  # noqa: D301
    with opened(ctx, library) as handle:
        _, details = found(handle, parsed(query), sort, limit)
    if json:
        write_json([record(paper) for paper in details])
    else:
        write_table(details)


def search_(
    ctx: typer.Context,
    query: Annotated[list[str], typer.Argument(metavar="QUERY", help="Words and filters.")],
    sort: SortOption = Sort.RELEVANCE,
    limit: LimitOption = None,
    json: JsonOption = False,
    library: LibraryOption = None,
) -> None:
    """Find papers by any word of their title, authors, abstract, tags, venue, notes, files or PDFs; best first.

    Under each paper stands where the words were found, other than in the title.

    \b
    Examples:
      readinglist search in-context learning
      readinglist search 'title:bayes* -"prior-data" rating:>=3' --json
    """  # noqa: D301
    wanted = parsed(query)
    with opened(ctx, library) as handle:
        result, details = found(handle, wanted, sort, limit)
        if not details:
            say_what_to_try(handle, wanted)
        with handle.read() as session:
            texts = {text.id: text for text in reads.texts(session, [paper.id for paper in details])}
        highlighter = Highlighter(wanted)
        with opened_index(handle) as index:
            on_pages = page_snippets(handle, index.pages, highlighter, texts.values())
    if result.unread:
        say(f"{count_of(result.unread, 'PDF')} not read yet: `readinglist index` reads them.")
    found_in = {paper.id: highlighter.snippets(texts[paper.id]) for paper in details}
    if json:
        scored = [{**record(paper), "score": result.hits.score(paper.id)} for paper in details]
        write_json([{**each, "snippets": _snippets(found_in[each["id"]], on_pages.get(each["id"]))} for each in scored])
        return
    for paper in details:
        write_table([paper])
        for snippet in found_in[paper.id]:
            if snippet.field is not TextField.TITLE:  # it stands above
                write_snippet(snippet.field.label if snippet.field else "", snippet.text, snippet.spans)
        if found_on := on_pages.get(paper.id):
            where = f"PDF, page {found_on.place.page}"
            write_snippet(where, found_on.snippet.text, found_on.snippet.spans)


def index_(
    ctx: typer.Context,
    status: Annotated[bool, typer.Option("--status", help="Only tell how it stands.")] = False,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Make it anew from the library.")] = False,
    json: JsonOption = False,
    library: LibraryOption = None,
) -> None:
    """Bring the full-text index up to date. It is a cache: deleting it loses nothing.

    \b
    Examples:
      readinglist index --status
      readinglist index --rebuild
    """  # noqa: D301
    if status and rebuild:
        raise typer.BadParameter("Give one of --status and --rebuild.")
    with opened(ctx, library) as handle, opened_index(handle) as index:
        if not status and not (indexer.rebuild if rebuild else indexer.catch_up)(index, handle):
            say("Another program is writing the index just now.")
        if not status:
            _read_pdfs(handle, index)
        told = indexer.status(index, handle)
    if json:
        write_json(
            {
                "documents": told.documents,
                "behind": told.behind,
                "mark": told.mark,
                "path": str(told.folder),
                "bytes": told.size,
            }
        )
    else:
        papers = count_of(told.documents, "paper")
        write(f"{papers} indexed, {told.behind:,} behind, {told.size:,} bytes in {told.folder}")


def backup(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new or empty folder.")],
    json: JsonOption = False,
    library: LibraryOption = None,
) -> None:
    """Copy the library, open or not, into a folder that is then a library of its own.

    \b
    Examples:
      readinglist backup ~/reading-list-copy
    """  # noqa: D301
    with opened(ctx, library) as handle:
        made = back_up(handle, folder)
    if json:
        write_json({"folder": str(made.folder), "papers": made.papers, "notes": made.notes})
    else:
        write(f"{made.folder}: {count_of(made.papers, 'paper')}, {count_of(made.notes, 'note')}")


def _read_pdfs(library: Library, index: PaperIndex) -> None:
    """Have PDFs that were not read yet read by a worker: native code opens them, and may end whoever runs it."""
    with library.read() as session:
        index.pages.follow(latest_seq(session), partial(files.pdfs, session))
    if not index.pages.unread():
        return
    index.close()
    ended: SimpleQueue[object] = SimpleQueue()
    worker = WorkerClient(library.folder, paths.cache_folder())
    try:
        worker.submit(Job("read_pdfs", {}, ended.put, ended.put, lambda *_: None))
        if isinstance(result := ended.get(), Exception):
            raise result
    finally:
        worker.close()


def _snippets(found: list[Snippet], on_page: PageSnippet | None) -> list[dict[str, Any]]:
    """What is in a paper's own texts, then what is in its PDFs, with the file and the page."""
    told = [_snippet(each) for each in found]
    if on_page is not None:
        told.append({**_snippet(on_page.snippet), "file": on_page.place.path, "page": on_page.place.page})
    return told


def _snippet(snippet: Snippet) -> dict[str, Any]:
    return {"field": snippet.field, "text": snippet.text, "spans": [list(span) for span in snippet.spans]}
