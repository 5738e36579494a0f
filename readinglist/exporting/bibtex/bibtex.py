"""Papers as BibTeX, as the btxdoc documentation has it."""

import re
from collections.abc import Iterable

from readinglist.domain.bibtex import MONTHS, entry_type, publisher_field, venue_field
from readinglist.domain.paper import Paper
from readinglist.domain.reading import PaperDetails
from readinglist.exporting.bibtex.entries import Dialect, address, entries, paper_fields, text
from readinglist.exporting.profile import Profile

_DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d\d))?)?", re.ASCII)


def write(papers: Iterable[PaperDetails], profile: Profile = Profile.CITING) -> str:
    """Give the papers as one text, an entry each, in their order; empty where there are none."""
    return "\n".join(entries(papers, _BIBTEX, profile))


def _kind(paper: Paper) -> str:
    return entry_type(paper.type)


def _fields(paper: Paper, kind: str) -> dict[str, str]:
    dated = _DATE.fullmatch(paper.date)
    year, month, day = dated.groups(default="") if dated else (paper.date, "", "")
    own = {
        venue_field(kind): text(paper.venue),
        "year": text(year),
        "month": MONTHS[int(month) - 1] if month else "",
        "day": text(day),
        publisher_field(kind): text(paper.publisher),
        "eprint": address(paper.arxiv_id + paper.arxiv_version),
        "archiveprefix": "{arXiv}" if paper.arxiv_id else "",
    }
    return paper_fields(paper, own)


_BIBTEX = Dialect(_kind, _fields)
