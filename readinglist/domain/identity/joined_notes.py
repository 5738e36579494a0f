"""The notes on papers that become one, as one note."""

from collections.abc import Iterable
from dataclasses import dataclass

from readinglist.domain.days import day_in_words
from readinglist.domain.normalise import collapse

_HEADING = "## Note on “"


@dataclass(frozen=True, slots=True)
class Noted:
    """A note in Markdown, the title of the paper that it was written on, and when, in ISO 8601."""

    title: str
    at: str
    text: str


def joined(notes: Iterable[Noted]) -> str:
    """All notes, each once, under headings that say on which paper and when each was written; one alone has none.

    What was joined before has its headings already.
    """
    texts = {note.text.strip(): note for note in reversed(list(notes)) if note.text.strip()}
    if len(texts) < 2:
        return next((note.text for note in texts.values()), "")
    parts = [text if text.startswith(_HEADING) else f"{_heading(note)}\n\n{text}" for text, note in texts.items()]
    return "\n\n".join(reversed(parts)) + "\n"


def _heading(note: Noted) -> str:
    return f"{_HEADING}{collapse(note.title)}”, {day_in_words(note.at)}"
