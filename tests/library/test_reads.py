from collections.abc import Callable
from typing import Any

from readinglist.domain.paper import Paper, Person
from readinglist.domain.status import Status
from readinglist.library import notes, papers, reading, reads, tags
from readinglist.library.library import Library
from readinglist.library.store.tables import FileRow

ROE, TEAM, ANA = Person("Roe", "Jane"), Person(literal="Knot Team"), Person("", "Ana")


def stock(library: Library) -> list[int]:
    with library.transaction("Add") as tx:
        first = papers.add(
            tx,
            Paper("On Ropes", authors=(TEAM, ROE, ANA), editors=(ROE,), date="2020-03", venue="Knots", abstract="A b."),
        )
        second = papers.add(tx, Paper("Bare", date="soon"))
        reading.set_status(tx, [first], Status.READ)
        reading.set_rating(tx, [first], 4)
        reading.set_starred(tx, [first], True)
        tags.add(tx, [first], "zebra")
        tags.add(tx, [first], "Ant")
        notes.write(tx, first, "Ask Ana.")
        for path in ("files/b.pdf", "a.pdf"):
            tx.session.add(FileRow(paper_id=first, path=path, sha256="", added=tx.at))
        papers.remember_origins(tx, [(first, papers.Origin(source, "f", "", source)) for source in ("one", "two")])
    return [first, second]


def test_details_hold_all_in_the_order_asked_for(library: Library) -> None:
    first, second = stock(library)
    with library.read() as session:
        bare, full = reads.details(session, [second, 99, first])
        assert reads.details(session, []) == []
    assert (bare.id, full.id) == (second, first)
    assert full.paper.authors == (TEAM, ROE, ANA)
    assert full.paper.editors == (ROE,)
    assert (full.status, full.rating, full.starred, full.note) == (Status.READ, 4, True, "Ask Ana.")
    assert full.tags == ("Ant", "zebra")
    assert full.files == ("files/b.pdf", "a.pdf")
    assert [origin.source for origin in full.origins] == ["one", "two"]
    assert (bare.tags, bare.files, bare.origins, bare.note) == ((), (), (), "")


def test_lines_hold_what_a_row_shows(library: Library) -> None:
    first, second = stock(library)
    with library.read() as session:
        lines = reads.lines(session, [second, 99, first])
    assert set(lines) == {first, second}
    line = lines[first]
    assert line.authors == ("Knot Team", "Roe", "Ana")
    assert (line.title, line.year, line.venue, line.status, line.rating) == ("On Ropes", 2020, "Knots", Status.READ, 4)
    assert (line.starred, line.has_note, line.has_file, line.tags) == (True, True, True, ("Ant", "zebra"))
    line = lines[second]
    assert (line.authors, line.year, line.has_note, line.has_file, line.tags) == ((), None, False, False, ())


def test_a_line_agrees_with_the_details(library: Library) -> None:
    ids = stock(library)
    with library.read() as session:
        for details in reads.details(session, ids):
            line = reads.lines(session, ids)[details.id]
            assert line.authors == tuple(person.short for person in details.paper.authors)
            assert line.year == details.paper.year


def test_texts_are_those_that_can_be_searched(library: Library) -> None:
    first, second = stock(library)
    with library.read() as session:
        full, bare = sorted(reads.texts(session, [second, 99, first]), key=lambda text: text.id)
    assert full == reads.PaperText(
        first, "On Ropes", "Knot Team\nJane Roe\nAna", "A b.", ("Ant", "zebra"), "Knots", "Ask Ana.", ("b.pdf", "a.pdf")
    )
    assert bare == reads.PaperText(second, "Bare", "", "", (), "", "")


def test_counts_know_every_status(library: Library, add: Callable[..., Any]) -> None:
    with library.read() as session:
        none = reads.counts(session)
    assert (none.all, none.starred, none.noted, none.tags) == (0, 0, 0, ())
    assert list(none.status) == list(Status)
    stock(library)
    with library.read() as session:
        counts = reads.counts(session)
    assert (counts.all, counts.starred, counts.noted) == (2, 1, 1)
    assert (counts.status[Status.READ], counts.status[Status.INBOX], counts.status[Status.DROPPED]) == (1, 1, 0)
    assert counts.tags == (("Ant", 1), ("zebra", 1))
