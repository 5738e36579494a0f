"""The whole text of a PDF, page by page, as it can be searched."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from readinglist.importing.pdf.document import page_texts

MAX_PAGES = 2_000
"""Pages read of one file: that is a long book."""


def pages(path: Path) -> Iterator[str]:
    """Give the text of each page in turn, bounded in pages and in characters of each; a page without text is empty.

    Raises:
        LockedError: It opens with a password only.
        DamagedError: It cannot be opened as a PDF.
        OSError: The file cannot be read.
    """
    yield from islice(page_texts(path), MAX_PAGES)
