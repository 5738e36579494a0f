"""What the reader does to the selected papers: each is one step of the history, named by what was done."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from readinglist.desktop.messages import Banner, Offer
from readinglist.desktop.papers.paper_list import PaperList
from readinglist.domain.status import Status
from readinglist.domain.text import count_of
from readinglist.worker.messages import JobCancelledError

if TYPE_CHECKING:  # they load the store, for which the window does not wait
    from readinglist.desktop.work.workspace import Workspace
    from readinglist.library.bulk import Verb
    from readinglist.library.history import Moved

REVEALED = 1_000
"""Papers up to which what undo brings back is selected: more of them are no place that one could look at."""


class PaperActions(QObject):
    """Verbs of the library on the papers that are selected when they are called."""

    def __init__(
        self,
        workspace: "Workspace",
        papers: PaperList,
        banner: Banner,
        parent: QObject | None = None,
    ) -> None:
        """Act on what is selected in the list, and tell in `banner`."""
        super().__init__(parent)
        from readinglist.library import papers as library_papers
        from readinglist.library import reading, tags

        self._papers, self._reading, self._tags = library_papers, reading, tags
        self._workspace = workspace
        self._list = papers
        self._banner = banner
        self._under_way: list[Callable[[], None]] = []
        self._moves: list[Callable[[], None]] = []

    def set_status(self, status: Status) -> None:
        """Move the papers to a status."""
        self._act(
            f"Mark as {status.label}", partial(self._reading.set_status, status=status), foreseen={"status": status}
        )
        self._list.go_on(status)

    def set_rating(self, rating: int, ids: Sequence[int] | None = None) -> None:
        """Give the papers stars, or take them with 0."""
        label = f"Rate {count_of(rating, 'star')}" if rating else "Take the rating"
        self._act(label, partial(self._reading.set_rating, rating=rating), ids, foreseen={"rating": rating})

    def toggle_starred(self, ids: Sequence[int] | None = None) -> None:
        """Make the papers favourites; where all of them are, they are no longer."""
        ids = list(self._list.selected_papers if ids is None else ids)
        lines = self._workspace.lines(ids).values()
        self.set_starred(not all(line.starred for line in lines), ids)

    def set_starred(self, starred: bool, ids: Sequence[int] | None = None) -> None:
        """Make the papers favourites, or no longer."""
        label = "Add to favourites" if starred else "Take from favourites"
        self._act(label, partial(self._reading.set_starred, starred=starred), ids, foreseen={"starred": starred})

    def add_tag(self, name: str) -> None:
        """Tag the papers."""
        self._act(f"Tag “{name}”", partial(self._tags.add, name=name))

    def remove_tag(self, name: str) -> None:
        """Take a tag from the papers."""
        self._act(f"Take tag “{name}”", partial(self._tags.remove, name=name))

    def delete(self) -> None:
        """Delete the papers, and offer to take that back."""
        count = count_of(len(self._list.selected_papers), "paper")
        self._act(f"Delete {count}", self._papers.remove, said=f"{count} deleted.")
        self._list.go_on(None)

    def merge(self) -> None:
        """Make the selected papers one: the one that was here first."""
        keep, *others = sorted(self._list.selected_papers) or [0]
        if not others:
            self._banner.say("Select the papers that are to become one.")
            return

        def done(_: object) -> None:
            self._banner.say(f"{count_of(len(others) + 1, 'paper')} merged.", Offer("Undo", self.undo))
            self._list.reveal(frozenset([keep]))

        self._workspace.steps.merge_selected(self, keep, others, done)

    def split(self) -> None:
        """Part the paper into those that were merged last."""
        papers = list(self._list.selected_papers)
        if len(papers) != 1:
            self._banner.say("Select one paper that was merged.")
            return

        def done(back: tuple[int, ...]) -> None:
            self._banner.say(f"Split into {count_of(len(back), 'paper')}.", Offer("Undo", self.undo))
            self._list.reveal(frozenset(back))

        self._workspace.steps.split(self, papers[0], done)

    def undo(self) -> None:
        """Take the newest step back; while something long is under way, stop that instead."""
        if self._under_way:
            self._under_way[-1]()
            return
        self._move(self._workspace.steps.undo, "Undoing", "Undone", "There is nothing to undo.")

    def redo(self) -> None:
        """Do again what was undone last."""
        self._move(self._workspace.steps.redo, "Doing again", "Done again", "There is nothing to redo.")

    def _move(self, move: "Callable[..., None]", running: str, verb: str, nothing: str) -> None:
        """Move along the history, one step after the other: which is next is known when the one before is moved."""

        def done(moved: "Moved | None") -> None:
            self._moved(moved, verb, nothing)
            self._moves.pop(0)
            if self._moves:
                self._moves[0]()

        def tell(done: int, total: int) -> None:
            self._banner.say_running(f"{running}: {done / total:.0%}")

        self._moves.append(lambda: move(self, done, lambda _: self._moves.clear(), tell))
        if len(self._moves) == 1:
            self._moves[0]()

    def _moved(self, moved: "Moved | None", verb: str, nothing: str) -> None:
        if moved is None:
            self._banner.say(nothing)
            return
        self._banner.say(f"{verb}: {moved.step.label}.")
        if len(moved.papers) <= REVEALED:
            self._list.reveal(moved.papers)

    def _act(
        self,
        label: str,
        verb: "Verb",
        ids: Sequence[int] | None = None,
        *,
        said: str = "",
        foreseen: Mapping[str, Any] | None = None,
    ) -> None:
        """Do something; what takes long is told while it runs and when it is done, and `said` is told in any case.

        What is `foreseen` of the papers' lines is shown before it is written.
        """
        papers = list(self._list.selected_papers if ids is None else ids)
        if not papers:
            return

        def over() -> None:
            if cancel is not None:
                self._under_way.remove(cancel)

        def done(_: object) -> None:
            over()
            if said or cancel is not None:
                self._banner.say(said or f"{label}: {count_of(len(papers), 'paper')}.", Offer("Undo", self.undo))

        def stopped(error: BaseException) -> None:
            over()
            self._list.model.refresh(papers)
            if isinstance(error, JobCancelledError):
                self._banner.say(f"“{label}” was stopped. All is as it was before.")

        def tell(done: int, total: int) -> None:
            self._banner.say_running(f"{label}: {done:,} of {total:,}", Offer("Cancel", cancel) if cancel else None)

        cancel = self._workspace.steps.act_on(self, label, verb, papers, done, stopped, tell)
        if cancel is not None:
            self._under_way.append(cancel)
        if foreseen:
            self._list.foresee(papers, **foreseen)
