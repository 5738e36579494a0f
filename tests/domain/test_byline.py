import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.domain.byline import byline_forms, short_byline, spoken_line
from readinglist.domain.reading import PaperLine
from readinglist.domain.status import Status


@pytest.mark.parametrize(
    ("authors", "forms"),
    [
        ([], ()),
        (["Abbott"], ("Abbott",)),
        (["Abbott", "Byrne"], ("Abbott & Byrne", "Abbott +1")),
        (["Abbott", "Byrne", "Cole"], ("Abbott, Byrne & Cole", "Abbott, Byrne +1", "Abbott +2")),
        (["Abbott", "Byrne", "Cole", "Dunn"], ("Abbott, Byrne, Cole +1", "Abbott, Byrne +2", "Abbott +3")),
    ],
)
def test_forms(authors: list[str], forms: tuple[str, ...]) -> None:
    assert byline_forms(authors) == forms


@given(st.lists(st.text("abc", min_size=1), min_size=1, max_size=60))
def test_no_author_is_lost_from_the_count(authors: list[str]) -> None:
    for form in byline_forms(authors):
        names, _, rest = form.partition(" +")
        named = len(names.replace(" & ", ", ").split(", "))
        assert named + int(rest or 0) == len(authors)


def test_short() -> None:
    assert short_byline([]) == ""
    assert short_byline(["Abbott", "Byrne"]) == "Abbott & Byrne"
    assert short_byline(["Abbott", "Byrne", "Cole"]) == "Abbott et al."


def test_spoken() -> None:
    full = PaperLine(1, "On Rivers", ("Abbott", "Byrne"), 2020, "ICLR", Status.READ, 4, True, ("maps",), True, True)
    assert spoken_line(full) == (
        "On Rivers, Abbott & Byrne, 2020, ICLR, Read, 4 stars, favourite, has a note, has a file, tagged maps"
    )
    bare = PaperLine(1, "On Rivers", (), None, "", Status.INBOX, 0, False, (), False, False)
    assert spoken_line(bare) == "On Rivers, Inbox"
