"""The index follows the library, whatever happens to it."""

import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from whoosh.index import open_dir

from readinglist.domain.query.parser import parse
from readinglist.library import notes, papers, tags
from readinglist.library.following import latest_text_seq
from readinglist.library.library import Library
from readinglist.search import indexer
from readinglist.search.evaluate import search
from readinglist.search.index import PaperIndex
from readinglist.search.indexer import catch_up, rebuild, status

Add = Callable[..., list[int]]


@pytest.fixture
def index(tmp_path: Path, library: Library) -> PaperIndex:
    return PaperIndex.open(tmp_path / "cache", library)


def found(library: Library, index: PaperIndex, text: str) -> list[int]:
    """What the index itself has: nothing may be behind."""
    result = search(library, index, parse(text))
    assert result is not None
    assert result.behind == 0
    return sorted(result.ids)


def test_new_changed_and_deleted_papers_are_followed(library: Library, add: Add, index: PaperIndex) -> None:
    first, second, third = add("Alpha graphs", "Beta graphs", "Gamma graphs")
    assert catch_up(index, library)
    assert found(library, index, "graph") == [first, second, third]
    with library.transaction("Change") as tx:
        notes.write(tx, first, "See the appendix.")
        tags.add(tx, [second], "to read")
        papers.remove(tx, [third])
    assert catch_up(index, library)
    assert found(library, index, "note:appendix") == [first]
    assert found(library, index, 'tag:"to read"') == [second]
    assert found(library, index, "graph") == [first, second]
    library.undo()
    assert catch_up(index, library)
    assert found(library, index, "note:appendix or tag:read") == []
    assert found(library, index, "graph") == [first, second, third]
    assert status(index, library).documents == 3


def test_nothing_new_writes_nothing(library: Library, add: Add, index: PaperIndex) -> None:
    add("Alpha")
    assert catch_up(index, library)
    before = {file.name: file.stat().st_mtime_ns for file in index.folder.iterdir()}
    assert catch_up(index, library)
    assert {file.name: file.stat().st_mtime_ns for file in index.folder.iterdir()} == before


def test_an_empty_library_has_an_empty_index(library: Library, index: PaperIndex) -> None:
    assert catch_up(index, library)
    assert found(library, index, "graph") == []
    assert found(library, index, "-graph") == []


def test_progress_is_told_and_cancelling_keeps_what_is_done(
    library: Library, add: Add, index: PaperIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexer, "BATCH", 2)
    ids = add(*(f"Graph {number}" for number in range(5)))
    told: list[tuple[int, int]] = []
    assert not catch_up(
        index, library, progress=lambda done, total: told.append((done, total)), cancelled=lambda: len(told) == 2
    )
    assert told == [(2, 5), (4, 5)]
    assert status(index, library).behind == 1
    told.clear()
    assert catch_up(index, library, progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 1)]
    assert found(library, index, "graph") == ids


def test_a_crash_between_commit_and_mark_only_repeats_work(
    library: Library, add: Add, index: PaperIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = add("Alpha graphs")
    assert catch_up(index, library)
    mark = index.mark()
    ids += add("Beta graphs", "Gamma graphs")

    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as crashing:
        crashing.setattr(PaperIndex, "_write_mark", crash)
        with pytest.raises(KeyboardInterrupt):
            catch_up(index, library)
    assert index.mark() == mark
    result = search(library, index, parse("graph"))
    assert result is not None
    assert (sorted(result.ids), result.behind) == (ids, 2)
    assert catch_up(index, library)
    assert found(library, index, "graph") == ids
    after = index.mark()
    assert mark is not None
    assert after is not None
    assert after.build == mark.build
    assert status(index, library).documents == 3


def test_damage_found_by_another_while_writing_is_mended_at_once(
    library: Library, add: Add, index: PaperIndex, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexer, "BATCH", 1)
    ids = add("Alpha graphs", "Beta graphs")
    before: list[str] = []

    def complain(done: int, _total: int) -> None:
        other = PaperIndex.open(tmp_path / "cache", library)
        mark = other.mark()
        assert mark is not None
        before.append(mark.build)
        if done == 1 and len(before) == 1:
            other.discard(mark)

    assert catch_up(index, library, progress=complain)
    assert found(library, index, "graph") == ids
    assert before[1] == before[2] != before[0]


FOLLOW = """
import sys
from pathlib import Path
from readinglist.library.library import Library
from readinglist.search import indexer
from readinglist.search.index import PaperIndex
indexer.BATCH = 3
library = Library(Path(sys.argv[1]), origin="test")
indexer.catch_up(PaperIndex.open(Path(sys.argv[2]), library), library)
"""


def test_a_killed_indexer_leaves_no_lock_and_no_harm(
    library: Library, add: Add, index: PaperIndex, tmp_path: Path
) -> None:
    ids = add(*(f"Graph {number}" for number in range(120)))
    command = [sys.executable, "-c", FOLLOW, str(library.folder), str(tmp_path / "cache")]
    with subprocess.Popen(command) as process:
        deadline = time.monotonic() + 30
        while ((mark := index.mark()) is None or mark.seq == 0) and time.monotonic() < deadline:
            time.sleep(0.005)
        process.send_signal(signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL
    killed_at = status(index, library)
    assert 0 < killed_at.behind < 120
    assert catch_up(index, library)
    assert found(library, index, "graph") == ids
    assert status(index, library).documents == 120


CRASH = """
import os, sys
from pathlib import Path
from unittest.mock import patch
from readinglist.library.library import Library
from readinglist.search import indexer
from readinglist.search.index import PaperIndex
library = Library(Path(sys.argv[1]), origin="test")
with patch(sys.argv[3], lambda *_, **__: os._exit(9)):
    indexer.catch_up(PaperIndex.open(Path(sys.argv[2]), library), library)
"""
MOMENTS = {
    "before the segment is whole": "whoosh.filedb.compound.CompoundStorage.write_dir",
    "before the new contents count": "whoosh.filedb.filestore.FileStorage.rename_file",
    "before the old files go": "whoosh.index.clean_files",
    "before the mark": "readinglist.search.index.PaperIndex._write_mark",
    "before merging": "readinglist.search.index.PaperIndex.merge",
}


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_crash_at_any_moment_of_a_commit_is_made_up_for_and_leaves_no_file(
    library: Library, add: Add, index: PaperIndex, tmp_path: Path, moment: str
) -> None:
    ids = add("Alpha graphs", "Beta graphs")
    assert catch_up(index, library)
    ids += add("Gamma graphs")
    with library.transaction("Change") as tx:
        notes.write(tx, ids[0], "See the appendix.")
    command = [sys.executable, "-c", CRASH, str(library.folder), str(tmp_path / "cache"), MOMENTS[moment]]
    assert subprocess.run(command, check=False).returncode == 9
    for query in ("graph", "-nothing"):
        result = search(library, index, parse(query))
        assert result is not None
        assert sorted(result.ids) == ids
    assert catch_up(index, library)
    add("Delta")
    assert catch_up(index, library)
    assert found(library, index, "graph") == ids
    assert found(library, index, "note:appendix") == [ids[0]]
    mark = index.mark()
    assert mark is not None
    kinds = Counter(file.suffix for file in index.folder.iterdir())
    assert kinds.keys() == {".seg", ".toc", ".json", ""}
    assert (kinds[".toc"], kinds[".json"], kinds[""]) == (1, 1, 1)
    index.close()
    assert kinds[".seg"] == len(open_dir(index.folder)._segments())


def test_only_one_writes_at_a_time(library: Library, add: Add, index: PaperIndex, tmp_path: Path) -> None:
    add("Alpha")
    other = PaperIndex.open(tmp_path / "cache", library)
    with other.lock() as free:
        assert free
        assert not catch_up(index, library)
    assert catch_up(index, library)


def test_two_caches_follow_one_library(library: Library, add: Add, tmp_path: Path) -> None:
    one, two = (PaperIndex.open(tmp_path / name, library) for name in ("one", "two"))
    ids = add("Alpha graphs")
    assert catch_up(one, library)
    ids += add("Beta graphs")
    assert catch_up(two, library)
    assert catch_up(one, library)
    with library.transaction("Delete") as tx:
        papers.remove(tx, [ids[0]])
    assert catch_up(two, library)
    assert found(library, two, "graph") == [ids[1]]
    assert catch_up(one, library)
    assert found(library, one, "graph") == [ids[1]]


def test_a_reader_sees_what_another_process_indexed(
    library: Library, add: Add, index: PaperIndex, tmp_path: Path
) -> None:
    reader = PaperIndex.open(tmp_path / "cache", library)
    ids = add("Alpha graphs")
    assert catch_up(index, library)
    assert found(library, reader, "graph") == ids
    view = reader.view()
    assert reader.view() is view
    ids += add("Beta graphs")
    assert catch_up(index, library)
    assert found(library, reader, "graph") == ids
    assert rebuild(index, library)
    assert found(library, reader, "graph") == ids


def test_the_status_tells_how_the_index_stands(library: Library, add: Add, index: PaperIndex) -> None:
    add("Alpha", "Beta")
    before = status(index, library)
    assert (before.documents, before.behind, before.mark, before.size) == (0, 2, 0, 0)
    assert catch_up(index, library)
    with library.read() as session:
        newest = latest_text_seq(session)
    add("Gamma")
    after = status(index, library)
    assert after.mark == newest
    assert (after.documents, after.behind, after.folder) == (2, 1, index.folder)
    assert after.size > 1000
