"""Files of papers: copied into the library's own `files/`, so that the folder is all there is to keep."""

import hashlib
import secrets
from pathlib import Path

from sqlmodel import col, select

from readinglist.domain.text import storable
from readinglist.errors import UserError
from readinglist.library.library import Transaction
from readinglist.library.papers import require
from readinglist.library.store.tables import FileRow

FOLDER = "files"
MAX_BYTES = 1 << 30
"""No file larger than this is taken in: 1 GiB."""

_CHUNK = 1 << 20
_LONGEST_NAME = 120


def attach(tx: Transaction, library_folder: Path, paper_id: int, source: Path) -> str:
    """Copy a file to a paper. The same content twice is one file.

    Undo takes the file from the paper; the copy stays in the folder, so that redo has it again.

    Returns:
        The file's path under the library's folder.

    Raises:
        UserError: The paper is unknown, or the file cannot be read or copied.
    """
    require(tx.session, [paper_id])
    try:
        path, digest = _copy(source, library_folder)
    except OSError as error:
        reason = error.strerror or str(error)
        raise UserError(f"{source} could not be copied into the library: {reason}.", "Nothing was changed.") from error
    known = select(FileRow).where(col(FileRow.paper_id) == paper_id, col(FileRow.sha256) == digest)
    if found := tx.session.exec(known).first():
        return found.path
    tx.session.add(FileRow(paper_id=paper_id, path=path, sha256=digest, added=tx.at))
    return path


def location(library_folder: Path, path: str) -> Path:
    """Where a paper's file lies. Raises UserError where it is gone, or its path leads out of the library's files."""
    file = (library_folder / path).resolve()
    if not file.is_relative_to((library_folder / FOLDER).resolve()) or not file.is_file():
        raise UserError(f"The file {path} is not in the library's folder any more.", "Attach it again.")
    return file


def _copy(source: Path, library_folder: Path) -> tuple[str, str]:
    """Copy by way of an unfinished file beside the place, so that a crash leaves no half of one under its name."""
    folder = library_folder / FOLDER
    folder.mkdir(exist_ok=True)
    unfinished = folder / f".unfinished-{secrets.token_hex(8)}"
    try:
        digest = _write_copy(source, unfinished)
        place = folder / digest[:16]
        place.mkdir(exist_ok=True)
        name = storable(source.name).strip(". ")[-_LONGEST_NAME:] or "file"
        unfinished.replace(place / name)
        return f"{FOLDER}/{digest[:16]}/{name}", digest
    finally:
        unfinished.unlink(missing_ok=True)


def _write_copy(source: Path, target: Path) -> str:
    digest, size = hashlib.sha256(), 0
    with source.open("rb") as original, target.open("xb") as copy:
        while chunk := original.read(_CHUNK):
            size += len(chunk)
            if size > MAX_BYTES:
                raise UserError(f"{source} is larger than {MAX_BYTES >> 20:,} MiB.", "It was not attached.")
            digest.update(chunk)
            copy.write(chunk)
    return digest.hexdigest()
