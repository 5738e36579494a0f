"""Arrays in files: what is written is read, and nothing else is taken for them."""

import io
import json
import struct

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.search.postings import Words, narrow, read_arrays, write_arrays

NUMBERS = st.lists(st.integers(0, 2**40), max_size=20).map(lambda values: narrow(np.array(values, np.int64)))


def written(arrays: dict[str, np.ndarray]) -> bytes:
    file = io.BytesIO()
    write_arrays(file, arrays)
    return file.getvalue()


@given(st.dictionaries(st.text(max_size=6), NUMBERS, max_size=4))
def test_what_is_written_is_read(arrays: dict[str, np.ndarray]) -> None:
    data = written(arrays)
    read = read_arrays(memoryview(data))
    assert {name: (array.dtype, array.tolist()) for name, array in read.items()} == {
        name: (array.dtype, array.tolist()) for name, array in arrays.items()
    }


def test_reading_copies_nothing() -> None:
    data = bytearray(written({"one": np.array([1, 2], np.uint8)}))
    array = read_arrays(memoryview(data))["one"]
    data[-1] = 9
    assert array.tolist() == [1, 9]


@pytest.mark.parametrize("cut", [0, 3, 7, 20, -1])
def test_a_file_that_is_cut_is_none(cut: int) -> None:
    data = written({"one": np.arange(50, dtype=np.uint8), "two": np.arange(9, dtype=np.uint16)})
    with pytest.raises((ValueError, struct.error)):
        read_arrays(memoryview(data[:cut]))


@pytest.mark.parametrize(
    "contents",
    [[["|O8", 0, 1]], [["<f8", 0, 1]], [["|u1", -8, 1]], [["|u1", 0, -1]], [["|u1", 0, 10**9]], [["|u1", 10**9, 1]]],
)
def test_strange_contents_are_none(contents: list[list[object]]) -> None:
    table = json.dumps({"one": contents[0]}).encode()
    with pytest.raises(ValueError):
        read_arrays(memoryview(struct.pack("<4sI", b"RLP1", len(table)) + table + bytes(16)))
    with pytest.raises(ValueError):
        read_arrays(memoryview(struct.pack("<4sI", b"RLP0", len(table)) + table + bytes(16)))


@given(
    st.sets(st.text("abé学~", min_size=1, max_size=4), max_size=30),
    st.text("abé学~", min_size=1, max_size=4),
)
def test_words_are_found_whole_and_by_their_beginning(texts: set[str], looked_for: str) -> None:
    listed = sorted(text.encode() for text in texts)
    words = Words.of(listed)
    assert [words[place] for place in range(len(words))] == words[:] == listed
    found = words.find(looked_for.encode())
    assert (listed[found] if found is not None else None) == (looked_for.encode() if looked_for in texts else None)
    first, last = words.beginning_with(looked_for.encode())
    assert listed[first:last] == [word for word in listed if word.startswith(looked_for.encode())]


@pytest.mark.parametrize(("greatest", "size"), [(0, 1), (255, 1), (256, 2), (65_535, 2), (65_536, 4), (2**32, 8)])
def test_numbers_take_as_few_bytes_as_they_need(greatest: int, size: int) -> None:
    assert narrow(np.array([0, greatest])).itemsize == size
    assert narrow(np.array([], np.int64)).itemsize == 1
