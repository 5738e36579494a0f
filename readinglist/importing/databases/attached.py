"""Which files named by a foreign library may come along: those that lie where they should, and are documents.

A library that somebody else made could name any file of this computer; what is named is taken only where it is an
ordinary file, reached through no link.
"""

import re
import stat
from pathlib import Path
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

_DOCUMENTS = frozenset(
    "pdf epub djvu djv ps mobi azw azw3 cbz cbr chm htm html md txt tex rtf odt doc docx odp ppt pptx".split()
)
"""The kinds that are taken from outside the library's own folder."""

_WINDOWS_PATH = re.compile(r"[A-Za-z]:[\\/]")


def inside(folder: Path, *parts: str) -> Path | None:
    """The file that lies under a folder by these names; None where it is not there, a link, or elsewhere."""
    path = folder
    for part in parts:
        if part in ("", ".", "..") or "/" in part or "\\" in part or "\0" in part:
            return None
        path = path / part
        if path.is_symlink():
            return None
    return path if _is_ordinary(path) else None


def linked(path: str) -> Path | None:
    """The document that a path or a `file:` address leads to; None where there is none, or it is of another kind."""
    if path.startswith("file:"):
        address = urlsplit(path)
        if address.netloc not in ("", "localhost"):
            return None
        path = url2pathname(address.path) if not _WINDOWS_PATH.match(address.path[1:]) else unquote(address.path[1:])
    if "\0" in path:
        return None
    file = Path(path)
    is_document = file.suffix.lower().removeprefix(".") in _DOCUMENTS
    return file if is_document and file.is_absolute() and _is_ordinary(file) else None


def _is_ordinary(path: Path) -> bool:
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False
