from hypothesis import given
from hypothesis import strategies as st

from readinglist.importing.page.pairing import Pairing, Passage, pair

PROSE = "We tie knots in many ropes and measure what they hold. " * 6


def passages(*texts: str) -> list[Passage]:
    return [Passage(text.strip(), line) for line, text in enumerate(texts, 1)]


def test_titles_and_abstracts_in_turn() -> None:
    assert pair(passages("Knots", PROSE, "Ropes", "We study ropes in the rain.")) == Pairing(((0, 1), (2, 3)), ())


def test_missing_texts_cost_only_themselves() -> None:
    assert pair(passages("Knots", "Ropes", PROSE)) == Pairing(((1, 2),), (0,))
    assert pair(passages("Knots", PROSE, PROSE, "Ropes", PROSE)) == Pairing(((0, 1), (3, 4)), (2,))
    assert pair(passages("Knots")) == Pairing((), (0,))
    assert pair([]) == Pairing((), ())


def test_line_between_a_linked_title_and_its_abstract_is_skipped() -> None:
    items = [Passage("Knots", 1, link="https://arxiv.org/abs/2409.13948"), *passages("Rope Lab", PROSE)]
    assert pair(items) == Pairing(((0, 2),), (1,))


@given(st.lists(st.sampled_from(["Knots", "Do they hold?", "Ropes,", "We tie knots in ropes.", PROSE, "!", "x" * 600])))
def test_each_passage_has_exactly_one_place(texts: list[str]) -> None:
    found = pair(passages(*texts))
    places = [index for title, abstract in found.pairs for index in (title, abstract)]
    assert sorted([*places, *found.lone]) == list(range(len(texts)))
    assert all(title < abstract for title, abstract in found.pairs)
