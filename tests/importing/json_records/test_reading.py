"""JSON records in bounds: where each starts, what is kept of a cut text, and what is refused."""

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.importing.json_records.reading import (
    MAX_DEPTH,
    Broken,
    Record,
    as_text,
    left_over,
    lines_in,
    list_in,
    object_in,
    objects_in,
    records,
    text_in,
)

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


def is_envelope(name: str) -> bool:
    return name in ("message", "items")


def read(text: str) -> list[Record | Broken]:
    return list(records(text, is_envelope))


def test_the_elements_of_a_list_are_records_with_their_lines() -> None:
    assert read('[\n{"a": 1},\n\n{"a":\n2}]') == [Record({"a": 1}, 2), Record({"a": 2}, 4)]


def test_what_stands_in_an_envelope_is_read_in_its_place() -> None:
    text = '{"status": "ok",\n"message": {"total": 2, "items": [\n{"a": 1},\n{"a": 2}]}}'
    assert read(text) == [Record({"a": 1}, 3), Record({"a": 2}, 4)]
    assert read('{"message":\n {"a": 1}}') == [Record({"a": 1}, 2)]
    assert read('{"message": "not found"}') == [Record({"message": "not found"}, 1)]


def test_values_that_follow_one_another_are_records() -> None:
    assert read('{"a": 1}\n{"a": 2}\n') == [Record({"a": 1}, 1), Record({"a": 2}, 2)]


def test_an_empty_list_has_no_records() -> None:
    assert read(" [ ] ") == []
    assert read('{"items": []}') == []


def test_of_a_cut_text_the_whole_records_are_read_and_the_cut_is_told() -> None:
    text = '[{"a": "one"},\n{"a": "two"},\n{"a": "three"}]'
    ends = [text.index(end) + len(end) for end in ('one"}', 'two"}', 'three"}')]
    for cut in range(1, len(text)):
        *whole, broken = read(text[:cut])
        assert [record.value for record in whole if isinstance(record, Record)] == [
            {"a": word} for word, end in zip(("one", "two", "three"), ends, strict=True) if end <= cut
        ], cut
        assert isinstance(broken, Broken), cut
        assert broken.message.endswith("import that."), cut


def test_a_record_that_is_no_json_ends_the_reading_with_its_line() -> None:
    first, broken = read('[{"a": 1},\n{a: 2},\n{"a": 3}]')
    assert first == Record({"a": 1}, 1)
    assert isinstance(broken, Broken)
    assert (broken.line, broken.message[:16]) == (2, "This is not JSON")
    assert [type(each) for each in read('[{"a": 1} {"a": 2}]')] == [Record, Broken]
    assert [type(each) for each in read("{1: 2}")] == [Broken]


def test_deep_nesting_is_refused_record_by_record() -> None:
    deep = "[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1)
    first, last = read(f'[{{"a": {deep}}},\n{{"a": []}}]')
    assert isinstance(first, Broken)
    assert "deep" in first.message
    assert last == Record({"a": []}, 2)


@pytest.mark.parametrize("opening", ["[", '{"a":', '{"items":', '[{"message":'])
def test_a_million_levels_are_refused_at_once(opening: str) -> None:
    begun = time.perf_counter()
    [broken] = read(opening * 1_000_000)
    assert isinstance(broken, Broken)
    assert time.perf_counter() - begun < 5


def test_too_many_values_are_refused() -> None:
    [broken] = read("[" + "0," * 12_000_001)
    assert isinstance(broken, Broken)
    assert "too large" in broken.message


def test_too_many_records_end_the_reading() -> None:
    *read_ones, broken = read("[" + "0," * 300_010 + "0]")
    assert len(read_ones) == 300_000
    assert isinstance(broken, Broken)


def test_numbers_are_bounded() -> None:
    [record] = read('{"a": 1' + "0" * 10_000 + ', "b": 1e999, "c": NaN, "d": -Infinity, "e": 2.5}')
    assert isinstance(record, Record)
    assert isinstance(record.value, dict)
    assert record.value == {"a": "1" + "0" * 10_000, "b": "1e999", "c": None, "d": None, "e": 2.5}


@given(VALUES)
def test_any_value_is_read_as_json_reads_it(value: object) -> None:
    kept = [each.value for each in read(json.dumps([value])) if isinstance(each, Record)]
    assert len(kept) == 1
    assert type(kept[0]) is type(value) or isinstance(value, (float, int))


@given(st.text('{}[]",:0 \\nab"message', max_size=60))
def test_no_text_raises(text: str) -> None:
    read(text)


def test_members_are_taken_as_what_they_should_be_or_not_at_all() -> None:
    record = {"text": " a\n b ", "number": 5, "yes": True, "list": ["x", 1, None, "x"], "object": {"a": 1}, "no": None}
    assert text_in(record, "missing", "text") == "a b"
    assert text_in(record, "number") == "5"
    assert text_in(record, "yes", "list", "object", "no") == ""
    assert list_in(record, "text") == [" a\n b "]
    assert list_in(record, "no") == []
    assert lines_in(record, "list") == ("x", "1")
    assert objects_in(record, "object") == [{"a": 1}]
    assert objects_in(record, "list") == []
    assert object_in(record, "list") == {}


def test_what_is_left_over_is_kept_as_text_or_as_json() -> None:
    record = {"a": "é", "b": ["é", 1], "c": 0, "d": False, "e": None, "f": "", "g": [], "h": 1}
    assert left_over(record, {"h"}) == {"a": "é", "b": '["é",1]', "c": "0", "d": "false"}


@given(VALUES)
def test_any_value_can_be_kept_as_text(value: object) -> None:
    text = as_text(value)
    if text and not isinstance(value, str) and "NaN" not in text and "Infinity" not in text:
        assert json.loads(text) == value
