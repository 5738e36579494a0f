from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from readinglist.domain.paper import Paper, Person
from readinglist.domain.status import Status
from readinglist.errors import UserError
from readinglist.library import papers, reads
from readinglist.library.identity.candidates import by_fingerprint
from readinglist.library.library import Library

FULL = Paper(
    title="Which Knots Hold in Wet Ropes",
    authors=(Person("Roe", "Jane"), Person(literal="Rope Institute"), Person("", "Ana")),
    editors=(Person("Poe", "Pat"),),
    abstract="First line.\n\nSecond “line” – with a tab\there.",
    date="2020-03",
    type="article-journal",
    venue="Journal of Knots",
    publisher="Harbour",
    volume="3",
    issue="1-2",
    pages="11–19",
    doi="10.1000/a",
    arxiv_id="2003.00001",
    arxiv_version="v2",
    isbn="978-3-16-148410-0",
    issn="1234-5679",
    language="en",
    urls=("https://example.org/a?b=c&d", "https://example.org/ü"),
    code_urls=("https://example.org/code",),
    citekey="roe2020knots",
    extra={"keywords": "rope, knot", "Ω": "∞"},
)

texts = st.text(st.characters(codec=None, exclude_categories=()), max_size=12)
people = st.builds(Person, texts, texts, texts)
anything = st.builds(
    Paper,
    title=texts.map(lambda text: f"T{text}"),
    authors=st.lists(people, max_size=3).map(tuple),
    editors=st.lists(people, max_size=2).map(tuple),
    abstract=texts,
    date=texts,
    doi=texts,
    urls=st.lists(texts, max_size=2).map(tuple),
    extra=st.dictionaries(texts, texts, max_size=2),
)


def stored(library: Library, paper_id: int) -> Paper:
    with library.read() as session:
        return papers.facts(session, [paper_id])[paper_id][0]


def put(library: Library, paper: Paper) -> int:
    with library.transaction("Add") as tx:
        return papers.add(tx, paper)


def test_every_fact_of_a_paper_is_read_back_as_it_was(library: Library) -> None:
    for name in Paper.__dataclass_fields__:
        assert getattr(FULL, name), f"{name} is to be tested as well"
    assert stored(library, put(library, FULL)) == FULL


def test_a_new_paper_is_in_the_inbox_unrated_and_dated(library: Library, ask: Callable[..., Any]) -> None:
    paper = put(library, FULL)
    with library.transaction("Add") as tx:
        papers.add(tx, Paper("Read Already"), status=Status.READ)
    with library.read() as session:
        first, second = reads.details(session, [paper, paper + 1])
    assert (first.status, first.rating, first.starred, first.note, first.tags) == (Status.INBOX, 0, False, "", ())
    assert first.added == first.status_at
    assert first.added.endswith("Z")
    assert second.status is Status.READ
    assert ask("SELECT paper_id, status FROM status_change ORDER BY id") == [(1, "inbox"), (2, "read")]


@given(anything)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_is_stored_or_left_out_and_undone_and_redone(library: Library, paper: Paper) -> None:
    """Control characters, half surrogates and NULs among them."""
    expected = papers.as_stored(paper)
    paper_id = put(library, paper)
    assert stored(library, paper_id) == expected
    assert papers.as_stored(expected) == expected
    with library.transaction("Edit") as tx:
        papers.update(tx, paper_id, FULL)
    library.undo()
    assert stored(library, paper_id) == expected
    with library.transaction("Delete") as tx:
        papers.remove(tx, [paper_id])
    library.undo()
    assert stored(library, paper_id) == expected


def test_what_cannot_be_stored_is_left_out(library: Library) -> None:
    paper = put(library, replace(FULL, title=" A\0B\x07C\ud800D \x1b", authors=(Person("R\0oe", "J\udfff"),)))
    assert stored(library, paper).title == "ABCD"
    assert stored(library, paper).authors == (Person("Roe", "J"),)


def test_very_long_texts_are_kept(library: Library) -> None:
    long = replace(FULL, title="knots " * 20_000 + "end", abstract="ü" * 3_000_000, extra={"file": "x" * 1_000_000})
    assert stored(library, put(library, long)) == long


@pytest.mark.parametrize("title", ["", "  ", "\0\x01", "\ud800"])
def test_a_paper_needs_a_title(library: Library, title: str) -> None:
    with pytest.raises(UserError, match="needs a title"):
        put(library, Paper(title))
    paper = put(library, FULL)
    with pytest.raises(UserError, match="needs a title"), library.transaction("Edit") as tx:
        papers.update(tx, paper, Paper(title))
    assert stored(library, paper) == FULL


def test_an_update_writes_facts_and_never_state(library: Library, ask: Callable[..., Any]) -> None:
    paper = put(library, FULL)
    before = ask("SELECT * FROM reading")
    other = replace(FULL, title="Which Knots Hold", authors=FULL.authors[1:], editors=(), extra={})
    with library.transaction("Edit") as tx:
        papers.update(tx, paper, other)
    assert stored(library, paper) == other
    assert ask("SELECT * FROM reading") == before
    assert ask("SELECT title_key, author_key FROM paper") == [("which knots hold", "rope institute")]
    library.undo()
    assert stored(library, paper) == FULL


def test_an_update_that_says_nothing_new_is_no_step(library: Library, ask: Callable[..., Any]) -> None:
    paper = put(library, FULL)
    with library.transaction("Edit") as tx:
        papers.update(tx, paper, FULL)
    assert ask("SELECT label FROM step") == [("Add",)]


def test_unknown_papers_are_named(library: Library) -> None:
    put(library, FULL)
    with pytest.raises(UserError, match="no paper 7 in"), library.transaction("Delete") as tx:
        papers.remove(tx, [1, 7])
    with pytest.raises(UserError, match=r"no paper 2, 3, 4, 5, 6 \.\.\. in"), library.transaction("Delete") as tx:
        papers.remove(tx, range(1, 20))
    with pytest.raises(UserError, match="no paper 7 in"), library.transaction("Edit") as tx:
        papers.update(tx, 7, FULL)
    assert stored(library, 1) == FULL


def test_a_removed_paper_takes_all_its_rows_along(library: Library, ask: Callable[..., Any]) -> None:
    paper = put(library, FULL)
    with library.transaction("Delete") as tx:
        papers.remove(tx, [paper, paper])
    for table in ("paper", "contributor", "reading", "status_change"):
        assert ask(f"SELECT count(*) FROM {table}") == [(0,)]
    assert put(library, FULL) == paper + 1, "an id is never used again"


def test_papers_are_known_by_the_records_they_came_as(library: Library) -> None:
    ids = [put(library, FULL), put(library, FULL)]
    with library.transaction("Import") as tx:
        origins = [papers.Origin("a\0.txt", "papers-page", "Mar 11", fingerprint) for fingerprint in "aab"]
        papers.remember_origins(tx, list(zip((*ids, ids[0]), origins, strict=True)))
    with library.read() as session:
        assert by_fingerprint(session, ["a", "b", "c"]) == {"a": ids[0], "b": ids[0]}
        [details] = reads.details(session, [ids[1]])
    [origin] = details.origins
    assert (origin.source, origin.format, origin.dated) == ("a.txt", "papers-page", "Mar 11")
