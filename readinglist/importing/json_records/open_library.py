"""Books as Open Library's books API gives them with `jscmd=data`.

Source: https://openlibrary.org/dev/docs/api/books. Names are written in full, dates as they stand in the book.
"""

from readinglist.domain.identifiers import parse_isbn
from readinglist.domain.paper import Paper
from readinglist.importing.json_records.dates import written_date
from readinglist.importing.json_records.markup import plain_line
from readinglist.importing.json_records.persons import named
from readinglist.importing.json_records.reading import Json, lines_in, object_in, objects_in, text_in


def paper(book: Json) -> Paper | None:
    """The book that a record speaks of; None where it has no title."""
    title, subtitle = plain_line(text_in(book, "title")), plain_line(text_in(book, "subtitle"))
    if not title:
        return None
    numbers = object_in(book, "identifiers")
    isbns = [isbn for kind in ("isbn_13", "isbn_10") for text in lines_in(numbers, kind) if (isbn := parse_isbn(text))]
    publishers = [text_in(each, "name") for each in objects_in(book, "publishers")]
    page = text_in(book, "url")
    pages = text_in(book, "number_of_pages")
    return Paper(
        title=f"{title}: {subtitle}" if subtitle else title,
        authors=named(text_in(each, "name") for each in objects_in(book, "authors")),
        date=written_date(text_in(book, "publish_date"))[0],
        type="book",
        publisher="; ".join(filter(None, publishers)),
        isbn=next(iter(isbns), ""),
        urls=(page,) if page else (),
        extra={"number_of_pages": pages} if pages else {},
    )
