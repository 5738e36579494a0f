import random
import re
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.domain.normalise import name_key, title_key
from readinglist.domain.paper import Paper, Person
from readinglist.domain.query.expression import (
    EVERYTHING,
    And,
    Node,
    Not,
    Or,
    Phrase,
    State,
    StateField,
    TextField,
    Word,
)
from readinglist.domain.query.sort import Sort
from readinglist.domain.query.state_filters import HAVABLE
from readinglist.domain.status import Status
from readinglist.library import lists, notes, papers, reading, tags
from readinglist.library.library import Library
from readinglist.library.store.tables import FileRow

TIMES = [f"202{year}-0{month}-15T08:00:00.000Z" for year in (4, 5) for month in (1, 5, 9)]
TAGS = ["theory", "Theory of Knots", "50% done", "über_all"]
PEOPLE = [Person("Roe", "Jane"), Person("doe", "John"), Person(literal="Knot Team"), Person("Ångström", "A.")]
FILES = ["", "", "files/knots.pdf", "files/rope.PDF", "files/team.txt"]
TITLES = ["Knots", "knots!", "On Ropes", "Über Knoten", "50% of a\\b_c Knots", "Zebras"]


@dataclass
class Known:
    """A paper as the test has put it in."""

    id: int
    paper: Paper
    added: str
    status: Status
    status_at: str
    rating: int
    starred: bool
    tags: list[str]
    note: str
    file: str


@pytest.fixture(scope="module")
def stock(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Library, list[Known]]]:
    """Sixty papers with few values, so that many are equal in each."""
    chance = random.Random(11)
    known = []
    with closing(Library(tmp_path_factory.mktemp("lists") / "library", origin="test")) as library:
        for _ in range(60):
            paper = Paper(
                chance.choice(TITLES),
                authors=tuple(chance.sample(PEOPLE, chance.randint(0, 2))),
                editors=tuple(chance.sample(PEOPLE, chance.randint(0, 1))),
                abstract=chance.choice(["", "A rope."]),
                date=chance.choice(["", "1999", "2020", "2020-03", "2020-03-18", "2021"]),
                venue=chance.choice(["", "Journal of Knots"]),
                doi=chance.choice(["", "10.1000/a", "10.1000/b_c"]),
                arxiv_id=chance.choice(["", "2103.00001", "math/0309136"]),
                code_urls=chance.choice([(), ("https://example.org",)]),
            )
            with library.transaction("Add") as tx:
                tx.at = chance.choice(TIMES)
                paper_id = papers.add(tx, paper)
                one = Known(paper_id, paper, tx.at, Status.INBOX, tx.at, 0, False, [], "", chance.choice(FILES))
                known.append(one)
                tx.at = chance.choice(TIMES)
                status = chance.choice(list(Status))
                reading.set_status(tx, [paper_id], status)
                if status is not Status.INBOX:
                    one.status, one.status_at = status, tx.at
                one.rating, one.starred = chance.randint(0, 5), chance.random() < 0.5
                reading.set_rating(tx, [paper_id], one.rating)
                reading.set_starred(tx, [paper_id], one.starred)
                one.tags = chance.sample(TAGS, chance.randint(0, 2))
                for name in one.tags:
                    tags.add(tx, [paper_id], name)
                one.note = chance.choice(["", "See the rope."])
                notes.write(tx, paper_id, one.note)
                if one.file:
                    tx.session.add(FileRow(paper_id=paper_id, path=one.file, sha256="", added=tx.at))
        yield library, known


def holds(one: Known, node: Node) -> bool:
    """The plain scan."""
    match node:
        case And(parts):
            return all(holds(one, part) for part in parts)
        case Or(parts):
            return any(holds(one, part) for part in parts)
        case Not(part):
            return not holds(one, part)
        case State():
            return state_holds(one, node)
        case Word(text, field) | Phrase(text, field):
            fields = list(TextField) if field is None else [field]
            spaced = isinstance(node, Phrase) and node.slop
            parts = text.split("*") if isinstance(node, Word) else text.split() if spaced else [text]
            looked_for = re.compile(".*".join(re.escape(folded(part)) for part in parts), re.DOTALL)
            return any(looked_for.search(folded(held)) for name in fields for held in texts(one, name))


def folded(text: str) -> str:
    """Without regard to the case of ASCII letters."""
    return "".join(letter.lower() if letter.isascii() else letter for letter in text)


def texts(one: Known, field: TextField) -> list[str]:
    return {
        TextField.TITLE: [one.paper.title],
        TextField.AUTHOR: [person.full for person in one.paper.authors],
        TextField.ABSTRACT: [one.paper.abstract],
        TextField.VENUE: [one.paper.venue],
        TextField.NOTE: [one.note] if one.note else [],
        TextField.TAG: one.tags,
        TextField.FILE: [one.file] if one.file else [],
        TextField.EARLIER: [],
        TextField.PDF: [],
    }[field]


def state_holds(one: Known, state: State) -> bool:
    if state.field is StateField.HAS:
        has = {
            "note": one.note,
            "abstract": one.paper.abstract,
            "tag": one.tags,
            "code": one.paper.code_urls,
            "doi": one.paper.doi,
            "file": one.file,
            "pdf": one.file.lower().endswith(".pdf"),
            "arxiv": one.paper.arxiv_id,
        }
        return bool(has[str(state.low)])
    if state.field is StateField.TAGGED:
        return folded(str(state.low)) in map(folded, one.tags)
    if state.field is StateField.DOI:
        return one.paper.doi.startswith(str(state.low))
    if state.field is StateField.ARXIV:
        return one.paper.arxiv_id.startswith(str(state.low))
    if state.field is StateField.READ and one.status not in (Status.READ, Status.SKIMMED):
        return False
    value: Any = {
        StateField.READ: one.status_at,
        StateField.STATUS: one.status,
        StateField.RATING: one.rating,
        StateField.STARRED: one.starred,
        StateField.YEAR: one.paper.year,
        StateField.ADDED: one.added,
    }[state.field]
    if value is None:
        return False
    low: Any = state.low
    high: Any = state.high
    return (low is None or low <= value) and (high is None or value <= high)


def bounds(field: StateField, values: Any) -> Any:
    bound = st.none() | values
    return st.builds(lambda pair: State(field, *pair), st.tuples(bound, bound))


def exactly(field: StateField, values: Any) -> Any:
    return st.sampled_from(values).map(lambda value: State(field, value, value))


states = st.one_of(
    exactly(StateField.STATUS, [status.value for status in Status]),
    exactly(StateField.STARRED, [True, False]),
    exactly(StateField.HAS, HAVABLE),
    exactly(StateField.TAGGED, [*TAGS, "THEORY", "none such"]),
    bounds(StateField.RATING, st.integers(0, 5)),
    bounds(StateField.YEAR, st.integers(1998, 2022)),
    bounds(StateField.ADDED, st.sampled_from(TIMES)),
    bounds(StateField.READ, st.sampled_from(TIMES)),
    exactly(StateField.DOI, ["10.1000/", "10.1000/a", "10.1000/b_", "10.1000/bxc", "%"]),
    exactly(StateField.ARXIV, ["2103", "2103.00001", "math/", "x"]),
)
words = st.sampled_from(["knots", "KNOT", "rope", "%", "_", "a\\b", "Jane Roe", "ü", "Ü", "team", "x"])
leaves = st.one_of(
    states,
    st.builds(Word, words | st.just("K*s"), st.none() | st.sampled_from(list(TextField)), edits=st.integers(0, 1)),
    st.builds(Phrase, words | st.just("50% Knots"), slop=st.sampled_from([0, 3])),
)


def combined(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    parts = st.lists(inner, max_size=3).map(tuple)
    return inner.map(Not) | parts.map(And) | parts.map(Or)


nodes = st.recursive(leaves, combined, max_leaves=6)


@given(nodes)
def test_a_query_means_the_papers_that_a_plain_scan_finds(stock: tuple[Library, list[Known]], node: Node) -> None:
    library, known = stock
    with library.read() as session:
        assert set(lists.matching(session, node)) == {one.id for one in known if holds(one, node)}


@given(states)
def test_every_state_is_asked_as_a_plain_scan_does(stock: tuple[Library, list[Known]], state: State) -> None:
    library, known = stock
    with library.read() as session:
        assert set(lists.matching(session, state)) == {one.id for one in known if holds(one, state)}


def down(text: str) -> tuple[int, ...]:
    """A key that sorts texts backwards, the empty one last."""
    return (*(-ord(letter) for letter in text), 0)


def order(sort: Sort) -> Callable[[Known], tuple[Any, ...]]:
    def added(one: Known) -> tuple[Any, ...]:
        return down(one.added), one.id

    def titled(one: Known) -> tuple[Any, ...]:
        return title_key(one.paper.title), one.id

    def author(one: Known) -> tuple[Any, ...]:
        key = name_key(one.paper.authors[0]) if one.paper.authors else ""
        return key == "", key, *titled(one)

    def read(one: Known) -> tuple[Any, ...]:
        return one.status not in (Status.READ, Status.SKIMMED), down(one.status_at), *added(one)

    return {
        Sort.ADDED: added,
        Sort.RELEVANCE: added,
        Sort.YEAR: lambda one: (down(one.paper.date), *titled(one)),
        Sort.TITLE: titled,
        Sort.AUTHOR: author,
        Sort.RATING: lambda one: (-one.rating, *added(one)),
        Sort.STATUS: lambda one: (one.status.rank, *added(one)),
        Sort.READ: read,
    }[sort]


@pytest.mark.parametrize("sort", list(Sort))
def test_every_order_is_that_of_a_plain_sort(stock: tuple[Library, list[Known]], sort: Sort) -> None:
    library, known = stock
    expected = [one.id for one in sorted(known, key=order(sort))]
    with library.read() as session:
        assert lists.matching(session, EVERYTHING, sort=sort) == expected
        chosen = [one.id for one in known[::3]]
        assert lists.ordered(session, [*chosen, 9_999], sort) == [one for one in expected if one in chosen]
        assert lists.ordered(session, set(chosen), sort) == [one for one in expected if one in chosen]


def test_what_changed_after_a_number_is_asked_alone(tmp_path: Path) -> None:
    with closing(Library(tmp_path / "library", origin="test")) as library:
        with library.transaction("Add") as tx:
            ids = [papers.add(tx, Paper(f"Knots {number}")) for number in range(4)]
        with library.read() as session:
            seq = (
                max(lists.matching(session, EVERYTHING))
                and session.connection().exec_driver_sql("SELECT max(seq) FROM paper_change").scalar()
            )
        with library.transaction("Tag") as tx:
            reading.set_rating(tx, ids[:1], 4)
            tags.add(tx, ids[1:3], "ropes")
            papers.remove(tx, ids[2:3])
        with library.read() as session:
            assert lists.matching(session, EVERYTHING, changed_after=seq) == [ids[1]]
            assert set(lists.matching(session, Word("knots"), changed_after=0)) == {ids[0], ids[1], ids[3]}
