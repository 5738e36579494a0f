import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from readinglist.library.library import FILE_NAME
from readinglist.library.store.tables import TRACKED

Run = Callable[..., Result]
Answer = Callable[..., Any]


def test_history_lists_the_steps_newest_first(stocked: Run, answer: Answer) -> None:
    stocked("set", 1, "--rating", 3)
    stocked("undo")
    first, second = answer("history")
    assert first.keys() == {"id", "label", "origin", "at", "undone"}
    assert (first["label"], first["origin"], first["undone"]) == ("Set 1 paper", "command line", True)
    assert (second["label"], second["undone"]) == ("Import 3 papers", False)
    assert answer("history", "--limit", 1) == [first]
    cells = stocked("history").stdout.splitlines()[0].split("\t")
    assert cells == [str(first["id"]), first["at"], "command line", "undone", "Set 1 paper"]


def test_undo_and_redo_name_the_step_and_its_papers(stocked: Run, answer: Answer) -> None:
    stocked("set", 1, 3, "--rating", 3)
    undone = answer("undo")
    assert (undone["label"], undone["papers"], undone["undone"]) == ("Set 2 papers", [1, 3], True)
    redone = answer("redo")
    assert redone == {**undone, "undone": False}
    said = stocked("undo")
    assert said.stdout == "Set 2 papers\n"
    assert said.stderr == "Undone: Set 2 papers (command line).\n"


def test_nothing_to_undo_or_redo_is_exit_code_1(stocked: Run) -> None:
    assert "nothing to redo" in stocked("redo", code=1).stderr
    stocked("undo")
    assert "nothing to undo" in stocked("undo", code=1).stderr


def dump(folder: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every tracked row, straight from the file."""
    with closing(sqlite3.connect(folder / FILE_NAME)) as connection:
        return {table.name: sorted(connection.execute(f"SELECT * FROM {table.name}").fetchall()) for table in TRACKED}


@pytest.mark.parametrize("real", [False, True])
def test_three_undo_take_all_back_and_three_redo_return_it(
    answer: Answer,
    process: Callable[..., Any],
    page: Path,
    folder: Path,
    real: bool,
    request: pytest.FixtureRequest,
) -> None:
    """Each by a process of its own; every field and time is as it was."""
    count = 3
    if real:
        page = request.getfixturevalue("shared_data") / "hf_page_text" / "seed_000_3a77ad475cd25961.txt"
        count = 65
    assert answer("import", page)["added"] == count
    answer("set", 1, 2, "--status", "read", "--rating", 5, "--star", "--tag", "theory")
    answer("note", 1, "--text", "Ask Ana.")
    rows = dump(folder)
    assert answer("import", page)["unchanged"] == count
    assert dump(folder) == rows
    for _ in range(3):
        process("undo")
    assert not any(dump(folder).values())
    answer("history")
    for _ in range(3):
        process("redo")
    assert dump(folder) == rows
