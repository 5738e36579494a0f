"""`readinglist export`: for citing and moving, to a pipe or a file."""

import json
import os
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from readinglist import paths
from readinglist.cli import app
from readinglist.exporting.formats import FORMATS
from readinglist.importing.bibtex.reader import parse
from readinglist.importing.source import read_source, source_from_text
from readinglist.settings import Settings, save

BIB = r"""
@article{den2021, title={Counting Foxes}, author={Ann Den}, year=2021, journal={Wild}, abstract={We count.}}
@book{hen1999, title={Hens \& Grain}, author={Jan Hen}, year=1999, note={2nd edition}}
"""


class Shell:
    """The command line, on a library of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def run(self, *arguments: str) -> Result:
        return CliRunner().invoke(app, ["--library", str(self.folder / "library"), *arguments])


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    shell = Shell(tmp_path)
    (tmp_path / "in.bib").write_text(BIB, encoding="utf-8")
    assert shell.run("import", str(tmp_path / "in.bib")).exit_code == 0
    return shell


def titles(text: str) -> list[str]:
    return [draft.paper.title for draft in parse(source_from_text("out.bib", text)).drafts]


def test_all_papers_in_an_order(shell: Shell) -> None:
    result = shell.run("export", "--format", "bibtex", "--sort", "title")
    assert result.exit_code == 0
    assert titles(result.stdout) == ["Counting Foxes", "Hens & Grain"]
    assert result.stdout.startswith("@article{den2021,\n")
    assert result.stdout.endswith("}\n")
    assert result.stderr == "2 papers written.\n"


def test_what_a_query_means(shell: Shell) -> None:
    assert titles(shell.run("export", "year:<2000").stdout) == ["Hens & Grain"]


def test_no_paper_is_an_empty_answer(shell: Shell) -> None:
    result = shell.run("export", "nonexistent")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "0 papers written.\n"


def test_nothing_private_is_written(shell: Shell) -> None:
    for arguments in (("--status", "dropped"), ("--rating", "5"), ("--tag", "hush")):
        assert shell.run("set", "1", "2", *arguments).exit_code == 0
    text = shell.run("export").stdout
    assert "dropped" not in text
    assert "hush" not in text


def test_to_a_file(shell: Shell) -> None:
    output = shell.folder / "out.bib"
    output.write_text("old", encoding="utf-8")
    result = shell.run("export", "--output", str(output))
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"2 papers written to {output}.\n"
    assert len(parse(read_source(output)).drafts) == 2
    assert sorted(path.name for path in shell.folder.iterdir()) == ["in.bib", "library", "out.bib"]


@pytest.mark.skipif(os.name == "nt", reason="making a link needs rights on Windows")
def test_a_link_stays_one_and_permissions_stay(shell: Shell) -> None:
    real, link = shell.folder / "real.bib", shell.folder / "link.bib"
    real.write_text("old", encoding="utf-8")
    real.chmod(0o600)
    link.symlink_to(real)
    assert shell.run("export", "--output", str(link)).exit_code == 0
    assert link.is_symlink()
    assert real.stat().st_mode & 0o777 == 0o600
    assert len(parse(read_source(real)).drafts) == 2


@pytest.mark.parametrize(
    ("name", "words"), [("no/folder/out.bib", "could not be written"), ("library", "is not an ordinary file")]
)
def test_a_file_that_cannot_be_written_is_told(shell: Shell, name: str, words: str) -> None:
    result = shell.run("export", "--output", str(shell.folder / name))
    assert (result.exit_code, result.stdout) == (1, "")
    assert words in result.stderr


def test_in_json(shell: Shell) -> None:
    answer = json.loads(shell.run("export", "year:2021", "--json").stdout)
    assert (answer["format"], answer["count"], answer["output"]) == ("bibtex", 1, None)
    assert titles(answer["text"]) == ["Counting Foxes"]


def test_in_json_to_a_file(shell: Shell) -> None:
    output = shell.folder / "out.bib"
    answer = json.loads(shell.run("export", "--output", str(output), "--json").stdout)
    expected = {"format": "bibtex", "profile": "citing", "count": 2, "output": str(output), "text": None}
    assert answer == expected


def test_an_unknown_format_is_wrong_usage(shell: Shell) -> None:
    assert shell.run("export", "--format", "papyrus").exit_code == 2


@pytest.mark.parametrize("name", [known.name for known in FORMATS])
def test_every_format(shell: Shell, name: str) -> None:
    output = shell.folder / "out"
    result = shell.run("export", "--format", name, "--output", str(output))
    assert (result.exit_code, result.stderr) == (0, f"2 papers written to {output}.\n")
    assert "Counting Foxes" in output.read_text(encoding="utf-8")
    assert shell.run("export", "--format", name).stdout_bytes == output.read_bytes()


def test_for_moving(shell: Shell) -> None:
    assert shell.run("set", "1", "--status", "dropped", "--rating", "5", "--tag", "hush").exit_code == 0
    answer = json.loads(shell.run("export", "--profile", "moving", "year:2021", "--json").stdout)
    assert answer["profile"] == "moving"
    for field in ("x-readinglist-status = {dropped}", "ranking = {rank5}", "keywords = {hush}"):
        assert field in answer["text"]


def test_a_format_that_cannot_move_is_told_and_writes_nothing(shell: Shell) -> None:
    output = shell.folder / "out.md"
    result = shell.run("export", "--format", "markdown", "--profile", "moving", "--output", str(output))
    assert (result.exit_code, result.stdout) == (1, "")
    assert "Markdown has no place for your status" in result.stderr
    assert not output.exists()


def test_an_unknown_profile_is_wrong_usage(shell: Shell) -> None:
    assert shell.run("export", "--profile", "leaking").exit_code == 2


def test_a_file_goes_out_as_it_came_in(shell: Shell) -> None:
    first = shell.run("export").stdout
    other = Shell(shell.folder / "other")
    other.folder.mkdir()
    (other.folder / "in.bib").write_text(first, encoding="utf-8")
    assert other.run("import", str(other.folder / "in.bib")).exit_code == 0
    assert other.run("export").stdout == first


def test_papers_keep_the_key_that_they_were_given_whatever_the_pattern_becomes(shell: Shell) -> None:
    (shell.folder / "more.bib").write_text("@misc{, title={Quiet Owls}, author={Ann Den}, year=2020}", "utf-8")
    assert shell.run("import", str(shell.folder / "more.bib")).exit_code == 0
    save(Settings(cite_key_pattern="{Author}:{year:2}"), paths.settings_file())
    first = shell.run("export", "title:owls")
    assert first.stdout.startswith("@misc{Den:20,")
    save(Settings(cite_key_pattern="{title}"), paths.settings_file())
    assert shell.run("export", "title:owls").stdout == first.stdout
    assert json.loads(shell.run("show", "3", "--json").stdout)["citekey"] == "Den:20"
    save(Settings(cite_key_pattern="plain"), paths.settings_file())
    refused = shell.run("export")
    assert refused.exit_code == 1
    assert "pattern of cite keys" in refused.stderr
