"""Small databases in the shape of each program's own, made by the test that needs one."""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from pathlib import Path

import pytest

Tables = Mapping[str, tuple[str, Sequence[Sequence[object]]]]
Maker = Callable[[Path, Tables], Path]


@pytest.fixture
def make_database() -> Maker:
    """Makes a database of tables given as names, columns in SQL, and rows."""

    def make(path: Path, tables: Tables) -> Path:
        with closing(sqlite3.connect(path)) as connection, connection:
            for name, (columns, rows) in tables.items():
                connection.execute(f"create table {name} ({columns})")
                for row in rows:
                    marks = ", ".join("?" * len(row))
                    connection.execute(f"insert into {name} values ({marks})", row)
        return path

    return make


@pytest.fixture
def zotero_tables() -> dict[str, tuple[str, list[Sequence[object]]]]:
    """A library of two articles, one of them in the bin, with what belongs to them."""
    return {
        "libraries": ("libraryID integer primary key, type text", [(1, "user"), (2, "feed")]),
        "itemTypes": (
            "itemTypeID integer primary key, typeName text",
            [(1, "journalArticle"), (2, "attachment"), (3, "note"), (4, "annotation"), (5, "preprint")],
        ),
        "items": (
            "itemID integer primary key, itemTypeID int, dateAdded timestamp, libraryID int, key text",
            [
                (1, 1, "2024-05-01 08:00:00", 1, "AAAAAAA1"),
                (2, 1, "2024-05-01 08:00:00", 1, "AAAAAAA2"),
                (3, 2, "2024-05-01 08:00:00", 1, "FILEKEY1"),
                (4, 3, "2024-05-01 08:00:00", 1, "NOTEKEY1"),
                (5, 4, "2024-05-01 08:00:00", 1, "MARKKEY1"),
                (6, 1, "2024-05-01 08:00:00", 2, "AAAAAAA6"),
                (7, 2, "2024-05-01 08:00:00", 1, "FILEKEY7"),
                (8, 5, "2024-05-02 08:00:00", 1, "AAAAAAA8"),
                (9, 2, "2024-05-01 08:00:00", 1, "LINKKEY9"),
            ],
        ),
        "fields": (
            "fieldID integer primary key, fieldName text",
            [
                (1, "title"),
                (2, "date"),
                (3, "publicationTitle"),
                (4, "DOI"),
                (5, "extra"),
                (6, "place"),
                (7, "url"),
                (8, "abstractNote"),
                (9, "archiveID"),
                (10, "repository"),
            ],
        ),
        "itemDataValues": (
            "valueID integer primary key, value",
            [
                (1, "Bees in forty gardens"),
                (2, "2021-03-00 March 2021"),
                (3, "Journal of Gardens"),
                (4, "10.1234/Bees.1"),
                (5, "Read_Status: In Progress\nRead_Status_Date: 2024-06-02T09:30:00.000Z\nrate: 4\nkept as it is"),
                (6, "Fen"),
                (7, "Foxes, which lie in the bin"),
                (8, "https://example.org/bees"),
                (9, "We count."),
                (10, "Hens at night"),
                (11, "arXiv:2103.00001"),
                (12, "arXiv"),
                (13, "News"),
                (14, "arXiv:2103.00001 [cs.LG]"),
            ],
        ),
        "itemData": (
            "itemID int, fieldID int, valueID int",
            [
                (1, 1, 1),
                (1, 2, 2),
                (1, 3, 3),
                (1, 4, 4),
                (1, 5, 5),
                (1, 6, 6),
                (1, 8, 9),
                (2, 1, 7),
                (6, 1, 13),
                (8, 1, 10),
                (8, 9, 11),
                (8, 10, 12),
                (8, 5, 14),
                (9, 7, 8),
            ],
        ),
        "creatorTypes": ("creatorTypeID integer primary key, creatorType text", [(1, "author"), (2, "editor")]),
        "creators": (
            "creatorID integer primary key, firstName text, lastName text, fieldMode int",
            [(1, "Ana", "Łuk", 0), (2, "", "The Fen Group", 1), (3, "Bo", "Ash", 0)],
        ),
        "itemCreators": (
            "itemID int, creatorID int, creatorTypeID int, orderIndex int",
            [(1, 2, 1, 1), (1, 1, 1, 0), (1, 3, 2, 2)],
        ),
        "collections": (
            "collectionID integer primary key, collectionName text, parentCollectionID int",
            [(1, "Insects", None), (2, "Bees", 1), (3, "Round", 4), (4, "And round", 3)],
        ),
        "collectionItems": ("collectionID int, itemID int", [(2, 1), (3, 8)]),
        "tags": ("tagID integer primary key, name text", [(1, "counting"), (2, "x" * 150)]),
        "itemTags": ("itemID int, tagID int", [(1, 1), (1, 2)]),
        "itemNotes": (
            "itemID int, parentItemID int, note text",
            [(4, 1, "<div><p>Where do they <b>sleep</b>?<script>alert(1)</script></p></div>")],
        ),
        "itemAttachments": (
            "itemID int, parentItemID int, linkMode int, contentType text, path text",
            [(3, 1, 1, "application/pdf", "storage:bees.pdf"), (9, 1, 3, "text/html", None)],
        ),
        "itemAnnotations": (
            "itemID int, parentItemID int, type int, text text, comment text, pageLabel text, sortIndex text",
            [(5, 3, 1, "forty\ngardens", "Only forty?", "3", "00002|000001")],
        ),
        "deletedItems": ("itemID integer primary key", [(2,)]),
    }
