"""Our own table comes back as it was; Zotero's is tested with the others, in `test_csv_table.py`."""

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from readinglist.domain.paper import Paper, Person
from readinglist.domain.reading import PaperDetails
from readinglist.domain.status import Status
from readinglist.exporting import csv_table as exported
from readinglist.exporting.profile import Profile
from readinglist.importing import formats
from readinglist.importing.source import Draft, source_from_text

CHARACTERS = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff") | st.sampled_from(
    "\n=+'-@;,"
)
WORD = st.text(CHARACTERS, max_size=12)
LINE = WORD.map(lambda text: " ".join(text.split()))
FILLED = LINE.filter(bool)
PERSON = st.builds(Person, FILLED, FILLED) | st.builds(lambda name: Person(literal=name), FILLED)
PAPER = st.builds(
    Paper,
    title=FILLED,
    authors=st.lists(PERSON, max_size=3).map(tuple),
    editors=st.lists(PERSON, max_size=2).map(tuple),
    abstract=WORD,
    date=st.sampled_from(["", "2024", "2024-03", "2024-03-18"]),
    type=st.sampled_from(["article", "article-journal", "review", "entry", "document", "song", "pamphlet"]),
    venue=LINE,
    publisher=LINE,
    volume=LINE,
    issue=LINE,
    pages=st.sampled_from(["", "10–19", "e-12", "A-1–A-3"]) | LINE,
    doi=st.sampled_from(["", "10.1234/bees"]),
    arxiv_id=st.sampled_from(["", "2103.00001", "math/0309136"]),
    isbn=LINE,
    issn=LINE,
    language=LINE,
    urls=st.lists(FILLED, max_size=3, unique=True).map(tuple),
    code_urls=st.lists(FILLED, max_size=2).map(tuple),
    citekey=st.sampled_from(["", "luk2024"]),
    extra=st.dictionaries(FILLED, FILLED, max_size=3),
)
DETAILS = st.builds(
    PaperDetails,
    id=st.just(1),
    paper=PAPER,
    added=st.just("2024-05-01T08:00:00.000Z"),
    status=st.sampled_from(Status),
    rating=st.integers(0, 5),
    starred=st.booleans(),
    status_at=st.sampled_from(["", "2024-06-02T09:30:00.000Z"]),
    tags=st.lists(FILLED, max_size=3, unique=True).map(tuple),
    note=WORD.map(str.strip),
)


def moved(text: str) -> tuple[Draft, ...]:
    return formats.parse(source_from_text("moved.csv", text)).drafts


@given(st.lists(DETAILS, min_size=1, max_size=3))
def test_what_moves_comes_back_as_it_was(papers: list[PaperDetails]) -> None:
    drafts = moved(exported.write(papers, Profile.MOVING))
    assert [draft.paper for draft in drafts] == [details.paper for details in papers]
    for draft, details in zip(drafts, papers, strict=True):
        state = draft.state
        assert (state.status, state.rating, state.starred) == (details.status, details.rating, details.starred)
        assert (state.added, state.status_at, state.tags) == (details.added, details.status_at, details.tags)
        assert "\n\n".join(state.notes) == details.note


def test_what_was_corrected_in_a_spreadsheet_is_taken() -> None:
    paper = Paper("Bees", (Person("Łuk", "Ana"),), type="review", urls=("https://a.example", "https://b.example"))
    [header, row] = csv.reader(io.StringIO(exported.write([PaperDetails(1, paper, "")], Profile.MOVING)))
    corrected = dict(zip(header, row, strict=True)) | {
        "Title": "Wasps",
        "Author": "Ash, Bo",
        "x-readinglist-facts": "{",
    }
    text = io.StringIO()
    csv.writer(text).writerows([header, corrected.values()])
    [draft] = moved(text.getvalue())
    assert (draft.paper.title, draft.paper.authors) == ("Wasps", (Person("Ash", "Bo"),))
    assert (draft.paper.type, draft.paper.urls) == ("article-journal", ("https://a.example",))


def test_for_citing_the_facts_come_back() -> None:
    paper = Paper("=Bees", (Person("Łuk", "Ana"),), type="article-journal", date="2024-03", doi="10.1234/bees")
    [draft] = moved(exported.write([PaperDetails(1, paper, "", rating=4)]))
    assert draft.paper == paper
    assert draft.state.rating == 0
