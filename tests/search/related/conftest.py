"""A library whose papers have subjects, and what learns their terms."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from readinglist.domain.paper import Paper
from readinglist.library import papers
from readinglist.library.library import Library
from readinglist.search.related.learning import Learner
from readinglist.search.related.store import TermStore

SUBJECTS = {
    "bees": "wing beats of honey bees in noisy garden recordings of bee hives with honey and pollen",
    "knots": "knots in wet ropes slip under sudden loads when the stiffness of ropes and slip of knots differ",
    "clocks": "pendulum clocks on one wall fall into step by coupling through the wall between pendulum swings",
}

Add = Callable[..., list[int]]


@pytest.fixture
def learner(library: Library, tmp_path: Path) -> Iterator[Learner]:
    made = Learner(TermStore.open(tmp_path / "cache", library), library)
    yield made
    made.close()


@pytest.fixture
def add(library: Library) -> Add:
    """Adds papers on these subjects, by the names of `SUBJECTS`, and tells their ids."""

    def add(*subjects: str) -> list[int]:
        return store(library, [(f"On {name}", SUBJECTS[name]) for name in subjects])

    return add


def store(library: Library, texts: Sequence[tuple[str, str]]) -> list[int]:
    with library.transaction("Add") as tx:
        return [papers.add(tx, Paper(title=title, abstract=abstract)) for title, abstract in texts]
