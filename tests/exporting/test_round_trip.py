"""What is written for moving comes back as it was, read by our own importing."""

import pytest

from readinglist.domain.paper import Paper, Person
from readinglist.domain.reading import PaperDetails
from readinglist.domain.status import Status
from readinglist.exporting.formats import BY_NAME
from readinglist.exporting.profile import Profile
from readinglist.importing import formats
from readinglist.importing.source import source_from_text

MOVED = PaperDetails(
    id=1,
    paper=Paper(
        "Counting foxes at night: 50 % fewer",
        (Person("Ash", "Ann"), Person(literal="The Fen Group")),
        date="2024-03",
        type="article-journal",
        venue="Journal of Hedges",
        doi="10.1234/fox.5",
    ),
    added="2024-05-01T08:00:00.000Z",
    status=Status.SKIMMED,
    status_at="2024-06-02T09:30:00.000Z",
    rating=4,
    starred=True,
    tags=("field work", "50% {x}", "a, b"),
    note="**Why?** 50 % of $x$\n\n- ask Ana",
)


@pytest.mark.parametrize("name", ["bibtex", "biblatex", "csl-json", "csv"])
def test_a_paper_that_moved_has_its_state_again(name: str) -> None:
    written = BY_NAME[name].write([MOVED], Profile.MOVING)
    [draft] = formats.parse(source_from_text("moved", written)).drafts
    state = draft.state
    assert (state.status, state.rating, state.starred) == (MOVED.status, MOVED.rating, MOVED.starred)
    assert (state.added, state.status_at) == (MOVED.added, MOVED.status_at)
    assert set(state.tags) == set(MOVED.tags)
    assert state.notes == (MOVED.note,)
    assert (draft.paper.title, draft.paper.authors, draft.paper.doi) == (
        MOVED.paper.title,
        MOVED.paper.authors,
        MOVED.paper.doi,
    )
