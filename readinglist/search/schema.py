"""How a paper lies in the Whoosh index, and how a word or phrase is found there with its score.

Whoosh analyses nothing here: a field is given our own words (`analysis.py`), and a query is made of these.
"""

from collections.abc import Iterator

from whoosh.analysis import IDAnalyzer
from whoosh.fields import NUMERIC, TEXT, Schema
from whoosh.query import Or, Prefix, Query, Sequence, Term
from whoosh.searching import Searcher

from readinglist.domain.query.expression import Phrase, TextField, Word
from readinglist.library.reads import PaperText
from readinglist.search.analysis import tokens
from readinglist.search.pattern import Slot, pattern

VERSION = 1
"""To be raised with every change of this module or `analysis.py` that changes what lies in the index."""

ID = "id"

WEIGHTS = {
    TextField.TITLE: 4.0,
    TextField.AUTHOR: 3.0,
    TextField.TAG: 3.0,
    TextField.NOTE: 2.0,
    TextField.VENUE: 1.0,
    TextField.ABSTRACT: 1.0,
}
"""What a hit in each text counts for, times its BM25."""


class Words(TEXT):
    """A field whose value is texts, one after the other; a phrase never reaches from one into the next."""

    def index(self, value: tuple[str, ...], **_options: object) -> Iterator[tuple[bytes, int, float, bytes]]:
        """What Whoosh stores of a value: each word, how often, its weight, its positions."""
        places: dict[str, list[int]] = {}
        start = 0
        for text in value:
            position = -1
            for token in tokens(text):
                position = token.position
                for form in token.forms:
                    places.setdefault(form, []).append(start + position)
            start += position + 2
        for form, positions in places.items():
            yield form.encode(), len(positions), float(len(positions)), self.format.encode(positions)


def schema() -> Schema:
    """The index's fields."""
    fields = {field.value: Words(analyzer=IDAnalyzer()) for field in TextField}
    return Schema(**{ID: NUMERIC(int, bits=64, unique=True, sortable=True, shift_step=0)}, **fields)


def pieces(paper: PaperText) -> dict[TextField, tuple[str, ...]]:
    """The texts of a paper by field; authors and tags are one text each."""
    return {
        TextField.TITLE: (paper.title,),
        TextField.AUTHOR: tuple(paper.authors.split("\n")),
        TextField.ABSTRACT: (paper.abstract,),
        TextField.NOTE: (paper.note,),
        TextField.TAG: paper.tags,
        TextField.VENUE: (paper.venue,),
    }


def hits(searcher: Searcher, leaf: Word | Phrase) -> dict[int, float]:
    """The ids of the papers that hold the word or phrase, with their scores."""
    found: dict[int, float] = {}
    query = _query(leaf)
    for part, _offset in searcher.leaf_searchers():
        ids = part.reader().column_reader(ID)
        matcher = query.matcher(part, part.boolean_context().set(weighting=searcher.weighting))
        while matcher.is_active():
            found[ids[matcher.id()]] = matcher.score()
            matcher.next()
    return found


def _query(leaf: Word | Phrase) -> Query:
    looked_for = pattern(leaf)
    return Or(
        [
            _slot(way[0], field) if len(way) == 1 else Sequence([_slot(slot, field) for slot in way])
            for field in looked_for.fields
            for way in looked_for.ways
        ]
    )


def _slot(slot: Slot, field: TextField) -> Query:
    name, weight = field.value, WEIGHTS[field]
    if slot.prefix:
        return Prefix(name, slot.prefix, boost=weight)
    terms = [Term(name, word, boost=weight) for word in slot.words]
    return terms[0] if len(terms) == 1 else Or(terms)
