"""Synthetic papers and libraries of them for the benchmarks: the same ones each time, in words of our own making.

Words follow Zipf's law over a vocabulary made of syllables with English endings and the small words of English: these
are 45 % of a text, and a thousand abstracts hold some 16,000 different words, as abstracts of preprints do.
Lengths of titles, abstracts and lists of authors are spread as in collections of preprints.
"""

import json
import os
import random
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from itertools import accumulate, islice
from pathlib import Path
from unittest.mock import patch

from words import COMMON_WORD, FREQUENT_WORD, PHRASE, RARE_WORD

from readinglist.domain.normalise import name_key, title_key
from readinglist.domain.paper import Paper, Person
from readinglist.domain.status import Status
from readinglist.library.library import FILE_NAME, Library
from readinglist.library.store.migrations import MIGRATIONS
from readinglist.search import indexer
from readinglist.search.index import PaperIndex
from readinglist.search.schema import VERSION as INDEX_VERSION

CACHE = Path(tempfile.gettempdir()) / f"readinglist-benchmarks-{os.getuid() if hasattr(os, 'getuid') else 0}"
CORPUS_VERSION = 2
"""To be raised with every change of the papers made here."""

_SMALL = "the of and to in a we for is that with on by this as are from an be our can which it at show these".split()
_ENDINGS = ("", "", "s", "ed", "ing", "ion", "al", "ity", "er", "ise", "ive", "ly")
_TAGS, _VENUES, _AUTHORS, _STEMS = 200, 40, 30_000, 6_000
_BATCH = 5_000
_BATCH_INDEXED = 10_000
"""Papers between two commits of the index that is kept: with the program's own 1,000 it takes much longer."""
_STATUSES = {
    Status.INBOX: 30,
    Status.QUEUED: 15,
    Status.READING: 2,
    Status.SKIMMED: 18,
    Status.READ: 30,
    Status.DROPPED: 5,
}
_START = datetime(2016, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Synthetic:
    """A paper with what its reader says of it."""

    paper: Paper
    status: Status
    rating: int
    starred: bool
    tags: tuple[str, ...]
    note: str
    added: str


class _Words:
    """Draws words, the frequent ones often."""

    def __init__(self, chance: random.Random) -> None:
        stems = dict.fromkeys(_invented(chance, 2, 3) for _ in range(_STEMS))
        words = list(dict.fromkeys(stem + ending for stem in stems for ending in _ENDINGS))
        chance.shuffle(words)
        self._words = _SMALL + words
        self._weights = list(accumulate((place + 4) ** -1.25 for place in range(len(self._words))))
        self._chance = chance

    def draw(self, count: int) -> list[str]:
        return self._chance.choices(self._words, cum_weights=self._weights, k=count)


def _invented(chance: random.Random, fewest: int, most: int) -> str:
    syllables = chance.randint(fewest, most)
    return "".join(chance.choice("bcdfglmnprstv") + chance.choice("aeiou") for _ in range(syllables)) + chance.choice(
        "lmnrst"
    )


def papers(seed: int = 1) -> Iterator[Synthetic]:
    """Papers without end; the first n are the same whatever n is."""
    fixed, chance = random.Random(0), random.Random(seed)
    words = _Words(fixed)
    words._chance = chance
    people = [
        Person(family=_invented(fixed, 2, 3).capitalize(), given=_invented(fixed, 1, 2).capitalize())
        for _ in range(_AUTHORS)
    ]
    tags = [f"{_invented(fixed, 1, 2)} {_invented(fixed, 1, 2)}" for _ in range(_TAGS)]
    tag_weights = list(accumulate(1 / (place + 2) for place in range(_TAGS)))
    venues = [f"Conference on {_invented(fixed, 2, 3).capitalize()}" for _ in range(_VENUES)]
    number = 0
    while True:
        number += 1
        status = chance.choices(list(_STATUSES), list(_STATUSES.values()))[0]
        rated = status in (Status.READ, Status.SKIMMED) and chance.random() < 0.6
        year = 2026 - min(int(chance.expovariate(1 / 6)), 40)
        yield Synthetic(
            Paper(
                title=_title(words, chance, number),
                authors=tuple(chance.choices(people, k=min(max(1, round(chance.gauss(4.5, 2.5))), 20))),
                abstract=_prose(words, chance, chance.randint(120, 220)),
                date=f"{year}-{chance.randint(1, 12):02}" if chance.random() < 0.9 else "",
                venue=chance.choice(venues) if chance.random() < 0.5 else "",
                doi=f"10.5555/synthetic.{seed}.{number}" if chance.random() < 0.5 else "",
                urls=(f"https://papers.example/{seed}/{number}",),
            ),
            status=status,
            rating=chance.randint(1, 5) if rated else 0,
            starred=chance.random() < 0.04,
            tags=tuple(dict.fromkeys(chance.choices(tags, cum_weights=tag_weights, k=chance.randint(0, 3)))),
            note=_prose(words, chance, chance.randint(10, 70)) if chance.random() < 0.15 else "",
            added=(_START + timedelta(minutes=45 * number)).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        )


def _title(words: _Words, chance: random.Random, number: int) -> str:
    return " ".join([*words.draw(chance.randint(4, 13)), f"{number:x}"]).capitalize()


def _prose(words: _Words, chance: random.Random, count: int) -> str:
    drawn = words.draw(count)
    for word, share in ((COMMON_WORD, 0.3), (FREQUENT_WORD, 0.05), (RARE_WORD, 0.0002), (PHRASE, 0.03)):
        if chance.random() < share:
            drawn[chance.randrange(count)] = word
    sentences = []
    at = 0
    while at < count:
        length = chance.randint(12, 28)
        sentences.append(" ".join(drawn[at : at + length]).capitalize() + ".")
        at += length
    return " ".join(sentences)


def page(count: int, seed: int = 2) -> str:
    """The text of a papers page with these many papers."""
    parts = ["new", "Get trending papers in your email inbox!", "Subscribe", "Mar 11"]
    for synthetic in islice(papers(seed), count):
        parts += [synthetic.paper.title, synthetic.paper.abstract]
    return "\n\n".join(parts) + "\n"


def fill(file: Path, synthetic: Sequence[Synthetic]) -> None:
    """Put papers into an empty library as one transaction, past its history: as if imported long ago."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("BEGIN IMMEDIATE")
        for start in range(0, len(synthetic), _BATCH):
            rows: dict[str, list[dict[str, object]]] = {}
            for paper_id, each in enumerate(synthetic[start : start + _BATCH], start=start + 1):
                for table, row in _rows(paper_id, each):
                    rows.setdefault(table, []).append(row)
            for table, values in rows.items():
                names = list(values[0])
                connection.executemany(
                    f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join(f':{name}' for name in names)})",
                    values,
                )
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _rows(paper_id: int, each: Synthetic) -> Iterator[tuple[str, dict[str, object]]]:
    paper = each.paper
    facts: dict[str, object] = asdict(paper)
    people = facts.pop("authors"), facts.pop("editors")
    facts |= {name: json.dumps(facts[name]) for name in ("urls", "code_urls", "extra")}
    facts |= {"title_key": title_key(paper.title), "author_key": name_key(paper.authors[0])}
    yield "paper", {"id": paper_id, **facts, "added": each.added}
    for role, persons in zip(("author", "editor"), people, strict=True):
        for position, person in enumerate(persons):
            yield "contributor", {"paper_id": paper_id, "role": role, "position": position, **person}
    state = {"status": each.status, "rating": each.rating, "starred": int(each.starred), "status_at": each.added}
    yield "reading", {"paper_id": paper_id, **state}
    yield "status_change", {"paper_id": paper_id, "status": each.status, "at": each.added}
    for tag in each.tags:
        yield "paper_tag", {"paper_id": paper_id, "name": tag}
    if each.note:
        yield "note", {"paper_id": paper_id, "text": each.note, "at": each.added}
    origin = {"source": "synthetic", "format": "papers page", "dated": "", "fingerprint": f"synthetic {paper_id}"}
    yield "origin", {"paper_id": paper_id, **origin, "at": each.added}
    yield "paper_change", {"paper_id": paper_id, "seq": paper_id, "text_seq": paper_id, "gone": 0}


def library_of(size: int, library: Path, cache: Path, *, indexed: bool = True) -> None:
    """Lay a library of `size` papers, and its finished index, into two new folders; made once and then copied."""
    made = CACHE / f"{size}-papers-{CORPUS_VERSION}.{len(MIGRATIONS)}"
    if not made.exists():
        unfinished = made.with_suffix(".unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(parents=True)
        Library(unfinished, origin="benchmark").close()
        fill(unfinished / FILE_NAME, list(islice(papers(), size)))
        unfinished.rename(made)
    shutil.copytree(made, library)
    if indexed:
        _lay_index(size, made, library, cache)


def _lay_index(size: int, made: Path, library: Path, cache: Path) -> None:
    kept = made.with_name(f"{made.name}-index-{INDEX_VERSION}")
    with closing(Library(library, origin="benchmark")) as opened:
        index = PaperIndex.open(cache, opened)
        if kept.exists():
            index.folder.parent.mkdir(parents=True, mode=0o700)
            shutil.copytree(kept, index.folder, copy_function=os.link)  # a commit writes new files and changes none
            return
        print(f"Building the index of {size:,} papers, once ...", flush=True)
        begun = time.perf_counter()
        with patch.object(indexer, "BATCH", _BATCH_INDEXED):
            indexer.catch_up(index, opened)
        print(f"  {time.perf_counter() - begun:.1f} s", flush=True)
        unfinished = kept.with_suffix(".unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        shutil.copytree(index.folder, unfinished)
        unfinished.rename(kept)
