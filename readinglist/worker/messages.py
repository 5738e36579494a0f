"""What the window and the worker say to each other.

The window sends `("job", number, name, arguments)`, `("cancel", number)` and `("stop",)`. The worker answers
`("progress", number, done, total)`, and once for each job `("result", number, value)` or
`("error", number, exception)`.
"""

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""Told how much is done, of how much in all."""


class JobCancelledError(Exception):
    """The user stopped the job; nothing of it was kept."""


class WorkerDiedError(Exception):
    """The worker ended before the job did."""
