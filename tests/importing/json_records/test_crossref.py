"""Works of Crossref."""

import json

from readinglist.domain.paper import Paper, Person
from readinglist.importing.json_records.crossref import looks_like, paper, parse
from readinglist.importing.source import Draft, Failure, source_from_text

WORK: dict[str, object] = {
    "DOI": "10.1000/Fox.1",
    "type": "journal-article",
    "title": ["Counting <i>foxes</i> &amp; hens"],
    "subtitle": ["A field study"],
    "author": [{"given": "Ann", "family": "Denman", "sequence": "first"}, {"name": "The Fox Club"}],
    "editor": [{"given": "Jan", "family": "Berg"}],
    "abstract": "<jats:title>Abstract</jats:title><jats:p>We count.</jats:p>",
    "container-title": ["Journal of Wild Foxes"],
    "publisher": "Burrow Press",
    "volume": "3",
    "issue": "2",
    "page": "10-19",
    "ISSN": ["1234-5678", "8765-4321"],
    "issued": {"date-parts": [[2021, 3]]},
    "published-online": {"date-parts": [[2020, 12, 1]]},
    "language": "en",
    "URL": "http://dx.doi.org/10.1000/fox.1",
    "resource": {"primary": {"URL": "https://foxes.example/1"}},
    "subject": ["Ecology"],
    "is-referenced-by-count": 7,
}
READ = Paper(
    title="Counting foxes & hens: A field study",
    authors=(Person("Denman", "Ann"), Person(literal="The Fox Club")),
    editors=(Person("Berg", "Jan"),),
    abstract="We count.",
    date="2021-03",
    type="article-journal",
    venue="Journal of Wild Foxes",
    publisher="Burrow Press",
    volume="3",
    issue="2",
    pages="10–19",
    doi="10.1000/fox.1",
    issn="1234-5678 8765-4321",
    language="en",
    urls=("https://foxes.example/1",),
    extra={
        "published-online": '{"date-parts":[[2020,12,1]]}',
        "resource": '{"primary":{"URL":"https://foxes.example/1"}}',
        "is-referenced-by-count": "7",
    },
)


def drafts(value: object) -> tuple[Draft, ...]:
    text = json.dumps(value)
    assert looks_like(text)
    parsed = parse(source_from_text("works.json", text))
    assert parsed.failures == ()
    assert parsed.format == "crossref"
    return parsed.drafts


def test_a_work_with_all_that_is_common() -> None:
    assert paper(WORK) == READ


def test_a_work_alone_listed_or_in_its_message() -> None:
    listed = {"status": "ok", "message-type": "work-list", "message": {"total-results": 2, "items": [WORK, WORK]}}
    for value, count in ((WORK, 1), ([WORK, WORK], 2), ({"status": "ok", "message": WORK}, 1), (listed, 2)):
        found = drafts(value)
        assert [draft.paper for draft in found] == [READ] * count
        assert found[0].state.tags == ("Ecology",)


def test_works_by_their_dois_as_plain_texts() -> None:
    [draft] = drafts({"10.1000/FOX.1": [WORK | {"title": "Foxes", "subtitle": []}]})
    assert draft.paper.title == "Foxes"


def test_of_a_series_and_a_book_the_book_is_where_a_chapter_appeared() -> None:
    titles = ["Notes on Foxes", "The Fox Book"]
    for kind, venue in (("book-chapter", "The Fox Book"), ("journal-article", "Notes on Foxes")):
        told = paper({"title": ["Foxes"], "type": kind, "container-title": titles})
        assert told is not None
        assert (told.venue, told.extra["container-title"]) == (venue, '["Notes on Foxes","The Fox Book"]')


def test_an_article_number_stands_for_pages_where_there_are_none() -> None:
    told = paper({"title": ["Foxes"], "article-number": "022212"})
    assert told is not None
    assert told.pages == "022212"
    assert told.extra == {}
    told = paper({"title": ["Foxes"], "article-number": "022212", "page": "1-9"})
    assert told is not None
    assert (told.pages, told.extra) == ("1–9", {"article-number": "022212"})


def test_a_type_that_csl_words_less_exactly_is_kept() -> None:
    told = paper({"title": ["Foxes"], "type": "posted-content", "DOI": "10.48550/arXiv.2101.00001"})
    assert told is not None
    assert (told.type, told.arxiv_id, told.extra) == ("article", "2101.00001", {"type": "posted-content"})


def test_a_work_without_title_is_a_failure_with_its_line() -> None:
    text = '{"message": {"items": [\n{"DOI": "10.1000/a", "reference-count": 1},\n{"title": ["Hens"]}\n]}}'
    parsed = parse(source_from_text("works.json", text))
    assert [draft.paper.title for draft in parsed.drafts] == ["Hens"]
    assert parsed.failures == (Failure("works.json", 2, "This record has no title. Give it one and import again."),)


def test_an_answer_without_a_work_is_a_failure() -> None:
    [failure] = parse(source_from_text("a.json", '{"status": "failed", "message": ["no"]}')).failures
    assert "no record" in failure.message
    [failure] = parse(source_from_text("a.json", '{"message-type": "work-list", "message": {"items": []}}')).failures
    assert "no record" in failure.message
