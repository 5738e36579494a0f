import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from readinglist.domain.paper import Person
from readinglist.domain.status import Status
from readinglist.importing.databases import reader_of
from readinglist.importing.source import Parsed


@pytest.fixture
def folder(tmp_path: Path, make_database) -> Path:
    place = tmp_path / "Ana Luk" / "Bees (1)"
    place.mkdir(parents=True)
    (place / "Bees - Ana Luk.pdf").write_bytes(b"%PDF-1.4")
    make_database(
        tmp_path / "metadata.db",
        {
            "books": (
                "id integer primary key, title text, timestamp text, pubdate text, series_index real, path text",
                [
                    (
                        1,
                        "Bees",
                        "2024-05-01 08:00:00.123456+00:00",
                        "2021-03-05 00:00:00+00:00",
                        2.0,
                        "Ana Luk/Bees (1)",
                    ),
                    (2, "Hens", "2024-05-01 08:00:00+00:00", "0101-01-01 00:00:00+00:00", 1.0, "../secret"),
                    (3, "", "", "", 1.0, ""),
                ],
            ),
            "authors": ("id integer primary key, name text", [(1, "Ana Łuk"), (2, "Fen Group| Inc."), (3, "Unknown")]),
            "books_authors_link": ("id integer primary key, book int, author int", [(1, 1, 1), (2, 1, 2), (3, 2, 3)]),
            "publishers": ("id integer primary key, name text", [(1, "Hen House")]),
            "books_publishers_link": ("id integer primary key, book int, publisher int", [(1, 1, 1)]),
            "series": ("id integer primary key, name text", [(1, "Insects")]),
            "books_series_link": ("id integer primary key, book int, series int", [(1, 1, 1)]),
            "languages": ("id integer primary key, lang_code text", [(1, "eng")]),
            "books_languages_link": ("id integer primary key, book int, lang_code int", [(1, 1, 1)]),
            "tags": ("id integer primary key, name text", [(1, "counting")]),
            "books_tags_link": ("id integer primary key, book int, tag int", [(1, 1, 1)]),
            "ratings": ("id integer primary key, rating int", [(1, 7)]),
            "books_ratings_link": ("id integer primary key, book int, rating int", [(1, 1, 1)]),
            "comments": ("id integer primary key, book int, text text", [(1, 1, "<p>We <b>count</b>.</p>")]),
            "identifiers": (
                "id integer primary key, book int, type text, val text",
                [(1, 1, "doi", "10.1234/bees"), (2, 1, "goodreads", "77"), (3, 2, "arxiv", "2103.00001v2")],
            ),
            "data": (
                "id integer primary key, book int, format text, uncompressed_size int, name text",
                [(1, 1, "PDF", 8, "Bees - Ana Luk"), (2, 1, "EPUB", 8, "gone"), (3, 2, "PDF", 8, "secret")],
            ),
            "custom_columns": (
                "id integer primary key, label text, name text, datatype text",
                [(1, "read", "Read", "bool"), (2, "shelf", "Shelf", "text")],
            ),
            "custom_column_1": ("id integer primary key, book int, value int", [(1, 1, 1), (2, 2, 0)]),
            "custom_column_2": ("id integer primary key, value text", [(1, "By the window")]),
            "books_custom_column_2_link": ("id integer primary key, book int, value int", [(1, 1, 1)]),
        },
    )
    return tmp_path


def parsed(folder: Path) -> Parsed:
    reader = reader_of(folder)
    assert reader
    return reader(folder)


def test_a_book_with_all_that_belongs_to_it(folder: Path) -> None:
    told = parsed(folder)
    bees, hens = told.drafts
    assert told.format == "calibre"
    paper, state = bees.paper, bees.state
    assert paper.title == "Bees"
    assert paper.authors == (Person("Łuk", "Ana"), Person("Fen Group", "Inc."))
    assert (paper.date, paper.publisher, paper.language) == ("2021-03-05", "Hen House", "eng")
    assert (paper.doi, paper.type, paper.abstract) == ("10.1234/bees", "article-journal", "We **count**.")
    assert paper.extra == {"goodreads": "77", "series": "Insects", "series_index": "2.0", "#shelf": "By the window"}
    assert (state.status, state.rating, state.tags) == (Status.READ, 4, ("counting",))
    assert state.added == "2024-05-01T08:00:00.000Z"
    assert [file.name for file in bees.files] == ["Bees - Ana Luk.pdf"]
    assert (hens.paper.date, hens.paper.authors, hens.files) == ("", (), ())
    assert (hens.paper.arxiv_id, hens.paper.arxiv_version) == ("2103.00001", "v2")
    assert (hens.state.status, hens.paper.extra) == (None, {"#read": "no"})
    assert "no title" in told.failures[0].message


def test_a_status_in_words(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "metadata.db")) as database, database:
        database.execute("update custom_columns set label = 'status' where id = 2")
        database.execute("delete from custom_column_1")
        database.execute("update custom_column_2 set value = 'To read'")
    assert parsed(folder).drafts[0].state.status is Status.QUEUED


@pytest.mark.parametrize("rating", range(11))
def test_half_stars_are_rounded_up(folder: Path, rating: int) -> None:
    with closing(sqlite3.connect(folder / "metadata.db")) as database, database:
        database.execute("update ratings set rating = ?", (rating,))
    assert parsed(folder).drafts[0].state.rating == (rating + 1) // 2
