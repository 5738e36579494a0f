from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

Run = Callable[..., Result]
Answer = Callable[..., Any]
RECORD = (
    "id type title authors editors date year venue publisher volume issue pages doi arxiv_id isbn issn language urls "
    "code_urls abstract status rating starred tags note files citekey added extra"
).split()


def test_a_record_has_exactly_these_keys_everywhere(stocked: Run, answer: Answer, page: Path) -> None:
    shown = answer("show", 1)
    assert list(shown) == RECORD
    everywhere = [
        answer("list"),
        answer("set", 1, "--rating", 0),
        answer("import", page)["papers"],
        [answer("note", 1)],
    ]
    for records in everywhere:
        assert records[0] == shown
    [found] = answer("search", "microphones")
    assert list(found) == [*RECORD, "score", "snippets"]
    assert answer("delete", 1) == [shown]


def test_show_in_words(stocked: Run) -> None:
    stocked("set", 1, "--tag", "bees", "--star")
    stocked("note", 1, "--text", "Ask Ana.")
    lines = stocked("show", 1).stdout.splitlines()
    assert lines[:2] == ["id: 1", "type: article"]
    assert "starred: yes" in lines
    assert "tags: bees" in lines
    assert lines[-2:] == ["note:", "Ask Ana."]


def test_set_sets_all_at_once_as_one_step(stocked: Run, answer: Answer) -> None:
    options = ("--status", "read", "--rating", 4, "--star", "--tag", "theory", "--tag", "to do")
    papers = answer("set", 1, 2, 1, *options)
    assert [paper["id"] for paper in papers] == [1, 2]
    for paper in papers:
        assert (paper["status"], paper["rating"], paper["starred"]) == ("read", 4, True)
        assert paper["tags"] == ["theory", "to do"]
    assert [step["label"] for step in answer("history")] == ["Set 2 papers", "Import 3 papers"]
    [paper] = answer("set", 1, "--no-star", "--rating", 0, "--untag", "theory", "--untag", "none such")
    assert (paper["status"], paper["rating"], paper["starred"], paper["tags"]) == ("read", 0, False, ["to do"])
    stocked("undo")
    assert answer("show", 1) == papers[0]


@pytest.mark.parametrize("status", ["inbox", "queued", "reading", "skimmed", "read", "dropped"])
def test_every_status_can_be_set(stocked: Run, answer: Answer, status: str) -> None:
    assert answer("set", 2, "--status", status)[0]["status"] == status


@pytest.mark.parametrize(
    "arguments",
    [
        ("set", 1, "--status", "finished"),
        ("set", 1, "--rating", 6),
        ("set", 1, "--rating", "many"),
        ("set", 1),
        ("set", "--rating", 3),
        ("set", "one", "--rating", 3),
        ("show",),
        ("show", 0),
        ("note", 1, "--text", "a", "--append", "b"),
        ("index", "--status", "--rebuild"),
        ("list", "--sort", "colour"),
        ("list", "--limit", 0),
        ("search",),
        ("backup",),
        ("frobnicate",),
    ],
)
def test_wrong_usage_is_exit_code_2_and_no_answer(stocked: Run, arguments: tuple[object, ...]) -> None:
    said = stocked(*arguments, code=2)
    assert said.stdout == ""
    assert "Error: " in said.stderr


@pytest.mark.parametrize("paper", [99, 2**63, 10**30])
@pytest.mark.parametrize(
    "arguments",
    [("show",), ("set", "--rating", 3), ("note",), ("note", "--append", "x"), ("note", "--text", "x"), ("delete",)],
)
def test_an_unknown_paper_is_exit_code_1_and_named(stocked: Run, arguments: tuple[object, ...], paper: int) -> None:
    name, *options = arguments
    said = stocked(name, paper, *options, "--json", code=1)
    assert said.stdout == ""
    assert f"There is no paper {paper} in this library." in said.stderr


def test_a_bad_tag_is_told_and_nothing_is_set(stocked: Run, answer: Answer) -> None:
    assert "too long" in stocked("set", 1, "--rating", 5, "--tag", "x" * 101, code=1).stderr
    assert answer("show", 1)["rating"] == 0


def test_notes_are_written_read_and_added_to(stocked: Run, answer: Answer, tmp_path: Path) -> None:
    assert "no note" in stocked("note", 1).stderr
    assert stocked("note", 1, "--append", "One.").stdout == ""
    assert answer("note", 1, "--append", "Zwei – 🦊")["note"] == "One.\nZwei – 🦊"
    assert stocked("note", 1).stdout == "One.\nZwei – 🦊\n"
    stocked("note", 1, "--append", "")
    assert answer("note", 1)["note"] == "One.\nZwei – 🦊"
    file = tmp_path / "note.md"
    file.write_text("# From a file\n", "utf-8")
    assert answer("note", 1, "--file", file)["note"] == "# From a file\n"
    assert answer("note", 1, "--file", "-", text="from a pipe")["note"] == "from a pipe"
    assert answer("note", 1, "--text", "")["note"] == ""
    assert "missing.md" in stocked("note", 1, "--file", tmp_path / "missing.md", code=1).stderr


def test_deleted_papers_come_back_with_their_notes(stocked: Run, answer: Answer) -> None:
    stocked("note", 2, "--text", "Ask Ana.")
    before = answer("list")
    assert [paper["id"] for paper in answer("delete", 2, 3, 2)] == [2, 3]
    assert [paper["id"] for paper in answer("list")] == [1]
    stocked("delete", 1, 2, code=1)
    stocked("undo")
    assert answer("list") == before
