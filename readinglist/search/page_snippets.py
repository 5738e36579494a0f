"""Where a query's words stand in the PDFs of papers whose own texts do not have them."""

from collections.abc import Iterable
from dataclasses import dataclass

from readinglist.domain.query.expression import TextField
from readinglist.library import files
from readinglist.library.library import Library
from readinglist.library.reads import PaperText
from readinglist.search.highlight import Highlighter, Snippet
from readinglist.search.page_index import PageIndex, Place


@dataclass(frozen=True, slots=True)
class PageSnippet:
    """A stretch of a page of a PDF, with the words found in it."""

    place: Place
    snippet: Snippet


def page_snippets(
    library: Library, index: PageIndex, highlighter: Highlighter, papers: Iterable[PaperText], width: int = 160
) -> dict[int, PageSnippet]:
    """By paper, the page that says most of what its own texts do not say; papers that need none are missing."""
    wanted = {paper.id: leaves for paper in papers if (leaves := highlighter.elsewhere(paper))}
    pdfs: dict[int, list[files.Pdf]] = {}
    if wanted:
        with library.read() as session:
            for pdf in files.pdfs_of(session, wanted):
                pdfs.setdefault(pdf.paper_id, []).append(pdf)
    found = {}
    for paper, those in pdfs.items():
        if place := index.best_page(those, wanted[paper], lambda: None):
            text = index.texts.page(place.sha256, place.page)
            found[paper] = PageSnippet(place, highlighter.snippet(text, TextField.PDF, width))
    return found
