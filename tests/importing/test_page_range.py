import pytest

from readinglist.importing.page_range import page_range


@pytest.mark.parametrize(
    ("written", "pages"),
    [("1--9", "1–9"), ("1 - 9", "1–9"), ("1—9", "1–9"), ("A-12", "A-12"), ("94-98,103", "94–98,103"), ("", "")],
)
def test_a_range_has_an_en_dash(written: str, pages: str) -> None:
    assert page_range(written) == pages
