"""The line of facts under a paper's authors."""

from PySide6.QtCore import QDate, QDateTime, QLocale, Qt

from readinglist.domain.reading import PaperDetails

_FORMATS = {"papers-page": "a papers page", "bibtex": "BibTeX"}


def facts_line(details: PaperDetails) -> str:
    """The line of facts: year, venue, identifiers, when and from where the paper came."""
    paper = details.paper
    parts = [str(paper.year or ""), paper.venue]
    if paper.arxiv_id:
        parts.append(f"arXiv:{paper.arxiv_id}{paper.arxiv_version}")
    if paper.doi:
        parts.append(f"doi:{paper.doi}")
    added = QDateTime.fromString(details.added, Qt.DateFormat.ISODateWithMs).toLocalTime().date()
    parts.append(f"added {_day(added)}{_came_from(details)}")
    return "  ·  ".join(part for part in parts if part)


def _came_from(details: PaperDetails) -> str:
    if not details.origins:
        return ""
    origin = details.origins[0]
    source = _FORMATS.get(origin.format, origin.format)
    return f" from {source}{f' of {origin.dated}' if origin.dated else ''}"


def _day(date: QDate) -> str:
    return QLocale().toString(date, "d MMMM" if date.year() == QDate.currentDate().year() else "d MMMM yyyy")
