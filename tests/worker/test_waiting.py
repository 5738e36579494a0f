"""The order of the jobs that wait."""

import pytest

from readinglist.worker.waiting import Job, Waiting

INDEX: Job = (1, "index", {})
BACKUP: Job = (2, "backup", {})
PREVIEW: Job = (3, "preview", {})
STORE: Job = (4, "store", {})


def test_what_a_person_waits_for_comes_first_and_the_end_before_all() -> None:
    jobs = Waiting()
    for job in (INDEX, PREVIEW, BACKUP, STORE, None):
        jobs.put(job)
    assert [jobs.get() for _ in range(5)] == [None, PREVIEW, STORE, INDEX, BACKUP]


@pytest.mark.parametrize(
    ("waits", "runs", "makes_way"),
    [
        (PREVIEW, INDEX, True),
        (PREVIEW, STORE, False),
        (BACKUP, INDEX, False),
        (INDEX, PREVIEW, False),
        (None, PREVIEW, True),
    ],
)
def test_only_what_comes_before_it_is_in_the_way_of_a_job(waits: Job | None, runs: Job, makes_way: bool) -> None:
    jobs = Waiting()
    assert not jobs.any_before(runs)
    jobs.put(waits)
    assert jobs.any_before(runs) is makes_way
