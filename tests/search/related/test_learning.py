import json
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from readinglist.domain.paper import Paper
from readinglist.library import notes, papers
from readinglist.library.library import Library
from readinglist.search.related import learning
from readinglist.search.related.learning import Learner
from readinglist.search.related.ranking import related
from readinglist.search.related.store import TermStore

WORDS = ["bees", "honey", "knots", "ropes", "clocks", "walls", "the", "GPT-4"]
TEXTS = st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)


def told(learner: Learner) -> dict[str, list[int]]:
    learnt = learner.learn()
    assert learnt.model is not None
    assert learnt.behind == 0
    return {name: array.tolist() for name, array in learnt.model.arrays().items()}


def fresh(library: Library, cache: Path) -> dict[str, list[int]]:
    with closing(Learner(TermStore.open(cache, library), library)) as learner:
        return told(learner)


class Changes(RuleBasedStateMachine):
    """Whatever is done to a library, following it comes to the same as beginning anew."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = TemporaryDirectory()
        self.folder = Path(self._folder.name)
        self.library = Library(self.folder / "library", origin="test")
        self.learner = Learner(TermStore.open(self.folder / "cache", self.library), self.library)
        self.ids: list[int] = []
        self.turn = 0

    def teardown(self) -> None:
        self.learner.close()
        self.library.close()
        self._folder.cleanup()

    @rule(title=TEXTS, abstract=TEXTS)
    def add(self, title: str, abstract: str) -> None:
        with self.library.transaction("Add") as tx:
            self.ids.append(papers.add(tx, Paper(title=f"a {title}", abstract=abstract)))

    @rule(place=st.integers(0, 9), abstract=TEXTS)
    def change(self, place: int, abstract: str) -> None:
        if place < len(self.ids):
            with self.library.transaction("Change") as tx:
                papers.update(tx, self.ids[place], Paper(title="changed", abstract=abstract))

    @rule(place=st.integers(0, 9))
    def write_a_note(self, place: int) -> None:
        if place < len(self.ids):
            with self.library.transaction("Note") as tx:
                notes.write(tx, self.ids[place], f"thought {self.turn}")

    @rule(place=st.integers(0, 9))
    def delete(self, place: int) -> None:
        if place < len(self.ids):
            with self.library.transaction("Delete") as tx:
                papers.remove(tx, [self.ids.pop(place)])

    @rule()
    def learn(self) -> None:
        self.learner.learn()

    @invariant()
    def following_is_the_same_as_beginning_anew(self) -> None:
        self.turn += 1
        assert told(self.learner) == fresh(self.library, self.folder / f"fresh {self.turn}")

    @invariant()
    def no_paper_is_related_to_itself_or_to_one_that_is_gone(self) -> None:
        for paper in self.ids:
            found = [other.id for other in related(self.library, self.learner, paper, 100).papers]
            assert paper not in found
            assert set(found) <= set(self.ids)
            assert len(found) == len(set(found))


TestChanges = Changes.TestCase
TestChanges.settings = settings(max_examples=15, stateful_step_count=8)


def files(tmp_path: Path) -> list[Path]:
    return sorted(file for file in (tmp_path / "cache" / "related").rglob("*") if file.is_file())


def marked(tmp_path: Path) -> dict[str, Any]:
    [mark] = (tmp_path / "cache" / "related").rglob("mark.json")
    told: dict[str, Any] = json.loads(mark.read_text())
    return told


def test_a_note_leaves_the_model_as_it_is(learner: Learner, library: Library, add: Any, tmp_path: Path) -> None:
    [paper, *_] = add("bees", "bees")
    learner.learn()
    before = marked(tmp_path)
    with library.transaction("Note") as tx:
        notes.write(tx, paper, "a thought")
    assert learner.learn().behind == 0
    after = marked(tmp_path)
    assert after.pop("seq") > before.pop("seq")
    assert after == before


def test_many_small_changes_are_merged(
    learner: Learner, add: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(learning, "_FEW_BATCHES", 3)
    for _ in range(4):
        add("bees")
        learner.learn()
    assert len(marked(tmp_path)["batches"]) == 1
    assert len(files(tmp_path)) == 4  # the mark, one batch, the model, the lock


def test_a_part_at_a_time(learner: Learner, add: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learning, "MOST_PAPERS", 2)
    add("bees", "bees", "bees", "knots", "knots")
    assert [learner.learn(most=2).behind for _ in range(3)] == [3, 1, 0]
    assert learner.learn(most=2).model is not None


def test_progress_is_told_and_it_can_be_stopped(learner: Learner, add: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learning, "MOST_PAPERS", 2)
    add("bees", "bees", "bees")
    heard: list[tuple[int, int]] = []
    learnt = learner.learn(progress=lambda *counts: heard.append(counts), cancelled=lambda: bool(heard))
    assert heard == [(2, 3)]
    assert (learnt.model, learnt.behind) == (None, 1)


def test_while_another_program_is_at_it_what_is_there_is_given(
    learner: Learner, library: Library, add: Any, tmp_path: Path
) -> None:
    add("bees", "bees")
    with TermStore.open(tmp_path / "cache", library).lock() as free:
        assert free
        learnt = learner.learn()
    assert (learnt.model, learnt.behind) == (None, 2)
    learner.learn()
    add("knots")
    with TermStore.open(tmp_path / "cache", library).lock():
        learnt = learner.learn()
    assert learnt.model is not None
    assert learnt.behind == 1


def damage_every_file(paths: list[Path]) -> None:
    for path in paths:
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def take_every_file(paths: list[Path]) -> None:
    for path in paths:
        path.unlink()


def forge_the_mark(paths: list[Path]) -> None:
    [mark] = [path for path in paths if path.name == "mark.json"]
    mark.write_text(json.dumps({**json.loads(mark.read_text()), "batches": ["../elsewhere"], "model": "../model"}))


def set_the_mark_ahead(paths: list[Path]) -> None:
    [mark] = [path for path in paths if path.name == "mark.json"]
    mark.write_text(json.dumps({**json.loads(mark.read_text()), "seq": 99}))


def set_another_version(paths: list[Path]) -> None:
    [mark] = [path for path in paths if path.name == "mark.json"]
    mark.write_text(json.dumps({**json.loads(mark.read_text()), "version": "0"}))


@pytest.mark.parametrize(
    "harm", [damage_every_file, take_every_file, forge_the_mark, set_the_mark_ahead, set_another_version]
)
def test_what_is_damaged_is_made_anew(
    harm: Callable[[list[Path]], None], library: Library, add: Any, tmp_path: Path
) -> None:
    one, other, _ = add("bees", "bees", "knots")
    whole = fresh(library, tmp_path / "cache")
    harm([path for path in files(tmp_path) if path.suffix != ".lock"])
    with closing(Learner(TermStore.open(tmp_path / "cache", library), library)) as learner:
        assert [each.id for each in related(library, learner, one, 5).papers] == [other]
        assert told(learner) == whole


def test_a_batch_that_is_damaged_while_the_model_is_not_is_made_anew(
    library: Library, learner: Learner, add: Any, tmp_path: Path
) -> None:
    add("bees", "bees")
    learner.learn()
    damage_every_file([path for path in files(tmp_path) if path.name.startswith("terms")])
    add("bees")
    assert told(learner) == fresh(library, tmp_path / "fresh")
