"""Daily papers of Hugging Face."""

import json

from readinglist.domain.paper import Paper, Person
from readinglist.importing.json_records.hf_daily import looks_like, paper, parse
from readinglist.importing.source import source_from_text

PAPER: dict[str, object] = {
    "id": "2510.12586",
    "authors": [{"_id": "1", "name": "Ann Denman", "hidden": False}, {"_id": "2", "name": "Jan van Berg"}],
    "publishedAt": "2025-10-14T14:41:16.000Z",
    "title": "Counting Foxes\n  at Night",
    "summary": "We count\nfoxes.",
    "upvotes": 67,
    "githubRepo": "https://github.com/foxes/count",
    "projectPage": "https://foxes.example",
    "ai_summary": "Foxes are counted.",
    "ai_keywords": ["foxes", "night"],
}
ITEM: dict[str, object] = {
    "paper": PAPER,
    "publishedAt": "2025-10-15T10:41:16.000Z",
    "title": "Counting Foxes\n  at Night",
    "numComments": 2,
}
READ = Paper(
    title="Counting Foxes at Night",
    authors=(Person("Denman", "Ann"), Person("van Berg", "Jan")),
    abstract="We count foxes.",
    date="2025-10-14",
    arxiv_id="2510.12586",
    urls=("https://foxes.example",),
    code_urls=("https://github.com/foxes/count",),
    extra={"upvotes": "67", "ai_summary": "Foxes are counted.", "ai_keywords": '["foxes","night"]'},
)


def test_one_paper() -> None:
    text = json.dumps(PAPER)
    assert looks_like(text)
    [draft] = parse(source_from_text("paper.json", text)).drafts
    assert draft.paper == READ


def test_a_day_has_the_papers_own_facts_with_what_its_list_adds() -> None:
    text = json.dumps([ITEM, ITEM | {"title": "Foxes: a listing"}], indent=1)
    assert looks_like(text)
    parsed = parse(source_from_text("day.json", text))
    assert parsed.failures == ()
    first, second = (draft.paper for draft in parsed.drafts)
    listed = {"publishedAt": "2025-10-15T10:41:16.000Z", "numComments": "2"}
    assert first.extra == {**READ.extra, **listed}
    assert second.extra == {**READ.extra, **listed, "title": "Foxes: a listing"}
    assert first.date == READ.date


def test_an_id_that_is_none_of_arxiv_is_kept() -> None:
    told = paper({"id": "fox-1", "title": "Foxes"})
    assert told is not None
    assert (told.arxiv_id, told.extra) == ("", {"id": "fox-1"})


def test_a_broken_capture_is_told_record_by_record() -> None:
    printed = [f"{{'paper': {{'id': '2412.0000{number}'}}}}" for number in range(3)]
    for value in (printed, {"status": "ok", "date": "2024-12-11", "count": 3, "data": printed}):
        text = json.dumps(value, indent=1)
        assert looks_like(text)
        parsed = parse(source_from_text("day.json", text))
        assert parsed.drafts == ()
        assert len({failure.line for failure in parsed.failures}) == 3
        assert all("not JSON. Fetch it again" in failure.message for failure in parsed.failures)


def test_an_item_without_title_is_a_failure_with_its_line() -> None:
    parsed = parse(source_from_text("day.json", json.dumps([ITEM, {"paper": {"id": "2510.12587"}}], indent=1)))
    assert len(parsed.drafts) == 1
    [failure] = parsed.failures
    assert failure.line > 10
