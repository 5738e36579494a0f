"""The command line, run within the test or as a process of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from readinglist.cli import app

PAGE = """Get trending papers in your email inbox!

Subscribe

Mar 11

Counting Bees With Cheap Microphones

We hang cheap microphones in forty gardens and count the wing beats of bees in noisy recordings. Over one summer the counts follow those of human observers closely. Code is at https://github.com/garden/bee-count.

Which Knots Hold in Wet Ropes

A knot that holds in one rope slips in another. This paper measures twelve knots in nine ropes under slow and sudden loads, and finds that the stiffness of the rope explains most of the difference.

Pendulum Clocks

Two clocks on one wall fall into step. We repeat the old observation with laser sensors and describe the coupling through the wall by two equations. The results also hold for three clocks.
"""  # noqa: E501

Run = Callable[..., Result]
Process = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture
def page(tmp_path: Path) -> Path:
    file = tmp_path / "page.txt"
    file.write_text(PAGE, "utf-8")
    return file


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "library"


@pytest.fixture
def run(folder: Path) -> Run:
    """Runs a command on the test's library; anything but the expected exit code is a failure."""

    def invoke(*arguments: object, code: int = 0, text: str | bytes | None = None) -> Result:
        result = CliRunner().invoke(app, ["--library", str(folder), *map(str, arguments)], input=text)
        assert result.exit_code == code, (result.stdout, result.stderr, result.exception)
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result

    return invoke


@pytest.fixture
def answer(run: Run) -> Callable[..., Any]:
    """Runs a command with --json and reads its answer."""

    def invoke(command: str, *arguments: object, code: int = 0, text: str | bytes | None = None) -> Any:
        return json.loads(run(command, "--json", *arguments, code=code, text=text).stdout)

    return invoke


@pytest.fixture
def stocked(run: Run, page: Path) -> Run:
    """`run`, on a library that holds the page's three papers."""
    run("import", page)
    return run


@pytest.fixture
def process(folder: Path) -> Process:
    """Runs a command as a process of its own."""

    def start(*arguments: object, code: int = 0, **options: Any) -> "subprocess.CompletedProcess[bytes]":
        environment = {**os.environ, "READINGLIST_LIBRARY": str(folder), **options.pop("env", {})}
        done = subprocess.run(
            [sys.executable, "-m", "readinglist", *map(str, arguments)],
            env=environment,
            capture_output=True,
            timeout=60,
            check=False,
            **options,
        )
        assert done.returncode == code, (done.stdout, done.stderr)
        return done

    return start
