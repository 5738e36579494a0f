"""A bibliography of many entries, brought into an empty library: how long that takes, and how much memory.

bench_bib.py [SIZE]     with SIZE entries (100,000)

The peer does the least that could be done: bibtexparser reads the file, and SQLite takes in one transaction what the
import stored, row by row as it lies in the library, with no matching, history or change to follow. The same with a
table of one row for each of bibtexparser's entries is told beside it. Each runs in a process of its own. A fifth of the
names and a tenth of the titles have accents in LaTeX, and one entry in fifty is broken.
"""

import argparse
import json
import logging
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path

import corpus

from readinglist.domain.paper import Paper

SIZE = 100_000
MOST_TIMES_PEER = 1.5
MOST_MEMORY = 1_000
"""MB that the process may hold at any moment."""

_ACCENTS = (('\\"o', "o"), ("\\'{e}", "e"), ("{\\v{c}}", "c"), ("\\~n", "n"), ("{\\aa}", "a"), ("{\\ss}", "s"))


def bibliography(size: int) -> str:
    """The text of a file with so many entries."""
    chance = random.Random(5)
    drawn = islice(corpus.papers(5), size)
    return "\n".join(_entry(number, each.paper, chance) for number, each in enumerate(drawn, start=1))


def _entry(number: int, paper: Paper, chance: random.Random) -> str:
    is_article = chance.random() < 0.6
    names = (f"{_accented(one.family, 0.2, chance)}, {one.given}" for one in paper.authors)
    volume, first = chance.randint(1, 60), chance.randint(1, 900)
    fields = {
        "title": f"{{{_accented(paper.title, 0.1, chance)}}}",
        "author": f"{{{' and '.join(names)}}}",
        "journal" if is_article else "booktitle": f"{{{paper.venue or 'Proceedings of the Hedgerow Society'}}}",
        "year": f"{{{paper.year or 2020}}}",
        "month": chance.choice(("jan", "feb", "{March}", '"apr"', "oct")),
        "volume": f"{{{volume}}}",
        "pages": f"{{{first}--{first + 12}}}",
        "publisher": "{Fen Press}",
        "doi": f"{{10.5555/bench.{number}}}" if paper.doi else "",
        "url": f"{{https://papers.example/{number}_a}}",
        "abstract": f"{{{paper.abstract[:700]}}}" if chance.random() < 0.2 else "",
        "keywords": "{hedges, foxes}" if chance.random() < 0.1 else "",
    }
    written = [f"  {name} = {value}" for name, value in fields.items() if value]
    if chance.random() < 0.02:
        written[chance.randrange(len(written))] += "}" if chance.random() < 0.5 else " {"
    kind = "article" if is_article else "inproceedings"
    return f"@{kind}{{key{number}:{paper.year or 2020},\n" + ",\n".join(written) + "\n}\n"


def _accented(text: str, share: float, chance: random.Random) -> str:
    if chance.random() >= share:
        return text
    accent, letter = chance.choice(_ACCENTS)
    return text.replace(letter, accent, 1) if letter in text else f"{text}{accent}"


def ours(file: Path, folder: Path) -> Iterator[tuple[str, int]]:
    """Import the file as the program does; gives each stage as it is done, and how many records it made."""
    from readinglist.importing.pipeline import store
    from readinglist.importing.preparing import prepare_files
    from readinglist.library.library import Library

    prepared = prepare_files([file])
    yield f"parsed, {len(prepared.failures):,} failures", len(prepared.drafts)
    with closing(Library(folder / "library", origin="benchmark")) as library:
        report = store(library, prepared)
    yield "matched and stored", len(report.ids)


def peer(file: Path, folder: Path) -> Iterator[tuple[str, int]]:
    """Read the file with bibtexparser; insert its entries into a table, then the rows of the import into a library."""
    import bibtexparser

    from readinglist.library.library import FILE_NAME, Library
    from readinglist.library.store.tables import TRACKED

    logging.disable(logging.WARNING)  # a line for each broken entry
    entries = bibtexparser.parse_string(file.read_text(encoding="utf-8")).entries
    yield "parsed", len(entries)
    with closing(sqlite3.connect(folder / "peer.sqlite")) as connection, connection:
        connection.execute("CREATE TABLE entry (id INTEGER PRIMARY KEY, key TEXT, type TEXT, title TEXT, fields TEXT)")
        connection.executemany(
            "INSERT INTO entry (key, type, title, fields) VALUES (?, ?, ?, ?)",
            (
                (entry.key, entry.entry_type, fields.get("title"), json.dumps(fields, ensure_ascii=False))
                for entry in entries
                for fields in ({field.key: field.value for field in entry.fields},)
            ),
        )
    yield "put into a table", len(entries)
    with closing(sqlite3.connect(folder / "library" / FILE_NAME)) as imported:
        rows = {table.name: imported.execute(f"SELECT * FROM {table.name}").fetchall() for table in TRACKED}
    Library(folder / "bare", origin="benchmark").close()
    yield "fetched what the import stored", len(rows["paper"])
    with closing(sqlite3.connect(folder / "bare" / FILE_NAME)) as connection, connection:
        for name, values in rows.items():
            if values:
                connection.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(values[0]))})", values)
    yield "inserted its rows", sum(map(len, rows.values()))


_RUNS: dict[str, Callable[[Path, Path], Iterator[tuple[str, int]]]] = {"ours": ours, "peer": peer}


def _measure(run: str, file: Path, folder: Path) -> None:
    """Run one of the two here, print its stages, and last its figures as JSON: how long each stage took."""
    stages = []
    begun, cpu = time.perf_counter(), time.process_time()
    for stage, count in _RUNS[run](file, folder):
        stages.append((time.perf_counter() - begun, time.process_time() - cpu))
        wall, used = stages[-1]
        print(f"  {run}: {stage}: {count:,} in {wall:.1f} s, {used:.1f} s of the processor", flush=True)
        begun, cpu = time.perf_counter(), time.process_time()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform == "linux" else 1024**2)
    print(json.dumps({"stages": stages, "memory": memory}))


def _measured(run: str, file: Path, folder: Path) -> tuple[list[tuple[float, float]], float]:
    """The time of each stage by the clock and of the processor, and the memory, of one run in its own process."""
    command = [sys.executable, __file__, "--run", run, str(file), str(folder)]
    *stages, figures = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.splitlines()
    print("\n".join(stages), flush=True)
    found = json.loads(figures)
    return found["stages"], found["memory"]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("size", type=int, nargs="?", default=SIZE, metavar="SIZE")
    parser.add_argument("--run", nargs=3, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.run:
        _measure(asked.run[0], Path(asked.run[1]), Path(asked.run[2]))
        return 0
    with tempfile.TemporaryDirectory(prefix="readinglist-bench-") as name:
        folder = Path(name)
        file = folder / "many.bib"
        file.write_text(bibliography(asked.size), encoding="utf-8")
        print(f"{asked.size:,} entries, {file.stat().st_size / 2**20:.1f} MiB")
        mine, memory = _measured("ours", file, folder)
        (parsed, table, _, rows), its_memory = _measured("peer", file, folder)
    for clock, words in enumerate(("by the clock", "of the processor")):
        taken = sum(stage[clock] for stage in mine)
        ratio, bare = taken / (parsed[clock] + rows[clock]), taken / (parsed[clock] + table[clock])
        said = "ok" if ratio <= MOST_TIMES_PEER else "MISS"
        print(
            f"{taken:.1f} s {words}: {ratio:.2f} x the peer's (bar {MOST_TIMES_PEER})  {said}; {bare:.2f} x a table's"
        )
    said = "ok" if memory < MOST_MEMORY else "MISS"
    print(f"peak memory: {memory:,.0f} MB, the peer's {its_memory:,.0f} (bar {MOST_MEMORY:,})  {said}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
