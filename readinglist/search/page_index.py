"""The index of the pages of PDFs: which papers a word finds by what their PDFs say, and on which page it stands.

A document is a page of a file. Which paper a file belongs to, and whether to any, is asked of the library each time it
changed, so that a file that is taken away is found no more at once, and one that comes back is found again.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from readinglist.domain.query.expression import Phrase, TextField, Word
from readinglist.library.files import Pdf
from readinglist.library.library import Library
from readinglist.search.bulk import Stretches, segment_of
from readinglist.search.expansion import Check
from readinglist.search.hits import NOTHING, Hits, contained
from readinglist.search.page_texts import PageTexts
from readinglist.search.pattern import pattern
from readinglist.search.postings import Numbers
from readinglist.search.schema import PAGE_FIELDS
from readinglist.search.stored_index import IndexDamagedError, Mark, StoredIndex, cache_name, disk_told

PAGE_BITS = 12
"""A document's number is that of its file's row, then so many bits for the page. A file that was read has a page 0."""

_MOST_STRETCHES = 250_000


@dataclass(frozen=True, slots=True)
class _Owners:
    """The PDFs of the library after its change `seq`: their rows' numbers in order, and the papers they belong to."""

    seq: int
    files: Numbers
    papers: Numbers


@dataclass(frozen=True, slots=True)
class Place:
    """Where words were found: a paper's file, by its path in the library and its hash, and the page, from 1."""

    path: str
    sha256: str
    page: int


class PageIndex(StoredIndex):
    """The index of the PDFs of one library in one cache directory; `texts` is what their pages say."""

    def __init__(self, folder: Path, epoch: str, texts: PageTexts) -> None:
        super().__init__(folder, epoch, PAGE_FIELDS)
        self.texts = texts
        self._stretches = Stretches()
        self._owners = _Owners(-1, NOTHING.ids, NOTHING.ids)
        self._read: tuple[Mark, Numbers] | None = None

    @classmethod
    def open(cls, cache_dir: Path, library: Library) -> "PageIndex":
        """The index of this library's PDFs. Touches no file."""
        name = cache_name(library)
        return cls(cache_dir / "pages" / name, library.epoch, PageTexts(cache_dir / "page-texts" / name))

    def replace(self, mark: Mark, gone: Collection[int], pages: Iterable[tuple[int, Sequence[str]]], seq: int) -> Mark:
        """Let the files `gone` go, and the pages of others, by the numbers of their rows, come: see `put`."""
        if len(self._stretches) > _MOST_STRETCHES:
            self._stretches = Stretches()
        documents = [
            (file << PAGE_BITS | number, {TextField.PDF: (text,)})
            for file, texts in pages
            for number, text in enumerate(("", *texts))
            if text.strip() or not number
        ]
        ids = self._documents_of(gone) if gone else ()
        self.close()
        return self.put(mark, ids, segment_of(documents, PAGE_FIELDS, self._stretches), seq)

    def keep(self, sha256: str, pages: Iterable[str]) -> None:
        """Keep what a file's pages say. Raises UserError where the disk refuses."""
        with disk_told(self.texts.folder):
            self.texts.keep(sha256, pages)

    def keep_only(self, hashes: Collection[str]) -> None:
        """Forget what the files of other contents say. Raises UserError where the disk refuses."""
        with disk_told(self.texts.folder):
            self.texts.keep_only(hashes)

    def _documents_of(self, gone: Collection[int]) -> list[int]:
        view = self.view()
        ids = view.everything().ids if view else NOTHING.ids
        found: list[int] = ids[np.isin(ids >> PAGE_BITS, np.fromiter(gone, np.int64, len(gone)))].tolist()
        return found

    def files_read(self) -> Numbers:
        """The rows' numbers of the files that are in it, in order."""
        view = self.view()
        if view is None:
            return NOTHING.ids
        if self._read is None or self._read[0] != view.mark:
            self._read = view.mark, np.unique(view.everything().ids >> PAGE_BITS)
        return self._read[1]

    def follow(self, seq: int, pdfs: Callable[[], list[Pdf]]) -> None:
        """Know whose the PDFs of the library are after its change `seq`; they are only asked for when it changed."""
        if self._owners.seq != seq:
            there = pdfs()
            ids, papers = [pdf.id for pdf in there], [pdf.paper_id for pdf in there]
            self._owners = _Owners(seq, np.array(ids, np.int64), np.array(papers, np.int64))

    def unread(self) -> int:
        """How many PDFs of the library are not in it."""
        there = self._owners.files
        try:
            return int(np.count_nonzero(~contained(there, self.files_read()))) if len(there) else 0
        except IndexDamagedError:
            return len(there)

    def hits(self, leaf: Word | Phrase, check: Check) -> Hits:
        """The papers whose PDFs hold the word or phrase, each with the score of its best page."""
        ids, scores = self._pages(leaf, check)
        if not len(ids):
            return NOTHING
        kept = contained(ids >> PAGE_BITS, self._owners.files)
        papers = self._owners.papers[np.searchsorted(self._owners.files, ids[kept] >> PAGE_BITS)]
        order = np.argsort(papers, kind="stable")
        papers, scores = papers[order], scores[kept][order]
        first = np.flatnonzero(np.diff(papers, prepend=-1))
        return Hits(papers[first], np.maximum.reduceat(scores, first) if len(first) else scores)

    def best_page(self, pdfs: Sequence[Pdf], leaves: Sequence[Word | Phrase], check: Check) -> Place | None:
        """The page of some PDFs that says most of some words or phrases; None where none says any."""
        scores: dict[tuple[int, int], float] = {}
        for leaf in leaves:
            ids, points = self._pages(leaf, check)
            for number, pdf in enumerate(pdfs):
                some = slice(*np.searchsorted(ids, (pdf.id << PAGE_BITS, pdf.id + 1 << PAGE_BITS)).tolist())
                for document, score in zip(ids[some].tolist(), points[some].tolist(), strict=True):
                    where = number, document & (1 << PAGE_BITS) - 1
                    scores[where] = scores.get(where, 0.0) + score
        if not scores:
            return None
        number, page = max(scores, key=lambda where: (scores[where], (-where[0], -where[1])))
        return Place(pdfs[number].path, pdfs[number].sha256, page)

    def _pages(self, leaf: Word | Phrase, check: Check) -> Hits:
        """The documents that hold the word or phrase; an index that is damaged holds none, and is built anew."""
        if TextField.PDF not in pattern(leaf).fields:
            return NOTHING
        view = self.view()
        if view is None:
            return NOTHING
        try:
            return view.hits(leaf, check)
        except IndexDamagedError:
            self.discard(view.mark)
            return NOTHING
