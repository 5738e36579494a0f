"""The table of formats, and what leaves in each for citing and for moving."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.domain.paper import Paper, Person
from readinglist.domain.reading import Origin, PaperDetails
from readinglist.domain.status import Status
from readinglist.domain.text import storable
from readinglist.errors import UserError
from readinglist.exporting.formats import BY_NAME, FORMATS, Format
from readinglist.exporting.profile import Profile

MARK = "qqhushqq"

EACH = pytest.mark.parametrize("known", FORMATS, ids=lambda known: known.name)
MOVABLE = pytest.mark.parametrize("known", [known for known in FORMATS if known.move], ids=lambda known: known.name)

PRIVATE_NAMES = (
    "readstatus Ranking priority relevance qualityassured printed read RATING stars x-stars starred favourite comment"
    " comment-ann review annote annotation notes keywords keyword tags mendeley-tags groups owner timestamp file"
    " date-added extra custom x-readinglist-status x-readinglist-note bdsk-file-1 N1 RN KW"
    " status Bookshelves ReadingStage reading_progress flag"
).split()

TEXT = st.text(max_size=20).map(storable)
PAPERS = st.builds(
    Paper,
    title=TEXT,
    authors=st.lists(st.builds(Person, family=TEXT, given=TEXT), max_size=2).map(tuple),
    abstract=TEXT,
    type=st.sampled_from(["article", "article-journal", "book", "thesis", "no-such-type"]),
    date=st.sampled_from(["", "2021", "2021-03-15", "-0044"]),
    venue=TEXT,
    pages=TEXT,
    urls=st.lists(TEXT.map("https://example.org/".__add__), max_size=2).map(tuple),
    citekey=st.sampled_from(["", "den2021"]),
    extra=st.dictionaries(st.sampled_from(["series", "note", "date", "a b"]), TEXT, max_size=2),
)
MARKED = TEXT.map(lambda text: f"{MARK}{text}")
PRIVATE_EXTRA = st.dictionaries(st.sampled_from(PRIVATE_NAMES), MARKED, max_size=4)
KEPT = st.builds(
    PaperDetails,
    id=st.integers(1),
    paper=PAPERS,
    added=MARKED,
    status=st.sampled_from(Status),
    rating=st.integers(0, 5),
    starred=st.booleans(),
    status_at=MARKED,
    tags=st.lists(MARKED, max_size=2).map(tuple),
    note=MARKED,
    files=st.lists(MARKED, max_size=1).map(tuple),
    origins=st.lists(st.builds(Origin, MARKED, MARKED, MARKED, MARKED), max_size=1).map(tuple),
)


def with_extra(details: PaperDetails, extra: dict[str, str]) -> PaperDetails:
    return replace(details, paper=replace(details.paper, extra={**details.paper.extra, **extra}))


@EACH
@given(kept=st.lists(st.tuples(KEPT, PRIVATE_EXTRA), max_size=2))
def test_not_a_byte_that_is_private_leaves_for_citing(
    known: Format, kept: list[tuple[PaperDetails, dict[str, str]]]
) -> None:
    """What is written is the same whatever the reader keeps, and whatever other programs kept."""
    written = known.write([with_extra(details, extra) for details, extra in kept], Profile.CITING)
    assert MARK not in written
    bare = [PaperDetails(id=1, paper=details.paper, added="") for details, _ in kept]
    assert written == known.write(bare, Profile.CITING)


@pytest.mark.parametrize(
    "value", [rf"Read\_Status: {MARK}", f"rate: {MARK}", f"[x-readinglist-status: {MARK}]", f"Read_Status: {MARK}"]
)
@EACH
def test_nor_what_other_programs_write_into_a_note(known: Format, value: str) -> None:
    paper = Paper("A", extra={"note": value})
    assert MARK not in known.write([PaperDetails(id=1, paper=paper, added="")], Profile.CITING)


@MOVABLE
def test_all_of_it_leaves_for_moving(known: Format, foxes: PaperDetails) -> None:
    private = replace(foxes, note=f"{MARK} n", tags=(f"{MARK} t",), added=f"{MARK} a", status_at=f"{MARK} s")
    written = known.write([with_extra(private, {"owner": f"{MARK} o"})], Profile.MOVING)
    for letter in "ntaso":
        assert f"{MARK} {letter}" in written
    for name, value in (("status", "read"), ("rating", "4"), ("starred", "true")):
        assert f"x-readinglist-{name}" in written
        assert value in written


@MOVABLE
def test_what_is_not_kept_is_not_told(known: Format) -> None:
    details = PaperDetails(id=1, paper=Paper("A", citekey="a"), added="2026-01-01T10:00:00.000Z")
    written = known.write([details], Profile.MOVING)
    assert "inbox" in written
    assert "true" not in written
    assert "rank" not in written


@pytest.mark.parametrize("name", ["markdown", "html"])
def test_a_format_without_a_place_for_it_refuses_to_move(name: str, foxes: PaperDetails) -> None:
    with pytest.raises(UserError, match="no place for your status") as raised:
        BY_NAME[name].write([foxes], Profile.MOVING)
    assert raised.value.hint == "To move, write one of: bibtex, biblatex, ris, csl-json, csv."


@EACH
def test_the_keys_are_stable(known: Format, foxes: PaperDetails) -> None:
    other = replace(foxes, paper=replace(foxes.paper, title="Other"))
    assert known.write([foxes, other], Profile.CITING) == known.write([foxes, other], Profile.CITING)
    if known.name not in ("markdown", "html"):
        assert "berg2021" in known.write([foxes], Profile.CITING)


@EACH
def test_a_format_can_be_named_and_saved(known: Format) -> None:
    assert BY_NAME[known.name] is known
    assert known.extension.startswith(".")
    assert known.words
