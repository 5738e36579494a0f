"""How a row names its authors: names drop where room is short, their count never does."""

from collections.abc import Sequence

from readinglist.domain.reading import PaperLine

_NAMED = 3
"""Names shown where there is room; further ones are counted."""


def byline_forms(authors: Sequence[str]) -> tuple[str, ...]:
    """The author line from its fullest to its shortest form: "A, B, C +2", "A, B +3", "A +4"; empty without authors."""
    if len(authors) < 2:
        return tuple(authors)
    forms = [f"{', '.join(authors[:-1])} & {authors[-1]}"] if len(authors) <= _NAMED else []
    for named in range(min(_NAMED, len(authors) - 1), 0, -1):
        forms.append(f"{', '.join(authors[:named])} +{len(authors) - named}")
    return tuple(forms)


def short_byline(authors: Sequence[str]) -> str:
    """The first author and whether there are more: "Abbott", "Abbott & Byrne", "Abbott et al."; or empty."""
    if len(authors) > 2:
        return f"{authors[0]} et al."
    return " & ".join(authors)


def spoken_line(line: PaperLine) -> str:
    """A row of the list in words, for screen readers."""
    parts = [line.title, *byline_forms(line.authors)[:1]]
    if line.year is not None:
        parts.append(str(line.year))
    if line.venue:
        parts.append(line.venue)
    parts.append(line.status.label)
    if line.rating:
        parts.append("1 star" if line.rating == 1 else f"{line.rating} stars")
    marks = (("favourite", line.starred), ("has a note", line.has_note), ("has a file", line.has_file))
    parts += [word for word, holds in marks if holds]
    if line.tags:
        parts.append("tagged " + ", ".join(line.tags))
    return ", ".join(parts)
