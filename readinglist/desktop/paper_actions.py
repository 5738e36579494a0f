"""What the reader does to the selected papers: each is one step of the history, named by what was done."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from readinglist.desktop.messages import Banner, Offer
from readinglist.domain.status import Status
from readinglist.domain.text import count_of

if TYPE_CHECKING:  # they load the store, for which the window does not wait
    from readinglist.desktop.workspace import Workspace
    from readinglist.library.history import Moved
    from readinglist.library.library import Transaction


class PaperActions(QObject):
    """Verbs of the library on the papers that are selected when they are called."""

    def __init__(
        self,
        workspace: "Workspace",
        selected: Callable[[], Sequence[int]],
        reveal: Callable[[frozenset[int]], None],
        banner: Banner,
        parent: QObject | None = None,
    ) -> None:
        """Act on what `selected` tells; have `reveal` select what undo brings back; tell in `banner`."""
        super().__init__(parent)
        from readinglist.library import papers, reading, tags

        self._papers, self._reading, self._tags = papers, reading, tags
        self._workspace = workspace
        self._selected = selected
        self._reveal = reveal
        self._banner = banner

    def set_status(self, status: Status) -> None:
        """Move the papers to a status."""
        self._act(f"Mark as {status.label}", lambda tx, ids: self._reading.set_status(tx, ids, status))

    def set_rating(self, rating: int, ids: Sequence[int] | None = None) -> None:
        """Give the papers stars, or take them with 0."""
        label = f"Rate {count_of(rating, 'star')}" if rating else "Take the rating"
        self._act(label, lambda tx, ids: self._reading.set_rating(tx, ids, rating), ids)

    def toggle_starred(self, ids: Sequence[int] | None = None) -> None:
        """Make the papers favourites; where all of them are, they are no longer."""
        ids = list(self._selected() if ids is None else ids)
        lines = self._workspace.lines(ids).values()
        self.set_starred(not all(line.starred for line in lines), ids)

    def set_starred(self, starred: bool, ids: Sequence[int] | None = None) -> None:
        """Make the papers favourites, or no longer."""
        label = "Add to favourites" if starred else "Take from favourites"
        self._act(label, lambda tx, ids: self._reading.set_starred(tx, ids, starred), ids)

    def add_tag(self, name: str) -> None:
        """Tag the papers."""
        self._act(f"Tag “{name}”", lambda tx, ids: self._tags.add(tx, ids, name))

    def remove_tag(self, name: str) -> None:
        """Take a tag from the papers."""
        self._act(f"Take tag “{name}”", lambda tx, ids: self._tags.remove(tx, ids, name))

    def delete(self) -> None:
        """Delete the papers, and offer to take that back."""
        count = count_of(len(self._selected()), "paper")
        self._act(
            f"Delete {count}",
            lambda tx, ids: self._papers.remove(tx, ids),
            done=lambda _: self._banner.say(f"{count} deleted.", Offer("Undo", self.undo)),
        )

    def undo(self) -> None:
        """Take the newest step back."""
        self._workspace.undo(self, lambda moved: self._moved(moved, "Undone", "There is nothing to undo."))

    def redo(self) -> None:
        """Do again what was undone last."""
        self._workspace.redo(self, lambda moved: self._moved(moved, "Done again", "There is nothing to redo."))

    def _moved(self, moved: "Moved | None", verb: str, nothing: str) -> None:
        if moved is None:
            self._banner.say(nothing)
            return
        self._banner.say(f"{verb}: {moved.step.label}.")
        self._reveal(moved.papers)

    def _act(
        self,
        label: str,
        verb: "Callable[[Transaction, Sequence[int]], None]",
        ids: Sequence[int] | None = None,
        done: Callable[[object], None] | None = None,
    ) -> None:
        papers = list(self._selected() if ids is None else ids)
        if papers:
            self._workspace.act(self, label, lambda tx: verb(tx, papers), done)
