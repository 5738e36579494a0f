"""Looking up in the worker: nobody else waits for the network."""

from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Queue
from typing import Any

import pytest

from readinglist.domain.paper import Paper
from readinglist.errors import UserError
from readinglist.importing.choices import EVERYTHING
from readinglist.importing.report import Fate
from readinglist.library import papers, reads
from readinglist.library.library import Library
from readinglist.settings import Services
from readinglist.worker.client import Job, WorkerClient
from readinglist.worker.messages import FilesToRead, JobCancelledError, TextToRead

SECONDS = 30.0
WORK = '{"message": {"DOI": "10.1000/fox", "title": ["Foxes"], "author": [{"family": "Fox", "given": "Eve"}]}}'
FOX = TextToRead("pasted", "10.1000/fox")


@pytest.fixture
def worker(library: Library, tmp_path: Path) -> Iterator[WorkerClient]:
    made = WorkerClient(library.folder, tmp_path / "cache")
    yield made
    made.close()


@pytest.fixture
def begin(worker: WorkerClient) -> Callable[..., tuple[int, "Queue[Any]", list[tuple[int, int]]]]:
    """Gives the worker a job; its number, where its end is told, and its progress."""

    def run(name: str, /, **arguments: Any) -> tuple[int, "Queue[Any]", list[tuple[int, int]]]:
        end: Queue[Any] = Queue()
        told: list[tuple[int, int]] = []
        number = worker.submit(Job(name, arguments, end.put, end.put, lambda *counts: told.append(counts)))
        return number, end, told

    return run


def test_a_paper_is_looked_up_before_it_is_shown_and_stored_so(
    begin: Any, local_services: Any, library: Library
) -> None:
    local_services.answer("crossref", WORK)
    _, end, told = begin("preview", what=FOX, services=local_services.settings)
    preview = end.get(timeout=SECONDS)
    assert preview.report.outcomes[0].title == "Foxes"
    assert told[0] == (0, 1, "Looking up")
    count = len(local_services.asked)
    _, end, _ = begin("store", what=FOX, choices=EVERYTHING, services=local_services.settings)
    assert end.get(timeout=SECONDS).count(Fate.ADDED) == 1
    assert len(local_services.asked) == count, "nothing is asked again"
    with library.read() as view:
        assert reads.details(view, [1])[0].paper.authors[0].family == "Fox"


def test_what_the_preview_read_is_looked_up_again_where_it_was_lost(begin: Any, local_services: Any) -> None:
    local_services.answer("crossref", WORK)
    _, end, _ = begin("store", what=FOX, choices=EVERYTHING, services=local_services.settings)
    assert end.get(timeout=SECONDS).outcomes[0].title == "Foxes"


@pytest.mark.parametrize("services", [None, Services(look_up=False)])
def test_without_services_nobody_is_asked(begin: Any, services: Services | None) -> None:
    _, end, _ = begin("preview", what=FOX, services=services)
    assert end.get(timeout=SECONDS).report.outcomes[0].title == "doi:10.1000/fox"


def test_other_jobs_go_on_meanwhile_and_the_wait_can_be_stopped(
    begin: Any, worker: WorkerClient, local_services: Any, reply: Any
) -> None:
    local_services.answer("crossref", reply("", 429, {"Retry-After": "50"}))
    number, end, _ = begin("preview", what=FOX, services=local_services.settings)
    _, other, _ = begin("preview", what=TextToRead("pasted", "@misc{hen, title = {Hens}}"), services=None)
    assert other.get(timeout=SECONDS).report.outcomes[0].title == "Hens"
    _, index, _ = begin("index")
    assert index.get(timeout=SECONDS) is True
    assert end.empty()
    worker.cancel(number)
    assert isinstance(end.get(timeout=SECONDS), JobCancelledError)


def test_papers_of_the_library_are_looked_up(begin: Any, local_services: Any, library: Library) -> None:
    local_services.answer("crossref", WORK)
    with library.transaction("Add") as tx:
        ids = papers.add_all(tx, [Paper("doi:10.1000/fox", doi="10.1000/fox"), Paper("Hens")])
    _, end, told = begin("look_up", ids=ids, services=local_services.settings)
    report = end.get(timeout=SECONDS)
    assert [(outcome.paper_id, outcome.title) for outcome in report.outcomes] == [(ids[0], "Foxes")]
    assert told[0] == (0, 1)
    _, end, _ = begin("look_up", ids=ids[1:], services=local_services.settings)
    assert end.get(timeout=SECONDS).outcomes == ()
    _, end, _ = begin("look_up", ids=ids, services=Services(look_up=False))
    assert isinstance(told := end.get(timeout=SECONDS), UserError)
    assert "switched off" in told.message


def test_a_bug_beside_is_told_as_any(begin: Any, local_services: Any) -> None:
    broken = local_services.settings
    object.__setattr__(broken, "mailto", 7)
    _, end, _ = begin("preview", what=FOX, services=broken)
    assert "TypeError" in str(end.get(timeout=SECONDS))


def test_a_pdf_with_an_identifier_is_looked_up(
    begin: Any, local_services: Any, tmp_path: Path, write_pdf: Callable[..., Path]
) -> None:
    """What is found takes the place of what was guessed; where it is quite another title, the reader is asked."""
    local_services.answer("crossref", WORK)
    pages = {"fox": "Foxes", "hen": "On the Sleep of Hens in Winter"}
    files = tuple(
        write_pdf(
            tmp_path / f"{name}.pdf",
            [(f"{title} and More", 18, 700), ("plain words " * 9, 9, 400), ("doi:10.1000/fox", 9, 40)],
        )
        for name, title in pages.items()
    )
    _, end, told = begin("preview", what=FilesToRead(files), services=local_services.settings)
    fox, hen = end.get(timeout=SECONDS).report.outcomes
    assert (fox.title, fox.doubt) == ("Foxes", "")
    assert (hen.title, hen.doubt) == (
        "Foxes",
        "the file seems to be called “On the Sleep of Hens in Winter and More”: check whether this is the paper",
    )
    assert [count[2] for count in told][:1] == ["Reading"]
