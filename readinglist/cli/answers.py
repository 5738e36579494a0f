"""How answers are written to standard output."""

import errno
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from readinglist.errors import UserError


def write_json(value: object) -> None:
    """One JSON value, readable, in UTF-8 whatever the terminal's own encoding is."""
    write(json.dumps(value, ensure_ascii=False, indent=2))


def write(text: str) -> None:
    r"""A text that is an answer, or part of one.

    Half a surrogate pair, as a file's name may hold, is written as `\udcff`, which in JSON means the same.
    """
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace") + b"\n")


@contextmanager
def all_written() -> Iterator[None]:
    """See to it that the answer has left the program; a pipe whose reader has gone is typer's to handle.

    Raises:
        UserError: There is no room for the answer.
    """
    try:
        try:
            yield
        finally:
            sys.stdout.flush()
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the rest is tried again at exit
        raise UserError("There is no room for the answer.", "Free some space and try again.") from error
