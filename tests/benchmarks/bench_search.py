"""The search beside SQLite's FTS5 and tantivy, on the same texts in one run: queries, building, edits, memory.

bench_search.py [SIZE]      100,000 papers, unless another size is given

Our queries are asked as the window asks them: every paper found, in order, with what the library has newer than the
index, which is asked for each time. The peers give every paper found, best first; tantivy is also asked for its best
50 alone. "first" is the first time in an index just opened, "again" any time after that.
"""

import argparse
import os
import random
import re
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

import corpus
from first_paint import memory
from search_peers import SLOP, Fts5, Tantivy
from table import Row, show
from words import COMMON_WORD, FREQUENT_WORD, PHRASE

from readinglist.domain.query.completion import begun
from readinglist.domain.query.expression import EVERYTHING, And, Node, Not, Or, Phrase, Query, TextField, Word
from readinglist.domain.query.parser import parse
from readinglist.library import notes
from readinglist.library.library import Library
from readinglist.library.reads import PaperText, texts
from readinglist.search import indexer
from readinglist.search.advice import advise
from readinglist.search.completion import complete
from readinglist.search.evaluate import search
from readinglist.search.highlight import Highlighter
from readinglist.search.index import PaperIndex

T = TypeVar("T")
SIZE = 100_000
SAMPLE = 3_000
QUERIES = 12
SECOND_TURNS = 5
EDITS = 20
BATCH_READ = 5_000
ALL = 1_000_000
SAME_EVERYWHERE = {"rare word", "frequent word", "common word", "two words", "three words, or", "left out", "in title"}
"""Classes in which all engines mean the same, but for their stemmers; phrases and beginnings are of words with us.

Where we find more than FTS5, a word that ends in s is the stem of the one asked for: to us, a stem is found as a word.
"""


@dataclass
class Times:
    """Of one class of queries with one engine: ms for the first and for further times, and papers found by query."""

    first: list[float] = field(default_factory=list)
    again: list[float] = field(default_factory=list)
    found: list[int] = field(default_factory=list)


def classes(papers: Sequence[PaperText]) -> dict[str, tuple[str, list[list[str]]]]:
    """Queries by class, each with its kind and its words, chosen by how many papers of a sample have them."""
    chance = random.Random(5)
    there = [sorted(set(re.findall("[a-z]+", f"{paper.title} {paper.abstract}".lower()))) for paper in papers]
    having = Counter(word for words in there for word in words if len(word) > 4)

    def words(least: float, most: float) -> list[str]:
        fitting = sorted(word for word, count in having.items() if least <= count / len(papers) <= most)
        return chance.choices(fitting, k=QUERIES)

    common, frequent, others = words(0.1, 1), words(0.02, 0.1), words(0.02, 0.1)
    pairs = Counter(
        pair for paper in papers for pair in pairwise(re.findall("[a-z]+", paper.abstract)) if min(map(len, pair)) > 4
    )
    phrases = [PHRASE.split(), *map(list, chance.sample(sorted(pairs, key=lambda pair: -pairs[pair])[:50], 11))]
    apart = [[words[at], words[at + 2]] for words, at in _places(papers, chance)]
    titled = [re.findall("[a-z]+", paper.title.lower())[0] for paper in chance.sample(list(papers), QUERIES)]
    return {
        "rare word": ("word", [[word] for word in words(0, 1.5 / len(papers))]),
        "frequent word": ("word", [[word] for word in frequent]),
        "common word": ("word", [[word] for word in common]),
        "two words": ("word", [list(both) for both in zip(common, frequent, strict=True)]),
        "three words, or": (
            "or",
            [list(each) for each in zip(common, frequent, others, strict=True)],
        ),
        "left out": ("not", [list(both) for both in zip(common, frequent, strict=True)]),
        "in title": ("title", [[word] for word in titled]),
        "phrase": ("phrase", phrases),
        "phrase, slop": ("slop", apart),
        "beginning": ("beginning", [[word[:3]] for word in frequent]),
        "pattern": ("pattern", [[word[:2], word[-3:]] for word in frequent]),
        "with a slip": ("near", [[word[:2] + word[3:]] for word in frequent]),
    }


def _places(papers: Sequence[PaperText], chance: random.Random) -> list[tuple[list[str], int]]:
    """Places in abstracts where a telling word stands, and one after the next."""
    there = []
    for paper in chance.sample(list(papers), QUERIES * 20):
        words = re.findall("[a-z]+", paper.abstract.lower())
        telling = [at for at in range(len(words) - 2) if min(len(words[at]), len(words[at + 2])) > 4]
        there += [(words, chance.choice(telling))] if telling else []
    return there[:QUERIES]


def node(kind: str, words: Sequence[str]) -> Node:
    """The query as our parser would make it."""
    match kind:
        case "phrase":
            return Phrase(" ".join(words))
        case "slop":
            return Phrase(" ".join(words), slop=SLOP)
        case "beginning":
            return Word(words[0], prefix=True)
        case "pattern":
            return Word("*".join(words))
        case "near":
            return Word(words[0], edits=1)
        case "or":
            return Or(tuple(map(Word, words)))
        case "not":
            return And((Word(words[0]), Not(Word(words[1]))))
        case "title":
            return Word(words[0], TextField.TITLE)
        case _:
            return And(tuple(map(Word, words)))


def measured(find: Callable[[str, Sequence[str]], Sequence[int]], kind: str, asked: Sequence[Sequence[str]]) -> Times:
    """Ask each query once, and then some times more."""
    times = Times()
    for words in asked:
        taken, found = timed(lambda words=words: find(kind, words))
        times.first.append(taken)
        times.found.append(len(found))
        times.again += [timed(lambda words=words: find(kind, words))[0] for _ in range(SECOND_TURNS)]
    return times


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """The ms that it takes, and what it gives."""
    begun = time.perf_counter()
    found = work()
    return (time.perf_counter() - begun) * 1_000, found


def cpu(work: Callable[[], object]) -> float:
    """The ms of this process's CPU that it takes, all threads together."""
    begun = time.process_time()
    work()
    return (time.process_time() - begun) * 1_000


def queries(library: Library, index: PaperIndex, peers: Sequence[Fts5 | Tantivy], sample: Sequence[PaperText]) -> None:
    """Print a line for each class and engine: ms, what they are of FTS5's, and how many papers were found."""

    def ours(kind: str, words: Sequence[str]) -> Sequence[int]:
        result = search(library, index, Query("", node(kind, words)))
        assert result is not None
        assert not result.behind
        return result.ids

    asked_of: dict[str, Callable[[str, Sequence[str]], Sequence[int]]] = {"ours": ours}
    for peer in peers:
        asked_of[peer.name] = lambda kind, words, peer=peer: peer.find(kind, words, ALL)
    asked_of["tantivy, best 50"] = lambda kind, words: peers[1].find(kind, words, 50)
    lacking = {kind: [peer.name for peer in peers if kind in peer.lacks] for peer in peers for kind in peer.lacks}
    print(f"{'query':16}  {'engine':18}  {'first':>8}  {'p95':>8}  {'again':>8}  {'p95':>8}  of FTS5's again  found")
    for what, (kind, asked) in classes(sample).items():
        times = {}
        for name, find in asked_of.items():
            if name in lacking.get(kind, ()):
                continue
            if name == "ours":
                index.close()
                index.view()
            times[name] = measured(find, kind, asked)
        for name, each in times.items():
            first, again = Row("", 0, each.first), Row("", 0, each.again)
            ratio = f"{again.median / Row('', 0, times['FTS5'].again).median:15.2f}" if "FTS5" in times else " " * 15
            same = "" if what not in SAME_EVERYWHERE or name == "ours" else agreement(times["ours"].found, each.found)
            found = f"{statistics.median(each.found):,.0f} {same}" if "50" not in name else ""
            print(
                f"{what:16}  {name:18}  {first.median:8.2f}  {first.p95:8.2f}  {again.median:8.2f}  {again.p95:8.2f}"
                f"  {ratio}  {found}",
                flush=True,
            )


def agreement(ours: Sequence[int], theirs: Sequence[int]) -> str:
    """How often as many papers were found as by us."""
    return f"(as many as ours in {sum(map(int.__eq__, ours, theirs))} of {len(ours)})"


def building(library: Library, cache: Path, peers: Sequence[Fts5 | Tantivy], size: int) -> tuple[PaperIndex, list[Row]]:
    """Each engine's index of the whole library; reading the library is part of ours."""
    index = PaperIndex.open(cache, library)
    taken = cpu(lambda: indexer.catch_up(index, library))
    ours = size / taken * 1_000
    rows = [Row("index built, per CPU second", size, [ours], "papers/s", least=1_000.0)]
    sizes = [Row("index on disk", size, [indexer.status(index, library).size / 1e6], "MB")]
    for peer in peers:
        spent = 0.0
        for first in range(1, size + 1, BATCH_READ):
            with library.read() as session:
                papers = texts(session, range(first, min(size + 1, first + BATCH_READ)))
            spent += cpu(lambda papers=papers, peer=peer: peer.add(papers))
        rows.append(Row(f"  {peer.name}", size, [size / spent * 1_000], "papers/s"))
        sizes.append(Row(f"  {peer.name}", size, [peer.size() / 1e6], "MB"))
    return index, rows + sizes


def edits(library: Library, index: PaperIndex, peers: Sequence[Fts5 | Tantivy], size: int) -> list[Row]:
    """A note written, and then found; and a hundred of them together. Of ours, only the index is counted."""
    rows = []
    for count, times, most in ((1, EDITS, 30.0), (100, 3, 1_000.0)):
        values: dict[str, list[float]] = {"ours": [], **{peer.name: [] for peer in peers}}
        for turn in range(times):
            chosen = random.Random(turn).sample(range(1, size + 1), count)
            with library.read() as session:
                old = texts(session, chosen)
            with library.transaction("Note") as tx:
                for paper_id in chosen:
                    notes.write(tx, paper_id, f"a thought {turn} on it")
            with library.read() as session:
                new = texts(session, chosen)
            values["ours"].append(cpu(lambda: indexer.catch_up(index, library)))
            for peer in peers:
                values[peer.name].append(cpu(lambda peer=peer, old=old, new=new: peer.replace(old, new)))
        for name, spent in values.items():
            mine = name == "ours"
            what = f"notes into the index at once: {count}, CPU" if mine else f"  {name}"
            rows.append(Row(what, size, spent, most=most if mine else None))
    return rows


def answers(library: Library, index: PaperIndex, peers: Sequence[Fts5 | Tantivy], size: int) -> list[Row]:
    """What stands beside the papers: snippets, completions, and what to try where nothing is found."""
    fts5, other = peers
    assert isinstance(fts5, Fts5)
    assert isinstance(other, Tantivy)
    words = f"{COMMON_WORD} {FREQUENT_WORD}"
    result = search(library, index, parse(words))
    assert result is not None
    with library.read() as session:
        papers = texts(session, result.ids[:20])
    highlighter = Highlighter(parse(words))
    by_tantivy, by_fts5 = other.snippets(words), fts5.snippets(words, papers)
    fts5_ms = [timed(by_fts5)[0] for _ in range(SECOND_TURNS)]
    tantivy_ms = [timed(lambda: by_tantivy(papers))[0] for _ in range(SECOND_TURNS)]
    ours = [timed(lambda: [highlighter.snippets(paper) for paper in papers])[0] for _ in range(SECOND_TURNS)]
    peer = statistics.median(fts5_ms)
    rows = [
        Row("snippets for 20 papers", size, ours, most=10.0, peer=peer, peer_name="FTS5"),
        Row("  FTS5, in a table of these 20", size, fts5_ms),
        Row("  tantivy, of abstracts alone", size, tantivy_ms),
    ]
    for typed in ("tag:", "status:r", "author:ma", "venue:conf", "sta"):
        wanted = begun(typed, len(typed))
        assert wanted is not None
        spent = [timed(lambda wanted=wanted: complete(library, index, wanted))[0] for _ in range(SECOND_TURNS)]
        rows.append(Row(f"completions of {typed}", size, spent, most=50.0))
    slip = f"{COMMON_WORD} {FREQUENT_WORD[:2]}{FREQUENT_WORD[3:]}"
    spent = [timed(lambda: advise(library, index, slip, EVERYTHING))[0] for _ in range(SECOND_TURNS)]
    return [*rows, Row("what to try for a word with a slip", size, spent, most=100.0)]


def held(library: Library, cache: Path, sample: Sequence[PaperText], size: int) -> list[Row]:
    """What this process holds more for an open index, and after every query; files in memory are counted apart."""
    before = memory()
    with closing(PaperIndex.open(cache, library)) as index:
        index.view()
        rows = [Row("memory of the open index", size, [memory()["anonymous"] - before["anonymous"]], "MB", most=96.0)]
        for kind, asked in classes(sample).values():
            for words in asked:
                search(library, index, Query("", node(kind, words)))
        after = memory()
        rows.append(Row("memory after all queries", size, [after["anonymous"] - before["anonymous"]], "MB", most=96.0))
        rows.append(Row("  of the index's file, in memory", size, [after["files"] - before["files"]], "MB"))
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("size", type=int, nargs="?", default=SIZE, metavar="SIZE")
    size = parser.parse_args().size
    with tempfile.TemporaryDirectory(dir=corpus.CACHE.parent, prefix="readinglist-bench-") as name:
        folder = Path(name)
        corpus.library_of(size, folder / "library", folder / "cache", indexed=False)
        with closing(Library(folder / "library", origin="benchmark")) as library:
            with library.read() as session:
                sample = texts(session, range(1, min(size, SAMPLE) + 1))
            peers = Fts5(folder), Tantivy(folder)
            index, rows = building(library, folder / "cache", peers, size)
            rows += held(library, folder / "cache", sample, size)
            with closing(index), closing(peers[0]), closing(peers[1]):
                queries(library, index, peers, sample)
                rows += answers(library, index, peers, size)
                rows += edits(library, index, peers, size)
    if hasattr(os, "getloadavg"):
        print(f"Load of the machine at the end: {os.getloadavg()[0]:.1f}")
    show(rows)


if __name__ == "__main__":
    main()
