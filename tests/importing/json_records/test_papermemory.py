import json

from readinglist.domain.paper import Person
from readinglist.importing import formats
from readinglist.importing.source import source_from_text

MEMORY = {
    "Arxiv-2103.00001": {
        "id": "Arxiv-2103.00001",
        "title": "Bees at night",
        "author": "Ana Łuk and Bo Ash",
        "year": "2021",
        "bibtex": "@article{luk2021, title={Bees}, year={2021}, month={3}}",
        "pdfLink": "https://arxiv.org/pdf/2103.00001v2.pdf",
        "codeLink": "https://github.com/garden/bees",
        "note": "Where do they sleep?",
        "tags": ["insects", "to count"],
        "favorite": True,
        "addDate": "2024-05-01T08:00:00.000Z",
        "count": 3,
    },
    "NeurIPS-2020_abc": {"id": "NeurIPS-2020_abc", "title": "", "addDate": "2024-05-01T08:00:00.000Z"},
}


def test_papers_with_what_their_reader_thinks() -> None:
    told = formats.parse(source_from_text("memory.json", json.dumps(MEMORY, indent=1)))
    [draft] = told.drafts
    assert told.format == "papermemory"
    paper, state = draft.paper, draft.state
    assert (paper.title, paper.arxiv_id, paper.arxiv_version) == ("Bees at night", "2103.00001", "v2")
    assert paper.authors == (Person("Łuk", "Ana"), Person("Ash", "Bo"))
    assert (paper.date, paper.code_urls) == ("2021-03", ("https://github.com/garden/bees",))
    assert paper.extra == {"count": "3"}
    assert (state.starred, state.tags, state.notes) == (True, ("insects", "to count"), ("Where do they sleep?",))
    assert state.added == "2024-05-01T08:00:00.000Z"
    [failure] = told.failures
    assert "no title" in failure.message


def test_other_programs_records_are_named() -> None:
    from readinglist.importing.foreign import kind_of

    papis = kind_of("title: Bees\nauthor: Łuk, Ana\nauthor_list:\n- family: Łuk\n")
    paperlib = kind_of('[{"id": "1", "title": "Bees", "pubTime": "2021", "mainURL": "a.pdf"}]')
    assert papis
    assert paperlib
    assert "Papis" in papis.name
    assert "Paperlib" in paperlib.name
