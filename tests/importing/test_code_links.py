import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.importing.code_links import code_links


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("Code: https://github.com/a/b.", ("https://github.com/a/b",)),
        ("(code at https://github.com/a/b.)", ("https://github.com/a/b",)),
        ("(see https://github.com/a/b).", ("https://github.com/a/b",)),
        ("https://github.com/a/b_(c).", ("https://github.com/a/b_(c)",)),
        ("{https://github.com/a/b}", ("https://github.com/a/b",)),
        ("github.com/a/b, and www.gitlab.com/c/d/e", ("https://github.com/a/b", "https://www.gitlab.com/c/d/e")),
        (
            "https://huggingface.co/a/model; https://huggingface.co/datasets/a/b",
            ("https://huggingface.co/a/model", "https://huggingface.co/datasets/a/b"),
        ),
        ("[https://github.com/a/b](https://github.com/a/b)", ("https://github.com/a/b",)),
        ("https://huggingface.co/papers/2409.13948", ()),
        ("https://github.com/a", ()),
        ("https://example.org/github.com/a/b and https://notgithub.com/a/b", ()),
        ("https://github.com/a/b#readme, then https://github.com/a/b#readme!", ("https://github.com/a/b#readme",)),
        ("", ()),
    ],
)
def test_links(text: str, links: tuple[str, ...]) -> None:
    assert code_links(text) == links


@given(st.text("ab/.:)(}{ ", max_size=40))
def test_any_tail_leaves_a_link_without_punctuation(tail: str) -> None:
    for link in code_links(f"x https://github.com/a/b{tail}"):
        assert link.startswith("https://github.com/")
        assert not link.endswith((".", ":"))
        assert not link.endswith(")") or link.count("(") >= link.count(")")
