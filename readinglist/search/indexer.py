"""Keeps the index up with the library."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from readinglist.library.following import latest_text_seq, texts_changed_since
from readinglist.library.library import Library
from readinglist.library.reads import texts
from readinglist.search.index import PaperIndex
from readinglist.search.stored_index import IndexDamagedError, Mark

BATCH = 4_000
"""Papers indexed between two commits."""


@dataclass(frozen=True, slots=True)
class IndexStatus:
    """How the index stands: papers in it, papers whose latest change it does not hold, its mark, its folder, bytes."""

    documents: int
    behind: int
    mark: int
    folder: Path
    size: int


def catch_up(
    index: PaperIndex,
    library: Library,
    *,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> bool:
    """Index what changed in the library since the index last did; all of it where the index is missing or no good.

    `progress` is told how many papers are done of how many, `cancelled` is asked before each batch. False where it
    was cancelled, or another process is at it already.

    Raises:
        UserError: The disk refuses.
    """
    with index.lock() as free:
        if not free:
            return False
        with library.read() as session:
            newest = latest_text_seq(session)
        mark = index.mark()
        if mark is None or mark.seq > newest:
            mark = index.create()
        try:
            return _follow(index, library, mark, progress, cancelled)
        except IndexDamagedError:
            return _follow(index, library, index.create(), progress, cancelled)


def rebuild(
    index: PaperIndex,
    library: Library,
    *,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> bool:
    """Build the index anew, as `catch_up` does."""
    mark = index.mark()
    if mark is not None:
        index.discard(mark)
    return catch_up(index, library, progress=progress, cancelled=cancelled)


def status(index: PaperIndex, library: Library) -> IndexStatus:
    """How the index stands at this moment."""
    view = index.view()
    seq = view.mark.seq if view else 0
    with library.read() as session:
        behind = len(texts_changed_since(session, seq))
    return IndexStatus(view.documents if view else 0, behind, seq, index.folder, _size(index.folder) if view else 0)


def _size(folder: Path) -> int:
    size = 0
    for file in folder.glob("*"):
        try:
            size += file.stat().st_size
        except FileNotFoundError:
            continue  # a commit took it away since it was listed
    return size


def _follow(
    index: PaperIndex,
    library: Library,
    mark: Mark,
    progress: Callable[[int, int], None] | None,
    cancelled: Callable[[], bool] | None,
) -> bool:
    with library.read() as session:
        total = len(texts_changed_since(session, mark.seq))
    done = 0
    while not (cancelled and cancelled()):
        with library.read() as session:
            changes = texts_changed_since(session, mark.seq, BATCH)
            present = texts(session, [paper_id for paper_id, _seq, _gone in changes])
        if not changes:
            while not (cancelled and cancelled()) and index.merge():
                pass
            return True
        mark = index.replace(mark, [paper_id for paper_id, _seq, _gone in changes], present, changes[-1][1])
        done += len(changes)
        if progress:
            progress(done, max(done, total))
    return False
