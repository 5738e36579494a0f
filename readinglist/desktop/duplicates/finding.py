"""Looking for duplicates from the window: the worker does it, the banner tells how it goes, a dialog shows them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from readinglist.desktop.look.theme import Theme
from readinglist.desktop.messages import Banner, Messages, Offer
from readinglist.worker.messages import JobCancelledError

if TYPE_CHECKING:  # they load the store, for which the window does not wait
    from readinglist.desktop.work.workspace import Workspace
    from readinglist.library.identity.duplicates import Duplicate


class Duplicates(QObject):
    """Finds duplicates for one window, and shows them."""

    def __init__(self, theme: Theme, workspace: "Workspace", banner: Banner, messages: Messages) -> None:
        super().__init__(banner)
        self._theme = theme
        self._workspace = workspace
        self._banner = banner
        self._messages = messages

    def find(self) -> None:
        """Compare all papers, and show the pairs that may be one."""

        def tell(done: int, total: int) -> None:
            self._banner.say_running(f"Looking for duplicates: {done / max(total, 1):.0%}", Offer("Cancel", cancel))

        self._banner.say_running("Looking for duplicates…")
        cancel = self._workspace.find_duplicates(self, self._show, self._failed, tell)

    def _show(self, pairs: "Sequence[Duplicate]") -> None:
        if not pairs:
            self._banner.say("No duplicates found.")
            return
        self._banner.hide()
        from readinglist.desktop.duplicates.duplicates_dialog import DuplicatesDialog

        DuplicatesDialog(self._theme, self._workspace, pairs, self._banner.window()).open()

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, JobCancelledError):
            self._banner.say("The search for duplicates was stopped.")
        else:
            self._messages.failed(error)
