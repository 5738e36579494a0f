"""XML from outside, read record by record: no document type, no entity, bounded depth, fields and number of elements.

The text is decoded already, so that what an XML declaration says of its encoding is not looked at. A document that
breaks off is read up to there.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler, feature_namespaces
from xml.sax.xmlreader import AttributesNSImpl, Locator

from defusedxml.common import DefusedXmlException
from defusedxml.expatreader import create_parser

from readinglist.domain.normalise import collapse
from readinglist.domain.text import storable

MAX_FIELD = 1_000_000
"""Characters in one element: with more it is no text of a paper."""

MAX_RECORD = 16_000_000
"""Characters in one record, whatever number of elements they are spread over."""

MAX_DEPTH = 100
"""Elements within one another; the formats that are read here need some twenty."""

MAX_ELEMENTS = 1_000_000
"""Elements in one record; one of 100,000 authors has a third of it."""

_CHUNK = 65_536
_HEAD = 20_000
_OPENING = re.compile(r"<([A-Za-z_][\w.:-]*)([^<>]*)>")
_CHARACTER = re.compile(r"&#(?:x([0-9a-fA-F]{1,6})|([0-9]{1,7}));")


@dataclass(slots=True)
class Element:
    """An element: `name` as "{namespace}local" or "local", `line` where it starts from 1, texts and elements in order.

    `damage` says, for the reader, why a record could not be read whole.
    """

    name: str
    line: int
    attributes: dict[str, str] = field(default_factory=dict)
    content: "list[str | Element]" = field(default_factory=list)
    damage: str = ""

    @property
    def children(self) -> "list[Element]":
        """The elements within, in their order."""
        return [part for part in self.content if isinstance(part, Element)]

    @property
    def text(self) -> str:
        """All text within, as it is written."""
        return "".join(part if isinstance(part, str) else part.text for part in self.content)

    @property
    def words(self) -> str:
        """All text within, in one line."""
        return collapse(self.text)

    def all(self, name: str) -> "list[Element]":
        """The elements of that name directly within."""
        return [child for child in self.children if child.name == name]

    def first(self, name: str) -> str:
        """The words of the first element of that name directly within; empty where there is none."""
        return next((child.words for child in self.children if child.name == name), "")


class BrokenXmlError(Exception):
    """The document cannot be read further: `line` (from 1) and `reason`, a sentence for the reader."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line
        self.reason = reason


def opening_tags(text: str) -> list[tuple[str, str]]:
    """The names and attributes, as written, of the first start tags of a text; none where it does not begin as XML."""
    head = text[:_HEAD]
    if not head.lstrip("\ufeff \t\n").startswith("<"):
        return []
    return _OPENING.findall(head)[:3]


def records(text: str, is_record: Callable[[str], bool]) -> Iterator[Element]:
    """Read the outermost elements whose name is that of a record, each as soon as it has ended.

    Raises BrokenXmlError, after the records that were whole.
    """
    builder = _Builder(is_record)
    parser = create_parser(forbid_dtd=True)
    parser.setFeature(feature_namespaces, True)
    parser.setContentHandler(builder)
    builder.setDocumentLocator(parser)
    start = 0
    while start <= len(text):
        chunk = text[start : (end := _chunk_end(text, start))]
        broken: BrokenXmlError | None = None
        try:
            parser.feed(_CHARACTER.sub(_real, storable(chunk)))
            if end >= len(text):
                parser.close()
        except BrokenXmlError as error:
            broken = error
        except DefusedXmlException:
            broken = BrokenXmlError(builder.line, "It declares a document type or entities, which are not read.")
        except SAXParseException as error:
            line = error.getLineNumber() or builder.line
            broken = BrokenXmlError(line, f"The XML is broken in line {line:,}: {error.getMessage()}.")
        yield from builder.taken()
        if broken:
            raise broken
        if end >= len(text):
            return
        start = end


def _chunk_end(text: str, start: int) -> int:
    """Where a piece to be parsed may end: not within a character reference, which would not be seen in two halves."""
    end = start + _CHUNK
    reference = text.rfind("&", max(start + 1, end - 10), end) if end < len(text) else -1
    return end if reference < 0 else reference


def _real(reference: re.Match[str]) -> str:
    """A character reference, or nothing where it names a character that XML does not know."""
    code = int(reference[1], 16) if reference[1] else int(reference[2])
    known = code in (9, 10, 13) or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000
    return reference[0] if known else ""


class _Builder(ContentHandler):
    """Makes elements of what is between the start and the end of each record."""

    def __init__(self, is_record: Callable[[str], bool]) -> None:
        super().__init__()
        self._is_record = is_record
        self._open: list[Element] = []
        self._depth = self._elements = self._characters = self._field = 0
        self._done: list[Element] = []
        self._locator: Locator = Locator()

    @property
    def line(self) -> int:
        return self._locator.getLineNumber() or 1

    def taken(self) -> list[Element]:
        """The records that have ended since this was asked last."""
        done, self._done = self._done, []
        return done

    def setDocumentLocator(self, locator: Locator) -> None:
        self._locator = locator

    def startElementNS(self, name: tuple[str | None, str], qname: str | None, attrs: AttributesNSImpl) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise BrokenXmlError(self.line, f"More than {MAX_DEPTH} elements stand within one another.")
        clark = _clark(name)
        if not self._open:
            if not self._is_record(clark):
                return
            self._elements = self._characters = 0
        self._elements += 1
        if self._elements > MAX_ELEMENTS:
            raise BrokenXmlError(self.line, f"One record has more than {MAX_ELEMENTS:,} elements.")
        attributes = {_clark(key): value for key, value in attrs.items()}
        element = Element(
            clark, self.line, {key: value for key, value in attributes.items() if len(value) <= MAX_FIELD}
        )
        if self._open:
            self._open[-1].content.append(element)
        self._open.append(element)
        self._field = 0
        if len(element.attributes) < len(attributes):
            self._tell_left_out()

    def endElementNS(self, name: tuple[str | None, str], qname: str | None) -> None:
        self._depth -= 1
        self._field = 0
        if self._open:
            ended = self._open.pop()
            if not self._open:
                self._done.append(ended)

    def characters(self, content: str) -> None:
        if not self._open:
            return
        self._field += len(content)
        self._characters += len(content)
        if self._field > MAX_FIELD or self._characters > MAX_RECORD:
            self._open[-1].content.clear()
            self._tell_left_out()
        else:
            self._open[-1].content.append(content)

    def _tell_left_out(self) -> None:
        """Say in the record which field was left out."""
        record = self._open[0]
        named = self._open[1] if len(self._open) > 1 else record
        record.damage = f"its field “{named.name.rpartition('}')[2][:60]}” has more than {MAX_FIELD:,} characters"


def _clark(name: tuple[str | None, str]) -> str:
    namespace, local = name
    return f"{{{namespace}}}{local}" if namespace else local
