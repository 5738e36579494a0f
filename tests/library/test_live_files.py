"""Which files are kept up to date, as the library remembers it."""

from pathlib import Path

import pytest

from readinglist.errors import UserError
from readinglist.library import history, live_files
from readinglist.library.library import Library
from readinglist.library.live_files import LiveFile

A = LiveFile(Path("/den/a.bib"), "status:read", "bibtex", "citing")
B = LiveFile(Path("/den/b.ris"), "", "ris", "moving", "abc")


def every(library: Library) -> list[LiveFile]:
    with library.read() as session:
        assert live_files.there_are_any(session) == bool(live_files.every(session))
        return live_files.every(session)


def test_files_are_kept_and_forgotten_apart_from_the_history(library: Library) -> None:
    assert every(library) == []
    live_files.keep(library, B)
    live_files.keep(library, A)
    assert every(library) == [A, B]
    again = LiveFile(A.path, "", "biblatex", "moving", "def")
    live_files.keep(library, again)
    assert every(library) == [again, B]
    live_files.forget(library, A.path)
    assert every(library) == [B]
    assert library.undo() is None
    assert library.change_history(history.next_to_redo) is None
    with pytest.raises(UserError, match="not kept up to date"):
        live_files.forget(library, A.path)


def test_a_turn_records_what_was_written_and_a_failure_does_not(library: Library) -> None:
    live_files.keep(library, A)
    with live_files.turn(library, A.path) as turn:
        assert turn is not None
        assert turn.written == ""
        turn.record("one")

    def break_off() -> None:
        with live_files.turn(library, A.path) as turn:
            assert turn is not None
            assert turn.written == "one"
            turn.record("two")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        break_off()
    assert [file.written for file in every(library)] == ["one"]
    with live_files.turn(library, B.path) as turn:
        assert turn is None
