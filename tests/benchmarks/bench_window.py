"""The window's quickness, at the real window: from its first painting to a search among 100,000 papers.

    bench_window.py [--xcb] [SIZE ...]      without sizes: 65, 1,000, 10,000 and 100,000 papers

Off screen, unless --xcb asks for the X display that DISPLAY names. Each session is a process of its own.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import corpus
from table import Row, percentile, show

HERE = Path(__file__).parent
SIZES = (65, 1_000, 10_000, 100_000)
STARTS = 7
IMPORTED = 10_000
IMPORT_INTO = (1_000, 100_000)
FRAME_MS, KEYSTROKE_MS, USABLE_MS, STARTUP_GAP_MS, EXTRA_GAP_MS = 16.0, 100.0, 1_000.0, 60.0, 10.0
BARS: tuple[tuple[str, float], ...] = (
    ("start to painted list", USABLE_MS),
    ("start-up, largest gap", STARTUP_GAP_MS),
    ("status key", FRAME_MS),
    ("j or k", FRAME_MS),
    ("scroll", FRAME_MS),
    ("search for", KEYSTROKE_MS),
    ("letter typed", KEYSTROKE_MS),
    ("sort by", KEYSTROKE_MS),
)
"""What begins with these words may take at most so many ms."""


class Window:
    """Runs the sessions, each on fresh copies of a library."""

    def __init__(self, folder: Path, platform: str) -> None:
        self._folder = folder
        self._copies = 0
        self._environment = os.environ | {
            "QT_QPA_PLATFORM": platform,
            "PYTHONPATH": str(HERE.parents[1]),
            "PYTHONDONTWRITEBYTECODE": "",  # a person's second start has compiled modules
            **{name: str(folder / "home") for name in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME")},
        }

    def copy(self, size: int) -> tuple[Path, Path]:
        """A library of this size, and its cache folder."""
        self._copies += 1
        place = self._folder / str(self._copies)
        corpus.library_of(size, place / "library", place / "cache")
        return place / "library", place / "cache"

    def run(self, script: str, *arguments: object) -> dict[str, object]:
        """What a script of its own process answers, and when that process was `started`."""
        started = time.monotonic()
        command = [sys.executable, str(HERE / script), *map(str, arguments)]
        command = [str(started) if part == "STARTED" else part for part in command]
        answer = subprocess.run(command, env=self._environment, check=True, stdout=subprocess.PIPE)
        return {**json.loads(answer.stdout.splitlines()[-1]), "started": started}


def first_paint(window: Window) -> list[Row]:
    """Of an empty window and of ours, by turns; and what they hold."""
    folders = window.copy(65)
    seen: dict[str, dict[str, list[float]]] = {}
    for _ in range(STARTS + 1):
        for kind in ("empty", "window", "command"):
            answer = window.run("first_paint.py", kind, *folders)
            values = {name: answer[name] for name in ("resident", "proportional")}
            values["paint"] = (answer["painted"] - answer["started"]) * 1_000
            for name, value in values.items():
                seen.setdefault(kind, {}).setdefault(name, []).append(value)
    kept = {kind: {name: values[1:] for name, values in each.items()} for kind, each in seen.items()}
    empty = {name: statistics.median(values) for name, values in kept["empty"].items()}
    rows = [Row("first paint of an empty window", 0, kept["empty"]["paint"])]
    for kind, name in (("window", "readinglist-gui"), ("command", "readinglist gui --library")):
        rows.append(
            Row(
                f"first paint of {name}",
                65,
                kept[kind]["paint"],
                most=1.5 * empty["paint"],
                peer=empty["paint"],
                peer_name="an empty window",
            )
        )
    rows += [
        Row(f"memory, {name}", size, kept[kind][name], unit="MB", peer=peer and empty[name], peer_name=peer)
        for name in ("resident", "proportional")
        for kind, size, peer in (("empty", 0, ""), ("window", 65, "an empty window"))
    ]
    return rows


def session(window: Window, size: int) -> list[Row]:
    """Reading, triage and search."""
    results = window.run("window_session.py", *window.copy(size), "STARTED")
    folders = window.copy(size)
    for _ in range(STARTS):
        for what, values in window.run("window_session.py", *folders, "STARTED", "-").items():
            if what in results and what.startswith("start"):
                results[what] += values
    rows = []
    for what, values in results.items():
        if not isinstance(values, list):
            continue
        if what.endswith(", gaps"):
            rows += _gap_rows(what.removesuffix(", gaps"), size, values)
        elif what.startswith(("window, ", "worker, ")):
            rows += [
                Row(f"memory of the {what}, {when}", size, [value], unit="MB")
                for when, value in zip(("after start", "at the end"), values, strict=False)
            ]
        else:
            bar = next((most for begin, most in BARS if what.startswith(begin)), None)
            rows.append(Row(what, size, values, most=bar))
    return rows


def imports(window: Window, size: int, page: Path) -> list[Row]:
    """The gaps while a page is imported and indexed, against those of the idle window before it."""
    results = window.run("window_session.py", *window.copy(size), "STARTED", page)
    idle = results["idle, gaps"]
    most = max(idle) + EXTRA_GAP_MS
    rows = _gap_rows("idle", size, idle)
    for what in ("previewing", "importing", "indexing"):
        rows += _gap_rows(f"{what} {IMPORTED:,}", size, results[f"{what}, gaps"], most, max(idle))
    for what in ("previewing", "importing", "indexing"):
        rate = [IMPORTED / seconds for seconds in results[f"{what}, in all"]]
        rows.append(Row(f"{what} {IMPORTED:,}", size, rate, unit="papers/s"))
    return rows


def _gap_rows(
    when: str, size: int, gaps: Sequence[float], most: float | None = None, idle: float | None = None
) -> list[Row]:
    high = percentile(gaps, 0.999)
    return [
        Row(f"{when}: largest gap", size, [max(gaps)], most=most, peer=idle, peer_name="idle" if idle else ""),
        Row(f"{when}: p99.9 of the gaps", size, [high], most=FRAME_MS if most else None),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", type=int, nargs="*", metavar="SIZE")
    parser.add_argument("--xcb", action="store_true", help="on the X display instead of off screen")
    asked = parser.parse_args()
    sizes = asked.sizes or SIZES
    with tempfile.TemporaryDirectory(dir=corpus.CACHE.parent, prefix="readinglist-bench-") as folder:
        window = Window(Path(folder), "xcb" if asked.xcb else "offscreen")
        page = Path(folder) / "page.txt"
        page.write_text(corpus.page(IMPORTED), encoding="utf-8")
        parts: list[Callable[[], list[Row]]] = [lambda: first_paint(window)]
        parts += [lambda size=size: session(window, size) for size in sizes]
        parts += [lambda size=size: imports(window, size, page) for size in IMPORT_INTO if size in sizes]
        rows: list[Row] = []
        try:
            for part in parts:
                rows += part()
                print(f"  {rows[-1].what} at {rows[-1].size:,}: done", flush=True)
        finally:  # what was measured is shown, whatever comes after it
            if hasattr(os, "getloadavg"):
                print(f"Load of the machine at the end: {os.getloadavg()[0]:.1f}")
            show(rows)


if __name__ == "__main__":
    main()
