"""PDFs are read in the worker, found by the search, and follow what becomes of them in the library."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from queue import Queue
from typing import Any

import pytest

from readinglist.domain.query.parser import parse
from readinglist.library import files, notes, papers, reads
from readinglist.library.lasting import CancelledError
from readinglist.library.library import Library
from readinglist.search.evaluate import SearchResult, search
from readinglist.search.highlight import Highlighter
from readinglist.search.index import PaperIndex
from readinglist.search.indexer import catch_up
from readinglist.search.page_snippets import page_snippets
from readinglist.worker.client import Job, WorkerClient
from readinglist.worker.pdf_reading import read_pdfs

Add = Callable[..., list[int]]


@pytest.fixture
def index(library: Library, tmp_path: Path) -> Iterator[PaperIndex]:
    with closing(PaperIndex.open(tmp_path / "cache", library)) as opened:
        yield opened


@pytest.fixture
def attached(library: Library, add: Add, write_pdf: Callable[..., Path], tmp_path: Path) -> list[int]:
    """Two papers, each with a PDF."""
    ids = add("Alder", "Birch")
    texts = ([("leaves in autumn", 10, 700)], [], [("an ermine sleeps", 10, 700)]), ([("roots and ermines", 10, 700)],)
    for paper, name, pages in zip(ids, ("alder.pdf", "birch.PDF"), texts, strict=True):
        made = write_pdf(tmp_path / name, *pages)
        with library.transaction("Attach") as tx:
            files.attach(tx, library.folder, paper, made)
    return ids


def read(library: Library, index: PaperIndex, opened: list[str] | None = None, **options: Any) -> bool:
    def may_open(file: Path) -> bool:
        if opened is not None:
            opened.append(file.name)
        return True

    told = {"may_open": may_open, "progress": lambda *_: None, "cancelled": lambda: False, **options}
    return read_pdfs(library, index.pages, **told)


def found(library: Library, index: PaperIndex, text: str) -> SearchResult:
    result = search(library, index, parse(text))
    assert result is not None
    return result


def test_words_of_pages_are_found_with_their_page(library: Library, index: PaperIndex, attached: list[int]) -> None:
    catch_up(index, library)
    before = found(library, index, "ermine")
    assert (before.ids, before.unread) == ([], 2)
    assert read(library, index)
    after = found(library, index, "ermine")
    assert (sorted(after.ids), after.unread) == (attached, 0)
    assert found(library, index, "file:ermine").ids == []
    assert found(library, index, "pdf:roots alder").ids == []
    assert found(library, index, "birch pdf:roots").ids == attached[1:]
    with library.read() as session:
        texts = reads.texts(session, attached)
    shown = page_snippets(library, index.pages, Highlighter(parse("ermine")), texts)
    assert [(shown[paper].place.page, Path(shown[paper].place.path).name) for paper in attached] == [
        (3, "alder.pdf"),
        (1, "birch.PDF"),
    ]
    snippet = shown[attached[0]].snippet
    assert [snippet.text[start:end] for start, end in snippet.spans] == ["ermine"]
    assert page_snippets(library, index.pages, Highlighter(parse("alder")), texts[:1]) == {}, "the title says it"


def test_files_are_followed_when_they_come_go_and_come_back(
    library: Library, index: PaperIndex, attached: list[int]
) -> None:
    catch_up(index, library)
    opened: list[str] = []
    read(library, index, opened)
    assert sorted(opened) == ["alder.pdf", "birch.PDF"]
    library.undo()
    assert found(library, index, "ermine").ids == attached[:1], "at once, before anything is indexed"
    with library.transaction("Delete") as tx:
        papers.remove(tx, attached[:1])
    read(library, index)
    assert found(library, index, "ermine").ids == []
    assert index.pages.files_read().tolist() == []
    assert list(index.pages.texts.folder.iterdir()) == []
    library.undo()
    assert found(library, index, "ermine").unread == 1
    read(library, index, opened)
    assert found(library, index, "ermine").ids == attached[:1]
    read(library, index, opened)
    assert len(opened) == 3, "what was read is not read again"


def test_an_index_that_is_gone_is_built_of_what_was_read(
    library: Library, index: PaperIndex, attached: list[int]
) -> None:
    catch_up(index, library)
    read(library, index)
    mark = index.pages.mark()
    assert mark is not None
    index.pages.discard(mark)
    assert found(library, index, "ermine").unread == 2
    for kept in list(index.pages.texts.folder.iterdir())[:1]:
        kept.write_bytes(b"PK damaged")
    opened: list[str] = []
    read(library, index, opened)
    assert len(opened) == 1
    assert sorted(found(library, index, "ermine").ids) == attached


def test_it_makes_way_between_pages(library: Library, index: PaperIndex, attached: list[int]) -> None:
    asked: list[None] = []

    def cancelled() -> bool:
        asked.append(None)
        return len(asked) > 3

    with pytest.raises(CancelledError):
        read(library, index, cancelled=cancelled)
    assert read(library, index)
    catch_up(index, library)
    assert sorted(found(library, index, "ermine").ids) == attached


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs kill -9")
def test_a_file_that_ends_the_worker_is_left_closed_for_good(
    library: Library,
    index: PaperIndex,
    add: Add,
    write_pdf: Callable[..., Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    attached = add("Alder", "Birch")
    long = [(f"{line} leaf by ermine " * 8, 10, 700 - 2 * line) for line in range(300)]  # to read takes its time
    for paper, name in zip(attached, ("alder.pdf", "birch.pdf"), strict=True):
        made = write_pdf(tmp_path / name, *[long] * (30 if name == "alder.pdf" else 1))
        with library.transaction("Attach") as tx:
            files.attach(tx, library.folder, paper, made)
    hear = WorkerClient._hear
    killed: list[str] = []

    def hear_and_kill(self: WorkerClient, kind: str, number: int, *values: Any) -> None:
        hear(self, kind, number, *values)
        if kind == "opening" and values[0].stem == "alder":
            killed.append(values[0].name)
            assert self.pid is not None
            os.kill(self.pid, signal.SIGKILL)

    monkeypatch.setattr(WorkerClient, "_hear", hear_and_kill)
    for _ in range(2):  # two sessions of the window
        ended: Queue[Any] = Queue()
        with closing(WorkerClient(library.folder, tmp_path / "cache")) as client:
            client.submit(Job("read_pdfs", {}, ended.put, ended.put, lambda *_: None))
            assert ended.get(timeout=30) is True
    catch_up(index, library)
    assert found(library, index, "ermine").unread == 0
    assert found(library, index, "ermine").ids == attached[1:]
    assert killed == ["alder.pdf"]


def test_earlier_notes_are_found_as_such(library: Library, index: PaperIndex, add: Add) -> None:
    [paper] = add("Alder")
    for text in ("a stoat\nand more", "an otter\nand more"):
        with library.transaction("Edit note") as tx:
            notes.write(tx, paper, text)
    catch_up(index, library)
    assert found(library, index, "stoat").ids == found(library, index, "earlier:stoat").ids == [paper]
    assert found(library, index, "note:stoat").ids == found(library, index, "earlier:more").ids == []
