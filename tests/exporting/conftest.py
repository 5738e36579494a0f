"""One paper with all that a reader can keep of it."""

import pytest

from readinglist.domain.paper import Paper, Person
from readinglist.domain.reading import PaperDetails
from readinglist.domain.status import Status


@pytest.fixture
def foxes() -> PaperDetails:
    return PaperDetails(
        id=7,
        paper=Paper(
            title="Counting Foxes & Hens in $O(n)$",
            authors=(Person("van der Berg", "Jan"), Person(literal="Barnes and Noble"), Person("King", "Martin, Jr.")),
            abstract="We count.\n\nTwice.",
            date="2021-03-15",
            type="article-journal",
            venue="Journal of Foxes",
            publisher="Hen House",
            volume="3",
            issue="2",
            pages="10–19",
            doi="10.1000/fox_1",
            arxiv_id="2103.00001",
            arxiv_version="v2",
            issn="1234-5679",
            urls=("https://example.org/a_b%20c(d)", "https://example.org/second"),
            citekey="berg2021",
            extra={"address": "Paris", "note": r"To appear in \emph{Dens}"},
        ),
        added="2026-01-01T10:00:00.000Z",
        status=Status.READ,
        rating=4,
        starred=True,
        status_at="2026-02-02T10:00:00.000Z",
        tags=("wild", "den, dug"),
        note="# Mine\n\n- one\nER  - no end\n\t@two{x}",
    )
