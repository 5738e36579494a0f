"""Brings what is written in the note's editor into the library."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from readinglist.desktop.messages import Messages
from readinglist.desktop.page.note_editor import NoteEditor

if TYPE_CHECKING:  # it loads the store, for which the window does not wait
    from readinglist.desktop.work.workspace import Sitting, Workspace


class NoteKeeper(QObject):
    """Saves what is due, one step for each sitting; what cannot be saved is told, and due again."""

    def __init__(self, workspace: "Workspace", editor: NoteEditor, messages: Messages) -> None:
        super().__init__(editor)
        self._workspace = workspace
        self._editor = editor
        self._messages = messages
        self._sitting: Sitting | None = None
        editor.due.connect(self._save)
        editor.sitting_ended.connect(self._end_sitting)

    def _save(self, paper: int, text: str) -> None:
        from readinglist.desktop.work.workspace import Sitting

        if self._sitting is None or self._sitting.paper_id != paper:
            self._sitting = Sitting(paper)

        def failed(error: BaseException) -> None:
            self._editor.was_not_saved(paper)
            self._messages.failed(error)

        self._workspace.save_note(
            self, self._sitting, text, done=lambda _: self._editor.was_saved(paper), failed=failed
        )

    def _end_sitting(self) -> None:
        self._sitting = None
