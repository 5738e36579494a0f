"""The one JSON shape of a paper, wherever the command line prints one."""

from typing import Any

from readinglist.domain.paper import Person
from readinglist.domain.reading import PaperDetails

Record = dict[str, Any]


def record(details: PaperDetails) -> Record:
    """The paper as JSON values; empty texts stand for what is not known, `year` is a number or null.

    A person is `{"family", "given"}`, or `{"literal"}` where the name is not to be split. `added` is ISO 8601 in UTC.
    """
    paper = details.paper
    return {
        "id": details.id,
        "type": paper.type,
        "title": paper.title,
        "authors": [_person(person) for person in paper.authors],
        "editors": [_person(person) for person in paper.editors],
        "date": paper.date,
        "year": paper.year,
        "venue": paper.venue,
        "publisher": paper.publisher,
        "volume": paper.volume,
        "issue": paper.issue,
        "pages": paper.pages,
        "doi": paper.doi,
        "arxiv_id": paper.arxiv_id + paper.arxiv_version,
        "isbn": paper.isbn,
        "issn": paper.issn,
        "language": paper.language,
        "urls": list(paper.urls),
        "code_urls": list(paper.code_urls),
        "abstract": paper.abstract,
        "status": details.status.value,
        "rating": details.rating,
        "starred": details.starred,
        "tags": list(details.tags),
        "note": details.note,
        "files": list(details.files),
        "citekey": paper.citekey,
        "added": details.added,
        "extra": dict(paper.extra),
    }


def _person(person: Person) -> dict[str, str]:
    return {"literal": person.literal} if person.literal else {"family": person.family, "given": person.given}
