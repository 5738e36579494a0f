"""An index's place on disk and its two sides: a view to search, and segments to write.

An index is a cache of one library: it can be deleted or damaged at any moment, and is then built anew. Beside Whoosh's
files lies the mark: up to which change of the library the index holds it. It is written after each commit, so that a
crash between the two only repeats work; no mark, or one that cannot be, means that there is no index.

Whoosh's files are pickles, which run code when opened. So an index is used only from a folder that is no link, belongs
to this user and can be written by nobody else.
"""

import errno
import hashlib
import json
import logging
import os
import secrets
import shutil
import stat
from collections import OrderedDict
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from whoosh.index import FileIndex, create_in, open_dir
from whoosh.util.filelock import FileLock

from readinglist.domain.query.expression import Phrase, TextField, Word
from readinglist.errors import UserError
from readinglist.library.library import Library
from readinglist.search import writing
from readinglist.search.analysis import fold
from readinglist.search.expansion import Check
from readinglist.search.hits import Hits
from readinglist.search.pattern import pattern
from readinglist.search.retrieval import Retrieval
from readinglist.search.schema import VERSION, query_for, schema
from readinglist.search.segments import Segment

_log = logging.getLogger(__name__)

_MARK_FILE = "mark.json"
_DISK_TROUBLES = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM, errno.EMFILE}
_REMEMBERED_LEAVES = 16


class IndexDamagedError(Exception):
    """The index's files cannot be read or written; the index has to be built anew."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What an index holds: the library's changes up to number `seq`, after so many `commits`.

    `build` is renewed when it is built anew.
    """

    seq: int
    epoch: str
    build: str
    commits: int = 0
    version: int = VERSION


class SearchCancelledError(Exception):
    """What is looked for is no longer asked for."""


class IndexView:
    """One state of the index, to be searched by one thread."""

    def __init__(self, mark: Mark, retrieval: Retrieval, fields: tuple[TextField, ...]) -> None:
        self.mark = mark
        self._retrieval = retrieval
        self._fields = fields
        self._remembered: OrderedDict[Word | Phrase, Hits] = OrderedDict()

    @property
    def documents(self) -> int:
        """How many documents are in it."""
        return self._retrieval.documents

    def hits(self, leaf: Word | Phrase, check: Check) -> Hits:
        """The documents that hold the word or phrase, with their scores; the latest answers are remembered.

        `check` is called now and then, and ends the search by raising SearchCancelledError.

        Raises:
            IndexDamagedError: The index cannot be read.
        """
        found = self._remembered.pop(leaf, None)
        if found is None:
            with _damage("searched"):
                found = self._retrieval.hits(query_for(leaf, self._fields), check)
            if len(self._remembered) == _REMEMBERED_LEAVES:
                self._remembered.popitem(last=False)
        self._remembered[leaf] = found
        return found

    def near(self, leaf: Word) -> list[str]:
        """The words in the leaf's fields that its word may have been meant for, the likeliest first.

        Raises:
            IndexDamagedError: The index cannot be read.
        """
        with _damage("searched"):
            fields = [field for field in pattern(leaf).fields if field in self._fields]
            return self._retrieval.vocabulary.near(fold(leaf.text), fields)

    def beginning(self, prefix: str, field: TextField) -> list[str]:
        """The words in a field with a beginning, the most frequent first.

        Raises:
            IndexDamagedError: The index cannot be read.
        """
        with _damage("searched"):
            return self._retrieval.vocabulary.beginning(fold(prefix), field)

    def everything(self) -> Hits:
        """All documents in it.

        Raises:
            IndexDamagedError: The index cannot be read.
        """
        with _damage("searched"):
            return self._retrieval.everything()

    def close(self) -> None:
        """Close the files."""
        self._remembered.clear()
        self._retrieval.close()


class StoredIndex:
    """An index with some fields of one library, in one cache directory."""

    def __init__(self, folder: Path, epoch: str, fields: tuple[TextField, ...]) -> None:
        self.folder = folder
        self._epoch = epoch
        self._fields = fields
        self._view: IndexView | None = None

    def mark(self) -> Mark | None:
        """What the index on disk holds; None where there is none of this library and version, or it is not ours."""
        try:
            if not _is_ours(self.folder):
                return None
            mark = Mark(**json.loads((self.folder / _MARK_FILE).read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None
        return mark if isinstance(mark.seq, int) and (mark.epoch, mark.version) == (self._epoch, VERSION) else None

    def view(self) -> IndexView | None:
        """The newest state of the index, kept open until there is a newer one; None where there is no usable index."""
        mark = self.mark()
        if self._view is not None and self._view.mark == mark:
            return self._view
        self.close()
        if mark is not None:
            try:
                with _damage("opened"):
                    self._view = IndexView(mark, Retrieval(self._opened().searcher()), self._fields)
            except IndexDamagedError:
                self.discard(mark)
        return self._view

    def _opened(self) -> FileIndex:
        return open_dir(self.folder, schema=schema(self._fields))

    def discard(self, mark: Mark) -> None:
        """Say that the index with this mark is no good: nobody uses it any more, and catching up builds it anew.

        Raises:
            UserError: The disk refuses.
        """
        self.close()
        with disk_told(self.folder):
            if self.mark() == mark:
                (self.folder / _MARK_FILE).unlink(missing_ok=True)

    def close(self) -> None:
        """Close the view's files."""
        if self._view is not None:
            self._view.close()
            self._view = None

    @contextmanager
    def lock(self) -> Iterator[bool]:
        """The right to write until the end of the block or the process; False where another process has it."""
        with disk_told(self.folder):
            self.folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            lock = FileLock(str(self.folder.with_suffix(".lock")))
            free = lock.acquire()
        try:
            yield free
        finally:
            if free:
                lock.release()

    def create(self) -> Mark:
        """An empty index in place of what is there. Needs the lock.

        Raises:
            UserError: The disk refuses.
        """
        self.close()
        with disk_told(self.folder):
            if self.folder.is_symlink() or self.folder.is_file():
                self.folder.unlink()
            elif self.folder.exists():
                shutil.rmtree(self.folder)
            self.folder.mkdir(mode=0o700)
            create_in(self.folder, schema(self._fields))
            return self._write_mark(Mark(0, self._epoch, secrets.token_hex(8)))

    def put(self, mark: Mark, ids: Collection[int], new: Segment, seq: int) -> Mark:
        """Let the documents `ids` go and those of `new` come; then the index holds the changes up to `seq`.

        `mark` is the index's present mark, the answer is its new one. Needs the lock.

        Raises:
            IndexDamagedError: The index cannot be read or written.
            UserError: The disk refuses.
        """
        with disk_told(self.folder), _damage("written", passing=_DISK_TROUBLES):
            writing.replace(self._opened(), ids, new)
            if self.mark() != mark:
                raise IndexDamagedError("The mark was taken away: somebody found the index damaged.")
            return self._write_mark(Mark(seq, mark.epoch, mark.build, mark.commits + 1))

    def merge(self) -> bool:
        """Merge segments that are worth it; False where there is none. Whoever searches notices nothing.

        Needs the lock, and may take some seconds.

        Raises:
            IndexDamagedError: The index cannot be read or written.
            UserError: The disk refuses.
        """
        with disk_told(self.folder), _damage("written", passing=_DISK_TROUBLES):
            return writing.merge(self._opened())

    def _write_mark(self, mark: Mark) -> Mark:
        unfinished = self.folder / f"{_MARK_FILE}.new"
        unfinished.write_text(json.dumps(asdict(mark)), encoding="utf-8")
        unfinished.replace(self.folder / _MARK_FILE)
        return mark


def cache_name(library: Library) -> str:
    """What the caches of a library are named by: itself and its place."""
    return hashlib.sha256(f"{library.id}\n{library.folder.resolve()}".encode()).hexdigest()[:16]


@contextmanager
def _damage(what: str, passing: Collection[int] = ()) -> Iterator[None]:
    """Call damage whatever Whoosh raises over its files: what that is depends on which bytes are wrong.

    System errors with a number among `passing` are none.
    """
    try:
        yield
    except (IndexDamagedError, SearchCancelledError):
        raise
    except Exception as error:
        if isinstance(error, OSError) and error.errno in passing:
            raise
        _log.info("The search index could not be %s and will be built anew.", what, exc_info=True)
        raise IndexDamagedError(f"The search index could not be {what}.") from error


@contextmanager
def disk_told(folder: Path) -> Iterator[None]:
    """Say in words what the disk refuses, as UserError."""
    try:
        yield
    except OSError as error:
        raise UserError(
            f"The search index in {folder} could not be written: {error.strerror}.",
            "Searching goes on without it, more slowly and less well.",
        ) from error


def _is_ours(folder: Path) -> bool:
    """Whether nobody else can have written the folder's files."""
    about = folder.lstat()
    if not stat.S_ISDIR(about.st_mode):
        return False
    return os.name == "nt" or (about.st_uid == os.getuid() and not about.st_mode & 0o022)
