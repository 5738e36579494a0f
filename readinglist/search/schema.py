"""How a paper lies in the Whoosh index, and the Whoosh query for a word or phrase.

Whoosh analyses nothing here: words are our own (`analysis.py`), indexed by `bulk.py`, and a query is made of them.
"""

from collections.abc import Collection, Iterable

from whoosh.analysis import IDAnalyzer
from whoosh.fields import COLUMN, TEXT, Schema
from whoosh.query import FuzzyTerm, Or, Prefix, Query, Sequence, Term, Wildcard

from readinglist.domain.query.expression import Phrase, TextField, Word
from readinglist.library.reads import PaperText
from readinglist.search.codec import ID, ID_COLUMN
from readinglist.search.pattern import Like, Slot, pattern

VERSION = 4
"""To be raised with every change of what lies in the index: of this module, of analysis, or of how arrays are kept."""

WEIGHTS = {
    TextField.TITLE: 4.0,
    TextField.AUTHOR: 3.0,
    TextField.TAG: 3.0,
    TextField.NOTE: 2.0,
    TextField.EARLIER: 0.5,
    TextField.VENUE: 1.0,
    TextField.FILE: 1.0,
    TextField.ABSTRACT: 1.0,
    TextField.PDF: 0.5,
}
"""What a hit in each text counts for, times its BM25."""


PAPER_FIELDS = tuple(field for field in TextField if field is not TextField.PDF)
"""The texts that the library itself has of a paper: those in the index of papers."""

PAGE_FIELDS = (TextField.PDF,)
"""Those in the index of pages."""


def schema(fields: Iterable[TextField]) -> Schema:
    """An index with these fields."""
    return Schema(**{ID: COLUMN(ID_COLUMN)}, **{field.value: TEXT(analyzer=IDAnalyzer()) for field in fields})


def pieces(paper: PaperText) -> dict[TextField, tuple[str, ...]]:
    """The texts of a paper by field, those of its PDFs left out; authors, tags and files are one text each."""
    return {
        TextField.TITLE: (paper.title,),
        TextField.AUTHOR: tuple(paper.authors.split("\n")),
        TextField.ABSTRACT: (paper.abstract,),
        TextField.NOTE: (paper.note,),
        TextField.EARLIER: paper.earlier_notes,
        TextField.TAG: paper.tags,
        TextField.VENUE: (paper.venue,),
        TextField.FILE: paper.files,
    }


def query_for(leaf: Word | Phrase, fields: Collection[TextField]) -> Query:
    """What finds the word or phrase, in each of an index's fields where it is looked for."""
    looked_for = pattern(leaf)
    return Or(
        [
            _slot(way[0], field)
            if len(way) == 1
            else Sequence([_slot(slot, field) for slot in way], slop=looked_for.reach)
            for field in looked_for.fields
            if field in fields
            for way in looked_for.ways
        ]
    )


def _slot(slot: Slot, field: TextField) -> Query:
    name, weight = field.value, WEIGHTS[field]
    match slot.like:
        case Like.BEGINNING:
            return Prefix(name, slot.text, boost=weight)
        case Like.PATTERN:
            return Wildcard(name, slot.text, boost=weight)
        case Like.NEAR:
            return FuzzyTerm(name, slot.text, boost=weight, maxdist=slot.edits, prefixlength=0)
    terms = [Term(name, word, boost=weight) for word in slot.words]
    return terms[0] if len(terms) == 1 else Or(terms)
