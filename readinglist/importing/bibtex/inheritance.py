"""What an entry takes over from others: those it is a part of (`crossref`) and those that hold shared data (`xdata`).

Source: the BibLaTeX manual, on cross-references and data containers.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from readinglist.importing.bibtex.entries import Entry
from readinglist.importing.bibtex.state import is_of_the_reader

_WHOLES = frozenset("book mvbook collection mvcollection proceedings mvproceedings reference mvreference".split())
"""The types that others are parts of; what one of these is a part of itself is a work in several volumes."""

_MAX_ANCESTORS = 16
"""Entries that one may inherit from, at however many removes."""

_MAX_INHERITED = 2_000
"""Characters in a field that another entry may take over: what thousands repeat must be small."""

_NOT_INHERITED = frozenset(
    "title subtitle booktitle crossref xref xdata abstract doi url eprint file note author pages shorttitle".split()
)


def inherited(entry: Entry, by_key: Mapping[str, Entry]) -> Entry:
    """Give an entry the fields it lacks from those it names as `crossref` or `xdata`, by their keys in lower case.

    The title of a whole is the book title of its part; an `xdata` entry gives all its fields. What those entries take
    over themselves comes with them. Each is taken from once, so that entries may name one another.
    """
    return _inherited(entry, by_key, {entry.key.lower()})


def _inherited(entry: Entry, by_key: Mapping[str, Entry], seen: set[str]) -> Entry:
    fields: dict[str, str] = {}
    for data in _named(entry, "xdata", by_key, seen):
        fields |= data.fields
    for whole in _named(entry, "crossref", by_key, seen):
        if title := whole.fields.get("booktitle") or whole.fields.get("title"):
            fields.setdefault(_title_of_whole(entry.type), title)
        for name, value in whole.fields.items():
            if name not in _NOT_INHERITED and not is_of_the_reader(name):
                fields.setdefault(name, value)
    fields = {name: value for name, value in fields.items() if len(value) <= _MAX_INHERITED}
    return replace(entry, fields=fields | entry.fields) if fields else entry


def _title_of_whole(entry_type: str) -> str:
    """Name the field of an entry in which the title of the whole stands that it is a part of."""
    if entry_type == "article":
        return "journaltitle"
    return "maintitle" if entry_type in _WHOLES else "booktitle"


def _named(entry: Entry, field_name: str, by_key: Mapping[str, Entry], seen: set[str]) -> Iterator[Entry]:
    """The entries that a field names, between commas, with what they inherit; those seen are passed over."""
    for key in entry.fields.get(field_name, "").lower().split(",")[:_MAX_ANCESTORS]:
        name = key.strip()
        if name in by_key and name not in seen and len(seen) <= _MAX_ANCESTORS:
            seen.add(name)
            yield _inherited(by_key[name], by_key, seen)
