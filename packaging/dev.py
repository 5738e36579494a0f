"""The project's commands. A bare Python 3.11 or newer is enough to start any of them.

Each makes or renews the environment in .venv/ from the hash-locked requirements first, and adds the system libraries
that Qt needs (as root on Debian and Ubuntu; elsewhere it names them). Nothing outside .venv/ is written otherwise.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from itertools import takewhile
from pathlib import Path

import system_libraries
from virtual_screen import virtual_screen

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
PROGRAMS = ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin")
PYTHON = PROGRAMS / ("python.exe" if os.name == "nt" else "python")
STAMP = ENVIRONMENT / "installed"
RUNTIME_LOCK = ROOT / "packaging" / "requirements.txt"
LOCK = ROOT / "packaging" / "requirements-dev.txt"
BUILD_LOCK = ROOT / "packaging" / "requirements-build.txt"
SAMPLE_LIBRARY = ENVIRONMENT / "sample-library"
SAMPLE_PAPERS = ROOT / "resources" / "sample_papers.bib"
SCREENSHOT = ENVIRONMENT / "screenshot.png"
SCREENSHOT_SECONDS = 120

HELP = """\
commands:
  run [ARGUMENT ...]    open the app on a sample library; on a machine without a screen, open it on a virtual one,
                        save a picture of the window to .venv/screenshot.png and end
  test [ARGUMENT ...]   run the test suite, off screen, in a process for each processor; arguments go to pytest
  check                 lint, format, types, layers and documentation: all of them, then fail if any failed
  bench [NAME ...] [ARGUMENT ...]
                        run the benchmarks, or those named; arguments go to each, such as a number of papers
  lock [ARGUMENT ...]   write packaging/requirements*.txt anew from pyproject.toml; arguments go to uv

examples:
  python3 packaging/dev.py run
  python3 packaging/dev.py test
  python3 packaging/dev.py test tests/domain -k status
  python3 packaging/dev.py bench store 1000
  python3 packaging/dev.py lock --upgrade
"""


def run(arguments: Sequence[str]) -> int:
    """Open the app on the sample library, on a virtual screen where there is no other."""
    wayland = bool(os.environ.get("WAYLAND_DISPLAY"))
    headless = sys.platform == "linux" and not wayland and not os.environ.get("DISPLAY")
    platform = system_libraries.WAYLAND_LIBRARIES if wayland else system_libraries.X11_LIBRARIES
    programs = system_libraries.VIRTUAL_SCREEN_PROGRAMS if headless else {}
    set_up(system_libraries.QT_LIBRARIES | platform, programs)
    fill_sample_library()
    command = ["-m", "readinglist", "--library", str(SAMPLE_LIBRARY), "gui", *arguments]
    if not headless:
        return call(command)
    print("There is no screen here: opening the window on a virtual one ...", flush=True)
    SCREENSHOT.unlink(missing_ok=True)
    with virtual_screen() as display:
        on_screen = os.environ | {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        try:
            code = call([*command, "--screenshot", str(SCREENSHOT)], on_screen, timeout=SCREENSHOT_SECONDS)
        except subprocess.TimeoutExpired:
            raise SystemExit(f"The window was not ready within {SCREENSHOT_SECONDS} seconds; it was closed.") from None
    if code == 0:
        print(f"A picture of the window: {SCREENSHOT}")
    return code


def test(arguments: Sequence[str]) -> int:
    """Run the tests without a screen, unless QT_QPA_PLATFORM asks for one; those of a module mostly in one process."""
    set_up(system_libraries.QT_LIBRARIES)
    parallel = ["--numprocesses", "auto", "--dist", "worksteal"]
    return call(["-m", "pytest", *parallel, *arguments], {"QT_QPA_PLATFORM": "offscreen"} | os.environ)


def check(arguments: Sequence[str]) -> int:
    """Run every check, say how each ended, and fail if any failed."""
    refuse(arguments, "check")
    set_up(system_libraries.QT_LIBRARIES)
    commands = {
        "ruff check": ["-m", "ruff", "check", "."],
        "ruff format": ["-m", "ruff", "format", "--check", "."],
        "mypy": ["-m", "mypy"],
        "import-linter": ["-c", "import importlinter.cli as c; c.lint_imports_command()", "--no-logo"],
        "documentation": ["-m", "pytest", "--quiet", "tests/test_docs.py"],
    }
    outcomes = {}
    for name, command in commands.items():
        print(f"== {name}", flush=True)
        outcomes[name] = call(command)
    print("== outcome")
    for name, code in outcomes.items():
        print(f"{name}: {'passed' if code == 0 else 'FAILED'}")
    return 1 if any(outcomes.values()) else 0


def bench(arguments: Sequence[str]) -> int:
    """Run the benchmarks named first, or all, with what follows the names; the first that fails ends it."""
    scripts = {path.stem.removeprefix("bench_"): path for path in ROOT.glob("tests/benchmarks/bench_*.py")}
    there = ", ".join(sorted(scripts)) or "none yet"
    names = list(takewhile(scripts.__contains__, arguments))
    rest = arguments[len(names) :]
    if rest and rest[0].isidentifier():
        raise SystemExit(f"No such benchmark: {rest[0]}. There are: {there}.")
    print(f"Benchmarks: {there}")
    set_up(system_libraries.QT_LIBRARIES)
    for name in names or sorted(scripts):
        print(f"== {name}", flush=True)
        if code := call([str(scripts[name]), *rest]):
            return code
    return 0


def lock(arguments: Sequence[str]) -> int:
    """Write the lock files: for every system and every Python from 3.11 on, with the hash of each file."""
    set_up({})
    constraint = ["--constraint", str(RUNTIME_LOCK.relative_to(ROOT))]
    groups: dict[Path, list[str]] = {RUNTIME_LOCK: [], LOCK: ["dev"], BUILD_LOCK: ["build"]}
    for path, names in groups.items():
        extra = [*(word for name in names for word in ("--group", name)), *(constraint if names else [])]
        command = ["-m", "uv", "pip", "compile", "pyproject.toml", "--quiet", *extra]
        command += ["--universal", "--python-version", "3.11", "--generate-hashes"]
        command += ["--no-emit-index-url", "--no-emit-find-links"]
        command += ["--custom-compile-command", "python3 packaging/dev.py lock"]
        if code := call([*command, "--output-file", str(path.relative_to(ROOT)), *arguments]):
            return code
    return 0


def set_up(libraries: dict[str, str], programs: dict[str, str] | None = None) -> None:
    """Bring the environment to what the lock says, and the system to what `libraries` and `programs` ask for."""
    make_environment()
    if missing := system_libraries.missing_packages(libraries, programs):
        system_libraries.install(missing, "The window needs system libraries that are not here.")
        if still := system_libraries.missing_packages(libraries, programs):
            raise SystemExit(f"Installed, but still not to be loaded: {' '.join(still)}")
    install_packages()


def make_environment() -> None:
    """Make .venv/, unless one is there that has pip."""
    if PYTHON.exists() and call(["-c", "import pip"], stderr=subprocess.DEVNULL) == 0:
        return
    if importlib.util.find_spec("ensurepip") is None:
        package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        system_libraries.install([package], "Python's venv module is not here.")
    print(f"Making the environment in {ENVIRONMENT} ...", flush=True)
    subprocess.run([sys.executable, "-m", "venv", str(ENVIRONMENT)], check=True)


def install_packages() -> None:
    """Install what is locked and the project itself, when either changed since the last time or the checkout moved."""
    stamp = hashlib.sha256(str(ROOT).encode())
    for path in (LOCK, ROOT / "pyproject.toml", ROOT / "readinglist" / "__init__.py"):
        stamp.update(path.read_bytes())
    if STAMP.exists() and STAMP.read_text() == stamp.hexdigest():
        return
    print("Installing the locked packages (about 300 MB the first time) ...", flush=True)
    # Wheels only: building a source package would fetch its build tools, which no lock covers.
    pip("--require-hashes", "--only-binary", ":all:", "--requirement", str(LOCK))
    pip("--no-deps", "--no-build-isolation", "--editable", str(ROOT))
    STAMP.write_text(stamp.hexdigest())


def pip(*arguments: str) -> None:
    """Run `pip install`, showing which large files it fetches.

    Raises SystemExit, after all that pip said, when it fails.
    """
    command = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--no-input", *arguments]
    said = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            said.append(line)
            if line.strip().startswith("Downloading") and "MB)" in line:
                print(f"  {line.strip()}", flush=True)
    if process.returncode != 0:
        raise SystemExit(f"{''.join(said)}\nInstalling failed; what pip said stands above.")


def fill_sample_library() -> None:
    """Put the sample papers into the sample library, unless it already holds any.

    Raises SystemExit when the library cannot be read or the papers cannot be imported.
    """
    readinglist = [str(PYTHON), "-m", "readinglist", "--library", str(SAMPLE_LIBRARY)]
    if (SAMPLE_LIBRARY / "library.sqlite").exists():
        listing = subprocess.run(
            [*readinglist, "list", "--limit", "1", "--json"], cwd=ROOT, stdout=subprocess.PIPE, check=False
        )
        if listing.returncode != 0:
            raise SystemExit("The sample library cannot be read; the reason stands above.")
        if json.loads(listing.stdout):
            return
    imported = subprocess.run(
        [*readinglist, "import", str(SAMPLE_PAPERS)], cwd=ROOT, stdout=subprocess.DEVNULL, check=False
    )
    if imported.returncode != 0:
        raise SystemExit("The sample papers cannot be imported; the reason stands above.")


def call(
    command: Sequence[str],
    environment: dict[str, str] | None = None,
    *,
    timeout: float | None = None,
    stderr: int | None = None,
) -> int:
    """Run the environment's Python from the checkout's root; gives its exit code.

    Raises subprocess.TimeoutExpired, having ended the process, after `timeout` seconds.
    """
    return subprocess.run(
        [str(PYTHON), *command], cwd=ROOT, env=environment, timeout=timeout, stderr=stderr, check=False
    ).returncode


def refuse(arguments: Sequence[str], command: str) -> None:
    """End with a word on usage when a command that takes no arguments was given some."""
    if arguments:
        raise SystemExit(f"`{command}` takes no arguments.")


COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    "run": run,
    "test": test,
    "check": check,
    "bench": bench,
    "lock": lock,
}


def main() -> int:
    """Run the command named on the command line; gives its exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, epilog=HELP, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("command", choices=COMMANDS, help="one of the commands below")
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help="what the command takes")
    asked = parser.parse_args()
    try:
        return COMMANDS[asked.command](asked.arguments)
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    if sys.version_info < (3, 11):  # noqa: UP036  an older Python can start this file, and must be told
        sys.exit(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}.")
    sys.exit(main())
