"""`readinglist live`: files that follow the library."""

import json
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

Run = Callable[..., Result]


def test_a_file_is_written_followed_listed_and_let_go(stocked: Run, tmp_path: Path, run: Run) -> None:
    file = tmp_path / "den.bib"
    added = stocked("live", "add", file, "bees")
    assert added.stderr == f"1 paper written to {file}.\n"
    assert file.read_text("utf-8").count("@") == 1
    assert stocked("live", "list").stdout == f"bibtex\tciting\t{file}\tbees\n"
    stocked("set", 1, 2, "--tag", "hush")
    assert stocked("live", "update").stderr == f"{file} is up to date.\n"
    stocked("delete", 1)
    assert stocked("live", "update").stderr == f"0 papers written to {file}.\n"
    assert stocked("live", "remove", file).stderr == f"{file} is kept up to date no longer.\n"
    assert stocked("live", "list").stdout == ""
    assert file.exists()
    run("live", "remove", file, code=1)


def test_what_somebody_else_put_there_is_written_over_on_request(stocked: Run, tmp_path: Path) -> None:
    file = tmp_path / "den.json"
    file.write_text("mine")
    assert "is there already" in stocked("live", "add", file, "--format", "csl-json", code=1).stderr
    stocked("live", "add", file, "--format", "csl-json", "--overwrite")
    file.write_text("mine again")
    assert "changed by somebody else" in stocked("live", "update", code=1).stderr
    assert file.read_text() == "mine again"
    stocked("live", "update", "--overwrite")
    assert file.read_text().startswith("[")


def test_answers_in_json(stocked: Run, tmp_path: Path, run: Run) -> None:

    file = tmp_path / "gone" / "den.bib"
    [told] = json.loads(run("live", "add", file, "--profile", "moving", "--json", code=1).stdout)
    assert (told["file"], told["fate"]) == (str(file), "folder missing")
    [listed] = json.loads(stocked("live", "list", "--json").stdout)
    assert listed == {"file": str(file), "query": "", "format": "bibtex", "profile": "moving"}
    file.parent.mkdir()
    assert [each["fate"] for each in json.loads(run("live", "update", "--json").stdout)] == ["written"]
    assert "x-readinglist-status" in file.read_text("utf-8")


def test_what_cannot_be_is_refused(stocked: Run, tmp_path: Path) -> None:
    stocked("live", "add", tmp_path / "x.md", "--format", "papyrus", code=2)
    stocked("live", "add", tmp_path / "x.md", "--format", "markdown", "--profile", "moving", code=1)
    assert stocked("live", "list").stdout == ""
