"""The files that a bibliography names for its entries, as JabRef, Zotero, Better BibTeX and Mendeley write them.

The field `file` holds `description:path:type` for each file, parted by semicolons, with a backslash before a colon or
semicolon that is part of a name; or nothing but the path. Paths count from the bibliography's folder. Those that were
true on another computer are looked for there by their last parts.

Only what lies in the bibliography's own folder, or in what the reader named, is ever touched: nothing is asked of a
path that leads elsewhere, not even whether it exists.
"""

import os
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import unquote

from readinglist.importing.bibtex.latex import verbatim
from readinglist.importing.source import Draft, Failure, Parsed

_FIELD = "file"
_MOST_FILES = 50
_LONGEST = 20_000
_MOST_PARTS = 4
_PIECE = re.compile(r"((?:\\.|[^;\\])+)", re.DOTALL)
_PART = re.compile(r"((?:\\.|[^:\\])*)(?::|$)", re.DOTALL)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_FILE_URL = re.compile(r"file:/*(?:localhost/)?", re.IGNORECASE)
_WEB = re.compile(r"(?:https?|ftp)\\?:", re.IGNORECASE)
_DRIVE = re.compile(r"[A-Za-z]:")
_SEPARATOR = re.compile(r"[\\/]+")
_DEEPEST = 40
_LONGEST_NAME = 255
_FOLDERS = ("", "files", "Files")


@dataclass(frozen=True, slots=True)
class Grounds:
    """Where files may lie: `folder` is the bibliography's own, `named` are paths that the reader gave."""

    folder: Path
    named: tuple[Path, ...] = ()

    def hold(self, file: Path) -> bool:
        """Whether a file, links in its path followed, lies there."""
        real = file.resolve()
        return any(real.is_relative_to(ground.resolve()) for ground in (self.folder, *self.named))


def with_files(parsed: Parsed, name: str, grounds: Grounds) -> Parsed:
    """Give each draft the files that its record names; a failure tells how many were left out."""
    drafts, missed, example = [], 0, ""
    for draft in parsed.drafts:
        files: dict[Path, None] = {}
        for written in _pieces(draft.paper.extra.get(_FIELD, "")):
            if file := _found(written, grounds):
                files[file] = None
            else:
                missed += 1
                example = example or next(_readings(written), written)
        drafts.append(_brought(draft, files))
    if not missed:
        return replace(parsed, drafts=tuple(drafts))
    which = "1 file that its entries name was" if missed == 1 else f"{missed:,} files that its entries name were"
    said = f"{which} left out: “{example[:100]}” is not in its folder. Import the folder that holds both."
    return replace(parsed, drafts=tuple(drafts), failures=(*parsed.failures, Failure(name, 0, said)))


def _brought(draft: Draft, files: Collection[Path]) -> Draft:
    return replace(draft, files=(*draft.files, *files)) if files else draft


def _pieces(value: str) -> list[str]:
    """The files that a field names, each as it is written; web addresses are none."""
    pieces = (piece.strip() for piece in _PIECE.findall(value[:_LONGEST]))
    return [piece for piece in pieces if piece.strip(":") and not _WEB.search(piece)][:_MOST_FILES]


def _found(written: str, grounds: Grounds) -> Path | None:
    for path in _readings(written):
        for place in _places(path, grounds):
            if place.is_file() and grounds.hold(place):
                return place
    return None


def _readings(written: str) -> Iterator[str]:
    """What the path may be: the middle of three parts, else the whole, with and without TeX's backslashes."""
    for text in dict.fromkeys((written, verbatim(written).replace("$\\backslash$", "\\"))):
        parts = [_ESCAPE.sub(r"\1", part) for part in _PART.findall(text)][:-1]
        if len(parts) > 2:
            yield ":".join(parts[1:-1])
            raw = text.split(":")
            yield ":".join(raw[1:-1])
        elif len(parts) == 2:
            yield from reversed(parts)
        yield text
        if _FILE_URL.match(text):
            yield unquote("/" + _FILE_URL.sub("", text))


def _places(path: str, grounds: Grounds) -> Iterator[Path]:
    """Where a path may lie within the grounds, judged by its words alone."""
    if "\0" in path or not path.strip():
        return
    parts = [part for part in _SEPARATOR.split(path.strip()) if part not in ("", ".") and not _DRIVE.fullmatch(part)]
    if not 0 < len(parts) <= _DEEPEST or any(not _is_name(part) for part in parts):
        return
    if Path(path).is_absolute() or ".." in parts:
        lexical = Path(os.path.normpath(grounds.folder.absolute() / path.strip()))
        if any(lexical.is_relative_to(ground.absolute()) for ground in (grounds.folder, *grounds.named)):
            yield lexical
    if ".." in parts:
        parts = parts[len(parts) - parts[::-1].index("..") :]
    for count in dict.fromkeys((len(parts), *range(min(len(parts), _MOST_PARTS), 0, -1))):
        if count:
            yield from (grounds.folder / folder / Path(*parts[-count:]) for folder in _FOLDERS)


def _is_name(part: str) -> bool:
    """Whether a part of a path is one that is followed: no hidden file, and no longer than a file system allows."""
    return part == ".." or (not part.startswith(".") and len(part.encode("utf-8", "replace")) <= _LONGEST_NAME)
