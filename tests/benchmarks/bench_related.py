"""Related papers and what to read next: how right they are, how fast, and what they hold in memory.

bench_related.py [SIZE ...]      10,000, 30,000 and 100,000 papers, unless other sizes are given

Right is told by the labels of `topics.py`, on the 65 papers of the captured page beside the checkout, where it is:
P@5 is the share of the first five that have a topic in common with the paper asked about, or the topic of the four
papers that were given stars. Half of the papers, by a hash, were kept back while this was made. Stock Whoosh answers
the same questions by its `more_like`, and chance by drawing any five.
"""

import argparse
import json
import multiprocessing
import os
import random
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import corpus
from first_paint import memory
from table import Row, show
from topics import TOPICS, is_kept_back
from whoosh.analysis import StemmingAnalyzer
from whoosh.fields import NUMERIC, TEXT, Schema
from whoosh.filedb.filestore import RamStorage
from whoosh.query import Or, Term
from whoosh.searching import Searcher

from readinglist.domain.paper import Paper
from readinglist.library import notes, papers, reading
from readinglist.library.library import Library
from readinglist.search.related.learning import Learner
from readinglist.search.related.ranking import read_next, related
from readinglist.search.related.store import TermStore

SIZES = (10_000, 30_000, 100_000)
PAGE = Path(__file__).parents[3] / "shared" / "data" / "hf_page_text"
FIRST = 5
STARRED = 4
DRAWS = 10
ASKED = 50

Answer = Callable[[Sequence[int]], list[int]]
"""From papers to the first that are like them."""


def labelled() -> list[tuple[str, Paper]]:
    """The papers of the page with their arXiv ids."""
    told = json.loads((PAGE / "seed_papers.json").read_text("utf-8"))
    lines = (PAGE / Path(told["source"]).name).read_text("utf-8").split("\n")
    return [
        (each["arxiv_id"], Paper(title=each["title"], abstract=lines[each["abstract_line"] - 1]))
        for each in told["papers"]
    ]


class Judged:
    """The labelled papers in a library; a paper's number there is its place in `labels`, from 1."""

    def __init__(self, library: Library, learner: Learner, found: Sequence[tuple[str, Paper]]) -> None:
        self.names = [name for name, _ in found]
        self._library, self._learner = library, learner
        with library.transaction("Fill") as tx:
            ids = [papers.add(tx, paper) for _, paper in found]
        assert ids == list(range(1, len(found) + 1))

    def topics(self, paper: int) -> frozenset[str]:
        return TOPICS[self.names[paper - 1]]

    def half(self, kept_back: bool) -> list[int]:
        return [number for number, name in enumerate(self.names, start=1) if is_kept_back(name) == kept_back]

    def related(self, asked: Sequence[int]) -> list[int]:
        [paper] = asked
        return [other.id for other in related(self._library, self._learner, paper, FIRST).papers]

    def next(self, starred: Sequence[int]) -> list[int]:
        with self._library.transaction("Star") as tx:
            reading.set_starred(tx, starred, True)
        found = [each.id for each in read_next(self._library, self._learner, FIRST).papers]
        with self._library.transaction("Unstar") as tx:
            reading.set_starred(tx, starred, False)
        return found


def whoosh_more_like(found: Sequence[tuple[str, Paper]]) -> Searcher:
    """Stock Whoosh over the same texts."""
    schema = Schema(number=NUMERIC(stored=True), text=TEXT(analyzer=StemmingAnalyzer(), stored=True))
    index = RamStorage().create_index(schema)
    writer = index.writer()
    for number, (_, paper) in enumerate(found, start=1):
        writer.add_document(number=number, text=f"{paper.title} {paper.abstract}")
    writer.commit()
    return index.searcher()


def more_like(searcher: Searcher, asked: Sequence[int]) -> list[int]:
    numbers = [searcher.document_number(number=number) for number in asked]
    terms = searcher.key_terms(numbers, "text", numterms=5 * len(asked))
    query = Or([Term("text", word, boost=weight) for word, weight in terms])
    hits = searcher.search(query, limit=FIRST + len(asked))
    return [hit["number"] for hit in hits if hit["number"] not in asked][:FIRST]


def precision(judged: Judged, answer: Answer, questions: Sequence[tuple[list[int], frozenset[str]]]) -> float:
    """P@5: a place that is left empty is a wrong one."""
    return statistics.mean(
        sum(bool(judged.topics(paper) & wanted) for paper in answer(asked)) / FIRST for asked, wanted in questions
    )


def at_best(judged: Judged, questions: Sequence[tuple[list[int], frozenset[str]]]) -> float:
    """What an answer comes to that misses nothing: some papers have fewer than five others with a topic in common."""
    numbers = range(1, len(judged.names) + 1)
    right = [
        sum(bool(judged.topics(other) & wanted) for other in numbers if other not in asked)
        for asked, wanted in questions
    ]
    return statistics.mean(min(FIRST, each) / FIRST for each in right)


def by_chance(judged: Judged, questions: Sequence[tuple[list[int], frozenset[str]]]) -> float:
    """What drawing any five others comes to, on average."""
    shares = []
    for asked, wanted in questions:
        others = [paper for paper in range(1, len(judged.names) + 1) if paper not in asked]
        shares.append(sum(bool(judged.topics(paper) & wanted) for paper in others) / len(others))
    return statistics.mean(shares)


def how_right(folder: Path) -> list[Row]:
    found = labelled()
    rows = []
    with closing(Library(folder / "library", origin="benchmark")) as library:
        learner = Learner(TermStore.open(folder / "cache", library), library)
        judged, searcher = Judged(library, learner, found), whoosh_more_like(found)
        for kept_back in (False, True):
            half = judged.half(kept_back)
            where = "kept back" if kept_back else "seen while making it"
            about_one = [([paper], judged.topics(paper)) for paper in half]
            chance = random.Random(3)
            about_four = []
            for topic in sorted(set().union(*TOPICS.values())):
                on_it = [paper for paper in half if topic in judged.topics(paper)]
                there = sum(topic in topics for topics in TOPICS.values())
                if len(on_it) >= STARRED and there >= STARRED + FIRST:
                    draws = [chance.sample(on_it, STARRED) for _ in range(DRAWS)]
                    about_four += [(draw, frozenset({topic})) for draw in draws]
            for what, ours, questions, least in (
                ("related", judged.related, about_one, 0.6),
                ("read next", judged.next, about_four, None),
            ):
                count = len(found)
                rows.append(
                    Row(f"{what}, P@5, {where}", count, [precision(judged, ours, questions)], "share", least=least)
                )
                peer = precision(judged, lambda asked: more_like(searcher, asked), questions)
                rows.append(Row("  stock Whoosh's more_like", count, [peer], "share"))
                rows.append(Row("  the best there could be", count, [at_best(judged, questions)], "share"))
                rows.append(Row("  chance", count, [by_chance(judged, questions)], "share"))
        searcher.close()
        learner.close()
    return rows


@contextmanager
def most_memory() -> Iterator[list[float]]:
    """The most memory of its own, in MB, that this process holds at any time within the block."""
    most, over = [memory()["anonymous"]], threading.Event()

    def watch() -> None:
        while not over.wait(0.02):
            most[0] = max(most[0], memory()["anonymous"])

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield most
    finally:
        over.set()
        watcher.join()


def cpu(work: Callable[[], object]) -> float:
    """The ms of CPU that it takes."""
    begun = time.process_time()
    work()
    return (time.process_time() - begun) * 1_000


def how_fast(size: int) -> list[Row]:
    """At one size, in a process of its own."""
    is_largest_bar = size >= SIZES[-1]
    chance = random.Random(size)
    with tempfile.TemporaryDirectory(dir=corpus.CACHE.parent, prefix="readinglist-bench-") as name:
        folder = Path(name)
        corpus.library_of(size, folder / "library", folder / "cache", indexed=False)
        with closing(Library(folder / "library", origin="benchmark")) as library:
            store = TermStore.open(folder / "cache", library)
            learner = Learner(store, library)
            before = memory()["anonymous"]
            begun = time.process_time()
            with most_memory() as most:
                learner.learn()
            spent = time.process_time() - begun
            store.close()
            again = Learner(TermStore.open(folder / "cache", library), library)
            asked = [chance.randint(1, size) for _ in range(ASKED)]
            first = cpu(lambda: related(library, again, asked[0], 10))
            like = [cpu(lambda paper=paper: related(library, again, paper, 10)) for paper in asked]
            suggest = [cpu(lambda: read_next(library, again, 10)) for _ in range(ASKED)]
            noted, titled = [], []
            for turn, paper in enumerate(asked[:5]):
                with library.transaction("Note") as tx:
                    notes.write(tx, paper, f"a thought {turn}")
                noted.append(cpu(lambda: again.learn()))
                with library.transaction("Change") as tx:
                    papers.update(tx, paper, Paper(title=f"Another title {turn}", abstract="with other words"))
                titled.append(cpu(lambda: again.learn()))
            mark, after = store.mark(), memory()
            rows = [
                Row("learnt, per CPU second", size, [size / spent], "papers/s"),
                Row("files", size, [store.size(mark) / 1e6], "MB"),
                Row("  of these the model, mapped", size, [(store.folder / mark.model).stat().st_size / 1e6], "MB"),
                Row("most memory while learning", size, [most[0] - before], "MB"),
                Row("memory held after all that", size, [after["anonymous"] - before], "MB"),
                Row("related, the first time, CPU", size, [first]),
                Row("related, CPU", size, like, most=10.0 if is_largest_bar else None),
                Row("read next, CPU", size, suggest, most=50.0 if is_largest_bar else None),
                Row("learnt after a note, CPU", size, noted),
                Row("learnt after another title, CPU", size, titled),
            ]
            again.close()
            return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", type=int, nargs="*", default=SIZES, metavar="SIZE")
    rows = []
    if PAGE.is_dir():
        with tempfile.TemporaryDirectory(prefix="readinglist-bench-") as name:
            rows += how_right(Path(name))
    else:
        print(f"How right the answers are is not measured: there is no {PAGE}.")
    context = multiprocessing.get_context("spawn")
    for size in parser.parse_args().sizes:
        with context.Pool(1) as pool:
            rows += pool.apply(how_fast, (size,))
    if hasattr(os, "getloadavg"):
        print(f"Load of the machine at the end: {os.getloadavg()[0]:.1f}")
    show(rows)


if __name__ == "__main__":
    main()
