"""Works of OpenAlex."""

import json

from readinglist.domain.paper import Paper, Person
from readinglist.importing.json_records.openalex import draft, looks_like, paper, parse
from readinglist.importing.source import Draft, source_from_text

WORK: dict[str, object] = {
    "id": "https://openalex.org/W1",
    "doi": "https://doi.org/10.1000/Fox.1",
    "title": "Counting <i>foxes</i>",
    "display_name": "Counting foxes",
    "publication_year": 2021,
    "publication_date": "2021-03-05",
    "language": "en",
    "type": "article",
    "primary_location": {
        "landing_page_url": "https://doi.org/10.1000/fox.1",
        "pdf_url": "https://foxes.example/1.pdf",
        "source": {
            "display_name": "Journal of Wild Foxes",
            "issn_l": "1234-5678",
            "host_organization_name": "Burrow Press",
            "type": "journal",
        },
    },
    "authorships": [
        {"author": {"display_name": "Ann Denman"}, "raw_author_name": "DENMAN, A."},
        {"author": None, "raw_author_name": "Jan van Berg"},
    ],
    "biblio": {"volume": "3", "issue": None, "first_page": "10", "last_page": "10"},
    "keywords": [{"keyword": "foxes"}, {"display_name": "Night"}],
    "abstract_inverted_index": {"foxes": [2, 5], "count": [1], "We": [0], "and": [3], "more": [4]},
}


def test_a_work_with_all_that_is_common() -> None:
    told = paper(WORK)
    assert told is not None
    assert told == Paper(
        title="Counting foxes",
        authors=(Person("Denman", "Ann"), Person("van Berg", "Jan")),
        abstract="We count foxes and more foxes",
        date="2021-03-05",
        type="article-journal",
        venue="Journal of Wild Foxes",
        publisher="Burrow Press",
        volume="3",
        pages="10",
        doi="10.1000/fox.1",
        issn="1234-5678",
        language="en",
        urls=("https://foxes.example/1.pdf",),
        extra=told.extra,
    )
    assert told.extra["id"] == "https://openalex.org/W1"
    assert set(told.extra) == {"id", "primary_location"}
    read = draft(WORK)
    assert isinstance(read, Draft)
    assert read.state.tags == ("foxes", "Night")


def test_a_preprint_of_arxiv_has_its_id_and_no_venue() -> None:
    source = {"display_name": "arXiv (Cornell University)", "type": "repository"}
    told = paper(
        {
            "title": "Hens",
            "type": "preprint",
            "doi": "https://doi.org/10.48550/arxiv.1201.0490",
            "primary_location": {"source": source, "landing_page_url": "http://arxiv.org/abs/1201.0490"},
        }
    )
    assert told is not None
    assert (told.arxiv_id, told.doi, told.venue, told.type) == ("1201.0490", "10.48550/arxiv.1201.0490", "", "article")


def test_an_arxiv_copy_of_a_published_paper_is_known() -> None:
    told = paper(WORK | {"locations": [{"landing_page_url": "https://arxiv.org/abs/2101.00001v2"}]})
    assert told is not None
    assert (told.arxiv_id, told.arxiv_version, told.venue) == ("2101.00001", "v2", "Journal of Wild Foxes")


def test_types() -> None:
    def type_of(**members: object) -> str:
        told = paper({"title": "Hens", **members})
        assert told is not None
        return told.type

    conference = {"source": {"type": "conference"}}
    assert type_of(type="article", type_crossref="proceedings-article") == "paper-conference"
    assert type_of(type="article", primary_location=conference) == "paper-conference"
    assert type_of(type="book-chapter") == "chapter"
    assert type_of(type="dissertation") == "thesis"
    assert type_of(type="dataset") == "dataset"
    assert type_of(type="paratext") == "document"
    assert type_of() == "article"


def test_a_thesis_names_its_university() -> None:
    authorships = [{"author": {"display_name": "Ann Denman"}, "institutions": [{"display_name": "Fox College"}]}]
    told = paper({"title": "Hens", "type": "dissertation", "authorships": authorships})
    assert told is not None
    assert told.publisher == "Fox College"


def test_an_abstract_with_broken_places_is_what_can_be_read_of_it() -> None:
    for index, abstract in (
        ({"a": [0], "b": "x", "c": [-1, 10**12, None, 1]}, "a c"),
        (None, ""),
        ([], ""),
        ({"": [0]}, ""),
    ):
        told = paper({"title": "Hens", "abstract_inverted_index": index})
        assert told is not None
        assert told.abstract == abstract


def test_a_list_of_results_is_read_and_a_work_without_title_told() -> None:
    text = json.dumps({"meta": {"count": 2}, "results": [WORK, WORK | {"title": None, "display_name": None}]}, indent=1)
    assert looks_like(text)
    parsed = parse(source_from_text("works.json", text))
    assert len(parsed.drafts) == 1
    [failure] = parsed.failures
    assert failure.line > parsed.drafts[0].line > 1
    assert "title" in failure.message
