"""What a path holds, as drafts: a bibliography, a PDF, a folder of both.

Bibliographies are read before PDFs, since they may name some of these as the files of their entries.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from types import MappingProxyType

from readinglist.errors import UserError
from readinglist.importing import databases, formats
from readinglist.importing.bibtex import reader as bibtex
from readinglist.importing.decoding import ReadAs
from readinglist.importing.disk.linked_files import Grounds, with_files
from readinglist.importing.disk.walking import MAX_FILES, walk
from readinglist.importing.pdf import document
from readinglist.importing.pdf import reader as pdf
from readinglist.importing.source import Failure, Parsed, Source, Watch, read_source
from readinglist.importing.tables import csv_table
from readinglist.importing.tables.columns import Columns
from readinglist.library.files import hash_of
from readinglist.library.lasting import CancelledError

NO_COLUMNS: Mapping[str, Columns] = MappingProxyType({})

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]
MayOpen = Callable[[Path], bool]
"""Told of a PDF before it is opened; False where it is not to be: whoever opened it before came to an end by it."""

_FATAL = "brought the program down that read it"


@dataclass(frozen=True, slots=True)
class Reading:
    """What one source gave, by the name the reader knows it by, and what it was decoded from.

    `sha256` is that of the file, where the file is the paper itself. `question` is about a table whose columns are not
    known: with the answer it can be read.
    """

    source: str
    parsed: Parsed
    read_as: ReadAs | None = None
    sha256: str = ""
    question: csv_table.Question | None = None


@dataclass(frozen=True, slots=True)
class _Item:
    """Something to read, and how."""

    path: Path
    read: Callable[[Path], Reading | None]
    is_pdf: bool = False


def read_text(source: Source, format_name: str | None = None, columns: Columns | None = None) -> Reading:
    """Read a text; one that holds no papers gives a failure. `columns` says of a table what its columns hold."""
    try:
        parsed = formats.parse(source, format_name, columns)
    except UserError as error:
        return _failed(source.name, str(error), source.read_as)
    is_unknown = parsed.format == csv_table.FORMAT and not parsed.drafts and columns is None
    question = csv_table.question(source) if is_unknown else None
    return Reading(source.name, parsed, source.read_as, question=question)


def read_paths(
    paths: Iterable[Path],
    format_name: str | None = None,
    columns: Mapping[str, Columns] = NO_COLUMNS,
    *,
    progress: Progress = lambda done, total: None,
    cancelled: Cancelled = lambda: False,
    may_open: MayOpen = lambda path: True,
) -> Iterator[Reading]:
    """Read files and folders, one after another; what cannot be read gives a failure, and the others are read.

    `columns` says, by a table's name, what its columns hold. It ends early where `cancelled` says so, or raises
    CancelledError within a text.
    """
    named = tuple(paths)
    items: list[_Item] = []

    def watch_of(size: int) -> Watch:
        """Look after the reading of a text of that size; of a single long one, characters are the progress."""

        def watch(position: int) -> None:
            if cancelled():
                raise CancelledError
            if len(items) == 1 and size > MAX_FILES:
                progress(position, size)

        return watch

    for path in named:
        found, unread = _items(path, partial(_read_file, format_name, columns, named, may_open, watch_of), cancelled)
        items += found
        yield from unread
    items.sort(key=lambda item: item.is_pdf)
    brought: set[Path] = set()
    for number, item in enumerate(items):
        if cancelled():
            return
        if len(items) > 1 or item.is_pdf:
            progress(number, len(items))
        if item.is_pdf and item.path.resolve() in brought:
            continue
        if reading := item.read(item.path):
            brought |= {file.resolve() for draft in reading.parsed.drafts for file in draft.files}
            yield reading


def _items(path: Path, read: Callable[[Path], Reading], cancelled: Cancelled) -> tuple[list[_Item], list[Reading]]:
    """What is to be read at a path, and what is known of it without reading."""
    if known := _reader_of(path):
        return [_Item(path, partial(_read_database, known))], []
    if not _is_folder(path):
        return [_Item(path, read, is_pdf=_is_pdf(path))], []
    walked = walk(path, cancelled)
    items = [_Item(found, read) for found in walked.bibliographies]
    items += [_Item(found, partial(_read_perhaps, read)) for found in walked.perhaps]
    items += [_Item(found, read, is_pdf=True) for found in walked.pdfs]
    said = walked.left_out
    if not items:
        said = [*said, f"{path} holds neither PDFs nor bibliographies. Name the files that you want to import."]
    return items, [_failed(str(path), sentence) for sentence in said]


def _read_file(
    format_name: str | None,
    columns: Mapping[str, Columns],
    named: tuple[Path, ...],
    may_open: MayOpen,
    watch_of: Callable[[int], Watch],
    path: Path,
) -> Reading:
    if _is_pdf(path):
        return _read_pdf(path, may_open)
    try:
        source = read_source(path)
        reading = read_text(replace(source, watch=watch_of(len(source.text))), format_name, columns.get(str(path)))
    except UserError as error:
        return _failed(str(path), str(error))
    if reading.parsed.format == bibtex.FORMAT:
        return replace(reading, parsed=with_files(reading.parsed, str(path), Grounds(path.parent, named)))
    return reading


def _read_pdf(path: Path, may_open: MayOpen) -> Reading:
    try:
        sha256 = hash_of(path)
        draft = pdf.draft_of(path) if may_open(path) else pdf.unread(path, _FATAL)
    except UserError as error:
        return _failed(str(path), str(error))
    except OSError as error:
        return _failed(str(path), f"{path} could not be read: {(error.strerror or str(error)).lower()}.")
    return Reading(str(path), Parsed((draft,), (), pdf.FORMAT), sha256=sha256)


def _read_perhaps(read: Callable[[Path], Reading], path: Path) -> Reading | None:
    """Read what may be anything; what gives no papers is passed over."""
    reading = read(path)
    return reading if reading.parsed.drafts else None


def _read_database(read: Callable[[Path], Parsed], path: Path) -> Reading:
    try:
        return Reading(str(path), read(path))
    except UserError as error:
        return _failed(str(path), str(error))


def _failed(name: str, message: str, read_as: ReadAs | None = None) -> Reading:
    return Reading(name, Parsed((), (Failure(name, 0, message),), ""), read_as)


def _reader_of(path: Path) -> Callable[[Path], Parsed] | None:
    try:
        return databases.reader_of(path)
    except (OSError, ValueError):
        return None  # reading it as a file says in words why it cannot be read


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _is_pdf(path: Path) -> bool:
    """Whether a file is a PDF; where it cannot be read, reading it as a text says in words why."""
    try:
        if not path.is_file():  # to open a pipe would wait for whoever writes to it
            return False
        with path.open("rb") as file:
            return document.is_pdf(file.read(1024))
    except (OSError, ValueError):
        return False
