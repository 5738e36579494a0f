import pytest

from readinglist.domain.tag import tag_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("  to \t read\n", "to read"),
        ("a\0b\ud800", "ab"),
        ("Ünïcode 🦊", "Ünïcode 🦊"),
        (" \n", ""),
        ("x" * 101, "x" * 101),
    ],
)
def test_a_tag_is_one_line(text: str, name: str) -> None:
    assert tag_name(text) == name
