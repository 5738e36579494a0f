"""Files of papers: copied into the library's own `files/`, so that the folder is all there is to keep.

A copy is made first, and then belongs to a paper by a row. What ends in between leaves a copy that belongs to nobody:
the next copy of the same content is that one.
"""

import hashlib
import secrets
import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from readinglist.domain.text import storable
from readinglist.errors import UserError
from readinglist.library.library import Transaction
from readinglist.library.papers import require
from readinglist.library.store.database import among
from readinglist.library.store.tables import FileRow, table

FOLDER = "files"
MAX_BYTES = 1 << 30
"""No file larger than this is taken in: 1 GiB."""

_CHUNK = 1 << 20
_LONGEST_NAME = 120
_UNFINISHED = ".unfinished-"
_ABANDONED_SECONDS = 24 * 60 * 60


_PDFS = (
    columns(table(FileRow).c.id, col(FileRow.paper_id), col(FileRow.path), col(FileRow.sha256))
    .where(col(FileRow.path).like("%.pdf"))
    .order_by(col(FileRow.id))
)


@dataclass(frozen=True, slots=True)
class Copy:
    """A file in the library: its path under the library's folder, and the hash of its content."""

    path: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Pdf:
    """A PDF of a paper: the number of its row, which stays, its path in the library and the hash of its content."""

    id: int
    paper_id: int
    path: str
    sha256: str


def attach(tx: Transaction, library_folder: Path, paper_id: int, source: Path) -> str:
    """Copy a file to a paper. The same content twice is one file.

    Undo takes the file from the paper; the copy stays in the folder, so that redo has it again.

    Returns:
        The file's path under the library's folder.

    Raises:
        UserError: The paper is unknown, or the file cannot be read or copied.
    """
    require(tx.session, [paper_id])
    copied = copy_in(library_folder, source, source.name)
    known = select(FileRow).where(col(FileRow.paper_id) == paper_id, col(FileRow.sha256) == copied.sha256)
    if found := tx.session.exec(known).first():
        return found.path
    attach_copies(tx, [(paper_id, copied)])
    return copied.path


def attach_copies(tx: Transaction, copies: Sequence[tuple[int, Copy]]) -> None:
    """Give papers files that were copied in; content that a paper has already, it gets no second time."""
    known = of_papers(tx.session, {paper_id for paper_id, _ in copies})
    for paper_id, copied in copies:
        hashes = known.setdefault(paper_id, set())
        if copied.sha256 not in hashes:
            hashes.add(copied.sha256)
            tx.session.add(FileRow(paper_id=paper_id, path=copied.path, sha256=copied.sha256, added=tx.at))
    tx.session.flush()


def of_papers(session: Session, ids: Collection[int]) -> dict[int, set[str]]:
    """The hashes of the files of each of these papers that has any."""
    found: dict[int, set[str]] = {}
    rows = session.connection().execute(
        columns(col(FileRow.paper_id), col(FileRow.sha256)).where(among(FileRow.paper_id, ids))
    )
    for paper_id, sha256 in rows:
        found.setdefault(paper_id, set()).add(sha256)
    return found


def pdfs(session: Session) -> list[Pdf]:
    """All PDFs of papers, by number."""
    return [Pdf(*row) for row in session.connection().execute(_PDFS)]


def pdfs_of(session: Session, papers: Collection[int]) -> list[Pdf]:
    """The PDFs of these papers, by number."""
    return [Pdf(*row) for row in session.connection().execute(_PDFS.where(among(FileRow.paper_id, papers)))]


def by_hash(session: Session, hashes: Collection[str]) -> dict[str, int]:
    """Which papers have files of exactly this content; of several the first."""
    rows = session.connection().execute(
        columns(col(FileRow.sha256), col(FileRow.paper_id))
        .where(among(FileRow.sha256, hashes))
        .order_by(col(FileRow.id).desc())
    )
    return {row.sha256: row.paper_id for row in rows}


def location(library_folder: Path, path: str) -> Path:
    """Where a paper's file lies. Raises UserError where it is gone, or its path leads out of the library's files."""
    file = (library_folder / path).resolve()
    if not file.is_relative_to((library_folder / FOLDER).resolve()) or not file.is_file():
        raise UserError(f"The file {path} is not in the library's folder any more.", "Attach it again.")
    return file


def hash_of(source: Path) -> str:
    """The hash of a file's content, as a copy of it would have. Raises OSError."""
    with source.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def copy_in(library_folder: Path, source: Path, name: str) -> Copy:
    """Copy a file into the library under a name; of content that is there already no second copy is made.

    It goes by way of an unfinished file beside the place, so that a crash leaves no half of one under its name.

    Raises:
        UserError: The file is too large, or cannot be read or copied.
    """
    folder = library_folder / FOLDER
    unfinished = folder / f"{_UNFINISHED}{secrets.token_hex(8)}"
    try:
        folder.mkdir(exist_ok=True)
        try:
            digest = _write_copy(source, unfinished)
            place = folder / digest[:16]
            place.mkdir(exist_ok=True)
            kept = _kept_in(place, unfinished.stat().st_size)
            if kept is None:
                kept = storable(name).strip(". ")[-_LONGEST_NAME:] or "file"
                unfinished.replace(place / kept)
        finally:
            unfinished.unlink(missing_ok=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise UserError(f"{source} could not be copied into the library: {reason}.", "It was not attached.") from error
    return Copy(f"{FOLDER}/{digest[:16]}/{kept}", digest)


def remove_unfinished(library_folder: Path) -> None:
    """Remove what copying left when a program ended in the middle of it, a day ago or longer."""
    for left in (library_folder / FOLDER).glob(f"{_UNFINISHED}*"):
        if left.stat().st_mtime < time.time() - _ABANDONED_SECONDS:
            left.unlink(missing_ok=True)


def _kept_in(place: Path, size: int) -> str | None:
    """The name of the copy that a place holds already, where it is whole."""
    names = sorted(file.name for file in place.iterdir() if file.is_file() and file.stat().st_size == size)
    return names[0] if names else None


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
