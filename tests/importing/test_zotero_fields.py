import pytest

from readinglist.domain.paper import Person
from readinglist.domain.status import Status
from readinglist.importing.zotero_fields import people, told


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2021-03-05 5 March 2021", "2021-03-05"),
        ("2021-03-00 March 2021", "2021-03"),
        ("2021-00-00 2021", "2021"),
        ("0000-00-00 no date", ""),
        ("March 2021", "2021-03"),
    ],
)
def test_dates_as_the_database_and_people_write_them(written: str, date: str) -> None:
    assert told("book", {"title": "Bees", "date": written})[0].date == date


def test_the_lines_of_the_field_extra() -> None:
    extra = "DOI: 10.1234/bees\nCitation Key: luk2021\nRead_Status: Read\nrate: 3\nread twice\n"
    paper, state = told("preprint", {"title": "Bees", "extra": extra})
    assert (paper.doi, paper.citekey, paper.extra) == ("10.1234/bees", "luk2021", {"extra": "read twice"})
    assert (state.status, state.rating) == (Status.READ, 3)


def test_numbers_of_pubmed_stand_in_the_field_extra() -> None:
    paper, _ = told("journalArticle", {"title": "Bees", "extra": "PMID: 12345\nPMCID: PMC678901"})
    assert paper.extra == {"PMID": "12345", "PMCID": "PMC678901"}


def test_a_title_loses_its_markup_and_keeps_it_as_it_was_written() -> None:
    paper, _ = told("journalArticle", {"title": "H<sub>2</sub>O and <i>Apis</i> if a < b"})
    assert (paper.title, paper.extra) == ("H₂O and Apis if a < b", {"title": "H<sub>2</sub>O and <i>Apis</i> if a < b"})


@pytest.mark.parametrize(
    "fields",
    [
        {"extra": "arXiv:2103.00001 [cs.LG]"},
        {"archiveID": "arXiv:2103.00001"},
        {"repository": "arXiv", "archiveID": "2103.00001"},
        {"url": "https://arxiv.org/abs/2103.00001"},
        {"DOI": "10.48550/arXiv.2103.00001"},
    ],
)
def test_arxiv_ids_wherever_zotero_has_them(fields: dict[str, str]) -> None:
    paper, _ = told("preprint", {"title": "Bees", **fields})
    assert (paper.arxiv_id, paper.type) == ("2103.00001", "article")


def test_what_has_no_place_stays_under_its_name() -> None:
    paper, _ = told("videoRecording", {"title": "Bees", "place": "Fen", "DOI": "none", "url": "a b"})
    assert paper.extra == {"place": "Fen", "DOI": "none", "url": "a b", "z:itemType": "videoRecording"}


def test_people_by_their_roles() -> None:
    ana, bo, cy = Person("Łuk", "Ana"), Person("Ash", "Bo"), Person("Day", "Cy")
    assert people([("author", ana), ("editor", bo), ("translator", cy)]) == ((ana,), (bo,), {"translator": "Cy Day"})
    assert people([("translator", cy), ("director", bo)]) == ((bo,), (), {"translator": "Cy Day"})
