"""Items of CSL-JSON."""

import json

import pytest

from readinglist.domain.paper import Paper, Person
from readinglist.domain.reading import ReaderState
from readinglist.domain.status import Status
from readinglist.importing.json_records.csl_json import draft, looks_like, paper, parse
from readinglist.importing.source import Draft, Failure, source_from_text

ITEM: dict[str, object] = {
    "id": "denman2021",
    "type": "article-journal",
    "title": "Counting <i>foxes</i>",
    "author": [{"family": "Denman", "given": "Ann"}, {"literal": "The Fox Club"}],
    "editor": [{"family": "Berg", "given": "Jan", "non-dropping-particle": "van"}],
    "translator": [{"family": "Fox", "given": "Ed"}],
    "abstract": "We count.\n\nAgain.",
    "container-title": "Journal of Wild Foxes",
    "publisher": "Burrow Press",
    "publisher-place": "Fox Town",
    "volume": 3,
    "issue": "2",
    "page": "10-19",
    "DOI": "10.1000/Fox.1",
    "ISSN": "1234-5678",
    "ISBN": "978-3-642-32156-6",
    "language": "en",
    "URL": "https://foxes.example/1",
    "issued": {"date-parts": [["2021", 3, 5]]},
    "accessed": {"date-parts": [[2022]]},
}


def state(**members: object) -> ReaderState:
    read = draft({**ITEM, **members})
    assert isinstance(read, Draft)
    return read.state


def read(**members: object) -> Paper:
    told = paper({**ITEM, **members})
    assert told is not None
    return told


def test_an_item_with_all_that_is_common() -> None:
    assert paper(ITEM) == Paper(
        title="Counting foxes",
        authors=(Person("Denman", "Ann"), Person(literal="The Fox Club")),
        editors=(Person("van Berg", "Jan"),),
        abstract="We count.\n\nAgain.",
        date="2021-03-05",
        type="article-journal",
        venue="Journal of Wild Foxes",
        publisher="Burrow Press",
        volume="3",
        issue="2",
        pages="10–19",
        doi="10.1000/fox.1",
        isbn="978-3-642-32156-6",
        issn="1234-5678",
        language="en",
        urls=("https://foxes.example/1",),
        citekey="denman2021",
        extra={
            "title": "Counting <i>foxes</i>",
            "translator": '[{"family":"Fox","given":"Ed"}]',
            "publisher-place": "Fox Town",
            "accessed": '{"date-parts":[[2022]]}',
        },
    )


def test_a_range_of_dates_is_kept_beside_its_beginning() -> None:
    told = read(issued={"date-parts": [[2014, 12], [2015]]})
    assert (told.date, told.extra["issued"]) == ("2014-12", '{"date-parts":[[2014,12],[2015]]}')


def test_the_number_of_a_report_stands_where_an_issue_does_and_that_of_an_article_is_kept() -> None:
    report = read(type="report", issue=None, number="77")
    assert (report.issue, "number" in report.extra) == ("77", False)
    article = read(number="e17")
    assert (article.issue, article.extra["number"]) == ("2", "e17")
    assert read(issue=None, number="e17").issue == ""


def test_an_address_or_a_number_is_no_citekey() -> None:
    for key in ("http://zotero.org/users/9/items/X", 17, "17"):
        told = read(id=key)
        assert (told.citekey, told.extra["id"]) == ("", str(key))
    assert read(id=17, **{"citation-key": "fox"}).citekey == "fox"


def test_keywords_are_tags_and_notes_are_notes() -> None:
    told = state(keyword="foxes, night", note="Read twice.", annote="Good <b>maps</b>.")
    assert told == ReaderState(tags=("foxes", "night"), notes=("Read twice.", "Good <b>maps</b>."))
    assert {"keyword", "note", "annote"}.isdisjoint(read(keyword="foxes", note="n", annote="a").extra)


def test_lines_of_a_note_tell_what_the_item_leaves_out() -> None:
    item = {name: value for name, value in ITEM.items() if name not in ("DOI", "issued")}
    note = "A thought.\nDOI: 10.1000/hen\nIssued: 2019-04\nPMID: 123\nRead_Status: In Progress\nrate: 4\nOCLC: 5"
    told = draft(item | {"note": note})
    assert isinstance(told, Draft)
    assert (told.paper.doi, told.paper.date) == ("10.1000/hen", "2019-04")
    assert (told.paper.extra["PMID"], told.paper.extra["oclc"]) == ("123", "5")
    assert told.state == ReaderState(status=Status.READING, rating=4, notes=("A thought.",))


def test_a_line_of_a_note_that_the_item_speaks_against_stays_in_the_note() -> None:
    assert state(note="DOI: 10.1000/hen").notes == ("DOI: 10.1000/hen",)
    assert read(note="DOI: 10.1000/hen").doi == "10.1000/fox.1"
    assert read(note="type: dataset").type == "dataset"


def test_names_in_a_note() -> None:
    told = read(note="Director: Fox || Ed\nDirector: Hen || Eve")
    assert json.loads(told.extra["director"])[0] == {"family": "Fox", "given": "Ed"}
    assert state(note="Director: Fox || Ed\nDirector: Hen || Eve").notes == ("Director: Hen || Eve",)


def test_custom_tells_of_the_reader_and_what_is_not_understood_is_kept() -> None:
    custom = {"x-readinglist-status": "dropped", "Read_Status": "Read", "rating": 4, "shelf": {"row": 2}}
    assert state(custom=custom, note="Read_Status: New") == ReaderState(status=Status.DROPPED, rating=4)
    assert read(custom=custom).extra["shelf"] == '{"row":2}'
    assert "custom" not in read(custom=custom).extra


@pytest.mark.parametrize(
    "members",
    [
        {"number": "arXiv:2101.00001v2", "publisher": "arXiv"},
        {"archive": "arXiv", "archive_location": "2101.00001v2"},
        {"URL": "https://arxiv.org/abs/2101.00001v2"},
        {"note": "arXiv: 2101.00001v2"},
    ],
)
def test_an_arxiv_id(members: dict[str, object]) -> None:
    told = paper({"id": "fox", "type": "article", "title": "Foxes", **members})
    assert told is not None
    assert (told.arxiv_id, told.arxiv_version, told.issue) == ("2101.00001", "v2", "")


def test_a_type_of_another_vocabulary_is_kept() -> None:
    told = read(type="video")
    assert (told.type, told.extra["type"]) == ("document", "video")


def test_a_doi_that_is_none_is_kept() -> None:
    told = read(DOI="see below")
    assert (told.doi, told.extra["DOI"]) == ("", "see below")


def test_a_list_is_read_and_an_item_without_title_told() -> None:
    text = json.dumps([ITEM, {"id": "x", "type": "book"}], indent=1)
    assert looks_like(text)
    parsed = parse(source_from_text("items.json", text))
    [first] = parsed.drafts
    [failure] = parsed.failures
    assert (first.line, parsed.format) == (2, "csl-json")
    line = 1 + text.split('"x"')[0].count("\n") - 1
    assert failure == Failure("items.json", line, "This record has no title. Give it one and import again.")
    assert len(parse(source_from_text("a.json", json.dumps({"references": [ITEM]}))).drafts) == 1
