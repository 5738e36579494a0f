"""Why a paper is in the list, as the list says it."""

from typing import NamedTuple


class Hint(NamedTuple):
    """`words` stand beside the authors ("in note"; empty where the title shows it), `snippet` is where it stands."""

    words: str = ""
    snippet: str = ""

    @property
    def in_full(self) -> str:
        """What is said where there is room."""
        return self.snippet or self.words
