"""What CSL-JSON tells of its reader."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.domain.reading import ReaderState
from readinglist.domain.status import Status
from readinglist.importing.json_records.state import lines_of_note, state_of, tags_of


@pytest.mark.parametrize(
    ("custom", "state"),
    [
        ({"x-readinglist-status": "dropped", "Read_Status": "Read"}, ReaderState(status=Status.DROPPED)),
        ({"Read_Status": "To Read"}, ReaderState(status=Status.QUEUED)),
        ({"read status": "In Progress"}, ReaderState(status=Status.READING)),
        ({"readstatus": "skimmed", "ranking": "rank4"}, ReaderState(status=Status.SKIMMED, rating=4)),
        ({"rating": 3}, ReaderState(rating=3)),
        ({"x-readinglist-starred": True}, ReaderState(starred=True)),
        ({"x-readinglist-tags": ["a", "b"]}, ReaderState(tags=("a", "b"))),
        ({"x-readinglist-notes": ["# One\n\ntwo"]}, ReaderState(notes=("# One\n\ntwo",))),
        (
            {"Read_Status_Date": "2026-08-24T19:58:12.710+02:00", "x-readinglist-added": "2026-01-02"},
            ReaderState(status_at="2026-08-24T17:58:12.710Z", added="2026-01-02T00:00:00.000Z"),
        ),
    ],
)
def test_state_that_is_understood_is_used_up(custom: dict[str, object], state: ReaderState) -> None:
    assert state_of(custom) == (state, {})


@pytest.mark.parametrize(
    "custom", [{"Read_Status": "Later"}, {"rating": 9}, {"x-readinglist-added": "2026-13-45"}, {"shelf": "top"}]
)
def test_what_is_not_understood_stays(custom: dict[str, object]) -> None:
    assert state_of(custom) == (ReaderState(), custom)


def test_known_lines_leave_a_note() -> None:
    note = "First thoughts.\nDOI: 10.1000/x\n{:Genre: essay}\nColour: red\n\nLast."
    lines, rest = lines_of_note(note, lambda name, value: name in ("DOI", "Genre"))
    assert lines == {"DOI": "10.1000/x", "Genre": "essay"}
    assert rest == "First thoughts.\nColour: red\n\nLast."


def test_tags_of_a_text_or_a_list() -> None:
    assert tags_of("foxes, night ,foxes,") == ("foxes", "night")
    assert tags_of("foxes, red; night") == ("foxes, red", "night")
    assert tags_of(["foxes, red", "night", {}]) == ("foxes, red", "night")
    assert tags_of(None) == ()


@given(
    st.dictionaries(st.sampled_from(["rating", "read_status", "x-readinglist-added", "a"]), st.text() | st.integers())
)
def test_no_member_raises(custom: dict[str, object]) -> None:
    state_of(custom)
