"""Papers looked up at all services, through the real client: who is asked, in which order, and what comes of it."""

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, unquote

import pytest

from readinglist.domain.paper import Paper, Person
from readinglist.importing.lookup.client import Client
from readinglist.importing.lookup.looking_up import NotFound, look_up
from readinglist.importing.lookup.routes import is_bare, route
from readinglist.library.lasting import CancelledError

Make = Callable[..., Client]
OWL = Person("Owl", "Ana")
FOX = "10.1000/fox"


@pytest.fixture
def found(client: Make, local_services: Any) -> Callable[..., list[Any]]:
    """Looks papers up with a client of its own."""

    def ask(*papers: Paper, **options: Any) -> list[Any]:
        with client(mailto="ana@example.org") as who:
            return look_up(papers, who, local_services.settings, **options)

    return ask


def arxiv(number: str, version: str = "") -> Paper:
    return Paper(f"arXiv:{number}", arxiv_id=number, arxiv_version=version)


def doi(name: str) -> Paper:
    return Paper(f"doi:{name}", doi=name)


def asked(services: Any) -> list[str]:
    return [unquote(each.partition("?")[0]) for each in services.asked]


def test_arxiv_is_asked_about_a_hundred_papers_at_once(found: Any, local_services: Any, answers: Any) -> None:
    numbers = [f"2409.{number:05}" for number in range(1, 151)]
    both = [answers.feed(*((number, f"Owl {number}") for number in part)) for part in (numbers[:100], numbers[100:])]
    local_services.answer("arxiv", *both)
    told: list[tuple[int, int]] = []
    papers = found(*map(arxiv, numbers), progress=lambda *counts: told.append(counts))
    assert [paper.title for paper in papers] == [f"Owl {number}" for number in numbers]
    first = papers[0]
    assert first.authors == (OWL, Person("van der Hen", "Tom"))
    assert (first.arxiv_id, first.arxiv_version, first.date) == ("2409.00001", "v2", "2024-09-20")
    assert first.abstract == "Owls turn their heads. We say how far."
    requests = [each for each in local_services.asked if each.startswith("arxiv")]
    assert [len(parse_qs(each.partition("?")[2])["id_list"][0].split(",")) for each in requests] == [100, 50]
    assert len(requests) == len(local_services.asked), "for so many, code is not looked for one by one"
    assert told[0] == (0, 150)
    assert told[-1] == (150, 150)
    assert told == sorted(told)


def test_arxiv_is_asked_three_seconds_apart(found: Any, local_services: Any, answers: Any, clock: Any) -> None:
    numbers = [f"2409.{number:05}" for number in range(1, 202)]
    local_services.answer("arxiv", answers.feed())
    found(*map(arxiv, numbers[:100]))
    before = clock.time
    found(*map(arxiv, numbers[100:]))
    requests = [each for each in local_services.asked if each.startswith("arxiv")]
    assert len(requests) == 3
    assert clock.time - before >= 3.0, "between the two of the second run; the first run is longer ago than that"


def test_a_version_is_asked_for_and_old_ids_are_understood(found: Any, local_services: Any, answers: Any) -> None:
    local_services.answer("arxiv", answers.feed(("2409.00001", "Owls"), ("solv-int/9901001", "Old owls")))
    new, old = found(arxiv("2409.00001", "v1"), arxiv("solv-int/9901001"))
    assert (new.title, new.arxiv_version, old.title) == ("Owls", "v1", "Old owls")
    assert "2409.00001v1" in unquote(local_services.asked[0])
    assert local_services.heads[0]["Connection"] == "close", "one connection, whoever else asks"


def test_an_id_that_arxiv_refuses_does_not_spoil_the_others(
    found: Any, local_services: Any, answers: Any, reply: Any
) -> None:
    refused = answers.feed_error("incorrect id format for abc")
    local_services.answer("arxiv", answers.feed(("2409.00002", "Hens")))
    local_services.answer("arxiv?id_list=2409.00001%2C2409.00002", reply(refused, 400))
    local_services.answer("arxiv?id_list=2409.00001&", reply(refused, 400))
    owls, hens = found(arxiv("2409.00001"), arxiv("2409.00002"))
    assert hens.title == "Hens"
    assert owls == NotFound("arXiv, Hugging Face and DataCite do not know it.", later=False)


def test_an_unknown_id_is_asked_about_elsewhere(found: Any, local_services: Any, answers: Any) -> None:
    local_services.answer("arxiv", answers.feed())
    local_services.answer("huggingface/2409.00001", answers.hugging_face("2409.00001", "Owls"))
    owls, hens = found(arxiv("2409.00001"), arxiv("2409.00002"))
    assert (owls.title, owls.code_urls, dict(owls.extra)) == (
        "Owls",
        ("https://github.com/barn/owls",),
        {"upvotes": "12"},
    )
    assert isinstance(hens, NotFound)
    assert not hens.later


def test_arxivs_papers_get_their_code_and_their_journal(found: Any, local_services: Any, answers: Any) -> None:
    local_services.answer("arxiv", answers.feed(("2409.00001", "Owls"), doi=FOX))
    local_services.answer("huggingface", answers.hugging_face("2409.00001", "Owls"))
    local_services.answer("crossref", answers.crossref(FOX, "Owls, in print"))
    [paper] = found(arxiv("2409.00001"))
    assert (paper.title, paper.doi, paper.venue, paper.volume, paper.type) == (
        "Owls",
        FOX,
        "Journal of Night Work",
        "7",
        "article-journal",
    )
    assert paper.code_urls == ("https://github.com/barn/owls",)
    assert paper.date == "2024-09-20", "the preprint's"


def test_a_paper_that_names_its_code_needs_nobody_else(found: Any, local_services: Any, answers: Any) -> None:
    code = " Code: https://github.com/barn/heads"
    local_services.answer("arxiv", answers.feed(("2409.00001", "Owls"), code=code))
    [paper] = found(arxiv("2409.00001"))
    assert paper.code_urls == ("https://github.com/barn/heads",)
    assert len(local_services.asked) == 1


def test_crossref_knows_a_doi_and_its_bookkeeping_is_left_out(found: Any, local_services: Any, answers: Any) -> None:
    abstract = "<jats:p>Foxes dig.</jats:p>"
    local_services.answer("crossref", answers.crossref(FOX, "Foxes", abstract=abstract))
    [paper] = found(doi(FOX))
    assert (paper.title, paper.authors, paper.venue, paper.date) == (
        "Foxes",
        (OWL,),
        "Journal of Night Work",
        "2024-10",
    )
    assert paper.abstract == "Foxes dig."
    assert paper.extra == {}
    assert local_services.asked == ["crossref/10.1000%2Ffox?mailto=ana%40example.org"]


def test_openalex_adds_the_abstract_that_crossref_lacks(found: Any, local_services: Any, answers: Any) -> None:
    local_services.answer("crossref", answers.crossref(FOX, "Foxes"))
    local_services.answer("openalex", answers.openalex(FOX, "foxes"))
    [paper] = found(doi(FOX))
    assert (paper.title, paper.abstract) == ("Foxes", "Owls sleep by day.")
    assert asked(local_services) == [f"crossref/{FOX}", f"openalex/doi:{FOX}"]


def test_datacite_then_openalex_are_asked_what_crossref_does_not_know(
    found: Any, local_services: Any, answers: Any
) -> None:
    local_services.answer("datacite/10.5000%2Fcalls", answers.datacite("10.5000/calls", "Owl calls"))
    local_services.answer("openalex/doi:10.5000%2Frare", answers.openalex("10.5000/rare", "Rare owls"))
    calls, rare, none = found(doi("10.5000/calls"), doi("10.5000/rare"), doi("10.5000/none"))
    assert (calls.title, calls.type, calls.publisher, calls.date) == ("Owl calls", "dataset", "Barn Archive", "2023")
    assert rare.title == "Rare owls"
    assert none == NotFound("Crossref, DataCite and OpenAlex do not know it.", later=False)


def test_pubmed_is_asked_by_its_own_numbers_and_those_of_central(found: Any, local_services: Any, answers: Any) -> None:
    local_services.answer("pmc", '{"status": "ok", "records": [{"pmcid": "PMC700", "pmid": "32", "doi": "10.1/a"}]}')
    local_services.answer("pubmed", answers.pubmed(("31", "Owl eyes"), ("32", "Owl ears")))
    eyes, ears, none = found(
        Paper("PMID:31", extra={"PMID": "31"}),
        Paper("PMCID:PMC700", extra={"PMC": "PMC700"}),
        Paper("PMID:33", extra={"PMID": "33"}),
    )
    assert (eyes.title, eyes.authors) == ("Owl eyes", (Person("Owl", "Ana B."),))
    assert (ears.title, dict(ears.extra)) == ("Owl ears", {"PMC": "PMC700", "PMID": "32"})
    assert none == NotFound("PubMed does not know it.", later=False)
    [request] = [each for each in local_services.asked if each.startswith("pubmed")]
    assert parse_qs(request.partition("?")[2])["email"] == ["ana@example.org"]
    assert parse_qs(request.partition("?")[2])["id"] == ["31,33,32"]


def test_open_library_knows_books(found: Any, local_services: Any, answers: Any) -> None:
    isbn = "9780262033848"
    local_services.answer("openlibrary", answers.open_library(isbn, "The barn owl"))
    book, none = found(
        Paper(f"ISBN:{isbn}", type="book", isbn=isbn),
        Paper("ISBN:9780804429573", type="book", isbn="9780804429573"),
    )
    assert (book.title, book.publisher, book.date, book.isbn) == (
        "The barn owl: a natural history",
        "Meadow Press",
        "2009-03",
        isbn,
    )
    assert none == NotFound("Open Library does not know it.", later=False)


@pytest.mark.parametrize(
    ("name", "paper"),
    [
        ("arxiv", arxiv("2409.00001")),
        ("crossref", doi(FOX)),
        ("pubmed", Paper("PMID:31", extra={"PMID": "31"})),
        ("pmc", Paper("PMCID:PMC700", extra={"PMC": "PMC700"})),
        ("openlibrary", Paper("ISBN:9780262033848", type="book", isbn="9780262033848")),
    ],
)
@pytest.mark.parametrize(
    "body", ["<html>Down for cleaning</html>", '{"message": [1', "<PubmedArticleSet><Pub", "", "[7]"]
)
def test_what_cannot_be_read_is_told_and_not_kept(
    found: Any, local_services: Any, name: str, paper: Paper, body: str
) -> None:
    local_services.answer(name, body)
    [result] = found(paper)
    assert isinstance(result, NotFound)
    assert "answered with" in result.reason
    assert result.later
    count = sum(each.startswith(name) for each in local_services.asked)
    found(paper)
    assert sum(each.startswith(name) for each in local_services.asked) == 2 * count, "it is asked again"


def test_what_could_not_be_asked_is_for_later(found: Any, local_services: Any, reply: Any) -> None:
    for name in ("arxiv", "huggingface", "datacite"):
        local_services.answer(name, reply("", 503))
    [result] = found(arxiv("2409.00001"))
    assert result == NotFound("arXiv is busy or out of order (503).", later=True)


def test_a_further_service_that_fails_takes_nothing_away(
    found: Any, local_services: Any, answers: Any, reply: Any
) -> None:
    local_services.answer("arxiv", answers.feed(("2409.00001", "Owls"), doi=FOX))
    for name in ("huggingface", "crossref"):
        local_services.answer(name, reply("", 403))
    [paper] = found(arxiv("2409.00001"))
    assert (paper.title, paper.doi) == ("Owls", FOX)


def test_it_can_be_stopped(client: Make, local_services: Any, answers: Any) -> None:
    local_services.answer("crossref", answers.crossref(FOX, "Foxes"))
    stop: list[bool] = []
    with client(cancelled=lambda: bool(stop)) as who, pytest.raises(CancelledError):
        look_up(
            [doi(f"10.1000/{number}") for number in range(9)],
            who,
            local_services.settings,
            lambda done, total: stop.extend([True] * (done == 2)),
        )
    assert len([each for each in local_services.asked if each.startswith("crossref")]) == 2


def test_of_a_known_paper_only_what_is_missing_is_taken(found: Any, local_services: Any, answers: Any) -> None:
    local_services.answer("crossref", answers.crossref(FOX, "Foxes, a longer title", abstract="Foxes dig."))
    [paper] = found(Paper("Foxes", doi=FOX, venue="Hedges"))
    assert (paper.title, paper.venue, paper.abstract) == ("Foxes", "Hedges", "Foxes dig.")


def test_the_way_of_a_paper() -> None:
    assert [str(name) for name, _ in route(arxiv("2409.00001"))] == ["arXiv", "Hugging Face", "DataCite"]
    assert route(doi("10.48550/arxiv.2409.00001"))[0] == ("arXiv", "2409.00001")
    assert route(Paper("Owls", isbn="978-0-262-03384-8", type="chapter")) == []
    assert route(Paper("Owls")) == []
    assert is_bare(doi(FOX))
    assert not is_bare(Paper("Foxes", doi=FOX))
    assert not is_bare(Paper("https://openreview.net/forum?id=rJl-b3Rc_7"))
