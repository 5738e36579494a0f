"""Why a search found a paper, as the list says it."""

from typing import NamedTuple


class Hint(NamedTuple):
    """`words` stand beside the authors ("in note"; empty where the title shows it), `snippet` is where it stands."""

    words: str = ""
    snippet: str = ""
