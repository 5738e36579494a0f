"""Which JSON is taken for which kind; and that no other text is, and no JSON makes a parser raise."""

import json
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readinglist.importing.json_records import crossref, csl_json, hf_daily, openalex, semantic_scholar
from readinglist.importing.json_records.kinds import kind_of_records
from readinglist.importing.mentions import identifier_list
from readinglist.importing.source import Source, source_from_text

MODULES = (hf_daily, openalex, semantic_scholar, crossref, csl_json)
NAMES = (
    "title id DOI doi author authors editor name family given paper summary publishedAt issued date-parts raw note"
    " annote custom keyword keywords abstract abstract_inverted_index authorships primary_location source biblio"
    " externalIds journal publicationVenue venue year type page volume issue number container-title message items data"
    " results references URL resource primary upvotes githubRepo subject ISBN ISSN language display_name status rating"
    " x-readinglist-tags x-readinglist-notes Read_Status locations publicationTypes openAccessPdf url citation-key"
).split()
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=12)
    | st.sampled_from(
        [
            "2021-03-05",
            "10.1000/x",
            "arXiv:2101.00001",
            "Ann Denman",
            "article",
            "DOI: 10.1000/y\nRead_Status: New",
            "<p>",
        ]
    )
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=8),
    max_leaves=25,
)
RECORDS = st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=20)


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.FORMAT)
@given(value=VALUES | st.lists(RECORDS, max_size=3) | RECORDS.map(lambda record: {"title": "Foxes", **record}))
@settings(max_examples=60)
def test_no_json_raises_and_every_record_is_read_or_told(module: ModuleType, value: object) -> None:
    parsed = module.parse(Source("any.json", json.dumps(value)))
    assert len(parsed.drafts) + len(parsed.failures) >= 1
    assert all(draft.paper.title for draft in parsed.drafts)


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.FORMAT)
@given(text=st.text('{}[]",:0\\ \n"title"é', max_size=80))
@settings(max_examples=60)
def test_no_text_raises(module: ModuleType, text: str) -> None:
    module.looks_like(text)
    module.parse(Source("any.json", text))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('[{"id": "fox", "type": "article-journal", "title": "Foxes"}]', "csl-json"),
        ('{"items": [{"issued": {"date-parts": [[2021]]}, "title": "Foxes"}]}', "csl-json"),
        ('{"DOI": "10.1000/x", "title": ["Foxes"]}', "crossref"),
        ('{"status": "ok", "message-type": "work"}', "crossref"),
        ('{"id": "https://openalex.org/W1", "display_name": "Foxes"}', "openalex"),
        ('{"data": [{"paperId": "abc"}]}', "semantic-scholar"),
        ('[{"paper": {"id": "2510.12586"}, "publishedAt": "2025"}]', "hf-daily"),
        ("[\"{'paper': {}}\"]", "hf-daily"),
        ('{"title": "Bees"}', ""),
        ('{"author": "Denman, Ann", "doi": "10.1000/x", "title": "Foxes", "type": "article"}', ""),
        ('{"error": "Paper not found"}', ""),
        ('["2510.12586", "10.1000/x"]', ""),
        ("[2510.12586]", ""),
        ('[{"paper": {"id": "2510.12586", "authors": [' + '{"name": "Ann Denman"},' * 50_000, "hf-daily"),
        ("Foxes at night", ""),
        ('@article{fox, title = {Foxes}, note = {"paperId": 1}}', ""),
        ("TY  - JOUR\nTI  - Foxes\nER  - \n", ""),
        ("PMID- 27169098\nTI  - Foxes\n", ""),
        ("%0 Journal Article\n%T Foxes\n", ""),
        ("<xml><records><record/></records></xml>", ""),
        ('"Key","Item Type","DOI"\n"A","book","10.1000/x"\n', ""),
        ('<html><script>{"paper": {}, "publishedAt": 1}</script>', ""),
        ("Get trending papers in your email inbox!\n\nSubscribe\n", ""),
        ("[Foxes at night](https://arxiv.org/abs/2510.12586)\n", ""),
        ("", ""),
    ],
)
def test_a_text_is_of_one_kind_or_of_none(text: str, kind: str) -> None:
    assert kind_of_records(text) == kind
    assert [module.FORMAT for module in MODULES if module.looks_like(text)] == ([kind] if kind else [])


def test_a_json_list_of_ids_stays_a_list_of_identifiers() -> None:
    text = '["2510.12586",\n "10.1000/x"]'
    assert identifier_list.looks_like(text)
    assert len(identifier_list.parse(source_from_text("ids.json", text)).drafts) == 2
