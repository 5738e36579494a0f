"""What the data embedded in a PDF say of its paper, as far as they are to be believed.

XMP: ISO 16684-1; PRISM in XMP: the PRISM specification 2.0. What programs write there without being asked, such as the
name of the file that was printed, is no title.
"""

import mmap
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from readinglist.domain.identifiers import parse_arxiv, parse_doi
from readinglist.domain.normalise import collapse, title_key
from readinglist.domain.text import storable

MAX_PACKET = 1_000_000
"""Bytes of an XMP packet; that of a paper has some 5,000."""

_PACKETS = 20
_OPENING, _CLOSING = b"<x:xmpmeta", b"</x:xmpmeta>"
_DC = "{http://purl.org/dc/elements/1.1/}"
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_DOIS = re.compile(r"\{http://(?:prismstandard\.org/namespaces|ns\.adobe\.com/pdfx)/[^}]*\}doi", re.IGNORECASE)
_RUBBISH = re.compile(
    r"microsoft (?:office )?(?:word|powerpoint)(?: *-.*)?|untitled.*|no title|title|slide 1|document *\d*|main|paper"
    r"|manuscript|template|(?:layout|print|output) *\d*|file:.*|https?:.*|pii:? .*|arxiv:.*"
    r"|.*\.(?:docx?|dvi|e?ps|indd|odt|pages|pdf|pptx?|qxd|qxp|rtf|tex|txt|fm|p65|3d)(?: *\(.*\))?"
    r"|[\w-]*\d[\w.-]*|[\d\W_]*",
    re.IGNORECASE | re.DOTALL,
)
_SEMICOLON = re.compile(r"\s*;\s*")


@dataclass(frozen=True, slots=True)
class Xmp:
    """What an XMP packet says of a paper: `creators` in their order, `dois` from wherever one may stand."""

    title: str = ""
    creators: tuple[str, ...] = ()
    dois: tuple[str, ...] = ()


def is_rubbish(title: str, stem: str = "") -> bool:
    """Whether a title is one that a program made up: the name of a file, "untitled", an identifier.

    `stem` is the name of the file itself, without its ending.
    """
    if _RUBBISH.fullmatch(title.strip()) or parse_doi(title) or parse_arxiv(title):
        return True
    return " " not in title.strip() and title_key(title) == title_key(stem)


def xmp_of(path: Path) -> Xmp:
    """What the XMP packets of a file say. pdfium does not tell; they stand in the file in the clear, to be found so."""
    title, creators, dois = "", list[str](), list[str]()
    for packet in _packets(path):
        try:
            root = fromstring(packet, forbid_dtd=True)
        except (ParseError, DefusedXmlException, ValueError, LookupError):
            continue  # a packet of another make, or a damaged one, tells nothing
        title = title or next(iter(_items(root, "title")), "")
        creators = creators or list(_items(root, "creator"))
        dois += _items(root, "identifier")
        dois += [value for name, value in _values(root) if _DOIS.fullmatch(name)]
    return Xmp(title, tuple(creators), tuple(dict.fromkeys(dois)))


def listed_names(author: str) -> list[str]:
    """The names in an entry of authors: parted by semicolons, "and", or commas where no name is turned about."""
    if ";" in author:
        return [name for name in _SEMICOLON.split(author) if name]
    parts = [part for piece in re.split(r"\s+(?:and|&)\s+", author) for part in piece.split(",")]
    names = [name for part in parts if (name := re.sub(r"^and\s+", "", part.strip()))]
    return names if all(" " in name for name in names) else [author.strip()]


def _packets(path: Path) -> Iterator[bytes]:
    if not path.stat().st_size:
        return
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        end = len(data)
        for _ in range(_PACKETS):  # the last is the newest
            begin = data.rfind(_OPENING, 0, end)
            if begin < 0:
                return
            close = data.find(_CLOSING, begin, min(begin + MAX_PACKET, len(data)))
            if close >= 0:
                yield data[begin : close + len(_CLOSING)]
            end = begin


def _items(root: Element, name: str) -> Iterator[str]:
    """The words of a Dublin Core property: a text, or each item of its list."""
    for element in root.iter(_DC + name):
        items = [item.text or "" for item in element.iter(f"{_RDF}li")] or [element.text or ""]
        yield from (words for item in items if (words := collapse(storable(item))))


def _values(root: Element) -> Iterator[tuple[str, str]]:
    """All properties: XMP writes simple ones as elements or as attributes."""
    for element in root.iter():
        yield element.tag, collapse(storable(element.text or ""))
        yield from ((name, collapse(storable(value))) for name, value in element.attrib.items())
