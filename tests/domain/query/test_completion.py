"""What is begun in a search, and how it is completed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.domain.query.completion import FIELDS, Begun, Completion, begun, completed, names, value
from readinglist.domain.query.expression import StateField, TextField
from readinglist.domain.query.parser import parse


@pytest.mark.parametrize(
    ("search", "typed"),
    [
        ("tag:", Begun("tag", "", 4, 4)),
        ("deep tag:the", Begun("tag", "the", 9, 12)),
        ("-tag:the", Begun("tag", "the", 5, 8)),
        ("(Tag:the", Begun("tag", "the", 5, 8)),
        ('tag:"to re', Begun("tag", "to re", 4, 10)),
        ("sta", Begun("", "sta", 0, 3)),
        ("deep Sta", Begun("", "sta", 5, 8)),
        ("d", None),
        ("deep ", None),
        ("colour:r", None),
        ('"a phrase sta', None),
        ('"a phrase" sta', Begun("", "sta", 11, 14)),
        ('tag:"to read"', None),
        ("t-sta", None),
    ],
)
def test_what_stands_before_the_cursor(search: str, typed: Begun | None) -> None:
    assert begun(search, len(search)) == typed


def test_within_a_word_nothing_is_begun() -> None:
    assert begun("tag:theory deep", 6) is None
    assert begun("tag:the deep", 7) == Begun("tag", "the", 4, 7)


def test_names_are_offered_from_the_second_letter_on() -> None:
    offered = [completion.written for completion in names(Begun("", "st", 0, 2))]
    assert offered == ["status:", "starred:"]
    assert names(Begun("", "s", 0, 1)) == []
    assert names(Begun("", "xy", 0, 2)) == []


def test_every_field_of_the_language_has_a_name_and_no_other() -> None:
    assert set(FIELDS) == {*TextField, *StateField, "text", "is"}
    assert not any("no field" in remark for name in FIELDS for remark in parse(f"{name}:x").remarks)


def test_what_is_begun_is_completed_in_its_place() -> None:
    typed = begun("deep tag:the -hens", 12)
    assert typed is not None
    assert completed("deep tag:the -hens", typed, Completion(value("to do"), "", "")) == ('deep tag:"to do" -hens', 17)
    assert value("theory") == "theory "


@given(st.text(max_size=30), st.integers(0, 30))
def test_any_text_can_be_asked(search: str, cursor: int) -> None:
    typed = begun(search, min(cursor, len(search)))
    if typed is not None:
        text, place = completed(search, typed, Completion("x ", "", ""))
        assert text[:place].endswith("x ")
