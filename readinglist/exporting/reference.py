"""One paper as a reader's reference, in parts that Markdown and HTML dress each in their own way."""

from collections.abc import Sequence

from readinglist.domain.paper import Paper, Person
from readinglist.exporting.names import in_full


def people(paper: Paper) -> str:
    """Who wrote it, in full: "Ann Den, Jan Hen and Rob Fox"; the editors where no author is known; or empty."""
    if paper.authors:
        return _listed(paper.authors)
    if not paper.editors:
        return ""
    return f"{_listed(paper.editors)} ({'eds' if len(paper.editors) > 1 else 'ed.'})"


def places(paper: Paper) -> str:
    """Where in its venue it stands, who brought it out, and when: "3(2), pp. 10–19, Hen House, 2021"; or empty."""
    number = f"{paper.volume}({paper.issue})" if paper.volume and paper.issue else paper.volume or paper.issue
    pages = f"{'pp.' if '–' in paper.pages else 'p.'} {paper.pages}" if paper.pages else ""
    year = str(paper.year) if paper.year else paper.date
    return ", ".join(part for part in (number, pages, paper.publisher, year) if part)


def _listed(persons: Sequence[Person]) -> str:
    names = [in_full(person) for person in persons]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
