from hypothesis import given
from hypothesis import strategies as st

from readinglist.desktop.look.text_positions import utf16_length, utf16_spans


def test_a_letter_beyond_the_basic_plane_counts_twice() -> None:
    assert utf16_spans("a𝑥b", [(0, 1), (1, 2), (2, 3)]) == [(0, 1), (1, 3), (3, 4)]
    assert utf16_length("a𝑥b") == 4


@given(st.text(), st.data())
def test_spans_cut_the_same_letters(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    ((first, last),) = utf16_spans(text, [(start, end)])
    units = text.encode("utf-16-le", "surrogatepass")
    assert units[2 * first : 2 * last].decode("utf-16-le", "surrogatepass") == text[start:end]
