"""What BibTeX and BibLaTeX carry for moving, as it is read back."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.domain.normalise import collapse
from readinglist.domain.paper import Paper
from readinglist.domain.reading import PaperDetails
from readinglist.domain.status import Status
from readinglist.domain.text import storable
from readinglist.exporting.bibtex import biblatex, bibtex
from readinglist.exporting.profile import Profile
from readinglist.importing.bibtex.entries import Entry, entries
from readinglist.importing.bibtex.latex import decode

BOTH = pytest.mark.parametrize("module", [bibtex, biblatex], ids=["bibtex", "biblatex"])


def moved(details: PaperDetails) -> Entry:
    [entry] = entries(bibtex.write([details], Profile.MOVING))
    assert not entry.damage
    return entry


def test_fields(foxes: PaperDetails) -> None:
    fields = moved(foxes).fields
    assert json.loads(decode(fields.pop("x-readinglist-facts")))["title"] == foxes.paper.title
    assert {name: value for name, value in fields.items() if name.startswith("x-")} == {
        "x-readinglist-status": "read",
        "x-readinglist-status-at": "2026-02-02T10:00:00.000Z",
        "x-readinglist-rating": "4",
        "x-readinglist-starred": "true",
        "x-readinglist-tags": '["wild", "den, dug"]',
        "x-readinglist-note": "\\# Mine\n\n- one\nER  - no end\n\t@two\\{x\\}",
        "x-readinglist-added": "2026-01-01T10:00:00.000Z",
    }
    assert (fields["readstatus"], fields["ranking"], fields["keywords"]) == ("read", "rank4", "wild, den, dug")
    assert decode(fields["x-readinglist-note"]) == foxes.note
    assert fields["comment"] == "\\# Mine\n\n- one\nER  - no end\n\t@two\\{x\\}"
    assert fields["url"].split() == list(foxes.paper.urls)


@pytest.mark.parametrize(
    ("status", "field"),
    [
        (Status.INBOX, {}),
        (Status.QUEUED, {"priority": "prio2"}),
        (Status.READING, {}),
        (Status.SKIMMED, {"readstatus": "skimmed"}),
        (Status.READ, {"readstatus": "read"}),
        (Status.DROPPED, {}),
    ],
)
def test_jabref_is_told_what_it_has_a_word_for(status: Status, field: dict[str, str]) -> None:
    fields = moved(PaperDetails(1, Paper("A"), "", status)).fields
    assert {name: value for name, value in fields.items() if name in ("priority", "readstatus")} == field
    assert fields["x-readinglist-status"] == status


def test_what_others_kept_comes_along_but_not_an_older_state() -> None:
    extra = {
        "keywords": r"wild; h\'en",
        "comment": r"\emph{Old}",
        "readstatus": "skimmed",
        "rating": "1",
        "x-stars": "20.00",
        "x-readinglist-status": "dropped",
        "priority": "prio1",
        "file": ":fox.pdf:PDF",
        "owner": "ann",
        "x-mine": "y",
    }
    details = PaperDetails(1, Paper("A", extra=extra), "", Status.READ, tags=("wild",), note="New")
    fields = moved(details).fields
    assert fields["keywords"] == r"wild, wild; h\'en"
    assert fields["comment"] == "New\n\n\\emph{Old}"
    assert (fields["readstatus"], fields["priority"], fields["x-readinglist-status"]) == ("read", "prio1", "read")
    assert {"rating", "x-stars"}.isdisjoint(fields)
    assert (fields["file"], fields["owner"], fields["x-mine"]) == (":fox.pdf:PDF", "ann", "y")


def test_a_foreign_field_whose_name_cannot_be_one_comes_along() -> None:
    extra = {"Exclusive Shelf": "to {read", "series": "Dens"}
    fields = moved(PaperDetails(1, Paper("A", extra=extra), "")).fields
    assert json.loads(decode(fields["x-readinglist-extra"])) == {"Exclusive Shelf": "to {read"}
    assert fields["series"] == "Dens"


def test_a_comment_is_markdown_as_it_stands_where_it_can_be() -> None:
    """JabRef shows it without reading LaTeX."""
    fields = moved(PaperDetails(1, Paper("A"), "", note="# 50% of $x_1$")).fields
    assert fields["comment"] == "# 50% of $x_1$"
    assert fields["x-readinglist-note"] == r"\# 50\% of \$x\_1\$"


def test_what_was_moved_before_is_not_told_twice(foxes: PaperDetails) -> None:
    once = moved(foxes).fields
    carried = {**foxes.paper.extra, "keywords": once["keywords"], "comment": once["comment"]}
    again = moved(replace(foxes, paper=replace(foxes.paper, extra=carried))).fields
    ours = {"x-readinglist-facts", "x-readinglist-extra"}
    assert {name: value for name, value in again.items() if name not in ours} == {
        name: value for name, value in once.items() if name not in ours
    }


TAG = st.text(max_size=20).map(storable).map(collapse).filter(bool)
LATEX = st.text(st.sampled_from("aB {}\\$%&_#^~-'`\"@(),=é3"), max_size=20).map(collapse).filter(bool)
NOTE = st.lists(TAG | LATEX, max_size=4).map("\n".join)


@BOTH
@given(tags=st.lists(TAG | LATEX, max_size=3).map(tuple), note=NOTE)
def test_tags_and_note_are_read_back_as_they_were(module: object, tags: tuple[str, ...], note: str) -> None:
    write = {bibtex: bibtex.write, biblatex: biblatex.write}[module]
    [entry] = entries(write([PaperDetails(1, Paper("A"), "", tags=tags, note=note)], Profile.MOVING))
    assert decode(entry.fields.get("x-readinglist-note", "")) == note
    assert tuple(json.loads(decode(entry.fields.get("x-readinglist-tags", "[]")))) == tags
