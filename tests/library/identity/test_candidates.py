from readinglist.domain.paper import Paper, Person
from readinglist.library import papers
from readinglist.library.identity.candidates import by_key
from readinglist.library.library import Library

ROE = (Person("Roe", "Jane"),)
FULL = Paper("Which Knots Hold in Wet Ropes", ROE, date="2020", doi="10.1000/a", arxiv_id="2003.00001")


def put(library: Library, paper: Paper) -> int:
    with library.transaction("Add") as tx:
        return papers.add(tx, paper)


def found(library: Library, draft: Paper) -> list[int]:
    with library.read() as session:
        return [candidate.id for candidate in by_key(session, [draft])]


def test_candidates_share_a_title_a_doi_or_an_arxiv_id(library: Library) -> None:
    put(library, FULL)
    put(library, Paper("Knots of the Sea", doi="10.48550/arxiv.2003.00002"))
    put(library, Paper("Bare"))
    assert found(library, Paper("which KNOTS hold, in wet ropes?")) == [1]
    assert found(library, Paper("Other", doi="10.1000/a")) == [1]
    assert found(library, Paper("Other", doi="10.48550/arxiv.2003.00001")) == [1]
    assert found(library, Paper("Other", arxiv_id="2003.00002")) == [2]
    assert found(library, Paper("Bare", arxiv_id="2003.00001", doi="10.48550/arxiv.2003.00002")) == [1, 2, 3]
    assert found(library, Paper("Other")) == []


def test_papers_of_one_author_and_nearly_one_title_are_candidates(library: Library) -> None:
    put(library, FULL)
    near = Paper("Which Knots Hold in Wet Rope", ROE, date="2021")
    assert found(library, near) == [1]
    assert found(library, Paper("The which knots hold in wet ropes", ROE, date="2021")) == [1]
    assert found(library, Paper("Which knots hold in wet ropes: A study", ROE, date="2021")) == [1]
    assert found(library, Paper(near.title, (Person("Doe"),), date="2021")) == []
    assert found(library, Paper(near.title, ROE)) == [], "without a year no near title is enough"
    assert found(library, Paper("Which ropes", ROE, date="2021")) == []
