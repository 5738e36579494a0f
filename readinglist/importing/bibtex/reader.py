"""BibTeX and BibLaTeX files.

Formats: the BibTeX documentation (btxdoc) and the BibLaTeX manual. Everything that can be read is read: of a broken
entry the fields that are whole, and of two entries with one key both.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from readinglist.domain.bibtex import TYPE_FIELD
from readinglist.domain.reading import UNTOLD
from readinglist.importing.bibtex.entries import Entry, entries
from readinglist.importing.bibtex.fields import paper
from readinglist.importing.bibtex.groups import groups
from readinglist.importing.bibtex.inheritance import inherited
from readinglist.importing.bibtex.state import divided
from readinglist.importing.moved import EXTRA, FACTS, moved, restored
from readinglist.importing.source import Draft, Failure, Parsed, Source

FORMAT = "bibtex"

_HEAD = 1_000_000
_ENTRY = re.compile(r"@\s*[A-Za-z]\w*\s*[{(][^\s,={}()]*\s*,\s*[A-Za-z][\w:.+/-]*\s*=\s*[{\"\w]", re.ASCII)
_START = re.compile(
    r"^[ \t]*@(?:article|book|inbook|incollection|inproceedings|conference|proceedings|manual|misc|online|report|thesis"
    r"|phdthesis|mastersthesis|techreport|unpublished|string|preamble|comment)[ \t]*[{(]",
    re.IGNORECASE | re.MULTILINE,
)
_MARKS = '{}",='
_MAX_MARKS = 16_000_000
"""Braces, quotation marks, commas and equals signs: four times what the largest source of real entries holds."""

_MAX_STARTS = 500_000
"""At signs, each of which may begin a block."""

_WRITTEN = frozenset(
    "title author editor journal journaltitle booktitle year month day date publisher school institution organization"
    " eprint archiveprefix eprinttype volume number pages doi url isbn issn language abstract".split()
) | {TYPE_FIELD}
"""What our own export writes and the reading may leave."""

_NO_PAPERS = frozenset({"comment", "control", "ieeetranbstctl", "set", "xdata"})


def looks_like(text: str) -> bool:
    """Whether a text is BibTeX: it holds an entry with a field, or begins one at the start of a line."""
    head = text[:_HEAD]
    return "@" in head and bool(_ENTRY.search(head) or _START.search(head))


def parse(source: Source) -> Parsed:
    """Read all papers; an entry that is broken or has no title is a failure.

    Never raises but what `source.watch` raises.
    """
    marks = sum(source.text.count(mark) for mark in _MARKS)
    if marks > _MAX_MARKS or source.text.count("@") > _MAX_STARTS:
        return _parsed((), (Failure(source.name, 0, "This is too large for a bibliography. Split it into parts."),))
    half = (
        len(source.text) // 2
    )  # it is gone through twice: for its entries, which may inherit from later ones, and papers
    read = list(entries(source.text, lambda position: source.watch(position // 2)))
    by_key = {entry.key.lower(): entry for entry in reversed(read) if entry.key}
    tree = groups(source.text)
    drafts, failures = [], []
    for number, entry in enumerate(read):
        source.watch(half + half * number // len(read))
        if entry.type in _NO_PAPERS:
            continue
        told = paper(inherited(entry, by_key))
        if told:
            state, extra = divided(told.extra)
            state = tree.told(state, extra, entry.key)
            if state is not UNTOLD:
                own = {name: extra.pop(name) for name in (FACTS, EXTRA) if name in extra}
                told = restored(replace(told, extra=extra), moved(own), _WRITTEN) if own else replace(told, extra=extra)
            drafts.append(Draft(told, entry.line, state))
        if entry.damage or not told:
            failures.append(Failure(source.name, entry.line, _complaint(entry, is_imported=told is not None)))
    if not drafts and not failures:
        failures.append(Failure(source.name, 0, "There is no entry in it. Export it again from where it came."))
    return _parsed(drafts, failures)


def _parsed(drafts: Iterable[Draft], failures: Iterable[Failure]) -> Parsed:
    return Parsed(tuple(drafts), tuple(failures), FORMAT)


def _complaint(entry: Entry, *, is_imported: bool) -> str:
    name = f"The entry “{entry.key[:60]}”" if entry.key else f"The @{entry.type} without a key"
    if not entry.damage:
        return f"{name} has no title. Give it one and import again."
    outcome = "What could be read of it was imported" if is_imported else "Nothing of it was imported"
    return f"{name} is broken: {entry.damage}. {outcome}; correct it and import again."
