"""Papers as BibLaTeX, as the manual of BibLaTeX 3.20 has it, which also gives the aliases of BibTeX's names."""

import re
from collections.abc import Iterable

from readinglist.domain.bibtex import entry_type, publisher_field, venue_field
from readinglist.domain.paper import Paper
from readinglist.domain.reading import PaperDetails
from readinglist.exporting.bibtex.entries import Dialect, address, entries, paper_fields, text
from readinglist.exporting.profile import Profile

_TYPES = {"article": "online", "thesis": "thesis", "report": "report"}
_RENAMED = {
    "address": "location",
    "annote": "annotation",
    "archiveprefix": "eprinttype",
    "journal": "journaltitle",
    "key": "sortkey",
    "pdf": "file",
    "primaryclass": "eprintclass",
    "school": "institution",
}
_EXTENDED = re.compile(r"[-\d?~%X./TZ:+]+", re.ASCII)
"""A date of ISO 8601-2, perhaps with a range or a doubt, which BibLaTeX reads; not one in words, as Zotero keeps it."""


def write(papers: Iterable[PaperDetails], profile: Profile = Profile.CITING) -> str:
    """Give the papers as one text, an entry each, in their order; empty where there are none."""
    return "\n".join(entries(papers, _BIBLATEX, profile))


def _kind(paper: Paper) -> str:
    return _TYPES.get(paper.type, entry_type(paper.type))


def _fields(paper: Paper, kind: str) -> dict[str, str]:
    venue, publisher = venue_field(kind), publisher_field(kind)
    foreign = paper.extra.get("date", "")
    fuller = paper.date[:4] and paper.date[:4] in foreign and _EXTENDED.fullmatch(foreign)
    own = {
        _RENAMED.get(venue, venue): text(paper.venue),
        "date": text(foreign if fuller else paper.date),
        _RENAMED.get(publisher, publisher): text(paper.publisher),
        "eprint": address(paper.arxiv_id + paper.arxiv_version),
        "eprinttype": "{arxiv}" if paper.arxiv_id else "",
    }
    return paper_fields(paper, own)


_BIBLATEX = Dialect(_kind, _fields, _RENAMED)
