"""A library of calibre: `metadata.db`, and the books in the folders that it names.

Tables: calibre's `metadata_sqlite.sql`. A rating counts half stars, 0 to 10; a comma in a name stands as "|"; a book of
no known date has one of the year 101. Of the columns that users add the one that tells what was read is understood,
`#read` or `#status`; the texts of the others stay in `extra`, under their names ("#shelf").
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from readinglist.domain.identifiers import parse_arxiv, parse_doi
from readinglist.domain.normalise import collapse
from readinglist.domain.paper import Paper
from readinglist.domain.reading import ReaderState
from readinglist.domain.status import Status
from readinglist.importing.databases import attached
from readinglist.importing.databases.database import Cell, Database, is_true, number, text
from readinglist.importing.source import Draft, Failure
from readinglist.importing.state_words import PLUGIN_STATUSES, YES, moment
from readinglist.importing.xml.names import person
from readinglist.importing.xml.notes import markdown
from readinglist.importing.xml.told import tags

FORMAT = "calibre"
FILE = "metadata.db"
TABLES = ("books", "authors", "books_authors_link", "data")

_UNKNOWN = "Unknown"
_NO_DATE = "0101-"
_READ_COLUMNS = ("read", "status", "readstatus", "read_status", "reading_status")
_STATUSES = PLUGIN_STATUSES | {"unread": Status.INBOX, "reading": Status.READING, "finished": Status.READ}

_Row = tuple[Cell, ...]


def read(database: Database, path: Path) -> tuple[list[Draft], list[Failure]]:
    """Read all books, each with its files."""
    authors = _linked(database, "authors", "author", "name", "books_authors_link")
    publishers = _linked(database, "publishers", "publisher", "name", "books_publishers_link")
    series = _linked(database, "series", "series", "name", "books_series_link")
    languages = _linked(database, "languages", "lang_code", "lang_code", "books_languages_link")
    shelved = _linked(database, "tags", "tag", "name", "books_tags_link")
    ratings = _linked(database, "ratings", "rating", "rating", "books_ratings_link")
    comments = _by_book(database.rows("comments", "book", "text"))
    identifiers: dict[int, dict[str, str]] = defaultdict(dict)
    for book, kind, value in database.rows("identifiers", "book", "type", "val"):
        identifiers[number(book)][text(kind).lower()] = text(value)
    columns = _columns(database)
    files = _files(database, path.parent)
    drafts: list[Draft] = []
    failures: list[Failure] = []
    for row in database.rows("books", "id", "title", "pubdate", "timestamp", "series_index"):
        book, title, added = number(row[0]), collapse(text(row[1])), moment(_whole_seconds(text(row[3])))
        if not title:
            failures.append(Failure(str(path), 0, f"The book {book} has no title. Give it one, and import again."))
            continue
        extra = {name: value for name, value in columns.get(book, {}).items() if value}
        status = _take_status(extra)
        if series.get(book):
            extra["series"] = series[book][0]
            extra["series_index"] = text(row[4])
        names = (person(name.replace("|", ",")) for name in authors.get(book, []) if name != _UNKNOWN)
        paper = Paper(
            title=title,
            authors=tuple(name for name in names if name),
            abstract="\n\n".join(markdown(comment) for comment in comments.get(book, [])),
            date="" if text(row[2]).startswith(_NO_DATE) else text(row[2])[:10],
            type="book",
            publisher="; ".join(publishers.get(book, [])),
            language="; ".join(languages.get(book, [])),
        )
        fitting, _ = tags(shelved.get(book, []))
        stars = [number(stars) for stars in ratings.get(book, [])]
        drafts.append(
            Draft(
                _identified(paper, identifiers.get(book, {}), extra),
                0,
                ReaderState(
                    status=status,
                    rating=min((max(stars, default=0) + 1) // 2, 5),
                    tags=fitting,
                    added=added or "",
                ),
                tuple(files.get(book, ())),
            )
        )
    return drafts, failures


def _whole_seconds(written: str) -> str:
    """A time of calibre's, "2024-05-01 08:00:00.123456+00:00", to the second."""
    return written[:19] + written[-6:] if written[19:20] == "." else written


def _identified(paper: Paper, known: dict[str, str], extra: dict[str, str]) -> Paper:
    """The paper with its identifiers; those of a kind that a paper does not have go to `extra`."""
    arxiv = parse_arxiv(known.get("arxiv", "")) or parse_arxiv(known.get("doi", ""))
    doi = parse_doi(known.get("doi", "")) or ""
    isbn = known.get("isbn", "")
    for kind, value in known.items():
        if (
            kind not in ("isbn", "issn", "doi", "arxiv")
            or (kind == "doi" and not doi)
            or (kind == "arxiv" and not arxiv)
        ):
            extra[kind] = value
    kind = "article" if arxiv else "article-journal" if doi and not isbn else paper.type
    return replace(
        paper,
        type=kind,
        doi=doi,
        arxiv_id=arxiv.id if arxiv else "",
        arxiv_version=arxiv.version if arxiv else "",
        isbn=isbn,
        issn=known.get("issn", ""),
        extra=extra,
    )


def _by_book(rows: Iterable[_Row]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for book, value in rows:
        if said := text(value).strip():
            found[number(book)].append(said)
    return found


def _linked(database: Database, table: str, column: str, name: str, link: str) -> dict[int, list[str]]:
    """What each book is linked to, in the order of the links."""
    names = {number(key): text(value) for key, value in database.rows(table, "id", name)}
    links = sorted(
        (number(key), number(book), number(thing)) for key, book, thing in database.rows(link, "id", "book", column)
    )
    return _by_book((book, names.get(thing, "")) for _, book, thing in links)


def _columns(database: Database) -> dict[int, dict[str, str]]:
    """The texts of the columns that the user added, by book and "#label"."""
    found: dict[int, dict[str, str]] = defaultdict(dict)
    for key, label, kind in database.rows("custom_columns", "id", "label", "datatype"):
        table, link = f"custom_column_{number(key)}", f"books_custom_column_{number(key)}_link"
        if database.has(link):
            values = _linked(database, table, "value", "value", link)
        else:
            values = _by_book(database.rows(table, "book", "value"))
        for book, texts in values.items():
            said = "\n".join(texts)
            found[book][f"#{text(label)}"] = ("yes" if is_true(said) else "no") if kind == "bool" else said
    return found


def _take_status(extra: dict[str, str]) -> Status | None:
    for name in _READ_COLUMNS:
        value = extra.get(f"#{name}", "").strip().lower()
        status = Status.READ if value in YES and name == "read" else _STATUSES.get(value)
        if status:
            del extra[f"#{name}"]
            return status
    return None


def _files(database: Database, folder: Path) -> dict[int, list[Path]]:
    """The files of each book that lie where calibre puts them: `Author/Title (1)/name.format`."""
    places = {number(book): text(place) for book, place in database.rows("books", "id", "path")}
    found: dict[int, list[Path]] = defaultdict(list)
    for book, kind, name in database.rows("data", "book", "format", "name"):
        parts = [*places.get(number(book), "").split("/"), f"{text(name)}.{text(kind).lower()}"]
        if file := attached.inside(folder, *parts):
            found[number(book)].append(file)
    return found
