"""Open Library's books in their shape."""

from readinglist.domain.paper import Paper, Person
from readinglist.importing.json_records.open_library import paper


def test_a_book_is_read_with_all_it_has() -> None:
    book = {
        "title": "The barn owl",
        "subtitle": "a natural history",
        "authors": [{"url": "x", "name": "Ana Owl"}, {"name": "Tom van der Hen"}],
        "publishers": [{"name": "Meadow Press"}, {"name": "Hedge"}],
        "publish_date": "March 5, 2009",
        "identifiers": {"isbn_10": ["0262033844"], "openlibrary": ["OL1M"]},
        "number_of_pages": 320,
        "url": "https://openlibrary.org/books/OL1M",
    }
    assert paper(book) == Paper(
        title="The barn owl: a natural history",
        authors=(Person("Owl", "Ana"), Person("van der Hen", "Tom")),
        date="2009-03-05",
        type="book",
        publisher="Meadow Press; Hedge",
        isbn="9780262033848",
        urls=("https://openlibrary.org/books/OL1M",),
        extra={"number_of_pages": "320"},
    )


def test_things_of_the_wrong_kind_are_passed_over() -> None:
    assert paper({}) is None
    assert paper({"title": "Owls", "authors": 7, "identifiers": [], "publish_date": {}}) == Paper("Owls", type="book")
