"""Reads the PDFs of a library for the search, one after another, as long as nobody waits for anything else."""

import logging
from collections.abc import Callable

from readinglist.errors import UserError
from readinglist.importing.disk.reading import MayOpen
from readinglist.importing.pdf.document import DamagedError, LockedError
from readinglist.importing.pdf.text import pages
from readinglist.library import files
from readinglist.library.following import latest_seq
from readinglist.library.lasting import CancelledError
from readinglist.library.library import Library
from readinglist.search.page_index import PageIndex
from readinglist.search.stored_index import IndexDamagedError, Mark
from readinglist.worker.messages import Progress

_log = logging.getLogger(__name__)

PAGES_AT_ONCE = 500
"""Pages indexed between two commits, or those of one file."""

Cancelled = Callable[[], bool]


def read_pdfs(
    library: Library, index: PageIndex, *, may_open: MayOpen, progress: Progress, cancelled: Cancelled
) -> bool:
    """Bring the index of pages up to date; False where another process is at it.

    What was read of a file is kept at once, and is not read again. `may_open` is asked of each before it is opened by
    native code, and what it forbids, having brought a worker down, is left closed for good.

    Raises:
        CancelledError: It was cancelled between two pages.
        UserError: The disk refuses.
    """
    with index.lock() as free:
        if not free:
            return False
        with library.read() as session:
            newest = latest_seq(session)
        mark = index.mark()
        if mark is None or mark.seq > newest:
            mark = index.create()
        reading = _Reading(library, index, may_open, progress, cancelled)
        try:
            reading.follow(mark)
        except IndexDamagedError:
            reading.follow(index.create())
    return True


class _Reading:
    """One way through all PDFs."""

    def __init__(
        self, library: Library, index: PageIndex, may_open: MayOpen, progress: Progress, cancelled: Cancelled
    ) -> None:
        self._library = library
        self._index = index
        self._may_open = may_open
        self._progress = progress
        self._cancelled = cancelled

    def follow(self, mark: Mark) -> None:
        """Index the files that are not in the index, and let those go that are no paper's any more."""
        with self._library.read() as session:
            seq = latest_seq(session)
            there = files.pdfs(session)
        read = set(self._index.files_read().tolist())
        gone = read - {pdf.id for pdf in there}
        wanted = [pdf for pdf in there if pdf.id not in read]
        collected: list[tuple[int, list[str]]] = []
        for place, pdf in enumerate(wanted):
            self._progress(place, len(wanted))
            collected.append((pdf.id, self._pages(pdf)))
            if sum(len(texts) for _, texts in collected) >= PAGES_AT_ONCE:
                mark, collected, gone = self._index.replace(mark, gone, collected, seq), [], set()
        if collected or gone:
            self._index.replace(mark, gone, collected, seq)
            self._index.keep_only({pdf.sha256 for pdf in there})
        while not self._cancelled() and self._index.merge():
            pass

    def _pages(self, pdf: files.Pdf) -> list[str]:
        self._stop_if_cancelled()
        kept = self._index.texts.pages(pdf.sha256)
        if kept is None:
            self._read(pdf)
            kept = self._index.texts.pages(pdf.sha256)
        return kept or []

    def _read(self, pdf: files.Pdf) -> None:
        try:
            file = files.location(self._library.folder, pdf.path)
        except UserError:
            _log.info("A PDF to be read is not in the library’s folder: %s", pdf.path)
            return
        said: list[str] = []
        try:
            if self._may_open(file):
                for text in pages(file):
                    self._stop_if_cancelled()
                    said.append(text)
        except (LockedError, DamagedError):
            said.clear()
        except OSError:
            _log.info("A PDF cannot be read: %s", pdf.path, exc_info=True)
            return
        self._index.keep(pdf.sha256, said)

    def _stop_if_cancelled(self) -> None:
        if self._cancelled():
            raise CancelledError
