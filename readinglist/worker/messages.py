"""What the window and the worker say to each other.

The window sends `("job", number, name, arguments)`, `("cancel", number)` and `("stop",)`. The worker answers
`("progress", number, done, total)`, and once for each job `("result", number, value)` or
`("error", number, exception)`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from readinglist.importing.report import Report
    from readinglist.importing.tables.columns import Columns
    from readinglist.importing.tables.csv_table import Question

Progress = Callable[[int, int], None]
"""Told how much is done, of how much in all."""


class JobCancelledError(Exception):
    """The user stopped the job; nothing of it was kept."""


class WorkerDiedError(Exception):
    """The worker ended before the job did."""


@dataclass(frozen=True, slots=True)
class FilesToRead:
    """Files to import; `columns` says, by a table's name, what its columns hold."""

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
