"""Texts of identifiers and links: what is one, and what becomes of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.domain.enrichment import enriched
from readinglist.domain.paper import Paper, Person
from readinglist.importing.mentions.identifier_list import looks_like, parse
from readinglist.importing.source import Source, source_from_text


def ids(text: str) -> list[tuple[str, str, str]]:
    parsed = parse(source_from_text("pasted text", text))
    return [(draft.paper.arxiv_id, draft.paper.arxiv_version, draft.paper.doi) for draft in parsed.drafts]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2409.13948", [("2409.13948", "", "")]),
        ("arXiv:2409.13948v2", [("2409.13948", "v2", "")]),
        ("arXiv: 2409.13948", [("2409.13948", "", "")]),
        ("https://arxiv.org/abs/2409.13948\n10.1000/fox", [("2409.13948", "", ""), ("", "", "10.1000/fox")]),
        ("2409.13948, 2410.18200", [("2409.13948", "", ""), ("2410.18200", "", "")]),
        ("math.GT/0309136;", [("math/0309136", "", "")]),
        ("- <https://doi.org/10.1000/FOX>", [("", "", "10.1000/fox")]),
        ("- https://huggingface.co/papers/2409.13948", [("2409.13948", "", "")]),
        ("10.48550/arXiv.2409.13948", [("2409.13948", "", "")]),
        ("2409.13948 2409.13948", [("2409.13948", "", "")]),
    ],
)
def test_identifiers_are_found(text: str, found: list[tuple[str, str, str]]) -> None:
    assert looks_like(text)
    assert ids(text) == found


@pytest.mark.parametrize("text", ["", "foxes", "see 2409.13948", "https://example.org/2409.13948", "12 March 2024"])
def test_other_texts_are_none(text: str) -> None:
    assert not looks_like(text)


def test_a_word_that_is_none_is_named_with_its_line() -> None:
    parsed = parse(source_from_text("pasted text", "2409.13948\nfoxes"))
    assert [(failure.line, "foxes" in failure.message) for failure in parsed.failures] == [(2, True)]
    assert len(parsed.drafts) == 1


def test_the_stand_in_title_gives_way_to_the_real_one() -> None:
    [draft] = parse(source_from_text("pasted text", "2409.13948")).drafts
    assert draft.paper.title == "arXiv:2409.13948"
    real = Paper("Foxes at night", (Person("Lovelace", "Ada"),), arxiv_id="2409.13948")
    assert enriched(draft.paper, real).title == "Foxes at night"
    assert enriched(real, draft.paper) == real


@given(st.text())
def test_any_text_is_read_without_an_error(text: str) -> None:
    looks_like(text)
    parse(Source("pasted text", text))
