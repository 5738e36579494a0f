"""The files in which the terms of a library's papers lie, and the model made of them: a cache, like the index.

A folder holds batches of counted papers, the model, and a mark that says up to which change of the library they go and
which files they are. A change adds a batch; many small ones are counted together again. The mark is written last, so
that a crash only repeats work. Files have names that are never used again: who has one mapped goes on using it.

Damaged, deleted, of another version, of another library or ahead of it: made anew.
"""

import json
import logging
import mmap
import secrets
import struct
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from whoosh.util.filelock import FileLock

from readinglist.errors import UserError
from readinglist.library.library import Library
from readinglist.search import schema
from readinglist.search.postings import Array, read_arrays, write_arrays
from readinglist.search.related.counts import Batch
from readinglist.search.related.model import Model, model_of
from readinglist.search.stored_index import cache_name

_log = logging.getLogger(__name__)

VERSION = f"{schema.VERSION}.1"
"""To be raised with every change of the terms, the counts or the model; words change with the index's version."""

_MARK_FILE = "mark.json"


class TermsDamagedError(Exception):
    """The files cannot be read; they have to be made anew."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What is in the folder: the library's changes up to number `seq`, and the names of the files.

    `rows` counts the papers in all batches, outdated ones too; `model` is empty while none has been made of these.
    """

    seq: int
    epoch: str
    version: str = VERSION
    batches: tuple[str, ...] = ()
    rows: int = 0
    model: str = ""


class TermStore:
    """The files of one library in one cache directory."""

    def __init__(self, folder: Path, epoch: str) -> None:
        self.folder = folder
        self._epoch = epoch
        self._model: tuple[str, Model] | None = None

    @classmethod
    def open(cls, cache_dir: Path, library: Library) -> "TermStore":
        """Where this library's files lie in this folder; a copy of the library has others. Touches no file."""
        return cls(cache_dir / "related" / cache_name(library), library.epoch)

    def nothing(self) -> Mark:
        """The mark to begin with."""
        return Mark(0, self._epoch)

    def mark(self) -> Mark:
        """What there is; nothing where the files are none of this library and version."""
        nothing = self.nothing()
        try:
            told = json.loads((self.folder / _MARK_FILE).read_text(encoding="utf-8"))
            mark = Mark(**{**told, "batches": tuple(told["batches"])})
        except (OSError, ValueError, TypeError, KeyError):
            return nothing
        ours = (
            isinstance(mark.seq, int)
            and isinstance(mark.rows, int)
            and (mark.epoch, mark.version) == (self._epoch, VERSION)
        )
        return mark if ours and all(map(_is_plain, (*mark.batches, mark.model))) else nothing

    def batches(self, mark: Mark) -> list[Batch]:
        """The batches in their order, mapped.

        Raises:
            TermsDamagedError: They cannot be read.
        """
        with damage():
            return [Batch.from_arrays(self._read(name)) for name in mark.batches]

    def model(self, mark: Mark) -> Model | None:
        """The model of what is there, mapped; None where none has been made yet.

        Raises:
            TermsDamagedError: It cannot be read.
        """
        if not mark.model:
            return None
        if self._model is None or self._model[0] != mark.model:
            with damage():
                self._model = mark.model, Model.from_arrays(self._read(mark.model))
        return self._model[1]

    def write_model(self, mark: Mark) -> Mark:
        """Make the model of what is there. Needs the lock.

        Raises:
            TermsDamagedError: What is there cannot be read.
            UserError: The disk refuses.
        """
        batches = self.batches(mark)
        with damage():
            model = model_of(batches)
        return self._commit(replace(mark, model=self._write("model", model.arrays())))

    def replace_batches(self, mark: Mark, batches: list[Batch]) -> Mark:
        """Let these be all batches. Needs the lock."""
        names = tuple(self._write("terms", batch.arrays()) for batch in batches)
        return self._commit(replace(mark, batches=names, rows=sum(len(batch.ids) for batch in batches), model=""))

    def add(self, mark: Mark, batch: Batch | None, seq: int) -> Mark:
        """Add what changed up to number `seq`; None = nothing that matters here. Needs the lock."""
        if batch is None:
            return self._commit(replace(mark, seq=seq))
        name = self._write("terms", batch.arrays())
        rows = mark.rows + len(batch.ids)
        return self._commit(replace(mark, seq=seq, batches=(*mark.batches, name), rows=rows, model=""))

    @contextmanager
    def lock(self) -> Iterator[bool]:
        """The right to write until the end of the block or the process; False where another process has it."""
        with self._disk():
            self.folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            lock = FileLock(str(self.folder.with_suffix(".lock")))
            free = lock.acquire()
        try:
            yield free
        finally:
            if free:
                lock.release()

    def size(self, mark: Mark) -> int:
        """The bytes of all files."""
        return sum((self.folder / name).stat().st_size for name in (*mark.batches, mark.model) if name)

    def close(self) -> None:
        """Let go of the model."""
        self._model = None

    def _commit(self, mark: Mark) -> Mark:
        """Write the mark, and take away the files that it does not name."""
        with self._disk():
            self.folder.mkdir(exist_ok=True, mode=0o700)
            unfinished = self.folder / f"{_MARK_FILE}.new"
            unfinished.write_text(json.dumps(asdict(mark)), encoding="utf-8")
            unfinished.replace(self.folder / _MARK_FILE)
            for file in self.folder.glob("[tm]*-*"):
                if file.name not in (mark.model, *mark.batches):
                    with suppress(PermissionError):  # Windows keeps what is mapped; the next commit tries again
                        file.unlink()
        return mark

    def _write(self, kind: str, arrays: dict[str, Array]) -> str:
        name = f"{kind}-{secrets.token_hex(8)}"
        with self._disk():
            self.folder.mkdir(exist_ok=True, mode=0o700)
            with (self.folder / name).open("wb") as file:
                write_arrays(file, arrays)
        return name

    def _read(self, name: str) -> dict[str, Array]:
        with (self.folder / name).open("rb") as file:
            return read_arrays(memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)))

    @contextmanager
    def _disk(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise UserError(
                f"What papers have in common could not be written in {self.folder}: {error.strerror}.",
                "Everything else goes on without it.",
            ) from error


@contextmanager
def damage() -> Iterator[None]:
    """Call it damage when a file is missing or does not hold what was written."""
    try:
        yield
    except (OSError, ValueError, TypeError, LookupError, AttributeError, struct.error) as error:
        _log.info("The terms of the papers could not be read and will be counted anew.", exc_info=True)
        raise TermsDamagedError from error


def _is_plain(name: str) -> bool:
    """Whether it is the name of a file in the folder itself."""
    return isinstance(name, str) and "/" not in name and "\\" not in name and name not in (".", "..")
