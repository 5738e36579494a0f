"""The store and the index without a window: imports, verbs, reads, the index; beside plain SQLite where it can do it.

bench_store.py [SIZE]      100,000 papers, unless another size is given
"""

import argparse
import os
import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from functools import partial
from itertools import islice
from pathlib import Path

import corpus
import words
from table import Row, show

from readinglist.domain.query.expression import EVERYTHING
from readinglist.domain.query.parser import parse
from readinglist.domain.query.sort import Sort
from readinglist.domain.status import Status
from readinglist.importing.pipeline import store
from readinglist.importing.preparing import prepare
from readinglist.importing.source import source_from_text
from readinglist.library import lists, notes, reading, reads
from readinglist.library.following import Follower, changed_since
from readinglist.library.identity import duplicates
from readinglist.library.library import FILE_NAME, Library
from readinglist.search import indexer
from readinglist.search.evaluate import search
from readinglist.search.index import PaperIndex

SIZE = 100_000
IMPORTS = {1_000: 3, 10_000: 1}
SOME_SECONDS_MS = 5_000.0
KEYSTROKE_MS, FRAME_MS, INDEXED_PER_SECOND = 100.0, 16.0, 200.0
QUERIES = {
    "a rare word": words.RARE_WORD,
    "a frequent word": words.FREQUENT_WORD,
    "a common word": words.COMMON_WORD,
    "two words": f"{words.COMMON_WORD} {words.FREQUENT_WORD}",
    "a beginning": "mod*",
    "a phrase": f'"{words.PHRASE}"',
}
IN_FTS = {
    "a rare word": words.RARE_WORD,
    "a frequent word": words.FREQUENT_WORD,
    "a common word": words.COMMON_WORD,
    "two words": f"{words.COMMON_WORD} AND {words.FREQUENT_WORD}",
    "a beginning": "mod*",
    "a phrase": f'"{words.PHRASE}"',
}
"""The same queries as SQLite's FTS5 writes them."""


def timed(work: Callable[[], object], times: int = 1) -> list[float]:
    """The ms that each turn of the work takes."""
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        work()
        taken.append((time.perf_counter() - begun) * 1_000)
    return taken


def _import(library: Library, text: str) -> None:
    store(library, prepare([source_from_text("page", text)]))


def importing(folder: Path) -> list[Row]:
    """Into an empty library; beside it, plain inserts of the same rows without history, matching or parsing."""
    rows = []
    for count, times in IMPORTS.items():
        text = corpus.page(count)
        ours, plain = [], []
        for turn in range(times):
            with closing(Library(folder / f"import-{count}-{turn}", origin="benchmark")) as library:
                (taken,) = timed(partial(_import, library, text))
                ours.append(count / taken * 1_000)
            bare = folder / f"plain-{count}-{turn}"
            Library(bare, origin="benchmark").close()
            synthetic = list(islice(corpus.papers(2), count))
            (taken,) = timed(partial(corpus.fill, bare / FILE_NAME, synthetic))
            plain.append(count / taken * 1_000)
        peer = statistics.median(plain)
        rows.append(Row(f"import {count:,} from a page", 0, ours, unit="papers/s", peer=peer, peer_name="sqlite3"))
    return rows


def verbs(library: Library, size: int) -> list[Row]:
    """A status given to one, many and all papers, each time another one, and taken back."""
    rows = []
    for count, times in {1: 30, min(1_000, size): 5, size: 2}.items():
        ids = range(1, count + 1)
        done, undone = [], []
        for turn in range(times):
            status = (Status.READ, Status.DROPPED)[turn % 2]

            def act(ids: Sequence[int] = ids, status: Status = status) -> None:
                with library.transaction("Mark") as tx:
                    reading.set_status(tx, ids, status)

            done += timed(act)
            undone += timed(library.undo)
            act()
        bar = FRAME_MS if count == 1 else None
        rows.append(Row(f"mark {count:,} as read", size, done, most=bar))
        rows.append(Row(f"take back the mark of {count:,}", size, undone, most=bar))
    return rows


def reads_of(library: Library, size: int) -> list[Row]:
    """What the window reads."""
    chance = random.Random(3)
    with library.read() as session, closing(library.watching_connection()) as watch:
        pages = [[chance.randint(1, size) for _ in range(64)] for _ in range(20)]
        turns, singles = iter(pages), iter(chance.sample(range(1, size + 1), min(40, size)))
        rows = [
            Row("counts", size, timed(lambda: reads.counts(session), 7), most=KEYSTROKE_MS),
            Row("a page of 64 lines", size, timed(lambda: reads.lines(session, next(turns)), 20), most=FRAME_MS),
            Row("details of one", size, timed(lambda: reads.details(session, [next(singles)]), 30), most=FRAME_MS),
            Row("changes since the newest", size, timed(lambda: changed_since(watch, size * 9), 20), most=FRAME_MS),
        ]
        for sort in Sort:
            work = lambda sort=sort: lists.matching(session, EVERYTHING, sort=sort)  # noqa: E731
            rows.append(Row(f"all ids by {sort}", size, timed(work, 5), most=KEYSTROKE_MS))
        for text in ("status:inbox", "status:read rating:>=4", "year:2020..2024", "has:note"):
            node = parse(text).node
            work = lambda node=node: lists.matching(session, node, sort=Sort.ADDED)  # noqa: E731
            rows.append(Row(f"list {text}", size, timed(work, 5), most=KEYSTROKE_MS))
        rows.append(Row("find duplicates", size, timed(lambda: duplicates.find(session)), most=SOME_SECONDS_MS))
    with closing(Follower(library)) as follower:
        rows.append(Row("poll without news", size, timed(follower.poll, 200), most=FRAME_MS))
    return rows


def queries(library: Library, index: PaperIndex, fts: sqlite3.Connection, size: int) -> list[Row]:
    """By words, all papers found and ordered, cold and again; beside FTS5's, ordered by its rank."""
    rows = []
    for what, text in QUERIES.items():
        index.close()
        work = lambda text=text: search(library, index, parse(f"{text} "))  # noqa: E731
        index.view()
        cold, warm = timed(work), timed(work, 5)
        peer = statistics.median(timed(partial(_ask_fts, fts, IN_FTS[what]), 3))
        rows.append(Row(f"find {what}, cold", size, cold, most=KEYSTROKE_MS, peer=peer, peer_name="FTS5"))
        rows.append(Row(f"find {what}, again", size, warm, most=KEYSTROKE_MS, peer=peer, peer_name="FTS5"))
    return rows


def _ask_fts(fts: sqlite3.Connection, query: str) -> None:
    fts.execute("SELECT rowid FROM paper_text WHERE paper_text MATCH ? ORDER BY rank", (query,)).fetchall()


def full_text_peer(library: Path, file: Path, count: int) -> tuple[sqlite3.Connection, float]:
    """The same texts in SQLite's FTS5, with stems and prefixes; and how many papers/s it indexed."""
    connection = sqlite3.connect(file)
    connection.execute(
        "CREATE VIRTUAL TABLE paper_text USING fts5(title, abstract, note, tokenize='porter unicode61', prefix='2 3')"
    )
    connection.execute("ATTACH ? AS library", (str(library),))
    (taken,) = timed(
        lambda: connection.execute(
            "INSERT INTO paper_text (rowid, title, abstract, note) SELECT paper.id, title, abstract, coalesce(text, '')"
            " FROM library.paper LEFT JOIN library.note ON note.paper_id = paper.id WHERE paper.id <= ?",
            (count,),
        )
    )
    connection.commit()
    return connection, count / taken * 1_000


def indexing(library: Library, index: PaperIndex, size: int, folder: Path) -> list[Row]:
    """One edit brought into the whole index; and an index of 3,000 built."""

    def edit(number: int) -> None:
        with library.transaction("Note") as tx:
            notes.write(tx, number, f"a thought {number}")

    edits = []
    for number in range(1, 8):
        edit(number)
        edits += timed(lambda: indexer.catch_up(index, library))
    corpus.library_of(3_000, folder / "built", folder / "unused", indexed=False)
    with closing(Library(folder / "built", origin="benchmark")) as small:
        (taken,) = timed(lambda: indexer.catch_up(PaperIndex.open(folder / "cache-of-built", small), small))
    peer, rate = full_text_peer(folder / "built" / FILE_NAME, folder / "built-fts.sqlite", 3_000)
    peer.close()
    return [
        Row("one note into the index", size, edits, most=1_000.0),
        Row(
            "index built",
            3_000,
            [3_000 / taken * 1_000],
            unit="papers/s",
            least=INDEXED_PER_SECOND,
            peer=rate,
            peer_name="FTS5",
        ),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("size", type=int, nargs="?", default=SIZE, metavar="SIZE")
    size = parser.parse_args().size
    with tempfile.TemporaryDirectory(dir=corpus.CACHE.parent, prefix="readinglist-bench-") as name:
        folder = Path(name)
        corpus.library_of(size, folder / "library", folder / "cache")
        rows = importing(folder)
        with closing(Library(folder / "library", origin="benchmark")) as library:
            index = PaperIndex.open(folder / "cache", library)
            fts, _rate = full_text_peer(library.file, folder / "fts.sqlite", size)
            with closing(fts), closing(index):
                rows += reads_of(library, size)
                rows += queries(library, index, fts, size)
                rows += indexing(library, index, size, folder)
            rows += verbs(library, size)
    if hasattr(os, "getloadavg"):
        print(f"Load of the machine at the end: {os.getloadavg()[0]:.1f}")
    show(rows)


if __name__ == "__main__":
    main()
