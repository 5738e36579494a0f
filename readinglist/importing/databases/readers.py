"""What a file or folder of another program is, told by its content, and what reads it."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType

from readinglist.domain.text import count_of
from readinglist.errors import UserError
from readinglist.importing.databases import attached, calibre, koreader, mendeley, qiqqa, zotero
from readinglist.importing.databases.database import MAX_TEXT, Database, is_database, opened
from readinglist.importing.source import Draft, Failure, Parsed, read_source

Reader = Callable[[Path], Parsed]
_Read = Callable[[Database, Path], tuple[list[Draft], list[Failure]]]

_KINDS = (zotero, mendeley, qiqqa, calibre)
_IN_FOLDERS = (zotero.FILE, calibre.FILE, "Qiqqa.library")
_SIDECAR = re.compile(r"metadata\.\w{2,5}\.lua")
_REALM_MARK = b"T-DB"
_REALM_MARK_AT = 16


@dataclass(frozen=True, slots=True)
class _Kind:
    format: str
    tables: tuple[str, ...]
    read: _Read


def reader_of(path: Path) -> Reader | None:
    """What reads a file or folder; None where it is no program's that is known here.

    A folder is known by the name of the database in it, a file by its first bytes. The reader that is given never
    raises: what cannot be read is a failure.
    """
    if path.is_dir():
        if path.suffix == ".sdr":
            return _sidecar if _sidecars(path) else None
        return next((_database for name in _IN_FOLDERS if is_database(path / name)), None)
    if path.is_file():
        if is_database(path):
            return _database
        if _is_realm(path):
            return _realm
    return None


def _database(path: Path) -> Parsed:
    """Read a database, or the one in a folder, by the tables it has."""
    path = path.resolve()
    if path.is_dir():
        path = next(path / name for name in _IN_FOLDERS if is_database(path / name))
    try:
        with opened(path) as database:
            kind = next((kind for kind in map(_kind, _KINDS) if database.has(*kind.tables)), None)
            if kind is None:
                raise UserError(
                    f"{path} is a database of none of the programs that Reading List knows.",
                    "It reads those of Zotero, Mendeley Desktop, Qiqqa and calibre. "
                    "Export its papers as BibTeX or RIS, and import that.",
                )
            drafts, failures = kind.read(database, path)
            if database.omitted:
                texts = count_of(database.omitted, "text")
                said = f"{texts} longer than {MAX_TEXT:,} characters had to be left out. See its longest notes."
                failures.append(Failure(str(path), 0, said))
    except UserError as error:
        return Parsed((), (Failure(str(path), 0, str(error)),), "database")
    if not drafts and not failures:
        failures.append(Failure(str(path), 0, "There is no paper in it. See whether it is the right folder."))
    return Parsed(tuple(drafts), tuple(failures), kind.format)


def _kind(module: ModuleType) -> _Kind:
    return _Kind(module.FORMAT, module.TABLES, module.read)


def _sidecar(path: Path) -> Parsed:
    """Read the file that KOReader keeps in the folder of a book, with the book that lies beside it."""
    [file, *_] = _sidecars(path)
    try:
        parsed = koreader.parse(read_source(file))
    except UserError as error:
        return Parsed((), (Failure(str(file), 0, str(error)),), koreader.FORMAT)
    book = attached.inside(path.parent, f"{path.stem}.{file.name.split('.')[1]}")
    files = (book,) if book else ()
    return replace(parsed, drafts=tuple(replace(draft, files=files) for draft in parsed.drafts))


def _sidecars(path: Path) -> list[Path]:
    return sorted(file for file in path.iterdir() if _SIDECAR.fullmatch(file.name) and file.is_file())


def _is_realm(path: Path) -> bool:
    """Whether a file is a database of Realm, in which Paperlib keeps its library."""
    try:
        with path.open("rb") as file:
            return file.read(_REALM_MARK_AT + len(_REALM_MARK))[_REALM_MARK_AT:] == _REALM_MARK
    except OSError:
        return False


def _realm(path: Path) -> Parsed:
    said = f"{path} is a database of Realm, as Paperlib keeps its library in, which Reading List does not read."
    return Parsed(
        (), (Failure(str(path), 0, f"{said} Export the library from Paperlib as BibTeX, and import that."),), "paperlib"
    )
