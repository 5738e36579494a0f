import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.main import get_command
from typer.testing import CliRunner

import readinglist
from readinglist.cli import app

Run = Callable[..., Result]
Process = Callable[..., "subprocess.CompletedProcess[bytes]"]
COMMANDS = sorted(get_command(app).list_commands(None))  # type: ignore[attr-defined, arg-type]
PROMISED = "import list search show set note delete undo redo history index backup gui".split()


def bare(*arguments: object, **environment: str) -> Result:
    return CliRunner().invoke(app, [*map(str, arguments)], env=environment)


def test_the_library_is_named_before_or_after_the_command_or_in_the_environment(
    stocked: Run, folder: Path, tmp_path: Path
) -> None:
    for arguments, environment in (
        (["--library", folder, "list", "--json"], {}),
        (["list", "--json", "--library", folder], {}),
        (["list", "--json"], {"READINGLIST_LIBRARY": str(folder)}),
        (["--library", folder, "list", "--json"], {"READINGLIST_LIBRARY": str(tmp_path / "other")}),
        (["--library", tmp_path / "other", "list", "--library", folder, "--json"], {}),
    ):
        result = bare(*arguments, **environment)
        assert len(json.loads(result.stdout)) == 3, result.stderr


def test_without_a_name_it_is_the_person_s_own(page: Path) -> None:
    assert bare("import", page).exit_code == 0
    assert (Path(os.environ["XDG_DATA_HOME"]) / "readinglist" / "library" / "library.sqlite").is_file()


@pytest.mark.parametrize("arguments", [["list"], ["show", "1"], ["undo"], ["history"], ["backup", "x"], ["index"]])
def test_where_there_is_no_library_none_is_made(arguments: list[str], folder: Path) -> None:
    result = bare(*arguments, "--library", folder)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert f"There is no library in {folder}." in result.stderr
    assert not folder.exists()


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_s_help_has_an_example(command: str) -> None:
    result = bare(command, "--help")
    assert result.exit_code == 0
    assert "Example" in result.stdout
    assert f"    readinglist {command}" in result.stdout
    assert "--json" in result.stdout
    assert "\b" not in result.stdout
    assert "**" not in result.stdout


def test_the_help_names_every_command() -> None:
    result = bare("--help")
    lines = result.stdout.partition("Commands:")[2].splitlines()
    assert sorted(line.split()[0] for line in lines if line.strip()) == COMMANDS
    assert set(PROMISED) <= set(COMMANDS)
    assert bare().exit_code == 2
    assert bare("--version").stdout == f"{readinglist.__version__}\n"


def test_neither_help_nor_the_window_s_command_loads_the_store() -> None:
    script = (
        "import sys; from readinglist.cli import app; import readinglist.cli.gui_command; "
        "print([name for name in ('sqlmodel', 'whoosh', 'numpy', 'bibtexparser') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_broken_library_is_told_by_name(folder: Path) -> None:
    folder.mkdir()
    file = folder / "library.sqlite"
    file.write_text("not a library " * 100)
    result = bare("list", "--library", folder)
    assert result.exit_code == 1
    assert str(file) in result.stderr
    assert "Traceback" not in result.stderr


def test_answers_are_utf_8_whatever_the_terminal_s_encoding_is(run: Run, process: Process, page: Path) -> None:
    page.write_text(page.read_text().replace("Pendulum Clocks", "Pendeluhren – 🦊 Ωmega"), "utf-8")
    environment = {"LC_ALL": "C", "LANG": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    run("import", page)
    answer = process("list", "--json", env=environment).stdout.decode("utf-8")
    assert json.loads(answer)[2]["title"] == "Pendeluhren – 🦊 Ωmega"
    assert "🦊" in answer
    assert "🦊" in process("list", env=environment).stdout.decode("utf-8")


def test_a_page_piped_in_and_the_words_apart(process: Process, page: Path) -> None:
    done = process("import", "-", "--json", input=page.read_bytes())
    assert json.loads(done.stdout)["added"] == 3
    assert done.stderr == b"3 papers added.\n"
    assert process("show", 99, code=1).stdout == b""
    assert process("set", 1, "--status", "bad", code=2).stdout == b""


@pytest.mark.skipif(os.name == "nt", reason="needs a Unix pipe")
@pytest.mark.parametrize("note", ["short", "longer than any pipe " * 20_000])
def test_a_reader_that_has_gone_is_no_error(stocked: Run, folder: Path, note: str) -> None:
    stocked("note", 1, "--file", "-", text=note)
    reading_end, writing_end = os.pipe()
    os.close(reading_end)
    done = subprocess.run(
        [sys.executable, "-m", "readinglist", "--library", folder, "show", "1"],
        stdout=writing_end,
        stderr=subprocess.PIPE,
        timeout=60,
        check=False,
    )
    os.close(writing_end)
    assert done.stderr == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device without room")
@pytest.mark.usefixtures("stocked")
def test_an_answer_that_finds_no_room_is_told(folder: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "readinglist", "--library", folder, "list", "--json"],
            stdout=full,
            stderr=subprocess.PIPE,
            timeout=60,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr == b"There is no room for the answer. Free some space and try again.\n"


@pytest.mark.usefixtures("stocked")
def test_a_bug_is_not_hidden(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    def broken(*_: Any, **__: Any) -> Any:
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr("readinglist.cli.paper_commands.record", broken)
    result = CliRunner().invoke(app, ["show", "1", "--json", "--library", str(folder)])
    assert isinstance(result.exception, ZeroDivisionError)
