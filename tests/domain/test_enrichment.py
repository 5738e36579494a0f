from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.domain.enrichment import additions, enriched
from readinglist.domain.paper import Paper, Person

ROE = (Person("Roe", "Jane"),)
FULL = Paper(
    "Knots",
    authors=ROE,
    editors=ROE,
    abstract="We tie.",
    date="2020-03-18",
    type="article-journal",
    venue="Ropes",
    publisher="Hemp",
    volume="1",
    issue="2",
    pages="3-4",
    doi="10.1000/a",
    arxiv_id="2401.00001",
    arxiv_version="v2",
    isbn="978",
    issn="1234",
    language="en",
    urls=("https://a.example",),
    code_urls=("https://github.com/a/b",),
    citekey="roe2020",
    extra={"month": "March"},
)


def test_every_empty_field_is_filled_and_named() -> None:
    known = Paper("Knots")
    better = enriched(known, FULL)
    assert better == FULL
    added = additions(known, better)
    assert len(added) == len(fields(Paper)) - 1
    assert {"authors", "year", "DOI", "code link", "link", "month", "cite key"} <= set(added)


def test_what_is_known_stays() -> None:
    other = Paper(**{name: f"x{value}" if isinstance(value, str) else value for name, value in vars_of(FULL).items()})
    better = enriched(FULL, other)
    assert better == FULL
    assert additions(FULL, better) == ()


def vars_of(paper: Paper) -> dict[str, object]:
    return {field.name: getattr(paper, field.name) for field in fields(paper)}


@pytest.mark.parametrize(
    ("known", "drafted", "better", "added"),
    [
        ("", "2020", "2020", ("year",)),
        ("2020", "2020-03", "2020-03", ("date",)),
        ("2020-03", "2020-03-18", "2020-03-18", ("date",)),
        ("2020", "2021-03", "2020", ()),
        ("2020-03", "2020", "2020-03", ()),
        ("2020", "20201", "2020", ()),
    ],
)
def test_dates(known: str, drafted: str, better: str, added: tuple[str, ...]) -> None:
    before = Paper("Knots", date=known)
    after = enriched(before, Paper("Knots", date=drafted))
    assert after.date == better
    assert additions(before, after) == added


def test_links_are_united_the_known_first() -> None:
    draft = replace(FULL, urls=("https://b.example", "https://a.example", "https://c.example"))
    better = enriched(FULL, draft)
    assert better.urls == ("https://a.example", "https://b.example", "https://c.example")
    assert additions(FULL, better) == ("2 links",)


def test_foreign_fields_are_added_and_kept() -> None:
    better = enriched(FULL, replace(FULL, extra={"month": "May", "keywords": "rope"}))
    assert better.extra == {"month": "March", "keywords": "rope"}
    assert additions(FULL, better) == ("keywords",)


def test_version_belongs_to_its_id() -> None:
    known = Paper("Knots", arxiv_id="2401.00001")
    assert enriched(known, replace(known, arxiv_version="v2")).arxiv_version == "v2"
    assert enriched(known, Paper("Knots", arxiv_id="2401.00002", arxiv_version="v2")).arxiv_version == ""


def test_only_the_default_type_gives_way() -> None:
    assert enriched(Paper("Knots"), Paper("Knots", type="book")).type == "book"
    assert enriched(Paper("Knots", type="book"), Paper("Knots", type="thesis")).type == "book"
    assert enriched(Paper("Knots", type="book"), Paper("Knots")).type == "book"


short = st.sampled_from(["", "a", "2020", "2020-03"])
papers = st.builds(
    Paper,
    title=st.just("Knots"),
    authors=st.sampled_from([(), ROE]),
    abstract=short,
    date=short,
    type=st.sampled_from(["article", "book"]),
    doi=short,
    arxiv_id=short,
    arxiv_version=short,
    urls=st.lists(short.filter(bool), unique=True).map(tuple),
    extra=st.dictionaries(short, short, max_size=2),
)


@given(papers, papers)
def test_learning_twice_teaches_nothing_new(known: Paper, draft: Paper) -> None:
    better = enriched(known, draft)
    assert enriched(better, draft) == better
    assert enriched(known, known) == known
    assert bool(additions(known, better)) is (known != better)


PREPRINT = Paper(
    "Knots", arxiv_id="2003.00001", arxiv_version="v1", date="2020-03-18", venue="arXiv", urls=("https://a.example",)
)
PRINT = Paper(
    "Knots",
    doi="10.1000/k",
    venue="Journal of Knots",
    volume="3",
    date="2021",
    type="article-journal",
    urls=("https://b.example",),
)


def test_of_a_preprint_and_its_print_the_print_tells_where_and_when() -> None:
    better = enriched(PREPRINT, PRINT)
    assert (better.venue, better.date, better.doi, better.type) == ("Journal of Knots", "2021", "10.1000/k", PRINT.type)
    assert (better.arxiv_id, better.arxiv_version) == ("2003.00001", "v1")
    assert set(better.urls) == {"https://a.example", "https://b.example"}
    assert replace(enriched(PRINT, PREPRINT), urls=()) == replace(better, urls=())
    assert {"venue", "date", "DOI", "volume", "link"} <= set(additions(PREPRINT, better))


def test_a_print_of_an_unknown_date_keeps_that_of_the_preprint() -> None:
    assert enriched(PREPRINT, replace(PRINT, date="")).date == "2020-03-18"
    assert enriched(replace(PRINT, date=""), PREPRINT).date == "2020-03-18"


def test_a_preprint_s_own_doi_gives_way_and_is_kept() -> None:
    preprint = replace(PREPRINT, arxiv_id="", arxiv_version="", doi="10.1101/2020.01.01.123456", venue="bioRxiv")
    better = enriched(preprint, PRINT)
    assert better.doi == "10.1000/k"
    assert "https://doi.org/10.1101/2020.01.01.123456" in better.urls
    assert enriched(preprint, replace(PRINT, doi="")).doi == preprint.doi
    assert enriched(replace(PREPRINT, arxiv_id="", doi="10.48550/arxiv.2003.00001"), PRINT).arxiv_id == "2003.00001"


def test_enriching_twice_tells_nothing_new() -> None:
    for one, other in ((PREPRINT, PRINT), (PRINT, PREPRINT)):
        better = enriched(one, other)
        assert enriched(better, other) is better
        assert enriched(better, one) is better


def test_a_stand_in_title_of_any_kind_gives_way_to_a_title_and_to_no_other_stand_in() -> None:
    known = Paper("doi:10.1000/a", doi="10.1000/a")
    both = enriched(known, Paper("arXiv:2401.00001", arxiv_id="2401.00001", doi="10.1000/a"))
    assert (both.title, both.arxiv_id) == ("doi:10.1000/a", "2401.00001")
    assert enriched(both, Paper("Knots", arxiv_id="2401.00001")).title == "Knots"
    assert enriched(Paper("PMID:31000000"), Paper("Knots")).title == "Knots"
