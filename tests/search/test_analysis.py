"""Words, folded and stemmed, with their places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.search.analysis import MAX_WORD, fold, forms, kin, tokens


def words(text: str) -> list[tuple[int, str]]:
    return [(token.position, token.forms[0]) for token in tokens(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Attention, is all!", [(0, "attention"), (1, "is"), (2, "all")]),
        ("pre-training works", [(0, "pre"), (1, "training"), (1, "pretraining"), (2, "works")]),
        ("state-of-the-art", [(0, "state"), (1, "of"), (2, "the"), (3, "art"), (3, "stateoftheart")]),
        ("don’t", [(0, "don"), (1, "t"), (1, "dont")]),
        ("a - b", [(0, "a"), (1, "b")]),
        ("C++ and C#", [(0, "c++"), (1, "and"), (2, "c#")]),
        ("01.AI", [(0, "01"), (1, "ai")]),
        ("max_length", [(0, "max"), (1, "length")]),
        ("Müller Mu\u0308ller", [(0, "muller"), (1, "muller")]),
        ("Ångström Łódź Straße ﬁne", [(0, "angstrom"), (1, "lodz"), (2, "strasse"), (3, "fine")]),
        ("İstanbul", [(0, "istanbul")]),
        ("GPT模型", [(0, "gpt"), (1, "模"), (2, "型"), (2, "模型")]),
        ("学习。模 型", [(0, "学"), (1, "习"), (1, "学习"), (2, "模"), (3, "型")]),
        ("हिन्दी", [(0, fold("हिन्दी"))]),
        ("?! …", []),
    ],
)
def test_words_of_a_text(text: str, found: list[tuple[int, str]]) -> None:
    assert words(text) == found


def test_places_are_those_in_the_text_as_written() -> None:
    text = "Die „ﬁne“ pre-training"
    assert [text[token.start : token.end] for token in tokens(text)] == [
        "Die",
        "ﬁne",
        "pre",
        "training",
        "pre-training",
    ]


def test_a_word_with_accents_is_also_found_as_written() -> None:
    assert forms("Müller") == forms("Mu\u0308ller") == ("muller", "müller")
    assert forms("naïve") == ("naive", "~naiv", "naïve")
    assert kin("MÜLLER") == ("muller", "~muller", "müller")
    assert set(kin("Muller")) & set(forms("Müller"))
    assert forms("ﬁne") == ("fine",)


def test_stems_are_marked_and_meet_their_kin() -> None:
    assert forms("Learning") == ("learning", "~learn")
    assert forms("learn") == ("learn",)
    for one, other in [("learned", "learning"), ("studies", "study"), ("learn", "learns"), ("models", "model")]:
        assert set(kin(one)) & set(forms(other))
    assert not set(kin("learner")) & set(forms("leaning"))


def test_what_ends_in_signs_is_found_with_and_without_them() -> None:
    assert forms("C++") == ("c++", "c")
    assert kin("C++") == ("c++",)


def test_long_words_are_cut() -> None:
    assert forms("x" * 1000)[0] == "x" * MAX_WORD


@given(st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    found = list(tokens(text))
    for token in found:
        assert 0 <= token.start < token.end <= len(text)
        assert token.forms[0]
        assert all(form.encode() for form in token.forms)
        assert kin(text[token.start : token.end])
    assert [token.position for token in found] == sorted(token.position for token in found)
    assert bool(found) >= any(character.isalnum() for character in text)
