"""The line of facts under a paper's authors."""

from readinglist.desktop.look.moments import day
from readinglist.domain.reading import FORMAT_WORDS, PaperDetails


def facts_line(details: PaperDetails) -> str:
    """The line of facts: year, venue, identifiers, when and from where the paper came."""
    paper = details.paper
    parts = [str(paper.year or ""), paper.venue]
    if paper.arxiv_id:
        parts.append(f"arXiv:{paper.arxiv_id}{paper.arxiv_version}")
    if paper.doi:
        parts.append(f"doi:{paper.doi}")
    parts.append(f"added {day(details.added)}{_came_from(details)}")
    return "  ·  ".join(part for part in parts if part)


def _came_from(details: PaperDetails) -> str:
    if not details.origins:
        return ""
    origin = details.origins[0]
    source = FORMAT_WORDS.get(origin.format, origin.format)
    return f" from {source}{f' of {origin.dated}' if origin.dated else ''}"
