"""What is written for moving comes back as it was, read by our own importing."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from readinglist.domain.normalise import collapse
from readinglist.domain.paper import Paper, Person
from readinglist.domain.reading import PaperDetails
from readinglist.domain.status import Status
from readinglist.domain.text import storable
from readinglist.exporting.formats import BY_NAME
from readinglist.exporting.profile import Profile
from readinglist.importing import formats
from readinglist.importing.source import Draft, Parsed, read_source, source_from_text
from readinglist.library.papers import as_stored

CARRIERS = ("bibtex", "biblatex", "ris", "csl-json")
EACH = pytest.mark.parametrize("name", CARRIERS)
TIME = "2024-05-01T08:00:00.000Z"

MOVED = PaperDetails(
    id=1,
    paper=Paper(
        "Counting foxes at night: 50 % fewer",
        (Person("Ash", "Ann"), Person(literal="The Fen Group"), Person("King", "Martin, Jr.")),
        date="2024-03",
        type="article-journal",
        venue="Journal of Hedges",
        doi="10.1234/fox.5",
        arxiv_id="2103.00001",
        arxiv_version="v2",
        urls=("https://example.org/a", "https://example.org/b c"),
        code_urls=("https://github.com/fen/foxes",),
        citekey="ash2024",
        extra={"series": r"F\\\'en {Papers}", "Exclusive Shelf": "to {read", "T2": "Fens", "note": "Read_Status: Read"},
    ),
    added=TIME,
    status=Status.SKIMMED,
    status_at="2024-06-02T09:30:00.000Z",
    rating=4,
    starred=True,
    tags=("field work", "50% {x}", "a, b"),
    note="**Why?** 50 % of $x$\n\n- ask Ana\n    - <b>soon</b>\nDOI: 10.1/x",
)

SIGNS = st.text(st.sampled_from("aBé王 1{}\\$%&_#^~-'`\"@(),=;:/[]<>."), max_size=20)
TEXT = (st.text(max_size=20) | SIGNS).map(storable).map(collapse)
WORD = TEXT.filter(bool)
PERSON = st.builds(Person, family=WORD, given=WORD) | st.builds(Person, literal=WORD)
URL = st.text(st.sampled_from("aé/%_ ()&?=~{}"), max_size=12).map(lambda path: f"https://example.org/{collapse(path)}")
PAPER = st.builds(
    Paper,
    title=WORD,
    authors=st.lists(PERSON, max_size=3).map(tuple),
    editors=st.lists(PERSON, max_size=2).map(tuple),
    abstract=st.lists(WORD, max_size=2).map("\n\n".join),
    date=st.sampled_from(["", "2021", "2021-03", "2021-03-15"]),
    type=st.sampled_from("article article-journal book chapter entry-dictionary legal_case paper-conference".split()),
    venue=TEXT,
    publisher=TEXT,
    volume=TEXT,
    issue=TEXT,
    pages=st.sampled_from(["", "1–3", "e12", "1–3, 8–9", "A-12"]),
    doi=st.sampled_from(["", "10.1234/fox_5(b)"]),
    arxiv_id=st.sampled_from(["", "2103.00001", "math/0309136"]),
    isbn=st.sampled_from(["", "9783161484100"]),
    issn=st.sampled_from(["", "1234-5679"]),
    language=TEXT,
    urls=st.lists(URL, max_size=3, unique=True).map(tuple),
    code_urls=st.lists(URL, max_size=2, unique=True).map(tuple),
    citekey=st.sampled_from(["ash2024", "a:b/c"]),
    extra=st.dictionaries(
        WORD | st.sampled_from(["series", "T2", "note", "custom", "year", "location"]), WORD, max_size=3
    ),
)
DETAILS = st.builds(
    PaperDetails,
    id=st.just(1),
    paper=PAPER,
    added=st.just(TIME),
    status=st.sampled_from(Status),
    rating=st.integers(0, 5),
    starred=st.booleans(),
    status_at=st.just(TIME),
    tags=st.lists(WORD, max_size=3, unique_by=str.casefold).map(tuple),
    note=st.lists(TEXT, max_size=4).map("\n".join).map(str.strip),
)


def moved(name: str, details: list[PaperDetails]) -> Parsed:
    written = BY_NAME[name].write(details, Profile.MOVING)
    return formats.parse(source_from_text("moved", written), "bibtex" if name == "biblatex" else name)


def as_details(draft: Draft, known: PaperDetails) -> PaperDetails:
    state = draft.state
    return replace(
        known,
        paper=as_stored(draft.paper),
        added=state.added,
        status=state.status or Status.INBOX,
        rating=state.rating,
        starred=state.starred,
        status_at=state.status_at,
        tags=state.tags,
        note="\n\n".join(state.notes),
    )


@EACH
@given(details=DETAILS)
@example(details=MOVED)
def test_what_moves_comes_back_as_it_was(name: str, details: PaperDetails) -> None:
    parsed = moved(name, [details])
    assert parsed.failures == ()
    [draft] = parsed.drafts
    assert as_details(draft, details) == details


@EACH
def test_what_somebody_changed_since_is_theirs(name: str) -> None:
    written = BY_NAME[name].write([MOVED], Profile.MOVING)
    changed = written.replace("Journal of Hedges", "Annals of Fens", 1)
    [draft] = formats.parse(source_from_text("moved", changed)).drafts
    assert draft.paper == replace(MOVED.paper, venue="Annals of Fens")


@EACH
def test_what_others_added_since_is_kept(name: str) -> None:
    written = BY_NAME[name].write([MOVED], Profile.MOVING)
    added = {"csl-json": ('"title":', '"dimensions": "A4",\n"title":'), "ris": ("TI  - ", "CN  - A4\r\nTI  - ")}
    place, with_more = added.get(name, ("  title = ", "  shelfmark = {A4},\n  title = "))
    [draft] = formats.parse(source_from_text("moved", written.replace(place, with_more, 1))).drafts
    assert set(draft.paper.extra.items()) - set(MOVED.paper.extra.items()) == {
        ({"csl-json": "dimensions", "ris": "CN"}.get(name, "shelfmark"), "A4")
    }


def test_foreign_fields_stand_in_the_entry_as_they_came() -> None:
    """For other programs; the JSON beside them is ours."""
    extra = {"series": r"F{\\'e}n", "x-mine": "a_b", "location": "{Paris}"}
    written = BY_NAME["biblatex"].write([replace(MOVED, paper=Paper("A", extra=extra))], Profile.MOVING)
    for name, value in extra.items():
        assert f"  {name} = {{{value}}},\n" in written


@EACH
@pytest.mark.parametrize("folder", ["biblatex/biblatex__biblatex-examples.bib"])
def test_biblatex_examples_lose_no_field(name: str, folder: str, shared_data: Path) -> None:
    known = []
    for number, draft in enumerate(formats.parse(read_source(shared_data / folder)).drafts, start=1):
        blank = PaperDetails(id=number, paper=draft.paper, added=TIME)
        known.append(replace(as_details(draft, blank), added=TIME, status_at=TIME))
    assert len(known) > 80
    again = moved(name, known).drafts
    assert [as_details(draft, details) for draft, details in zip(again, known, strict=True)] == known


def test_a_table_brings_the_state_again() -> None:
    [draft] = moved("csv", [MOVED]).drafts
    assert as_details(draft, MOVED) == replace(MOVED, paper=draft.paper)
    assert (draft.paper.title, draft.paper.authors, draft.paper.doi) == (
        MOVED.paper.title,
        MOVED.paper.authors,
        MOVED.paper.doi,
    )
