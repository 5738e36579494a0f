import math

import numpy as np
import pytest

from readinglist.library.reads import PaperGist
from readinglist.search.related import model as model_module
from readinglist.search.related.counts import counted
from readinglist.search.related.model import Model, Vector, model_of
from readinglist.search.related.terms import Stretches, words


def model(*texts: str) -> Model:
    gists = [PaperGist(number, "", text) for number, text in enumerate(texts, start=1)]
    return model_of([counted(gists, [], Stretches())])


def likeness(made: Model, place: int) -> list[float]:
    return made.likeness(made.vector(place)).tolist()


def test_likeness_is_the_cosine_between_the_papers_tf_idf() -> None:
    texts = ["bees. bees. honey. wall.", "bees. honey. rope.", "rope. wall. wall.", "clock."]
    having = {"bees": 2, "honey": 2, "wall": 2, "rope": 2}

    def vector(text: str) -> dict[str, float]:
        found = [word.strip(".") for word in text.split()]
        weights = {
            word: (1 + math.log(found.count(word))) * (1 + math.log((1 + len(texts)) / (1 + having[word])))
            for word in set(found) & set(having)
        }
        length = math.sqrt(sum(weight**2 for weight in weights.values()))
        return {word: weight / length for word, weight in weights.items()}

    made = model(*texts)
    for place, text in enumerate(texts[:3]):
        one = vector(text)
        expected = [sum(one[word] * vector(other).get(word, 0) for word in one) for other in texts]
        assert likeness(made, place) == pytest.approx(expected, abs=1e-4)


def test_a_term_of_one_paper_alone_does_not_count() -> None:
    made = model("bees honey", "bees pollen")
    [(bees, _)] = words("bees")
    assert made.hashes.tolist() == [bees]
    assert likeness(made, 0) == pytest.approx([1, 1], abs=1e-4)


def test_no_papers_and_papers_without_words_are_nothing_to_be_like() -> None:
    assert len(model().ids) == 0
    assert model().places([1]) == {}
    made = model("", "bees", "the of")
    assert made.places([1, 2, 9]) == {1: 0, 2: 1}
    assert likeness(made, 0) == [0, 0, 0]


def test_the_heaviest_terms_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model_module, "WORDS_KEPT", 2)
    monkeypatch.setattr(model_module, "PAIRS_KEPT", 1)
    made = model("rope rope rope knot knot wall", "rope knot wall", "rope knot wall", "clock clock")
    spelled = {number: spelling for word in ("rope", "knot", "wall") for number, spelling in words(word)}
    kept = made.hashes[made.vector(0).terms].tolist()
    assert [spelled.get(number) for number in kept[:2]] == ["rope", "knot"]
    assert len(kept) == 3


def test_a_leaning_is_what_papers_have_more_than_all_papers_do() -> None:
    made = model("bees honey", "bees honey", "bees rope", "bees rope")
    leaning = made.leaning([0, 1], [0.5, 0.5])
    [(bees, _)], [(honey, _)] = words("bees"), words("honey")
    weight = dict(zip(made.hashes[leaning.terms].tolist(), leaning.weights.tolist(), strict=True))
    assert weight[honey] > 0.1
    assert abs(weight[bees]) < 1e-3


def test_the_heaviest_of_a_vector_may_be_below_zero() -> None:
    vector = Vector(np.array([3, 5, 9]), np.array([0.1, -0.9, 0.5], np.float32))
    assert vector.heaviest(2).terms.tolist() == [5, 9]
    assert vector.heaviest(3) is vector


def test_arrays_that_do_not_fit_are_no_model() -> None:
    arrays = model("bees honey", "bees honey").arrays()
    assert Model.from_arrays(arrays).arrays().keys() == arrays.keys()
    for name, broken in (
        ("terms", arrays["terms"] + 9),
        ("papers", arrays["papers"] + 9),
        ("starts", arrays["starts"][::-1]),
        ("weights", arrays["weights"][1:]),
        ("totals", arrays["totals"][1:]),
    ):
        with pytest.raises(ValueError):
            Model.from_arrays({**arrays, name: broken})
    with pytest.raises(TypeError):
        Model.from_arrays({name: array for name, array in arrays.items() if name != "ids"})
