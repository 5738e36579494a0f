"""The documentation speaks of what is there."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "readinglist").rglob("*.md"))]
TOP_LEVEL = {path.name for path in ROOT.iterdir()}

page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())


@page
def test_every_relative_link_and_picture_exists(page: Path) -> None:
    targets = re.findall(r"\]\(([^)\s]+)", page.read_text()) + re.findall(r'(?:src|href)="([^"]+)"', page.read_text())
    files = [target.partition("#")[0] for target in targets if not re.match(r"[a-z]+:|#", target)]
    assert [name for name in files if not (page.parent / name).exists()] == []


@page
def test_every_path_named_exists(page: Path) -> None:
    """A path is code with a slash that starts at the top level; what the commands make in .venv/ may not be there."""
    names = [name for name in re.findall(r"`([\w./-]+/[\w./-]*)`", page.read_text()) if not name.startswith(".venv")]
    paths = [name for name in names if name.partition("/")[0] in TOP_LEVEL]
    assert [name for name in paths if not (ROOT / name).exists()] == []


@page
def test_every_command_named_exists(page: Path) -> None:
    named = set(re.findall(r"packaging/dev\.py ([\w-]+)", page.read_text()))
    there = set(re.findall(r"^  (\w+) (?:\[|  )", (ROOT / "packaging" / "dev.py").read_text(), flags=re.MULTILINE))
    assert {"run", "test", "check"} <= there
    assert named <= there


@page
def test_every_command_of_the_program_named_exists(page: Path) -> None:
    named = sorted(set(re.findall(r"\breadinglist (?:--library \S+ )?([a-z]+)\b", "\n".join(blocks(page)))))
    unknown = [
        command
        for command in named
        if subprocess.run([sys.executable, "-m", "readinglist", command, "--help"], capture_output=True).returncode != 0
    ]
    assert unknown == []


def blocks(page: Path) -> list[str]:
    """What stands in the page's blocks of shell commands."""
    return re.findall(r"```sh\n(.+?)\n```", page.read_text(), flags=re.DOTALL)


def test_the_first_two_commands_are_run_and_test() -> None:
    assert blocks(ROOT / "README.md")[:2] == ["python3 packaging/dev.py run", "python3 packaging/dev.py test"]
