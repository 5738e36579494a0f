"""The history: what is recorded, what undo and redo restore, when they decline."""

import sqlite3
import subprocess
import sys

import pytest
from sqlalchemy.dialects.sqlite import dialect

from readinglist.domain.paper import Paper, Person
from readinglist.domain.reading import PaperDetails
from readinglist.domain.status import Status
from readinglist.errors import UserError
from readinglist.library import history, notes, papers, reading, reads, tags
from readinglist.library.library import Library
from readinglist.library.store.tables import TRACKED


def add(library: Library, *titles: str) -> list[int]:
    with library.transaction(f"Import {len(titles)} papers") as tx:
        return [papers.add(tx, Paper(title, authors=(Person("Łuk", "Ana"),), abstract="précis")) for title in titles]


def state(library: Library) -> list[PaperDetails]:
    with library.read() as session:
        return reads.details(session, range(1, 50))


def labels(library: Library) -> list[tuple[str, bool]]:
    with library.read() as session:
        return [(step.label, step.undone) for step in history.steps(session)]


def test_an_action_is_one_step_and_undo_takes_all_of_it_back(library: Library) -> None:
    ids = add(library, "A paper on foxes", "A paper on hens")
    before = state(library)
    with library.transaction("Rate") as tx:
        reading.set_rating(tx, ids, 4)
        reading.set_starred(tx, ids[:1], True)
        reading.set_status(tx, ids, Status.READ)
        tags.add(tx, ids, "animals")
    after = state(library)
    assert after[0].rating == 4
    assert after[0].starred
    assert after[1].tags == ("animals",)

    moved = library.undo()
    assert moved is not None
    assert (moved.step.label, moved.papers) == ("Rate", frozenset(ids))
    assert state(library) == before
    library.redo()
    assert state(library) == after


def test_a_deleted_paper_comes_back_with_all_that_belonged_to_it(library: Library) -> None:
    [paper] = add(library, "A paper on foxes")
    with library.transaction("Note") as tx:
        notes.write(tx, paper, "vulpes")
        tags.add(tx, [paper], "animals")
        papers.remember_origins(tx, [(paper, papers.Origin("page.txt", "papers-page", "Mar 11", "f"))])
    before = state(library)
    with library.transaction("Delete 1 paper") as tx:
        papers.remove(tx, [paper])
    assert state(library) == []
    library.undo()
    assert state(library) == before
    library.redo()
    assert state(library) == []


def test_undoing_all_and_redoing_all_restores_every_field_and_time(library: Library) -> None:
    ids = add(library, "A paper on foxes", "A paper on hens")
    with library.transaction("Status") as tx:
        reading.set_status(tx, ids, Status.READING)
    with library.transaction("Note") as tx:
        notes.write(tx, ids[1], "gallus")
    rows = dump(library)
    for _ in range(3):
        assert library.undo()
    assert state(library) == []
    assert library.undo() is None
    for _ in range(3):
        assert library.redo()
    assert library.redo() is None
    assert dump(library) == rows


def dump(library: Library) -> dict[str, list[tuple[object, ...]]]:
    """Every tracked row, straight from the file."""
    connection = sqlite3.connect(library.file)
    try:
        return {table.name: sorted(connection.execute(f"SELECT * FROM {table.name}")) for table in TRACKED}
    finally:
        connection.close()


def test_an_action_that_changes_nothing_is_no_step_and_keeps_the_redo(library: Library) -> None:
    ids = add(library, "A paper on foxes")
    with library.transaction("Rate") as tx:
        reading.set_rating(tx, ids, 3)
    library.undo()
    with library.transaction("Status") as tx:
        reading.set_status(tx, ids, Status.INBOX)
    assert labels(library) == [("Rate", True), ("Import 1 papers", False)]
    assert library.redo()


def test_a_new_step_drops_the_undone_ones(library: Library) -> None:
    ids = add(library, "A paper on foxes")
    with library.transaction("Rate") as tx:
        reading.set_rating(tx, ids, 3)
    library.undo()
    with library.transaction("Star") as tx:
        reading.set_starred(tx, ids, True)
    assert labels(library) == [("Star", False), ("Import 1 papers", False)]
    assert library.redo() is None


def test_a_failed_action_leaves_no_trace(library: Library) -> None:
    [paper] = add(library, "A paper on foxes")
    before = dump(library)

    def rate_one_too_many() -> None:
        with library.transaction("Rate") as tx:
            reading.set_rating(tx, [paper], 3)
            reading.set_rating(tx, [paper, 99], 5)

    with pytest.raises(UserError, match="no paper 99"):
        rate_one_too_many()
    assert dump(library) == before
    assert labels(library) == [("Import 1 papers", False)]
    with library.transaction("Rate") as tx:
        reading.set_rating(tx, [paper], 3)
    assert labels(library)[0] == ("Rate", False)


def test_undo_declines_where_the_value_was_changed_outside_the_history(library: Library) -> None:
    [paper] = add(library, "A paper on foxes")
    with library.transaction("Rate") as tx:
        reading.set_rating(tx, [paper], 3)
        reading.set_starred(tx, [paper], True)
    other = sqlite3.connect(library.file)
    with other:
        other.execute("UPDATE reading SET rating = 1")
    before = dump(library)
    with pytest.raises(UserError, match="“Rate” cannot be undone"):
        library.undo()
    assert dump(library) == before
    with other:
        other.execute("UPDATE reading SET rating = 3, status_at = 'later'")  # another column is no obstacle
    other.close()
    assert library.undo()
    assert state(library)[0].rating == 0


def test_a_sitting_at_a_note_is_one_step_with_one_earlier_version(library: Library) -> None:
    [paper] = add(library, "A paper on foxes")
    with library.transaction("Edit note") as tx:
        notes.write(tx, paper, "first sitting")
    step = None
    for text in ("second", "second sit", "second sitting"):
        with library.transaction("Edit note", extend=step) as tx:
            notes.write(tx, paper, text)
        step = tx.step
    assert [label for label, _ in labels(library)] == ["Edit note", "Edit note", "Import 1 papers"]
    with library.read() as session:
        assert [version.text for version in notes.versions(session, paper)] == ["first sitting"]
    connection = sqlite3.connect(library.file)
    assert connection.execute("SELECT count(*) FROM step_row WHERE table_name = 'note'").fetchone() == (2,)
    connection.close()
    library.undo()
    assert state(library)[0].note == "first sitting"
    with library.read() as session:
        assert notes.versions(session, paper) == []
    library.redo()
    assert state(library)[0].note == "second sitting"


def test_a_first_note_written_in_one_sitting_undoes_to_none(library: Library) -> None:
    [paper] = add(library, "A paper on foxes")
    step = None
    for text in ("v", "vu", "vulpes"):
        with library.transaction("Edit note", extend=step) as tx:
            notes.write(tx, paper, text)
        step = tx.step
    library.undo()
    assert state(library)[0].note == ""
    library.redo()
    assert state(library)[0].note == "vulpes"


def test_a_step_is_not_extended_over_another_one(library: Library) -> None:
    [paper] = add(library, "A paper on foxes")
    with library.transaction("Edit note") as tx:
        notes.write(tx, paper, "one")
    sitting = tx.step
    with library.transaction("Rate") as tx:
        reading.set_rating(tx, [paper], 2)
    with library.transaction("Edit note", extend=sitting) as tx:
        notes.write(tx, paper, "two")
    assert not tx.extends
    assert [label for label, _ in labels(library)][:3] == ["Edit note", "Rate", "Edit note"]


def test_a_tag_renamed_only_in_case_is_seen(library: Library) -> None:
    [paper] = add(library, "A paper on foxes")
    with library.transaction("Tag") as tx:
        tags.add(tx, [paper], "Theory")
    with library.transaction("Retag") as tx:
        tags.remove(tx, [paper], "theory")
        tags.add(tx, [paper], "theory")
    assert state(library)[0].tags == ("theory",)
    library.undo()
    assert state(library)[0].tags == ("Theory",)


def test_the_history_forgets_the_oldest_steps(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "STEPS_KEPT", 3)
    ids = add(library, "A paper on foxes")
    for stars in (1, 2, 3, 4):
        with library.transaction(f"Rate {stars}") as tx:
            reading.set_rating(tx, ids, stars)
    assert [label for label, _ in labels(library)] == ["Rate 4", "Rate 3", "Rate 2"]
    monkeypatch.setattr(history, "BYTES_KEPT", 1)
    with library.transaction("Note") as tx:
        notes.write(tx, ids[0], "long " * 100)
    assert [label for label, _ in labels(library)] == ["Note"]
    library.undo()
    assert state(library)[0].note == ""


def test_tracked_tables_keep_to_the_rules_that_undo_relies_on() -> None:
    for table in TRACKED:
        kinds = {column.type.compile(dialect()).split(" ")[0] for column in table.columns}
        assert kinds <= {"INTEGER", "VARCHAR"}, table.name
        keys = list(table.primary_key)
        generated = len(keys) == 1 and not keys[0].foreign_keys
        assert not generated or table.dialect_options["sqlite"]["autoincrement"], table.name


PROCESS = """
import sys
from pathlib import Path
from readinglist.domain.status import Status
from readinglist.library import papers, reading
from readinglist.domain.paper import Paper
from readinglist.library.library import Library
library = Library(Path(sys.argv[1]), origin="process " + sys.argv[2])
match sys.argv[3]:
    case "undo":
        assert library.undo()
    case "redo":
        assert library.redo()
    case "write":
        for number in range(20):
            with library.transaction(f"Rate {number}") as tx:
                paper = papers.add(tx, Paper(f"Paper {number} of process {sys.argv[2]}"))
                reading.set_rating(tx, [paper], number % 6)
library.close()
"""


def process(library: Library, name: str, what: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, "-c", PROCESS, str(library.folder), name, what], stderr=subprocess.PIPE)


def finished(running: "subprocess.Popen[bytes]") -> None:
    _, errors = running.communicate(timeout=60)
    assert running.returncode == 0, errors.decode()


def test_three_processes_write_at_once_into_one_history(library: Library) -> None:
    writers = [process(library, name, "write") for name in "abc"]
    for writer in writers:
        finished(writer)
    assert len({details.paper.title for details in _all(library)}) == 60
    with library.read() as session:
        steps = history.steps(session)
    assert len(steps) == 60
    assert {step.origin for step in steps} == {"process a", "process b", "process c"}


def _all(library: Library) -> list[PaperDetails]:
    with library.read() as session:
        return reads.details(session, range(1, 100))


def test_other_processes_undo_and_redo_what_this_one_did(library: Library) -> None:
    ids = add(library, "A paper on foxes", "A paper on hens")
    with library.transaction("Status") as tx:
        reading.set_status(tx, ids, Status.READ)
    with library.transaction("Note") as tx:
        notes.write(tx, ids[0], "vulpes")
    rows = dump(library)
    for number in range(3):
        finished(process(library, str(number), "undo"))
    assert state(library) == []
    for number in range(3):
        finished(process(library, str(number), "redo"))
    assert dump(library) == rows


def test_a_transaction_within_a_transaction_is_a_bug_and_said(library: Library) -> None:
    def nest() -> None:
        with library.transaction("Outer"), library.transaction("Inner"):
            pass

    with pytest.raises(RuntimeError, match="within a transaction"):
        nest()
    assert add(library, "A paper on foxes") == [1]


def test_a_step_that_deletes_and_adds_is_inverted_whole(library: Library) -> None:
    first, second = add(library, "A paper on foxes", "A paper on hens")
    with library.transaction("Tag") as tx:
        tags.add(tx, [first, second], "animals")
    before = dump(library)
    with library.transaction("Mix") as tx:
        papers.remove(tx, [first])
        third = papers.add(tx, Paper("A paper on bees"))
        tags.add(tx, [third], "animals")
        tags.remove(tx, [second], "animals")
        tags.add(tx, [second], "Animals")
        papers.remove(tx, [third])
    after = dump(library)
    library.undo()
    assert dump(library) == before
    library.redo()
    assert dump(library) == after


def test_of_a_new_paper_the_paper_alone_is_recorded_and_all_of_it_comes_back(library: Library) -> None:
    with library.transaction("Import") as tx:
        [paper] = papers.add_all(
            tx, [Paper("Foxes", authors=(Person("Łuk", "Ana"),), editors=(Person(literal="Fen"),))]
        )
        tags.add_each(tx, [(paper, "animals")])
        notes.write_each(tx, [(paper, "Read again.")])
        reading.set_rating(tx, [paper], 4)
    before = state(library)
    with sqlite3.connect(library.file) as connection:
        recorded = connection.execute("SELECT table_name, op FROM step_row ORDER BY seq").fetchall()
    connection.close()
    assert recorded == [("paper", "insert"), ("reading", "update")]
    library.undo()
    assert state(library) == []
    library.redo()
    assert state(library) == before
    with library.transaction("Tag") as tx:
        tags.add(tx, [paper], "later")
    library.undo()
    assert state(library) == before
