"""Answers of the services, kept on disk for a while so that nothing is asked twice; it can be deleted at any time."""

import hashlib
import json
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

MAX_BYTES = 64 * 2**20
"""What the answers may take on disk; beyond it the oldest go."""

_KEPT_SHARE = 0.8


@dataclass(frozen=True, slots=True)
class Answer:
    """What a service answered: the HTTP status and the body as text."""

    status: int
    text: str


class Cache:
    """The answers by the addresses that were asked; `now` gives seconds since the epoch."""

    def __init__(self, folder: Path, now: Callable[[], float], max_bytes: int = MAX_BYTES) -> None:
        self._folder = folder
        self._now = now
        self._max_bytes = max_bytes
        self._bytes: int | None = None

    def get(self, address: str) -> Answer | None:
        """The answer to an address, None where there is none or it is too old. A damaged one is none."""
        try:
            kept = json.loads(self._file(address).read_bytes())
            if kept["address"] == address and self._now() < kept["until"]:
                return Answer(int(kept["status"]), str(kept["text"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return None

    def put(self, address: str, answer: Answer, seconds: float) -> None:
        """Keep an answer for so long. Raises OSError where it cannot be written."""
        kept = {"address": address, "until": self._now() + seconds, "status": answer.status, "text": answer.text}
        data = json.dumps(kept).encode()
        self._folder.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=self._folder, suffix=".new", delete=False) as file:
            file.write(data)
        os.replace(file.name, self._file(address))  # noqa: PTH105  of two processes the later one wins, whole
        self._bytes = self._counted() if self._bytes is None else self._bytes + len(data)
        if self._bytes > self._max_bytes:
            self._drop_oldest()

    def _file(self, address: str) -> Path:
        return self._folder / f"{hashlib.sha256(address.encode()).hexdigest()[:40]}.json"

    def _counted(self) -> int:
        with os.scandir(self._folder) as entries:
            return sum(entry.stat().st_size for entry in entries)

    def _drop_oldest(self) -> None:
        with os.scandir(self._folder) as entries:
            files = sorted((entry.stat().st_mtime, entry.stat().st_size, entry.path) for entry in entries)
        left = sum(size for _, size, _ in files)
        for _, size, path in files:
            if left <= self._max_bytes * _KEPT_SHARE:
                break
            with suppress(FileNotFoundError):  # another process dropped it first
                Path(path).unlink()
            left -= size
        self._bytes = left
