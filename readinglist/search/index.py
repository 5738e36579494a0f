"""The index of a library's papers, and beside it that of the pages of their PDFs."""

from collections.abc import Collection, Sequence
from pathlib import Path

from readinglist.library.library import Library
from readinglist.library.reads import PaperText
from readinglist.search.bulk import Stretches, segment_of
from readinglist.search.page_index import PageIndex
from readinglist.search.schema import PAPER_FIELDS, pieces
from readinglist.search.stored_index import Mark, StoredIndex, cache_name

_MOST_STRETCHES = 250_000
"""Different stretches of text that are remembered while papers are indexed: about 60 MB."""


class PaperIndex(StoredIndex):
    """The index of one library in one cache directory; `pages` is that of its PDFs."""

    def __init__(self, folder: Path, epoch: str, pages: PageIndex) -> None:
        super().__init__(folder, epoch, PAPER_FIELDS)
        self.pages = pages
        self._stretches = Stretches()

    @classmethod
    def open(cls, cache_dir: Path, library: Library) -> "PaperIndex":
        """The index of this library, as it lies in this folder; a copy of the library has another. Touches no file."""
        folder = cache_dir / "index" / cache_name(library)
        return cls(folder, library.epoch, PageIndex.open(cache_dir, library))

    def replace(self, mark: Mark, ids: Collection[int], texts: Sequence[PaperText], seq: int) -> Mark:
        """Let the papers `ids` be what `texts` says, or gone: see `put`."""
        if len(self._stretches) > _MOST_STRETCHES:
            self._stretches = Stretches()
        papers = [(paper.id, pieces(paper)) for paper in texts]
        return self.put(mark, ids, segment_of(papers, PAPER_FIELDS, self._stretches), seq)

    def close(self) -> None:
        """Close the files of both views."""
        super().close()
        self.pages.close()
