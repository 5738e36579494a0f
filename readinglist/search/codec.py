"""How Whoosh stores and reads our segments: its index, segments and commits with postings of our own.

A Whoosh index is a table of contents that names segments. A segment is one file, mapped into memory as it is opened;
in it lie Whoosh's columns of ids and lengths, and our arrays of postings (`postings.py`). Whole segments are written
and read (`PaperWriter.add`, `read`); that Whoosh's own queries find their way is what the readers here are for.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np
from whoosh.codec.base import FieldWriter, PerDocumentWriter, TermsReader
from whoosh.codec.base import Segment as StoredSegment
from whoosh.codec.whoosh3 import W3Codec
from whoosh.columns import NumericColumn
from whoosh.filedb.filestore import Storage
from whoosh.index import FileIndex
from whoosh.matching.mcore import ListMatcher
from whoosh.query.spans import Span
from whoosh.reading import SegmentReader, TermInfo, TermNotFound
from whoosh.scoring import BaseScorer
from whoosh.writing import SegmentWriter

from readinglist.search.postings import Postings, read_arrays, write_arrays
from readinglist.search.segments import LENGTHS, Segment

ID = "id"
ID_COLUMN = NumericColumn("q")
_POSTINGS_FILE = ".arrays"


class ArrayCodec(W3Codec):
    """Whoosh's codec with postings as arrays."""

    length_stats = False

    def per_document_writer(self, storage: Storage, segment: StoredSegment) -> "_ColumnsWriter":
        """Writes ids and lengths."""
        return _ColumnsWriter(storage, segment)

    def field_writer(self, storage: Storage, segment: StoredSegment) -> "_PostingsWriter":
        """Writes postings."""
        return _PostingsWriter(storage, segment)

    def terms_reader(self, storage: Storage, segment: StoredSegment) -> "ArrayTermsReader":
        """Reads postings."""
        return ArrayTermsReader(storage, segment)


class PaperWriter(SegmentWriter):
    """Writes one more segment into an index; papers come all at once. Nothing is merged but what is asked for."""

    def __init__(self, index: FileIndex) -> None:
        super().__init__(index, codec=ArrayCodec())
        self.merge = False

    def add(self, segment: Segment) -> None:
        """Let this be the new segment."""
        self.perdocwriter.write(segment)
        self.fieldwriter.write(segment)
        self.docnum += len(segment)
        self._added = True

    def _commit_toc(self, segments: list[StoredSegment]) -> None:
        super()._commit_toc(segments)
        for name in self.storage.list():
            if ".toc." in name:  # unfinished when a process was killed; Whoosh forgets these
                self.storage.delete_file(name)


class _ColumnsWriter(PerDocumentWriter):
    def __init__(self, storage: Storage, segment: StoredSegment) -> None:
        self._storage = storage
        self._segment = segment
        self.is_closed = False

    def write(self, segment: Segment) -> None:
        self._column(ID, segment.ids.astype(">i8").tobytes())
        for field, lengths in segment.lengths.items():
            self._column(_length_column(field), lengths.tobytes())
        self._segment._fieldlengths = dict(segment.totals)

    def _column(self, name: str, data: bytes) -> None:
        with self._storage.create_file(W3Codec.column_filename(self._segment, name)) as file:
            file.write(data)

    def close(self) -> None:
        self.is_closed = True


class _PostingsWriter(FieldWriter):
    def __init__(self, storage: Storage, segment: StoredSegment) -> None:
        self._storage = storage
        self._segment = segment
        self.is_closed = False

    def write(self, segment: Segment) -> None:
        arrays = {
            f"{field}.{name}": array
            for field, postings in segment.fields.items()
            for name, array in postings.arrays().items()
        }
        with self._segment.create_file(self._storage, _POSTINGS_FILE) as file:
            write_arrays(file, arrays)

    def close(self) -> None:
        self.is_closed = True


def read(reader: SegmentReader) -> Segment:
    """What the segment of an open reader holds, mapped and not copied."""
    stored, storage = reader.segment(), reader.storage()
    fields = reader._terms.fields
    return Segment(
        ids=np.frombuffer(_view(storage, W3Codec.column_filename(stored, ID)), ">i8"),
        lengths={
            field: np.frombuffer(_view(storage, W3Codec.column_filename(stored, _length_column(field))), np.uint8)
            for field in fields
        },
        totals={field: reader.field_length(field) for field in fields},
        fields=fields,
    )


def _length_column(field: str) -> str:
    """The column in which Whoosh looks for the lengths of a field."""
    return f"_{field}_len"


def _view(storage: Storage, name: str) -> memoryview:
    """A file within a segment as it is mapped; Whoosh would copy it."""
    compound = storage.a
    if not compound._source:  # it lies in memory already, or cannot be mapped
        return memoryview(compound.open_file(name).get(0, compound.file_length(name)))
    offset, length = compound.range(name)
    return memoryview(compound._source)[offset : offset + length]


class ArrayTermsReader(TermsReader):
    """The words of a segment's fields, and their postings as Whoosh's queries ask for them."""

    def __init__(self, storage: Storage, segment: StoredSegment) -> None:
        named: dict[str, dict[str, Any]] = {}
        for name, array in read_arrays(_view(storage, segment.make_filename(_POSTINGS_FILE))).items():
            field, _, part = name.partition(".")
            named.setdefault(field, {})[part] = array
        self.fields = {field: Postings.from_arrays(arrays) for field, arrays in sorted(named.items())}

    def _find(self, term: tuple[str, bytes]) -> int | None:
        field, text = term
        return self.fields[field].words.find(text) if field in self.fields else None

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        return self._find(term) is not None

    def indexed_field_names(self) -> list[str]:
        """The fields with words."""
        return list(self.fields)

    def terms(self) -> Iterator[tuple[str, bytes]]:
        """All words, by field."""
        for field, postings in self.fields.items():
            for word in postings.words[:]:
                yield field, word

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        """The words of this field, and of those after it, that are no smaller."""
        return (term for term in self.terms() if term >= (fieldname, prefix))

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """All words with what is known of them."""
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """The same of the words that `terms_from` gives."""
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def term_info(self, fieldname: str, tbytes: bytes) -> TermInfo:
        """What is known of a word. Raises TermNotFound where it is not there."""
        word = self._find((fieldname, tbytes))
        if word is None:
            raise TermNotFound(f"{fieldname}:{tbytes!r}")
        postings = self.fields[fieldname]
        which = slice(int(postings.starts[word]), int(postings.starts[word + 1]))
        docs, counts = postings.docs[which], postings.counts[which]
        # The lengths, from which Whoosh learns when to stop early, are the least and the greatest that can be.
        return TermInfo(
            float(counts.sum()), len(docs), 1, int(LENGTHS[-1]), float(counts.max()), int(docs[0]), int(docs[-1])
        )

    def frequency(self, fieldname: str, tbytes: bytes) -> float:
        """How often a word stands in all documents."""
        return float(self.term_info(fieldname, tbytes).weight()) if (fieldname, tbytes) in self else 0.0

    def doc_frequency(self, fieldname: str, tbytes: bytes) -> int:
        """In how many documents a word stands."""
        return int(self.term_info(fieldname, tbytes).doc_frequency()) if (fieldname, tbytes) in self else 0

    def matcher(self, fieldname: str, tbytes: bytes, format_: Any, scorer: BaseScorer | None = None) -> "_Matcher":
        """A word's postings, one after another."""
        info = self.term_info(fieldname, tbytes)
        return _Matcher(self.fields[fieldname], (fieldname, tbytes), format_, scorer, info)

    def close(self) -> None:
        """Let go of the mapped file."""
        self.fields = {}


class _Matcher(ListMatcher):
    def __init__(
        self, postings: Postings, term: tuple[str, bytes], format_: Any, scorer: BaseScorer | None, info: TermInfo
    ) -> None:
        word = postings.words.find(term[1])
        assert word is not None
        which = slice(int(postings.starts[word]), int(postings.starts[word + 1]))
        counts = postings.counts[which]
        super().__init__(
            postings.docs[which].tolist(),
            counts.astype(float).tolist(),
            format=format_,
            scorer=scorer,
            term=term,
            terminfo=info,
        )
        self._positions = postings.positions[int(postings.firsts[word]) : int(postings.firsts[word + 1])]
        self._ends = np.cumsum(counts.astype(np.int64))

    def spans(self) -> list[Span]:
        """The places in the present document, for queries of words side by side."""
        end = self._ends[self._i]
        start = end - int(self.weight())
        return [Span(position) for position in self._positions[start:end].tolist()]
