"""Writing an export to where the reader wants it."""

import os
from pathlib import Path

from readinglist.errors import UserError


def replace(path: Path, text: str) -> None:
    """Write a file as a whole or not at all, through a symbolic link into what it points to. Raises UserError."""
    target = path.resolve()
    if target.exists() and not target.is_file():
        raise UserError(f"{path} is not an ordinary file.", "Name another file.")
    part = target.with_name(f".{target.name}.part")
    try:
        try:
            with part.open("w", encoding="utf-8", newline="") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())  # else a power cut could leave the new name with nothing in it
            if target.exists():
                part.chmod(target.stat().st_mode)
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise UserError(
            f"{path} could not be written: {error.strerror}.", "Name a file in a folder of yours."
        ) from error
