"""What is taken out of a PDF file, and no more: its embedded data and the text of its first pages.

The only module that knows pdfium, which is native code: whatever a file makes it do, it does where this is called, so
the window leaves it to the worker.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from ctypes import byref
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from readinglist.domain.normalise import collapse
from readinglist.domain.text import storable

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfTextPage

SIGNATURE = b"%PDF-"
"""What a PDF begins with, or has within its first kilobyte (ISO 32000-1, annex H.3)."""

PAGES = 3
"""Pages looked at."""

MAX_CHARACTERS = 20_000
"""Characters looked at on a page: a dense one has some 8,000."""

_INFO = ("Title", "Author", "Subject", "doi", "DOI", "WPS-ARTICLEDOI", "arXivID")
_FLAT = 0.02
_SMALL = 0.82
_LEVEL = 0.003
_LINE_ENDS = "\r\n"
_HYPHEN = "\ufffe"


class LockedError(Exception):
    """A PDF that opens with a password only."""


class DamagedError(Exception):
    """A PDF of which no page can be shown."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: `size` is the height of its letters in points, `top` is 0 at the page's top and 1 at its foot.

    Characters much smaller than the line, which are marks of footnotes and affiliations, are left out.
    """

    text: str
    size: float
    top: float


@dataclass(frozen=True, slots=True)
class Glimpse:
    """What was seen of a PDF: `info` by the names of its entries, and the texts of the first pages.

    `lines` are those of the first page, `sideways` is what runs up or down its margins.
    """

    info: dict[str, str]
    lines: tuple[Line, ...]
    sideways: str
    pages: tuple[str, ...]


def is_pdf(head: bytes) -> bool:
    """Whether a file that begins so is a PDF."""
    return SIGNATURE in head[:1024]


def look_at(path: Path) -> Glimpse:
    """Look at a PDF. Raises LockedError, DamagedError, or OSError where the file cannot be read."""
    with closing(_opened(path)) as document:
        if not len(document):
            raise DamagedError
        info = {name: value for name in _INFO if (value := collapse(storable(document.get_metadata_value(name))))}
        lines, sideways = _first_page(document)
        return Glimpse(info, lines, sideways, tuple(islice(_texts(document), PAGES)))


def page_texts(path: Path) -> Iterator[str]:
    """Give the text of each page, at most `MAX_CHARACTERS` of it. Raises as `look_at` does."""
    with closing(_opened(path)) as document:
        yield from _texts(document)


def _opened(path: Path) -> "PdfDocument":
    from pypdfium2 import PdfDocument, PdfiumError, raw  # it loads the native library

    with path.open("rb"):  # its own words for what cannot be read are none
        pass
    try:
        return PdfDocument(path)
    except PdfiumError as error:
        if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD:
            raise LockedError from error
        raise DamagedError from error


def _texts(document: "PdfDocument") -> Iterator[str]:
    from pypdfium2 import PdfiumError

    for number in range(len(document)):
        try:
            with closing(document[number]) as page, closing(page.get_textpage()) as text:
                count = min(text.count_chars(), MAX_CHARACTERS)
                yield storable(text.get_text_range(0, count)).replace(_HYPHEN, "-") if count > 0 else ""
        except PdfiumError:
            yield ""  # a page that is damaged says nothing; the others do


def _first_page(document: "PdfDocument") -> tuple[tuple[Line, ...], str]:
    from pypdfium2 import PdfiumError

    try:
        with closing(document[0]) as page, closing(page.get_textpage()) as text:
            return _lines(text, page.get_height() or 1.0)
    except PdfiumError:
        return (), ""


def _lines(text: "PdfTextPage", height: float) -> tuple[tuple[Line, ...], str]:
    """Put the characters of a page together to lines, as pdfium orders them."""
    from pypdfium2 import raw

    lines: list[Line] = []
    sideways: list[str] = []
    letters: list[tuple[str, float, float]] = []
    box, handle = raw.FS_RECTF(), text.raw
    for place in range(min(text.count_chars(), MAX_CHARACTERS)):
        code = raw.FPDFText_GetUnicode(handle, place)
        letter = chr(code) if 0 < code < 0x110000 else ""
        if letter and letter in _LINE_ENDS:
            _end_line(letters, lines)
            sideways.append(" ")
            continue
        if letter == _HYPHEN:
            letter = "-"
        if abs(raw.FPDFText_GetCharAngle(handle, place)) > _FLAT:
            sideways.append(letter)
            continue
        raw.FPDFText_GetLooseCharBox(handle, place, byref(box))
        letters.append((letter, box.top - box.bottom, 1 - box.top / height))
    _end_line(letters, lines)
    return tuple(lines), collapse(storable("".join(sideways)))


def _end_line(letters: list[tuple[str, float, float]], lines: list[Line]) -> None:
    sizes = Counter(round(size, 1) for letter, size, _ in letters if not letter.isspace())
    if sizes:
        size = max(sizes, key=lambda each: (sizes[each], each))
        kept = [letter for letter, height, _ in letters if letter.isspace() or height >= _SMALL * size]
        top = min(top for letter, height, top in letters if not letter.isspace() and height >= _SMALL * size)
        if words := collapse(storable("".join(kept))):
            _add(lines, Line(words, size, top))
    letters.clear()


def _add(lines: list[Line], line: Line) -> None:
    """Add a line, or the rest of one that pdfium parted at a raised mark."""
    before = lines[-1] if lines else None
    if before and before.size == line.size and abs(before.top - line.top) < _LEVEL:
        gap = "" if line.text[0] in ",;." else " "
        lines[-1] = Line(f"{before.text}{gap}{line.text}", line.size, before.top)
    else:
        lines.append(line)
