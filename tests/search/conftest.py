"""Libraries to search, and a plain scan that shares nothing with the search but the query's value."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

import pytest

from readinglist.domain.paper import Paper, Person
from readinglist.domain.query.expression import And, Node, Not, Or, Phrase, Query, State, StateField, TextField, Word
from readinglist.domain.query.parser import parse
from readinglist.domain.status import Status
from readinglist.library import notes, papers, reading, tags
from readinglist.library.library import Library, Transaction
from readinglist.search.evaluate import SearchResult, search
from readinglist.search.index import PaperIndex
from readinglist.search.indexer import catch_up

FAMILIES = [
    ("learn", "learns", "learned", "learning"),
    ("model", "models", "modeling"),
    ("study", "studies"),
    ("graph", "graphs"),
    ("attend", "attends", "attending"),
    ("deep",),
    ("all",),
    ("you",),
    ("need", "needs"),
    ("sparse",),
    ("vision",),
]
"""Words with their inflections: the scan's whole knowledge of English."""
FAMILY = {word: family for family in FAMILIES for word in family}
PEOPLE = [Person("Lovelace", "Ada"), Person("Turing", "Alan"), Person("Hopper", "Grace"), Person(literal="Sparse Team")]
TAGS = ["to read", "Vision", "graph models", "deep"]
VENUES = ["", "Learning Studies", "Graph Letters"]
COUNT = 200


@dataclass(eq=False)
class Known:
    """What a test has put into the library of one paper."""

    texts: dict[TextField, list[str]]
    year: int | None
    added: str
    code: bool
    doi: bool
    status: Status = Status.INBOX
    rating: int = 0
    starred: bool = False


@dataclass
class Stock:
    library: Library
    index: PaperIndex
    known: dict[int, Known] = field(default_factory=dict)

    def search(self, query: str | Node, **options: Any) -> SearchResult:
        asked = parse(query) if isinstance(query, str) else Query("", query)
        result = search(self.library, self.index, asked, **options)
        assert result is not None
        return result

    def scan(self, node: Node) -> set[int]:
        """The plain scan: the papers of which the node holds, found without library and index."""
        return {paper_id for paper_id, known in self.known.items() if holds(known, node)}


def sentence(chance: random.Random, length: int) -> str:
    chosen = [chance.choice(chance.choice(FAMILIES)) for _ in range(length)]
    return " ".join(word.capitalize() if chance.random() < 0.2 else word for word in chosen) + chance.choice(
        ["", ".", "?"]
    )


def fill(stock: Stock, count: int, chance: random.Random) -> None:
    with stock.library.transaction("Fill") as tx:
        for _ in range(count):
            year = chance.choice([None, 2018, 2019, 2021, 2024])
            tx.at = f"2026-0{chance.randint(1, 9)}-{chance.randint(1, 28)}T10:00:00.000Z"
            paper = Paper(
                title=sentence(chance, 4),
                authors=tuple(chance.sample(PEOPLE, chance.randint(0, 2))),
                abstract=chance.choice(["", sentence(chance, 12)]),
                date=str(year or ""),
                venue=chance.choice(VENUES),
                code_urls=("https://example.org/code",) if chance.random() < 0.3 else (),
                doi="10.1000/x" if chance.random() < 0.3 else "",
            )
            paper_id = papers.add(tx, paper)
            stock.known[paper_id] = Known(
                {
                    TextField.TITLE: [paper.title],
                    TextField.AUTHOR: [person.full for person in paper.authors],
                    TextField.ABSTRACT: [paper.abstract],
                    TextField.VENUE: [paper.venue],
                    TextField.NOTE: [],
                    TextField.EARLIER: [],
                    TextField.TAG: [],
                    TextField.FILE: [],
                    TextField.PDF: [],
                },
                year,
                tx.at,
                bool(paper.code_urls),
                bool(paper.doi),
            )
            if chance.random() < 0.7:
                change(stock, tx, paper_id, chance)


def change(stock: Stock, tx: Transaction, paper_id: int, chance: random.Random) -> None:
    """Let the reader say something else of a paper."""
    known = stock.known[paper_id]
    known.status, known.rating = chance.choice(list(Status)), chance.randint(0, 5)
    known.starred = chance.random() < 0.4
    reading.set_status(tx, [paper_id], known.status)
    reading.set_rating(tx, [paper_id], known.rating)
    reading.set_starred(tx, [paper_id], known.starred)
    notes_so_far = known.texts[TextField.EARLIER] + known.texts[TextField.NOTE]
    known.texts[TextField.NOTE] = [sentence(chance, 6)] if chance.random() < 0.5 else []
    known.texts[TextField.EARLIER] = [note for note in notes_so_far if note not in known.texts[TextField.NOTE]]
    notes.write(tx, paper_id, "".join(known.texts[TextField.NOTE]))
    tag = chance.choice(TAGS)
    if tag not in known.texts[TextField.TAG]:
        known.texts[TextField.TAG].append(tag)
        tags.add(tx, [paper_id], tag)


def holds(known: Known, node: Node) -> bool:
    match node:
        case And(parts):
            return all(holds(known, part) for part in parts)
        case Or(parts):
            return any(holds(known, part) for part in parts)
        case Not(part):
            return not holds(known, part)
        case State():
            return state_holds(known, node)
        case Word() | Phrase():
            texts = chain.from_iterable(known.texts.values()) if node.field is None else known.texts[node.field]
            return any(text_holds(re.findall(r"\w+", text.lower()), node) for text in texts)


def text_holds(words: list[str], leaf: Word | Phrase) -> bool:
    looked_for = leaf.text.lower()
    if isinstance(leaf, Phrase):
        return f" {looked_for} " in f" {' '.join(words)} "
    if leaf.prefix:
        return any(word.startswith(looked_for) for word in words)
    return any(word in FAMILY.get(looked_for, (looked_for,)) for word in words)


def state_holds(known: Known, state: State) -> bool:
    value: object
    match state.field:
        case StateField.HAS:
            there = {
                "note": bool(known.texts[TextField.NOTE]),
                "tag": bool(known.texts[TextField.TAG]),
                "abstract": known.texts[TextField.ABSTRACT] != [""],
                "code": known.code,
                "doi": known.doi,
                "file": False,
            }
            return there[str(state.low)]
        case StateField.STATUS:
            return known.status == state.low
        case StateField.STARRED:
            return known.starred == state.low
        case StateField.RATING:
            value = known.rating
        case StateField.YEAR:
            value = known.year
        case StateField.ADDED:
            value = known.added
    if value is None:
        return False
    return (state.low is None or value >= state.low) and (state.high is None or value <= state.high)  # type: ignore[operator]


@pytest.fixture(scope="module")
def stock(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stock]:
    """An indexed library."""
    folder = tmp_path_factory.mktemp("stock")
    library = Library(folder / "library", origin="test")
    made = Stock(library, PaperIndex.open(folder / "cache", library))
    fill(made, COUNT, random.Random(5))
    assert catch_up(made.index, library)
    yield made
    made.index.close()
    library.close()


@pytest.fixture(scope="module")
def behind(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stock]:
    """A library of which the index has missed new papers, changed papers and deletions."""
    folder = tmp_path_factory.mktemp("behind")
    library = Library(folder / "library", origin="test")
    made = Stock(library, PaperIndex.open(folder / "cache", library))
    chance = random.Random(6)
    fill(made, COUNT // 2, chance)
    assert catch_up(made.index, library)
    fill(made, 20, chance)
    chosen = chance.sample(sorted(made.known), 40)
    with library.transaction("Change") as tx:
        for paper_id in chosen[:30]:
            change(made, tx, paper_id, chance)
        papers.remove(tx, chosen[30:])
    for paper_id in chosen[30:]:
        del made.known[paper_id]
    yield made
    made.index.close()
    library.close()
