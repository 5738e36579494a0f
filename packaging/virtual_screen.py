"""A screen in memory, for showing the window on a machine that has no screen."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

SIZE = "1440x900x24"
"""Width and height in pixels, and bits per pixel."""


@contextmanager
def virtual_screen() -> Iterator[str]:
    """An X server of our own for the time of the block; gives its DISPLAY, such as ":1".

    The server picks a free number and writes it to `-displayfd` once it accepts clients. `-terminate` ends it with
    its last client too, so that none stays behind should this process be killed.

    Raises SystemExit with the server's own words when it does not start.
    """
    reading, writing = os.pipe()
    with os.fdopen(reading) as answer, tempfile.TemporaryFile("w+") as words:
        command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", SIZE, "-nolisten", "tcp", "-terminate"]
        server = subprocess.Popen(command, pass_fds=[writing], stderr=words)
        os.close(writing)
        try:
            number = answer.readline().strip()
            if not number:
                words.seek(0)
                raise SystemExit(f"The virtual screen did not start:\n{words.read()}")
            yield f":{number}"
        finally:
            server.terminate()
            server.wait()
