"""Papers of the library, looked up: facts come, nothing of the reader's goes."""

from typing import Any

from readinglist.domain.paper import Paper, Person
from readinglist.domain.status import Status
from readinglist.importing.lookup.looking_up import NotFound
from readinglist.importing.lookup.stored import keep, lacking
from readinglist.importing.report import Fate
from readinglist.library import history, papers, reading, reads
from readinglist.library.library import Library

WHOLE = Paper("Owls", (Person("Owl", "Ana"),), abstract="They turn.", date="2024", doi="10.1000/owl")


def stored(library: Library, *new: Paper) -> list[int]:
    with library.transaction("Add") as tx:
        ids = papers.add_all(tx, new)
        reading.set_status(tx, ids, Status.READ)
        reading.set_rating(tx, ids, 4)
    return ids


def test_what_lacks_something_and_can_be_asked_about_is_wanted(library: Library) -> None:
    bare, no_abstract = Paper("doi:10.1000/fox", doi="10.1000/fox"), Paper("Hens", doi="10.1000/hen")
    ids = stored(library, WHOLE, bare, no_abstract, Paper("Bees"))
    assert lacking(library, ids) == {ids[1]: bare, ids[2]: no_abstract}


def test_what_is_found_is_one_step_and_touches_no_state(library: Library) -> None:
    ids = stored(library, Paper("doi:10.1000/owl", doi="10.1000/owl"), Paper("Hens", doi="10.1000/hen"))
    wanted = lacking(library, ids)
    report = keep(library, wanted, [WHOLE, NotFound("Crossref does not know it.", later=False)])
    assert [(outcome.paper_id, outcome.fate, outcome.title) for outcome in report.outcomes] == [
        (ids[0], Fate.ENRICHED, "Owls")
    ]
    assert "adds title, authors, abstract" in report.outcomes[0].reason
    assert report.failures[0].message == "“Hens”: Crossref does not know it."
    with library.read() as view:
        owls = reads.details(view, ids)[0]
        assert history.steps(view)[0].label == "Look up 1 paper"
    assert (owls.paper, owls.status, owls.rating) == (WHOLE, Status.READ, 4)
    library.undo()
    with library.read() as view:
        assert reads.details(view, ids)[0].paper.title == "doi:10.1000/owl"


def test_nothing_found_leaves_no_step(library: Library) -> None:
    [paper_id] = stored(library, Paper("doi:10.1000/owl", doi="10.1000/owl"))
    wanted = lacking(library, [paper_id])
    report = keep(library, wanted, [wanted[paper_id]])
    assert report.count(Fate.UNCHANGED) == 1
    with library.read() as view:
        assert [step.label for step in history.steps(view)] == ["Add"]


def test_what_was_deleted_or_learned_meanwhile_stays_so(library: Library) -> None:
    ids = stored(library, Paper("doi:10.1000/owl", doi="10.1000/owl"), Paper("doi:10.1000/fox", doi="10.1000/fox"))
    wanted = lacking(library, ids)
    with library.transaction("Meanwhile") as tx:
        papers.remove(tx, ids[:1])
        papers.update(tx, ids[1], Paper("Foxes", doi="10.1000/fox"))
    keep(library, wanted, [WHOLE, Paper("Other foxes", doi="10.1000/fox", venue="Hedges")])
    with library.read() as view:
        [fox] = reads.details(view, ids)
    assert (fox.paper.title, fox.paper.venue) == ("Foxes", "Hedges")


def test_a_long_look_up_is_stored_in_parts_as_one_step(library: Library, monkeypatch: Any) -> None:
    monkeypatch.setattr("readinglist.importing.lookup.stored._PART", 2)
    bare = [Paper(f"doi:10.1000/{number}", doi=f"10.1000/{number}") for number in range(5)]
    ids = stored(library, *bare)
    results = [Paper(f"Owl {number}", doi=paper.doi) for number, paper in enumerate(bare)]
    assert keep(library, lacking(library, ids), results).count(Fate.ENRICHED) == 5
    with library.read() as view:
        assert history.steps(view)[0].label == "Look up 5 papers"
