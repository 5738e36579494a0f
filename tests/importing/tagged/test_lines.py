"""Fields and records, whatever their tags."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.domain.paper import Paper
from readinglist.importing.source import Draft, source_from_text
from readinglist.importing.tagged import lines
from readinglist.importing.tagged.lines import Field, Record

LINE = re.compile(r"(?P<tag>[A-Z])=(?P<value>.*)")


def fields(text: str) -> list[Field]:
    return list(lines.fields(text, LINE))


def test_a_line_without_a_tag_continues_the_field_before_it() -> None:
    assert fields("words before\nA= one \n  two\n\nthree\n\nB=\n") == [
        Field("A", "one\ntwo\n\nthree", 2, False),
        Field("B", "", 7, True),
    ]


def test_a_mark_before_the_first_field_is_no_word() -> None:
    assert fields("\ufeffA=1") == [Field("A", "1", 1, True)]


def test_a_record_gives_each_value_once() -> None:
    record = Record([Field("A", "1", 3, True), Field("B", "2", 4, False), Field("A", "3 \n3", 5, False)])
    assert record.line == 3
    assert "A" in record
    assert record.all("B", "A") == ["1", "2", "3 \n3"]
    assert (record.take("X", "A"), record.take("A"), record.take("A")) == ("1", "3 3", "")
    assert record.left() == {"B": "2"}
    record.put("B", "")
    assert not record


def test_what_is_not_used_is_kept_in_lines() -> None:
    assert Record([Field("A", "1", 1, True), Field("A", "2", 2, False), Field("B", "", 3, False)]).left() == {
        "A": "1\n2"
    }


def draft(record: Record) -> Draft | None:
    title = record.take("T")
    return Draft(Paper(title), record.line) if title else None


def parsed(text: str) -> tuple[list[str], list[tuple[int, str]]]:
    records = lines.records(lines.fields(text, LINE), lambda field, _: field.is_apart)
    told = lines.parsed(source_from_text("some file", text), records, draft, "letters")
    assert told.format == "letters"
    return [draft.paper.title for draft in told.drafts], [(f.line, f.message) for f in told.failures]


def test_a_record_without_a_title_or_anything_is_told_with_its_line() -> None:
    titles, failures = parsed("T=Foxes\n\nA=1\n\nB=\n\nT=Hens")
    assert titles == ["Foxes", "Hens"]
    assert [(line, "no title" in said, "empty" in said) for line, said in failures] == [
        (3, True, False),
        (5, False, True),
    ]


def test_a_text_without_a_record_says_so() -> None:
    assert "no record" in parsed("Dear Ana")[1][0][1]


def test_a_list_larger_than_any_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "_MAX_LINES", 2)
    assert parsed("T=A\n\nT=B\n\n")[0] == []
    assert "too large" in parsed("T=A\n\nT=B\n\n")[1][0][1]


def test_tags_and_notes_come_once() -> None:
    told = lines.state(["b", "a", "b"], ["n", "n"])
    assert (told.tags, told.notes) == (("b", "a"), ("n",))


@given(st.lists(st.tuples(st.sampled_from("AB"), st.text("xy =\n", max_size=20)), max_size=8))
def test_no_word_of_a_value_is_lost(pairs: list[tuple[str, str]]) -> None:
    text = "\n".join(f"{tag}={value}" for tag, value in pairs)
    assert [(field.tag, field.value.split()) for field in fields(text)] == [
        (tag, value.split()) for tag, value in pairs
    ]
