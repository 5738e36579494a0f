"""Why a paper is in the list, as the list says it."""

from typing import NamedTuple


class Hint(NamedTuple):
    """`words` stand beside the authors ("in note"; empty where the title shows it), `snippet` is where it stands.

    Where that is a page of a PDF: its path in the library, and the page, from 1.
    """

    words: str = ""
    snippet: str = ""
    file: str = ""
    page: int = 0

    @property
    def in_full(self) -> str:
        """What is said where there is room."""
        return self.snippet or self.words
