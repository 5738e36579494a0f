"""What other programs, and ours, write into BibTeX of the reader's dealings with a paper."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.domain.reading import UNTOLD, ReaderState
from readinglist.domain.status import Status
from readinglist.domain.tag import LONGEST
from readinglist.importing.bibtex.reader import parse
from readinglist.importing.bibtex.state import divided, is_of_the_reader
from readinglist.importing.source import source_from_text


def state(**fields: str) -> ReaderState:
    """The state that fields tell, their names with hyphens for underscores; nothing of them may be left."""
    told, left = divided({name.replace("_", "-"): value for name, value in fields.items()})
    assert left == {}
    return told


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("readstatus", "read", ReaderState(status=Status.READ)),
        ("readstatus", "skimmed", ReaderState(status=Status.SKIMMED)),
        ("priority", "prio2", ReaderState(status=Status.QUEUED)),
        ("ranking", "rank4", ReaderState(rating=4)),
        ("read", "Yes", ReaderState(status=Status.READ)),
        ("read", "1", ReaderState(status=Status.READ)),
        ("rating", "5", ReaderState(rating=5)),
        ("rating", "0", UNTOLD),
        ("x-stars", "80.00", ReaderState(rating=4)),
        ("x-stars", "50", ReaderState(rating=3)),
        ("note", "Read_Status: In Progress", ReaderState(status=Status.READING)),
        ("note", r"Read\_Status: Not Reading\\", ReaderState(status=Status.DROPPED)),
        ("annotation", "rate: 3", ReaderState(rating=3)),
        ("keywords", "read, rank5, prio1", ReaderState(status=Status.READ, rating=5)),
        ("date-added", "2009-07-21 13:24:07 +0200", ReaderState(added="2009-07-21T11:24:07.000Z")),
        ("timestamp", "2012.03.04", ReaderState(added="2012-03-04T00:00:00.000Z")),
        ("creationdate", "2023-04-05T06:07:08", ReaderState(added="2023-04-05T06:07:08.000Z")),
        ("comment", "  one\n  two", ReaderState(notes=("one\ntwo",))),
        ("comment-ann", "`x_y` costs $5", ReaderState(notes=("`x_y` costs $5",))),
        ("annote", 'See \\emph{dens}.\n\n   And \\"uber.', ReaderState(notes=("See dens.\n\nAnd über.",))),
        ("x-readinglist-status", "dropped", ReaderState(status=Status.DROPPED)),
        ("x-readinglist-starred", "true", ReaderState(starred=True)),
        ("x-readinglist-status-at", "2024-01-02T03:04:05.678Z", ReaderState(status_at="2024-01-02T03:04:05.678Z")),
    ],
)
def test_a_field_that_is_understood_becomes_state(field: str, value: str, told: ReaderState) -> None:
    assert divided({field: value}) == (told, {})


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("readstatus", "perhaps"),
        ("read", "0"),
        ("ranking", "rank9"),
        ("ranking", "3"),
        ("rating", "8"),
        ("rating", "good"),
        ("x-stars", "120"),
        ("x-stars", "many"),
        ("note", "Read_Status: On the Desk"),
        ("note", "The rate: 7 is not understood"),
        ("note", "In press"),
        ("timestamp", "Mon, 13 Aug 2018 16:48:07 +0200"),
        ("timestamp", "2018-02-30"),
        ("timestamp", "0001-01-01T00:00 +0200"),
        ("keywords", "x" * (LONGEST + 1)),
        ("owner", "ann"),
        ("x-color", "#ff0000"),
        ("x-readinglist-status", "lost"),
    ],
)
def test_what_is_not_understood_stays(field: str, value: str) -> None:
    assert divided({field: value}) == (UNTOLD, {field: value})


def test_our_own_fields_are_believed_before_all_others() -> None:
    told, left = divided(
        {
            "readstatus": "read",
            "ranking": "rank1",
            "priority": "prio2",
            "keywords": "skimmed",
            "note": "Read_Status: New\nIn press",
            "timestamp": "2020-01-01",
            "x-readinglist-status": "reading",
            "x-readinglist-rating": "5",
            "x-readinglist-added": "2021-01-01T00:00:00.000Z",
        }
    )
    assert (told.status, told.rating, told.added) == (Status.READING, 5, "2021-01-01T00:00:00.000Z")
    assert left == {"note": "In press", "priority": "prio2"}


def test_a_field_is_believed_before_a_keyword_and_a_keyword_before_a_line() -> None:
    assert state(readstatus="skimmed", keywords="read", note="Read_Status: New").status is Status.SKIMMED
    assert state(keywords="read", note="Read_Status: New").status is Status.READ


def test_a_priority_queues_only_what_has_no_other_status() -> None:
    assert divided({"priority": "prio1", "readstatus": "read"}) == (
        ReaderState(status=Status.READ),
        {"priority": "prio1"},
    )
    assert state(priority="prio2", **{"x-readinglist-status": "queued"}).status is Status.QUEUED


def test_the_lines_of_a_plugin_leave_the_note_and_the_rest_stays() -> None:
    lines = r"In press.\\Read\_Status: Read\\Read\_Status\_Date: 2026-08-24T17:58:12.710Z\\Rate: high"
    told, left = divided({"annotation": lines})
    assert (told.status, told.status_at) == (Status.READ, "2026-08-24T17:58:12.710Z")
    assert (told.notes, left) == (("In press.\nRate: high",), {})
    assert state(note="Read_Status: To Read Read_Status_Date: 2026-08-24T17:58:12.710Z").status is Status.QUEUED


@pytest.mark.parametrize(
    ("keywords", "tags"),
    [
        ("dens, foxes", ("dens", "foxes")),
        ("Models, Theoretical; Humans", ("Models, Theoretical", "Humans")),
        ("{dens, deep}, foxes", ("dens, deep", "foxes")),
        (r"\"uber; R\&D; {DNA}", ("über", "R&D", "DNA")),
        ("Dens, dens,, ", ("Dens",)),
        ("long\n   words, foxes", ("long words", "foxes")),
        ("relevant, printed", ("relevant", "printed")),
        ("{dens, foxes", ("dens, foxes",)),
        ("dens}, foxes", ("dens}", "foxes")),
    ],
)
def test_keywords_are_tags(keywords: str, tags: tuple[str, ...]) -> None:
    assert state(keywords=keywords).tags == tags


def test_a_keyword_that_can_be_no_tag_stays_alone() -> None:
    long = "x" * (LONGEST + 1)
    told, left = divided({"keywords": f"dens, {long}, foxes"})
    assert (told.tags, left) == (("dens", "foxes"), {"keywords": long})


def test_one_note_that_two_programs_wrote_is_one() -> None:
    assert state(comment="Deep.", review="Deep.", comment_ann="Dark.").notes == ("Deep.", "Dark.")


def test_every_field_that_is_read_is_known_to_be_of_the_reader() -> None:
    read = "readstatus read priority ranking rating x-stars keywords comment comment-ann annote timestamp"
    assert all(map(is_of_the_reader, [*read.split(), "x-readinglist-status-at", "x-readinglist-tags"]))
    assert not any(map(is_of_the_reader, "note title publisher commentator".split()))


_WORDS = st.text(alphabet="abc ,;.é", min_size=1, max_size=20).map(str.strip).filter(bool)


@given(_WORDS, st.lists(_WORDS, max_size=4, unique_by=str.casefold))
def test_our_own_notes_and_tags_come_back_as_they_were(note: str, tags: list[str]) -> None:
    tags = [" ".join(tag.split()) for tag in tags]
    listed = json.dumps(tags, ensure_ascii=False)
    text = (
        f"@misc{{a, title={{A}}, keywords={{{', '.join(tags)}}}, comment={{{note}}},"
        f" x-readinglist-note={{{note}}}, x-readinglist-tags={{{listed}}}}}"
    )
    [draft] = parse(source_from_text("own.bib", text)).drafts
    assert draft.state.notes == (note,)
    assert draft.state.tags == tuple(dict.fromkeys(tags))
    assert draft.paper.extra == {}


def test_our_own_list_of_tags_that_is_none_stays() -> None:
    for written in ("dens, foxes", "[1]", "[" * 100_000, '["dens"'):
        assert divided({"x-readinglist-tags": written}) == (UNTOLD, {"x-readinglist-tags": written})


def test_fields_that_bibtex_cannot_name_come_back() -> None:
    entry = '@misc{k, title = {A}, x-readinglist-extra = {\\{"a b": "c", "note": "d"\\}}, note = {e}}'
    [draft] = parse(source_from_text("moved.bib", entry)).drafts
    assert draft.paper.extra == {"note": "e", "a b": "c"}


@given(
    st.dictionaries(
        st.sampled_from("note annotation keywords comment read rating x-stars timestamp x-readinglist-tags".split()),
        st.text(alphabet="\\{},;: \n%_$0159.-TZReadStatusrankprio", max_size=60),
    )
)
def test_no_values_raise(fields: dict[str, str]) -> None:
    told, left = divided(fields)
    assert 0 <= told.rating <= 5
    assert left.keys() <= fields.keys()
