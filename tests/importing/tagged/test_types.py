import pytest

from readinglist.importing.tagged.types import code_of, csl_type, is_told_by


@pytest.mark.parametrize(
    ("written", "code", "csl"),
    [
        ("JOUR", "JOUR", "article-journal"),
        ("Journal Article", "JOUR", "article-journal"),
        ("book section", "CHAP", "chapter"),
        ("CPAPER", "CPAPER", "paper-conference"),
        ("Fox Den", "GEN", "document"),
        ("", "GEN", "document"),
    ],
)
def test_a_type_is_known_by_code_and_name(written: str, code: str, csl: str) -> None:
    assert code_of(written) == code
    assert csl_type(code) == csl


def test_of_several_types_the_csl_type_tells_one() -> None:
    assert is_told_by("Book", "book")
    assert is_told_by("GEN", "document")
    assert not is_told_by("EDBOOK", "book")
    assert not is_told_by("Fox Den", "document")
