"""What the pages of PDFs say, kept beside the index: to read a PDF takes a hundred times longer.

A cache, which can be deleted or damaged at any moment. For each content of a file, known by its hash, there is a ZIP
archive with an entry for each page that has text, named by its number. An archive without any says that the file has no
text, or that none can be read: it is not opened again.
"""

import logging
import re
import secrets
import zlib
from collections.abc import Collection, Iterable
from pathlib import Path
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

_log = logging.getLogger(__name__)

MAX_PAGES = 4_000
"""Pages of one file: fewer than `page_index.PAGE_BITS` can number."""

MAX_FILE = 8_000_000
"""Characters kept of one file: a book of 2,000 dense pages."""

_MAX_PAGE_BYTES = 400_000
_VERSION = b"1"
_NAME = re.compile("[0-9a-f]{64}")


class PageTexts:
    """The texts of one library's PDFs in one cache directory."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, sha256: str, pages: Iterable[str]) -> None:
        """Keep what a file's pages say, as far as there is room. Raises OSError."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        unfinished = self.folder / f"{secrets.token_hex(8)}.new"
        room = MAX_FILE
        try:
            with ZipFile(unfinished, "w", ZIP_DEFLATED) as archive:
                archive.comment = _VERSION
                for number, text in zip(range(1, MAX_PAGES + 1), pages, strict=False):
                    if text.strip() and room > 0:
                        archive.writestr(str(number), text[:room])
                        room -= len(text)
            unfinished.replace(self._file(sha256))
        finally:
            unfinished.unlink(missing_ok=True)

    def pages(self, sha256: str) -> list[str] | None:
        """What all pages up to the last one with text say; None where that is not known."""
        return self._read(sha256, None)

    def page(self, sha256: str, number: int) -> str:
        """What one page says; empty where that is not known."""
        found = self._read(sha256, number)
        return found[0] if found else ""

    def keep_only(self, hashes: Collection[str]) -> None:
        """Forget the files of other contents, and what was left unfinished. Raises OSError."""
        kept = {self._file(sha256).name for sha256 in hashes}
        for file in self.folder.glob("*"):
            if file.name not in kept:
                file.unlink(missing_ok=True)

    def _read(self, sha256: str, number: int | None) -> list[str] | None:
        """The text of one page, or of all."""
        try:
            with ZipFile(self._file(sha256)) as archive:
                entries = {int(entry.filename): entry for entry in archive.infolist()[:MAX_PAGES]}
                sizes = [entry.file_size for entry in entries.values()]
                if archive.comment != _VERSION or max(sizes, default=0) > _MAX_PAGE_BYTES or sum(sizes) > 4 * MAX_FILE:
                    return None
                last = min(max(entries, default=0), MAX_PAGES)
                return [
                    archive.read(entries[each]).decode() if each in entries else ""
                    for each in (range(1, last + 1) if number is None else (number,))
                ]
        except FileNotFoundError:
            return None
        except (OSError, BadZipFile, ValueError, zlib.error, NotImplementedError, RuntimeError, EOFError):
            _log.info("What was kept of a PDF’s text cannot be read: %s", sha256, exc_info=True)
            return None

    def _file(self, sha256: str) -> Path:
        if not _NAME.fullmatch(sha256):
            raise ValueError("This is no hash of a file.")
        return self.folder / f"{sha256}.zip"
