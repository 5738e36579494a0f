import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from readinglist import paths
from readinglist.cli import app

Run = Callable[..., Result]
Answer = Callable[..., Any]


def ids(papers: list[dict[str, Any]]) -> list[int]:
    return [paper["id"] for paper in papers]


def test_list_gives_all_papers_or_those_of_a_query(stocked: Run, answer: Answer) -> None:
    stocked("set", 2, "--rating", 4)
    assert ids(answer("list")) == [1, 2, 3]
    assert ids(answer("list", "rating:>=3")) == [2]
    assert ids(answer("list", "wet", "ropes")) == [2]
    assert answer("list", "nothing", "of", "the", "kind") == []
    assert ids(answer("list", "--sort", "title")) == [1, 3, 2]
    assert ids(answer("list", "--sort", "rating", "--limit", 1)) == [2]


def test_list_in_words_is_a_paper_a_line(stocked: Run) -> None:
    stocked("set", 2, "--rating", 4, "--star")
    lines = stocked("list").stdout.splitlines()
    assert lines[1].split("\t") == ["2", "inbox", "4", "*", "", "", "Which Knots Hold in Wet Ropes"]
    assert len(lines) == 3


def test_search_gives_scores_and_marked_snippets(stocked: Run, answer: Answer) -> None:
    stocked("note", 3, "--text", "Not about ropes at all.")
    found = answer("search", "ropes")
    assert ids(found) == [2, 3]
    assert found[0]["score"] > found[1]["score"] > 0
    fields = [snippet["field"] for snippet in found[0]["snippets"]]
    assert fields == ["title", "abstract"]
    for snippet in found[0]["snippets"] + found[1]["snippets"]:
        assert snippet.keys() == {"field", "text", "spans"}
        for start, end in snippet["spans"]:
            assert snippet["text"][start:end].lower() in ("rope", "ropes")


def test_search_says_under_a_paper_where_its_words_are(stocked: Run) -> None:
    stocked("note", 3, "--text", "Not about ropes\nat all.")
    lines = stocked("search", "ropes").stdout.splitlines()
    assert lines[0].endswith("Which Knots Hold in Wet Ropes")
    assert lines[1].startswith("    abstract: A knot that holds in one rope slips in another.")
    assert lines[2].endswith("Pendulum Clocks")
    assert lines[3:] == ["    note: Not about ropes at all."]
    assert len(stocked("search", "title:knots").stdout.splitlines()) == 1


def test_a_search_that_finds_nothing_says_what_to_try(stocked: Run, answer: Answer) -> None:
    said = stocked("search", "microphnes bees")
    assert said.stdout == ""
    assert said.stderr.splitlines() == [
        "No paper has microphnes.",
        "Did you mean microphones? 1 paper: microphones bees",
        "Without microphnes: 1 paper: bees",
    ]
    assert answer("search", "microphnes") == []
    assert stocked("search", "rating:5").stderr == ""


def test_a_query_s_remarks_do_not_spoil_the_answer(stocked: Run, answer: Answer) -> None:
    said = stocked("search", "rating:many", "--json")
    assert "rating" in said.stderr
    assert said.stdout == "[]\n"
    assert ids(answer("search", "--", "-clocks")) == [1, 2]


@pytest.mark.parametrize("query", ["\udcff", "(((", '"', "a " * 1_000, "x" * 60_000, "*", "🦊", "%_\\"])
def test_no_query_is_too_odd(stocked: Run, answer: Answer, query: str) -> None:
    assert isinstance(answer("search", "--", query), list)
    assert isinstance(answer("list", "--", query), list)


def test_the_index_is_told_of_and_built_anew(stocked: Run, answer: Answer) -> None:
    told = answer("index", "--status")
    assert told.keys() == {"documents", "behind", "mark", "path", "bytes"}
    assert (told["documents"], told["behind"]) == (0, 3)
    told = answer("index")
    assert (told["documents"], told["behind"]) == (3, 0)
    assert told["bytes"] > 0
    assert Path(told["path"]).is_relative_to(paths.cache_folder())
    assert answer("index", "--rebuild")["documents"] == 3
    shutil.rmtree(told["path"])
    assert ids(answer("search", "ropes")) == [2]
    assert "3 papers indexed, 0 behind" in stocked("index").stdout


def test_a_backup_is_a_library_of_its_own(stocked: Run, answer: Answer, tmp_path: Path) -> None:
    stocked("note", 1, "--text", "Ask Ana.")
    copy = tmp_path / "copy"
    assert answer("backup", copy) == {"folder": str(copy), "papers": 3, "notes": 1}
    before = answer("list")
    stocked("delete", 1, 2, 3)
    other = CliRunner().invoke(app, ["list", "--json", "--library", str(copy)])
    assert other.stdout == stocked("list", "--json", "--library", copy).stdout
    assert answer("list", "--library", copy) == before
    assert answer("list") == []
    assert f"{copy} holds something already" in stocked("backup", copy, code=1).stderr
