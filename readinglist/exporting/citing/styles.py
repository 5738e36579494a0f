"""The styles in which papers can be cited: the one table of them. It loads nothing, for the window reads it early."""

from dataclasses import dataclass

from readinglist.errors import UserError


@dataclass(frozen=True, slots=True)
class Style:
    """One style: `name` is what `--style` takes, `words` what the reader is told, `file` that of the package.

    A `numbered` style counts its references. `year_only` is for a style whose full dates citeproc-py runs together.
    """

    name: str
    words: str
    file: str
    numbered: bool = False
    year_only: bool = False


STYLES = (
    Style("apa", "APA", "apa"),
    Style("ieee", "IEEE", "ieee", numbered=True),
    Style("chicago", "Chicago (author-date)", "chicago-author-date"),
    Style("mla", "MLA", "modern-language-association"),
    Style("nature", "Nature", "nature", numbered=True),
    Style("vancouver", "Vancouver", "nlm-citation-sequence", numbered=True, year_only=True),
    Style("harvard", "Harvard", "harvard-cite-them-right"),
)

BY_NAME = {known.name: known for known in STYLES}


def known(name: str) -> Style:
    """The style of a name. Raises UserError where there is none."""
    if name not in BY_NAME:
        raise UserError(f"There is no citation style {name!r}.", f"It is one of {', '.join(BY_NAME)}.")
    return BY_NAME[name]
