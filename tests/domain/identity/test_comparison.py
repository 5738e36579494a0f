from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from readinglist.domain.identity.comparison import LONGEST, ComparedFact, compare, compare_stored
from readinglist.domain.paper import Paper, Person
from readinglist.domain.reading import Origin, PaperDetails
from readinglist.domain.status import Status

KNOTS = Paper(
    "Which Knots Hold", (Person("Roe", "Jane"),), date="2020", venue="Ropes", volume="3", urls=("https://a.example",)
)


def facts(left: Paper, right: Paper) -> dict[str, ComparedFact]:
    return {fact.label: fact for fact in compare(left, right)}


def marked(text: str, spans: tuple[tuple[int, int], ...]) -> list[str]:
    return [text[start:end] for start, end in spans]


def test_what_neither_tells_is_left_out_and_what_is_equal_is_not_marked() -> None:
    found = facts(KNOTS, KNOTS)
    assert list(found) == ["Title", "Authors", "Date", "Published in", "Links"]
    assert not any(fact.differs for fact in found.values())
    assert found["Published in"].left == "Ropes, volume 3"


def test_the_words_that_differ_are_marked_on_both_sides() -> None:
    found = facts(KNOTS, replace(KNOTS, title="which knots slip, and hold", date="2021"))
    assert found["Title"].differs
    assert marked(found["Title"].left, found["Title"].left_spans) == []
    assert marked(found["Title"].right, found["Title"].right_spans) == ["slip, and"]
    assert marked("2020", found["Date"].left_spans) == ["2020"]


def test_what_only_one_tells_is_no_difference() -> None:
    found = facts(KNOTS, replace(KNOTS, venue="", volume="", doi="10.1000/a"))
    assert not found["Published in"].differs
    assert not found["DOI"].differs
    assert (found["DOI"].left, found["DOI"].right) == ("", "10.1000/a")


def test_case_and_accents_are_no_difference() -> None:
    assert not facts(KNOTS, replace(KNOTS, title="WHICH KNÖTS HOLD"))["Title"].differs


def test_a_very_long_text_is_marked_as_a_whole() -> None:
    long = replace(KNOTS, abstract="word " * LONGEST)
    fact = facts(long, replace(KNOTS, abstract="other"))["Abstract"]
    assert fact.left_spans == ((0, 5 * LONGEST),)


def test_stored_papers_show_what_the_reader_said() -> None:
    left = PaperDetails(
        1,
        KNOTS,
        "2026-03-03T12:00:00.000Z",
        Status.READ,
        4,
        True,
        tags=("ropes",),
        note="Mine.",
        files=("files/ab/a.pdf",),
        origins=(Origin("page.txt", "papers-page", "", ""),),
    )
    found = {fact.label: fact for fact in compare_stored(left, PaperDetails(2, KNOTS, "2026-03-03T12:00:00.000Z"))}
    assert (found["Status"].left, found["Status"].right) == ("Read, 4 stars, favourite", "Inbox")
    assert (found["Note"].left, found["Files"].left, found["From"].left) == ("Mine.", "a.pdf", "page.txt")
    assert found["Added"].left == "3 March 2026"


texts = st.text(st.sampled_from("ab é,𝒳\n"), max_size=30)


@given(texts, texts)
def test_spans_lie_within_their_texts_in_order(left: str, right: str) -> None:
    for fact in compare(replace(KNOTS, abstract=left), replace(KNOTS, abstract=right)):
        for text, spans in ((fact.left, fact.left_spans), (fact.right, fact.right_spans)):
            ends = [place for span in spans for place in span]
            assert ends == sorted(ends)
            assert all(0 <= place <= len(text) for place in ends)
