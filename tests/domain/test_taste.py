import pytest

from readinglist.domain.status import MAX_RATING, Status
from readinglist.domain.taste import RATING_TASTE, RATINGS_NEEDED, STATUS_TASTE, UNREAD, Taste


def test_every_number_of_stars_says_something_and_more_stars_say_more() -> None:
    assert sorted(RATING_TASTE) == list(range(1, MAX_RATING + 1))
    assert sorted(RATING_TASTE.values()) == [RATING_TASTE[stars] for stars in sorted(RATING_TASTE)]


def test_what_is_unread_says_nothing_of_taste() -> None:
    assert not set(UNREAD) & set(STATUS_TASTE)
    assert STATUS_TASTE[Status.DROPPED] < 0 < STATUS_TASTE[Status.READ]


@pytest.mark.parametrize(
    ("taste", "tells"),
    [
        (Taste({1: 1.0}, RATINGS_NEEDED), True),
        (Taste({1: 1.0}, RATINGS_NEEDED - 1), False),
        (Taste({1: -1.0}, RATINGS_NEEDED), False),
        (Taste(), False),
    ],
)
def test_a_taste_tells_from_four_ratings_on_if_anything_is_liked(taste: Taste, tells: bool) -> None:
    assert taste.tells is tells
