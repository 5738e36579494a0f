"""What brings papers out, in the worker and in the lanes of the window: exports, citations, files that follow."""

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from readinglist.domain.query.expression import EVERYTHING
from readinglist.domain.query.parser import parse
from readinglist.domain.query.sort import Sort
from readinglist.exporting import live_files, text_file
from readinglist.exporting.citing import citations
from readinglist.exporting.citing.styles import known
from readinglist.exporting.exports import Manner, text_of
from readinglist.exporting.live_files import Outcome
from readinglist.library.lasting import CancelledError
from readinglist.library.library import Library
from readinglist.library.lists import matching
from readinglist.library.papers import facts
from readinglist.search.evaluate import search
from readinglist.search.index import PaperIndex
from readinglist.worker.messages import Progress

Ids = Sequence[int] | None
"""Papers in their order; None is all of them, the newest first."""


@dataclass(frozen=True, slots=True)
class Cited:
    """References for the clipboard, and how many papers have only a plain one."""

    plain: str
    html: str
    count: int
    failed: int


def _never() -> bool:
    return False


def _untold(done: int, total: int) -> None:
    pass


def write(
    library: Library,
    ids: Ids,
    manner: Manner,
    path: Path,
    *,
    progress: Progress = _untold,
    cancelled: Callable[[], bool] = _never,
) -> int:
    """Write papers to a file, which is replaced as a whole, and tell how many they were.

    Raises:
        CancelledError: `cancelled` said so; the file is as it was.
        UserError: It cannot be written.
    """
    if ids is None:
        with library.read() as session:
            ids = matching(session, EVERYTHING, sort=Sort.ADDED)
    text, count = text_of(library, ids, manner, before_part=_step(len(ids), progress, cancelled))
    if cancelled():
        raise CancelledError
    text_file.replace(path, text)
    return count


def cite(
    library: Library,
    ids: Sequence[int],
    style: str,
    *,
    progress: Progress = _untold,
    cancelled: Callable[[], bool] = _never,
) -> Cited:
    """Cite papers in a style, in their order. Raises UserError for a style that is not there, and CancelledError."""
    with library.read() as session:
        found = facts(session, ids)
    papers = [found[paper_id][0] for paper_id in ids if paper_id in found]
    step = _step(len(papers), progress, cancelled)
    made = citations.references(papers, known(style), before_each=step)
    failed = sum(reference.failed for reference in made)
    return Cited(citations.as_text(made), citations.as_html(made), len(made), failed)


def update_live_files(
    library: Library,
    cache_folder: Path,
    pattern: str,
    overwrite: Sequence[Path] = (),
    *,
    progress: Progress = _untold,
    cancelled: Callable[[], bool] = _never,
) -> list[Outcome]:
    """Bring the files up to date that follow the library. Raises CancelledError; each file is whole all the same."""
    with closing(PaperIndex.open(cache_folder, library)) as index:

        def find(query: str) -> list[int]:
            found = search(library, index, parse(query), sort=Sort.ADDED, cancelled=cancelled)
            if found is None:
                raise CancelledError
            return found.ids

        return live_files.update(library, find, pattern, overwrite=overwrite, before_part=_step(0, progress, cancelled))


def _step(total: int, progress: Progress, cancelled: Callable[[], bool]) -> Callable[[int], None]:
    def step(done: int) -> None:
        if cancelled():
            raise CancelledError
        progress(done, total)

    return step
