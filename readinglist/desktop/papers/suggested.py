"""What the list "Read next" shows: the same papers until it is asked for anew, so that nothing moves by itself."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from readinglist.desktop.work.hint import Hint
from readinglist.domain.suggestions import ReadNext, Suggestion
from readinglist.domain.taste import RATINGS_NEEDED
from readinglist.domain.text import count_of

if TYPE_CHECKING:  # it loads the worker's client, for which the window does not wait
    from readinglist.desktop.work.suggestions import Suggestions

PATIENCE_MS = 150
"""How long an answer is waited for before it is said that there is none yet: mostly it is there before."""

_LONGEST_TITLE = 36
"""Letters of a title in a hint, which has a part of a line."""


class Suggested(QObject):
    """The latest answer, as papers, as hints beside their authors, and as words where there are none."""

    changed = Signal()
    """There is an answer, or it is taking its time."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._suggestions: Suggestions | None = None
        self._answer: ReadNext | None = None
        self.wanted = False
        """Whether the list shows it."""
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self.changed)

    def open(self, suggestions: "Suggestions") -> None:
        """Ask of this library."""
        self._suggestions = suggestions
        suggestions.learnt.connect(self.ask_where_none)
        if self.wanted:
            self.ask()

    def show(self, wanted: bool) -> None:
        """Begin to show it, or no longer."""
        self.wanted = wanted
        self._patience.stop()
        if wanted:
            self.ask()

    def ask(self) -> None:
        """Ask anew; what was answered before is no longer shown."""
        self._answer = None
        self._patience.start()
        if self._suggestions is not None:
            self._suggestions.read_next(self, self._take)

    def ask_where_none(self) -> None:
        """Ask again where nothing was suggested: there may be more ratings now, or more papers known."""
        if self.wanted and self._answer is not None and not self._answer.papers:
            self.ask()

    def _take(self, answer: ReadNext) -> None:
        self._answer = answer
        self._patience.stop()
        if self.wanted:
            self.changed.emit()

    @property
    def ids(self) -> list[int]:
        """The papers, the best first."""
        return [suggestion.id for suggestion in self._answer.papers] if self._answer else []

    def hints(self, papers: Sequence[int]) -> dict[int, Hint]:
        """Why these papers are there."""
        told = {suggestion.id: _reason(suggestion) for suggestion in self._answer.papers} if self._answer else {}
        return {paper: Hint(told.get(paper, "")) for paper in papers}

    @property
    def needs_ratings(self) -> bool:
        """Whether too little is rated for suggestions."""
        return self._answer is not None and self._answer.rated < RATINGS_NEEDED

    @property
    def silence(self) -> str:
        """Why there are none, and what to do about it."""
        answer = self._answer
        if answer is None:
            return "Looking through your papers…"
        if answer.rated < RATINGS_NEEDED:
            missing = RATINGS_NEEDED - answer.rated
            wanted = "four papers" if missing == RATINGS_NEEDED else count_of(missing, "more paper")
            return f"Rate {wanted} to get suggestions: 1 to 5 give stars, S makes a favourite."
        if answer.behind:
            return f"Your library is read through first: {count_of(answer.behind, 'paper')} to go."
        return "No unread paper comes near to what you like."


def _reason(suggestion: Suggestion) -> str:
    title = suggestion.like_title
    short = title if len(title) <= _LONGEST_TITLE else f"{title[:_LONGEST_TITLE].rpartition(' ')[0].rstrip(' :,-')}…"
    return ", ".join([*suggestion.terms[:1], f"like “{short}”"])
