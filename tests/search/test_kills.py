"""Whoever writes the index may be killed at any moment; READINGLIST_KILLS=100 kills as often."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from whoosh.index import open_dir

from readinglist.domain.query.parser import parse
from readinglist.library.library import Library
from readinglist.search.evaluate import search
from readinglist.search.index import PaperIndex
from readinglist.search.indexer import catch_up

KILLS = int(os.environ.get("READINGLIST_KILLS", "3"))

WRITER = """
import itertools, sys
from pathlib import Path
from readinglist.library import notes
from readinglist.library.library import Library
from readinglist.search.index import PaperIndex
from readinglist.search.indexer import catch_up, rebuild
library = Library(Path(sys.argv[1]), origin="test")
index = PaperIndex.open(Path(sys.argv[2]), library)
print("ready", flush=True)
for turn in itertools.count():
    with library.transaction("Note") as tx:
        notes.write(tx, turn % 40 + 1, f"otter {turn}")
    (rebuild if turn % 5 == 4 else catch_up)(index, library)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs kill -9")
def test_an_index_whose_writer_is_killed_is_readable_and_catches_up(
    library: Library, add: Callable[..., list[int]], tmp_path: Path
) -> None:
    chance = random.Random(5)
    ids = add(*(f"Graph {number}" for number in range(400)), abstract="On graphs and trees. " * 20)
    cache = tmp_path / "cache"
    with closing(PaperIndex.open(cache, library)) as index:
        catch_up(index, library)
        for _ in range(KILLS):
            command = [sys.executable, "-c", WRITER, str(library.folder), str(cache)]
            with subprocess.Popen(command, stdout=subprocess.PIPE) as writer:
                assert writer.stdout is not None
                assert writer.stdout.readline() == b"ready\n"
                time.sleep(chance.random() * 0.4)
                writer.kill()
            for behind in (True, False):
                found = search(library, index, parse("graph"))
                assert found is not None
                assert sorted(found.ids) == ids
                assert behind or not found.behind
                assert catch_up(index, library)
        segments = {segment.segment_id() for segment in open_dir(index.folder)._segments()}
        left = [file.name for file in index.folder.iterdir() if file.suffix == ".seg"]
        assert len(left) == len(segments)
        others = {file.name for file in index.folder.iterdir() if file.suffix not in (".seg", ".toc")}
        assert others <= {"mark.json", "mark.json.new", "MAIN_WRITELOCK"}
