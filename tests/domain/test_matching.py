from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.domain.matching import Candidate, Match, MatchKind, are_preprint_and_print, identity_keys, match
from readinglist.domain.paper import Paper, Person

TITLE = "Which Knots Hold in Wet Ropes"
ROE, DOE = Person("Roe", "Jane"), Person("Doe", "John")
ABSTRACT = "we tie knots " * 8
BARE = Paper(TITLE)
FULL = Paper(TITLE, authors=(ROE, DOE), date="2020-03")


def judged(draft: Paper, *known: Paper) -> Match:
    return match(draft, [Candidate(number, paper) for number, paper in enumerate(known, 1)])


def kind(draft: Paper, *known: Paper) -> MatchKind:
    return judged(draft, *known).kind


def test_nothing_known_is_new() -> None:
    assert judged(BARE) == Match(MatchKind.NEW, None, "no paper in the library shares its title or an id")


def test_equal_ids_are_the_same_whatever_the_title() -> None:
    other = Paper("Another Title Altogether", arxiv_id="2401.00001", arxiv_version="v3")
    verdict = judged(replace(BARE, arxiv_id="2401.00001", arxiv_version="v1"), FULL, other)
    assert verdict == Match(MatchKind.SAME, 2, "same arXiv id 2401.00001")
    assert kind(replace(BARE, doi="10.1000/a"), Paper("Another", doi="10.1000/A")) is MatchKind.SAME


def test_an_arxiv_doi_is_the_arxiv_id() -> None:
    preprint = replace(BARE, doi="10.48550/arxiv.2401.00001")
    assert kind(preprint, Paper("Another", arxiv_id="2401.00001", doi="10.1000/a")) is MatchKind.SAME
    assert kind(preprint, replace(BARE, arxiv_id="2401.00002")) is MatchKind.NEW


def test_a_preprint_and_its_print_are_the_same_though_their_dois_differ() -> None:
    known = replace(FULL, arxiv_id="2401.00001", doi="10.1000/a")
    assert kind(replace(known, doi="10.1000/b"), known) is MatchKind.SAME


def test_clashing_ids_are_never_the_same() -> None:
    known = replace(FULL, arxiv_id="2401.00001", abstract=ABSTRACT)
    assert kind(replace(known, arxiv_id="2401.00002"), known) is MatchKind.LIKELY
    assert (
        kind(replace(known, arxiv_id="2401.00002", doi="10.1000/a"), replace(known, doi="10.1000/a"))
        is MatchKind.LIKELY
    )
    assert kind(replace(BARE, doi="10.1000/a"), replace(BARE, doi="10.1000/b")) is MatchKind.NEW


def test_a_telling_title_is_enough_where_one_side_is_bare_and_one_candidate_exists() -> None:
    assert kind(BARE, FULL) is MatchKind.SAME
    assert kind(FULL, BARE) is MatchKind.SAME
    assert kind(replace(BARE, title="which KNOTS hold in wet-ropes?"), FULL) is MatchKind.SAME
    assert kind(BARE, FULL, replace(FULL, date="1990")) is MatchKind.LIKELY


@pytest.mark.parametrize("title", ["Knots", "Pointer Networks", "Wet Knots Hold"])
def test_a_short_title_is_likely_at_most(title: str) -> None:
    short = Paper(title)
    assert kind(short, short) is MatchKind.LIKELY
    assert kind(replace(short, date="2020"), replace(short, date="2020")) is MatchKind.LIKELY
    assert kind(replace(short, authors=(ROE, DOE)), replace(FULL, title=title)) is MatchKind.LIKELY


SHORT = replace(FULL, title="Pointer Networks", venue="Journal of Knots", volume="3")


@pytest.mark.parametrize(
    ("draft", "expected"),
    [
        (SHORT, MatchKind.SAME),
        (replace(SHORT, title="Pointer networks.", venue="journal of knots", volume="", pages="1-9"), MatchKind.SAME),
        (replace(SHORT, authors=(Person("Roe", "J."), Person("Doe", "J.")), date="2020"), MatchKind.SAME),
        (replace(SHORT, volume="4"), MatchKind.LIKELY),
        (replace(SHORT, venue="Journal of Ropes"), MatchKind.LIKELY),
        (replace(SHORT, date="2021"), MatchKind.LIKELY),
        (replace(SHORT, date=""), MatchKind.LIKELY),
        (replace(SHORT, authors=(ROE,)), MatchKind.LIKELY),
        (replace(SHORT, authors=(ROE, Person("Poe"))), MatchKind.LIKELY),
        (replace(SHORT, authors=()), MatchKind.LIKELY),
    ],
)
def test_a_short_title_is_the_same_where_authors_and_year_are_and_nothing_differs(
    draft: Paper, expected: MatchKind
) -> None:
    assert kind(draft, SHORT) is expected
    assert kind(SHORT, draft) is expected


def test_one_word_or_several_candidates_leave_a_short_title_likely() -> None:
    one_word = replace(SHORT, title="Knots")
    assert kind(one_word, one_word) is MatchKind.LIKELY
    assert kind(replace(SHORT, volume=""), SHORT, replace(SHORT, volume="4")) is MatchKind.LIKELY


def test_title_and_abstract_are_enough() -> None:
    short = Paper("Pointer Networks", abstract=ABSTRACT)
    assert judged(short, replace(short, abstract=f" {ABSTRACT}\n")).reason == "same title and abstract"
    assert kind(replace(short, abstract="we tie"), replace(short, abstract="we tie")) is MatchKind.LIKELY
    assert kind(short, replace(short, abstract=ABSTRACT + "again")) is MatchKind.LIKELY
    assert kind(short, replace(short, title="Other Networks")) is MatchKind.NEW


@pytest.mark.parametrize(
    ("authors", "date", "expected"),
    [
        ((ROE, DOE), "2020", MatchKind.SAME),
        ((ROE,), "2021", MatchKind.SAME),
        ((Person("Roe", "J."), Person("Doe", "J.")), "", MatchKind.SAME),
        ((Person("Roe"),), "", MatchKind.SAME),
        ((), "2019", MatchKind.SAME),
        ((ROE, DOE), "2022", MatchKind.VERSION),
        ((DOE, ROE), "2020", MatchKind.LIKELY),
        ((Person("Roe", "Ann"), DOE), "2020", MatchKind.LIKELY),
        ((ROE, Person("Poe")), "2020", MatchKind.LIKELY),
        ((Person(literal="Knot Team"),), "2020", MatchKind.LIKELY),
        ((Person(literal="Jane Roe"),), "2020", MatchKind.SAME),
    ],
)
def test_what_both_sides_tell_must_agree(authors: tuple[Person, ...], date: str, expected: MatchKind) -> None:
    draft = Paper(TITLE, authors=authors, date=date)
    assert kind(draft, FULL) is expected
    assert kind(FULL, draft) is expected


def test_facts_that_cannot_be_compared_leave_it_likely() -> None:
    assert kind(Paper(TITLE, authors=(ROE,)), Paper(TITLE, date="2020")) is MatchKind.LIKELY
    assert kind(Paper(TITLE, doi="10.1000/a"), FULL) is MatchKind.LIKELY


PREPRINT = replace(FULL, arxiv_id="2003.00001", date="2020-03")
PRINT = replace(FULL, doi="10.1000/knots", venue="Journal of Knots", date="2021")


def test_a_preprint_and_its_print_are_versions_of_one_work() -> None:
    assert judged(PRINT, PREPRINT) == Match(MatchKind.VERSION, 1, "another version: the published one of your preprint")
    assert judged(PREPRINT, PRINT).reason == "another version: the preprint of your published one"
    assert are_preprint_and_print(PREPRINT, PRINT)
    assert kind(replace(PRINT, date="2026"), PREPRINT) is MatchKind.VERSION
    assert kind(replace(PRINT, arxiv_id="2003.00001"), PREPRINT) is MatchKind.SAME
    assert kind(replace(PRINT, authors=(DOE,)), PREPRINT) is MatchKind.LIKELY


def test_the_doi_of_a_preprint_server_does_not_clash_with_the_publisher_s() -> None:
    preprint = replace(FULL, doi="10.1101/2020.01.01.123456", venue="bioRxiv")
    assert kind(PRINT, preprint) is MatchKind.VERSION
    assert kind(replace(preprint, doi="10.1101/2020.02.02.654321"), preprint) is MatchKind.LIKELY


def test_another_year_is_another_version_that_is_no_preprint() -> None:
    later = replace(FULL, date="2024")
    assert judged(later, FULL).reason == "another version: same title and authors, but of 2024 and not 2020"
    assert not are_preprint_and_print(later, FULL)
    assert judged(replace(later, doi="10.1000/b"), replace(FULL, doi="10.1000/a")).kind is MatchKind.VERSION


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"title": "Which Knots Hold in Wet Rope"}, MatchKind.LIKELY),
        ({"title": "The Which Knots Hold in Wet Ropes"}, MatchKind.LIKELY),
        ({"title": f"{TITLE}: A Study of Twelve Knots"}, MatchKind.LIKELY),
        ({"title": "Which Knots Hold in Wet Rope", "date": "2022"}, MatchKind.LIKELY),
        ({"title": "Which Knots Hold in Wet Rope", "date": "2023"}, MatchKind.NEW),
        ({"title": "Which Knots Hold in Wet Rope", "date": ""}, MatchKind.NEW),
        ({"title": "Which Knots Hold in Wet Rope", "authors": (DOE,)}, MatchKind.NEW),
        ({"title": "Which Knots Hold in Wet Rope", "authors": ()}, MatchKind.NEW),
        ({"title": "Which Knots Hold in Wet Rope", "doi": "10.1000/b"}, MatchKind.NEW),
        ({"title": "Which Knots Slip in Dry Ropes"}, MatchKind.NEW),
    ],
)
def test_near_titles_are_likely_where_all_else_agrees(changes: dict[str, Any], expected: MatchKind) -> None:
    known = replace(FULL, doi="10.1000/a")
    draft = replace(FULL, **changes)
    assert kind(draft, known) is expected
    assert kind(known, draft) is expected


def test_other_numerals_are_other_papers() -> None:
    first, second = (replace(FULL, title=f"{TITLE}, part {part}") for part in ("1", "2"))
    assert kind(first, second) is MatchKind.NEW
    first, second = (replace(FULL, title=f"{TITLE} {part}") for part in ("II", "III"))
    assert kind(first, second) is MatchKind.NEW


def test_a_column_s_title_tells_no_paper() -> None:
    editorial = replace(FULL, title="Editorial", venue="Journal of Knots", volume="3", pages="1-2")
    assert kind(replace(editorial, pages=""), replace(editorial, pages="")) is MatchKind.NEW
    assert kind(editorial, replace(editorial, volume="4")) is MatchKind.NEW
    assert kind(editorial, editorial) is MatchKind.SAME
    assert kind(Paper("Book Reviews"), Paper("Book reviews")) is MatchKind.NEW
    assert kind(replace(editorial, doi="10.1000/e"), replace(editorial, doi="10.1000/E", pages="")) is MatchKind.SAME


def test_a_title_of_three_works_tells_no_paper() -> None:
    reports = [replace(FULL, title="The report of the knot council", date=year) for year in ("1999", "2001", "2003")]
    assert kind(replace(reports[0], date="2003"), *reports) is MatchKind.NEW
    assert kind(replace(reports[0], date="2003"), *reports[1:]) is MatchKind.SAME
    assert kind(FULL, FULL, FULL, FULL) is MatchKind.SAME, "three copies are one work"


def test_titles_without_letters_tell_nothing() -> None:
    assert kind(Paper("???"), Paper("!!!")) is MatchKind.NEW


papers = st.builds(
    Paper,
    title=st.sampled_from([TITLE, f"{TITLE}: a Study", "Which Knot Holds in Wet Ropes", "Knots", "Editorial", "?"]),
    authors=st.sampled_from([(), (ROE,), (ROE, DOE), (DOE,)]),
    date=st.sampled_from(["", "2020", "2021-01", "1990"]),
    abstract=st.sampled_from(["", ABSTRACT]),
    doi=st.sampled_from(["", "10.1000/a", "10.1000/b", "10.48550/arxiv.2401.00001", "10.1101/2020.01.01.123456"]),
    arxiv_id=st.sampled_from(["", "2401.00001", "2401.00002"]),
)


@given(papers, papers)
def test_papers_that_match_share_a_key(one: Paper, other: Paper) -> None:
    shared = set(identity_keys(one)) & set(identity_keys(other))
    assert shared or kind(one, other) is MatchKind.NEW


@given(papers, papers)
def test_sameness_has_no_direction(one: Paper, other: Paper) -> None:
    assert kind(one, other) is kind(other, one)


@given(papers, st.lists(papers, max_size=4))
def test_verdicts_name_a_candidate_and_a_reason(draft: Paper, known: list[Paper]) -> None:
    verdict = judged(draft, *known)
    assert verdict.reason
    assert (verdict.paper_id is None) is (verdict.kind is MatchKind.NEW)
    assert verdict.paper_id is None or 1 <= verdict.paper_id <= len(known)
    if verdict.kind is MatchKind.SAME and verdict.paper_id:
        same = known[verdict.paper_id - 1]
        assert not (draft.arxiv_id and same.arxiv_id) or draft.arxiv_id == same.arxiv_id
