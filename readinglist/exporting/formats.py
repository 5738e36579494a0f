"""The formats that papers can be written in: the one table of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from readinglist.domain.reading import PaperDetails
from readinglist.errors import UserError
from readinglist.exporting import csl_json, csv_table, html_page, markdown, ris
from readinglist.exporting.bibtex import biblatex, bibtex
from readinglist.exporting.profile import Profile

Write = Callable[[Sequence[PaperDetails]], str]


@dataclass(frozen=True, slots=True)
class Format:
    """One format: `name` is what `--format` takes, `words` what the reader is told, `extension` that of its files.

    `cite` writes what the world knows; `move` writes the reader's own beside it, and is None where there is no place.
    `has_keys`: papers stand under their cite keys.
    """

    name: str
    words: str
    extension: str
    cite: Write
    move: Write | None = None
    has_keys: bool = True

    def write(self, papers: Sequence[PaperDetails], profile: Profile) -> str:
        """Give the papers as one text. Raises UserError for a profile that the format cannot carry."""
        if profile is Profile.CITING:
            return self.cite(papers)
        if self.move is None:
            able = ", ".join(known.name for known in FORMATS if known.move)
            raise UserError(
                f"{self.words} has no place for your status, stars, tags and notes.", f"To move, write one of: {able}."
            )
        return self.move(papers)


FORMATS = (
    Format("bibtex", "BibTeX", ".bib", bibtex.write, partial(bibtex.write, profile=Profile.MOVING)),
    Format("biblatex", "BibLaTeX", ".bib", biblatex.write, partial(biblatex.write, profile=Profile.MOVING)),
    Format("ris", "RIS", ".ris", ris.write, partial(ris.write, profile=Profile.MOVING)),
    Format("csl-json", "CSL-JSON", ".json", csl_json.write, partial(csl_json.write, profile=Profile.MOVING)),
    Format("csv", "CSV", ".csv", csv_table.write, partial(csv_table.write, profile=Profile.MOVING)),
    Format("markdown", "Markdown", ".md", markdown.write, has_keys=False),
    Format("html", "HTML", ".html", html_page.write, has_keys=False),
)

BY_NAME = {known.name: known for known in FORMATS}
