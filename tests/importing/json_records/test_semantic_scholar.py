"""Papers of Semantic Scholar."""

import json

from readinglist.domain.paper import Paper, Person
from readinglist.importing.json_records.semantic_scholar import looks_like, paper, parse
from readinglist.importing.source import source_from_text

RECORD: dict[str, object] = {
    "paperId": "abc",
    "externalIds": {"DOI": "10.1000/Fox.1", "ArXiv": "2101.00001", "CorpusId": 7},
    "title": "Counting foxes",
    "abstract": "We count. Code: https://github.com/foxes/count.",
    "year": 2021,
    "publicationDate": "2021-03-05",
    "venue": "Journal of Wild Foxes",
    "publicationTypes": ["JournalArticle"],
    "journal": {"name": "J. Wild Foxes", "volume": "3", "pages": "10 - 19"},
    "authors": [{"authorId": "1", "name": "Ann Denman"}, {"name": "Tengyu Ma 0001"}],
    "openAccessPdf": {"url": "https://foxes.example/1.pdf"},
    "citationCount": 7,
    "citationStyles": {"bibtex": "@Article{Denman2021, author = {Ann Denman}}"},
}


def test_a_paper_with_all_that_is_common() -> None:
    told = paper(RECORD)
    assert told is not None
    assert told == Paper(
        title="Counting foxes",
        authors=(Person("Denman", "Ann"), Person("Ma", "Tengyu")),
        abstract="We count. Code: https://github.com/foxes/count.",
        date="2021-03-05",
        type="article-journal",
        venue="Journal of Wild Foxes",
        volume="3",
        pages="10–19",
        doi="10.1000/fox.1",
        arxiv_id="2101.00001",
        urls=("https://foxes.example/1.pdf",),
        code_urls=("https://github.com/foxes/count",),
        extra=told.extra,
    )
    assert told.extra["citationCount"] == "7"
    assert json.loads(told.extra["externalIds"])["CorpusId"] == 7


def test_only_what_was_asked_for_comes() -> None:
    assert paper({"title": "Hens", "year": 2020, "abstract": None}) == Paper("Hens", date="2020")
    assert paper({"paperId": "abc"}) is None


def test_arxiv_is_no_venue() -> None:
    told = paper({"title": "Hens", "venue": "arXiv.org", "publicationTypes": ["JournalArticle"]})
    assert told is not None
    assert (told.venue, told.type) == ("", "article")


def test_lists_and_envelopes() -> None:
    for value in (
        [RECORD, RECORD],
        {"total": 2, "offset": 0, "data": [RECORD, RECORD]},
        {"recommendedPapers": [RECORD, RECORD]},
        {"data": [{"citingPaper": RECORD, "contexts": []}, {"citedPaper": RECORD}]},
    ):
        text = json.dumps(value)
        assert looks_like(text)
        parsed = parse(source_from_text("papers.json", text))
        assert [draft.paper for draft in parsed.drafts] == [paper(RECORD)] * 2
        assert parsed.failures == ()


def test_a_paper_that_was_not_found_is_a_failure() -> None:
    parsed = parse(source_from_text("papers.json", json.dumps([RECORD, None], indent=1)))
    assert len(parsed.drafts) == 1
    [failure] = parsed.failures
    assert "no record" in failure.message
