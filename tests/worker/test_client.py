"""The worker as the window meets it: a process of its own, whatever becomes of it."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from queue import Queue
from typing import Any

import pytest

from readinglist.domain.paper import Paper
from readinglist.domain.query import expression
from readinglist.domain.suggestions import ReadNext
from readinglist.errors import UserError
from readinglist.importing.choices import EVERYTHING
from readinglist.importing.pipeline import PART
from readinglist.importing.report import Fate
from readinglist.library import lists, papers, reading
from readinglist.library.identity import merging
from readinglist.library.library import Library
from readinglist.search import indexer
from readinglist.search.index import PaperIndex
from readinglist.worker.client import Job, WorkerClient
from readinglist.worker.messages import FilesToRead, JobCancelledError, TextToRead, WorkerDiedError

SECONDS = 30.0


def page(count: int) -> str:
    papers = (
        f"Paper Number {number} on the Habits of Foxes\n\nThis is abstract {number}. We watch the foxes of garden "
        f"{number} for a year and propose a new method that tells their dens from those of badgers. The results show "
        "that foxes prefer old dens to new ones wherever they may choose.\n"
        for number in range(count)
    )
    return "Get trending papers in your email inbox!\n\n" + "\n".join(papers)


@pytest.fixture
def client(library: Library, tmp_path: Path) -> Iterator[WorkerClient]:
    made = WorkerClient(library.folder, tmp_path / "cache")
    yield made
    made.close()


class Heard:
    """What was told of one job."""

    def __init__(self, client: WorkerClient, name: str, /, **arguments: Any) -> None:
        self._end: Queue[Any] = Queue()
        self.progress: list[tuple[int, int]] = []
        self.begun = threading.Event()
        self.number = client.submit(Job(name, arguments, self._end.put, self._end.put, self._progressed))

    def _progressed(self, done: int, total: int, doing: str = "") -> None:
        self.progress.append((done, total))
        self.begun.set()

    def end(self) -> Any:
        """The result, or the error that was told instead."""
        return self._end.get(timeout=SECONDS)


def text(client: WorkerClient, count: int) -> Heard:
    return Heard(client, "store", what=TextToRead("pasted", page(count)), choices=EVERYTHING)


def papers_in(library: Library) -> int:
    with library.read() as session:
        return len(lists.matching(session, expression.EVERYTHING))


def holds_whole_parts(library: Library, *, of: int) -> bool:
    """Whether the library holds only what an import of so many papers had committed before it was cut short."""
    count = papers_in(library)
    return count < of and count % PART == 0


def gone(pid: int) -> bool:
    """Whether the process has ended, be it that nobody has asked yet how."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except (FileNotFoundError, ProcessLookupError):
        return True


def until(holds: Callable[[], bool], seconds: float = SECONDS) -> bool:
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True


def test_jobs_are_done_and_their_errors_told(client: WorkerClient, library: Library, tmp_path: Path) -> None:
    """One process serves them all, one after another."""
    assert client.pid is None
    file = tmp_path / "page.txt"
    file.write_text(page(3))
    files = Heard(client, "store", what=FilesToRead((file, tmp_path / "missing.txt")), choices=EVERYTHING)
    pid = client.pid
    pasted, empty = text(client, 300), Heard(client, "store", what=TextToRead("pasted", " "), choices=EVERYTHING)
    bug, index = Heard(client, "store", nonsense=1), Heard(client, "index")

    report = files.end()
    assert report.count(Fate.ADDED) == 3
    assert [failure.source for failure in report.failures] == [str(tmp_path / "missing.txt")]
    report = pasted.end()
    assert (report.count(Fate.ADDED), report.count(Fate.UNCHANGED)) == (297, 3)
    assert pasted.progress[0] == (0, 300)
    assert pasted.progress == sorted(pasted.progress)
    told = empty.end()
    assert isinstance(told, UserError)
    assert told.message == "pasted is empty."
    assert told.hint
    told = bug.end()
    assert isinstance(told, RuntimeError)
    assert "Traceback" in str(told)
    assert "TypeError" in str(told)
    assert "nonsense" in str(told)
    assert index.end() is True
    assert client.pid == pid
    assert papers_in(library) == 300


def test_papers_are_learnt_and_the_related_ones_found(client: WorkerClient, library: Library) -> None:
    text(client, 30).end()
    assert Heard(client, "learn").end() == 0
    found = Heard(client, "related", paper=1, limit=4).end()
    assert len(found.papers) == 4
    assert found.behind == 0
    assert 1 not in {paper.id for paper in found.papers}
    assert Heard(client, "next", limit=4).end() == ReadNext(rated=0)
    with library.transaction("Rate") as tx:
        reading.set_rating(tx, [1, 2, 3, 4], 5)
    assert Heard(client, "next", limit=4).end().rated == 4
    waiting = text(client, 3_000)
    withdrawn = Heard(client, "related", paper=1, limit=4)
    client.cancel(withdrawn.number)
    assert isinstance(withdrawn.end(), JobCancelledError)
    waiting.end()


def test_a_cancelled_import_keeps_nothing(client: WorkerClient, library: Library) -> None:
    running, waiting, other = text(client, 3_000), text(client, 10), text(client, 5)
    assert running.begun.wait(SECONDS)
    client.cancel(running.number)
    client.cancel(waiting.number)
    assert isinstance(running.end(), JobCancelledError)
    assert isinstance(waiting.end(), JobCancelledError)
    assert other.end().count(Fate.ADDED) == 5
    client.cancel(other.number)
    client.cancel(99)
    assert papers_in(library) == 5


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs kill -9")
def test_a_killed_worker_is_replaced_once_and_its_jobs_are_done(client: WorkerClient, library: Library) -> None:
    running, waiting = text(client, 1_500), text(client, 10)
    first = client.pid
    assert first is not None
    assert running.begun.wait(SECONDS)
    client.cancel(waiting.number)
    os.kill(first, signal.SIGKILL)
    assert running.end().count(Fate.ADDED) == 1_500
    assert isinstance(waiting.end(), JobCancelledError), "what was cancelled stays so"
    assert client.pid not in (first, None)
    assert papers_in(library) == 1_500
    os.kill(client.pid or 0, signal.SIGKILL)
    assert until(lambda: client.pid is None)
    late = text(client, 20)
    assert isinstance(late.end(), WorkerDiedError)
    chained: Queue[Exception] = Queue()
    again = Job("index", {}, chained.put, lambda _: chained.put(client.submit(last) and WorkerDiedError()), print)
    last = Job("index", {}, chained.put, chained.put, print)
    client.submit(again)
    assert [type(chained.get(timeout=SECONDS)) for _ in range(2)] == [WorkerDiedError] * 2


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs kill -9")
def test_a_worker_killed_twice_fails_its_jobs(client: WorkerClient, library: Library) -> None:
    running = text(client, 3_000)
    for _ in range(2):
        assert running.begun.wait(SECONDS)
        running.begun.clear()
        os.kill(client.pid or 0, signal.SIGKILL)
    told = running.end()
    assert isinstance(told, WorkerDiedError)
    assert "ended twice" in str(told)
    assert holds_whole_parts(library, of=3_000)


def test_closing_stops_a_busy_worker_within_a_second(client: WorkerClient, library: Library) -> None:
    running = text(client, 20_000)
    pid = client.pid
    assert pid is not None
    assert running.begun.wait(SECONDS)
    start = time.monotonic()
    client.close()
    assert time.monotonic() - start < 1.0
    assert gone(pid)
    assert holds_whole_parts(library, of=20_000)


def test_closing_stops_an_idle_worker_and_one_that_never_began(client: WorkerClient, library: Library) -> None:
    WorkerClient(library.folder, library.folder).close()
    assert text(client, 5).end().count(Fate.ADDED) == 5
    start = time.monotonic()
    client.close()
    client.close()
    assert time.monotonic() - start < 1.0


PARENT = """
import sys, threading
from pathlib import Path
from readinglist.importing.choices import EVERYTHING
from readinglist.worker.client import Job, WorkerClient
from readinglist.worker.messages import TextToRead

def main():
    client = WorkerClient(Path(sys.argv[1]), Path(sys.argv[2]))
    begun = threading.Event()
    text = Path(sys.argv[3]).read_text()
    what = {"what": TextToRead("pasted", text), "choices": EVERYTHING}
    job = Job("store", what, print, print, lambda done, total: begun.set())
    client.submit(job)
    begun.wait(30)
    print(client.pid, flush=True)
    threading.Event().wait()

if __name__ == "__main__":
    main()
"""


@pytest.mark.skipif(not Path("/proc").is_dir() or not hasattr(signal, "SIGKILL"), reason="needs /proc and kill -9")
def test_a_killed_window_leaves_no_process_behind(library: Library, tmp_path: Path) -> None:
    script, papers = tmp_path / "window.py", tmp_path / "page.txt"
    script.write_text(PARENT)
    papers.write_text(page(3_000))
    window = subprocess.Popen(
        [sys.executable, script, library.folder, tmp_path / "cache", papers], stdout=subprocess.PIPE
    )
    assert window.stdout is not None
    worker = int(window.stdout.readline())
    children = {worker, *descendants(window.pid)}
    assert not gone(worker)
    window.kill()
    window.wait()
    window.stdout.close()
    assert until(lambda: all(map(gone, children)), seconds=3.0)
    assert holds_whole_parts(library, of=3_000)
    with closing(sqlite3.connect(library.file)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def descendants(parent: int) -> set[int]:
    found = set()
    for file in Path("/proc").glob("[0-9]*/stat"):
        try:
            if int(file.read_text().rpartition(")")[2].split()[1]) == parent:
                found.add(int(file.parent.name))
        except (FileNotFoundError, ProcessLookupError):
            continue
    return found


def test_an_index_job_leaves_the_work_to_another_process_that_is_at_it(
    client: WorkerClient, library: Library, tmp_path: Path
) -> None:
    assert text(client, 5).end().count(Fate.ADDED) == 5
    with closing(PaperIndex.open(tmp_path / "cache", library)) as index:
        with index.lock() as free:
            assert free
            assert Heard(client, "index").end() is False
        assert Heard(client, "index").end() is True
        assert indexer.status(index, library).behind == 0


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs kill -9")
def test_killing_the_worker_or_deleting_the_index_at_any_moment_loses_nothing(library: Library, tmp_path: Path) -> None:
    for deletes in (True, False):
        client = WorkerClient(library.folder, tmp_path / "cache")
        imported, indexed = text(client, 400), Heard(client, "index")
        imported.begun.wait(SECONDS)
        time.sleep(random.uniform(0.0, 0.4))
        os.kill(client.pid or 0, signal.SIGKILL)
        report, current = imported.end(), indexed.end()
        client.close()
        assert report.count(Fate.ADDED) + report.count(Fate.UNCHANGED) == 400
        assert current is True
        with closing(PaperIndex.open(tmp_path / "cache", library)) as index:
            told = indexer.status(index, library)
            assert (told.documents, told.behind) == (400, 0)
        if deletes:
            for file in told.folder.iterdir():
                file.unlink()
    assert papers_in(library) == 400
    with closing(sqlite3.connect(library.file)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_library_that_cannot_be_opened_fails_the_job_in_words(tmp_path: Path) -> None:
    (tmp_path / "library").write_text("a file where the folder should be")
    client = WorkerClient(tmp_path / "library", tmp_path / "cache")
    told = text(client, 5).end()
    client.close()
    assert isinstance(told, UserError)
    assert str(tmp_path / "library") in told.message


def test_a_file_that_ends_the_worker_is_passed_over_by_the_next(
    library: Library,
    client: WorkerClient,
    tmp_path: Path,
    write_pdf: Callable[..., Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A damaged font, a bug in the native code: what a killed process looks like from outside is the same."""
    folder = tmp_path / "papers"
    folder.mkdir()
    body = [
        (f"{line} leaf by leaf " * 8, 10, 600 - 2 * line) for line in range(300)
    ]  # so that reading it takes longer than killing who does
    for title in ("Alder", "Birch", "Cedar"):
        write_pdf(folder / f"{title}.pdf", [(f"{title} Trees in Winter Light", 18, 700), *body])
    hear = WorkerClient._hear

    def hear_and_kill(self: WorkerClient, kind: str, number: int, *values: Any) -> None:
        hear(self, kind, number, *values)
        if kind == "opening" and values[0].stem in ("Alder", "Cedar"):
            assert self.pid is not None
            os.kill(self.pid, signal.SIGKILL)

    monkeypatch.setattr(WorkerClient, "_hear", hear_and_kill)
    outcomes = Heard(client, "preview", what=FilesToRead((folder,))).end().report.outcomes
    assert [outcome.title for outcome in outcomes] == ["Alder", "Birch Trees in Winter Light", "Cedar"]
    assert ["brought the program down" in outcome.reason for outcome in outcomes] == [True, False, True]
    assert Heard(client, "preview", what=TextToRead("text", page(1))).end().report.count(Fate.ADDED) == 1


def test_indexing_makes_way_for_a_person_and_is_finished_after(
    client: WorkerClient, library: Library, tmp_path: Path
) -> None:
    text(client, 2 * indexer.BATCH + 10).end()
    index = Heard(client, "index")
    assert index.begun.wait(SECONDS)
    Heard(client, "preview", what=TextToRead("pasted", page(2))).end()
    with closing(PaperIndex.open(tmp_path / "cache", library)) as kept:
        assert indexer.status(kept, library).behind > 0
    assert index.end() is True
    with closing(PaperIndex.open(tmp_path / "cache", library)) as kept:
        assert indexer.status(kept, library).behind == 0


def test_duplicates_are_found_and_merged_there(client: WorkerClient, library: Library) -> None:
    with library.transaction("Add") as tx:
        papers.add_all(tx, [Paper(f"On the habits of owl number {number // 2}", date="2020") for number in range(60)])
    found = Heard(client, "duplicates").end()
    assert len(found) == 30
    groups = merging.groups_of((pair.paper_id, pair.other_id) for pair in found)
    Heard(client, "merge", groups=groups).end()
    assert papers_in(library) == 30
