"""What the window and the worker say to each other.

The window sends `("job", number, name, arguments)`, `("cancel", number)` and `("stop",)`. The worker answers
`("progress", number, done, total)`, for a preview with what it is at behind, and once for each job
`("result", number, value)` or `("error", number, exception)`.

Before the worker opens a file with native code, which the file may bring down, it sends `("opening", 0, path)`. Its
successor is told first of all `("fatal", paths)`: the files not to open, since earlier workers ended by them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from readinglist.importing.report import Report
    from readinglist.importing.tables.columns import Columns
    from readinglist.importing.tables.csv_table import Question

Progress = Callable[[int, int], None]
"""Told how much is done, of how much in all."""


class Teller(Protocol):
    """Tells progress; `doing` names the stage of a job that has several, and is not sent where it is empty."""

    def __call__(self, done: int, total: int, doing: str = "") -> None:
        """Tell it."""


class JobCancelledError(Exception):
    """The user stopped the job; nothing of it was kept."""


class WorkerDiedError(Exception):
    """The worker ended before the job did."""


@dataclass(frozen=True, slots=True)
class FilesToRead:
    """Files and folders to import; `columns` says, by a table's name, what its columns hold."""

    paths: tuple[Path, ...]
    columns: "Mapping[str, Columns]" = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TextToRead:
    """A text to import, and what the reader is told it is called; `columns` says what those of a table hold."""

    name: str
    text: str
    columns: "Mapping[str, Columns]" = field(default_factory=dict)


ToRead = FilesToRead | TextToRead


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would do, and from where it comes, in words; `questions` are to be answered before."""

    report: "Report"
    source: str
    questions: "tuple[Question, ...]" = ()
