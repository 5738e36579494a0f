"""What BibTeX and BibLaTeX have in common: entries in UTF-8, names, foreign fields, and what is private.

Fields of a foreign entry that have no place in a paper are written as they came. For citing, nothing private
leaves, neither the reader's own words nor other programs', and no provider's bookkeeping.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from readinglist.domain.bibtex import TYPE_FIELD
from readinglist.domain.paper import Paper, Person
from readinglist.domain.reading import PaperDetails
from readinglist.exporting.bibtex.bookkeeping import is_bookkeeping
from readinglist.exporting.bibtex.latex import escape, is_verbatim
from readinglist.exporting.bibtex.private_fields import is_private, is_state
from readinglist.exporting.citing.cite_keys import cite_keys
from readinglist.exporting.names import given_and_suffix
from readinglist.exporting.profile import Profile
from readinglist.exporting.reader_state import EXTRA, FACTS, jabref_fields, one_line, own_texts, paper_facts

_TYPE_NAME = re.compile(r"[a-z][a-z0-9_-]*")
_FIELD_NAME = re.compile(r"[^\s\"#%'(),={}\\]+")
_PARTED = re.compile("[,;$]")
_LIST_SEPARATOR = re.compile(r"\s*[,;]\s*")
_ADDRESS_ESCAPES = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C", "\n": " "})

_REFERENCES = frozenset({"crossref", "xdata", "xref", "entryset"})
"""What these refer to the import has put in its place already, and the entries they name may not be in the file."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """One of the two formats: the type that stands for a paper's own, and the paper's own fields for an entry type.

    The fields come with their values as they are written, delimiters included; empty where not known. `renamed`
    gives the dialect's names for foreign fields of the other's.
    """

    kind: Callable[[Paper], str]
    fields: Callable[[Paper, str], dict[str, str]]
    renamed: Mapping[str, str] = field(default_factory=dict)


def entries(papers: Iterable[PaperDetails], dialect: Dialect, profile: Profile) -> Iterator[str]:
    """Give the papers as entries, each ending in a newline; the keys are told apart among all of them."""
    listed = list(papers)
    keys = cite_keys([details.paper for details in listed])
    for details, key in zip(listed, keys, strict=True):
        kind = _kind(details.paper, dialect)
        fields = dialect.fields(details.paper, kind)
        if profile is Profile.MOVING:
            fields |= _moved(details)
        foreign = _foreign(details.paper, fields, dialect, profile)
        if profile is Profile.MOVING:
            fields[EXTRA] = _unsaid(details.paper, foreign)
        fields |= foreign
        lines = [f"  {name} = {value},\n" for name, value in fields.items() if value]
        yield f"@{kind}{{{key},\n{''.join(lines)}}}\n"


def _kind(paper: Paper, dialect: Dialect) -> str:
    """The entry type: the original one, else what stands for the paper's type; a printed "article" has a journal."""
    original = paper.extra.get(TYPE_FIELD, "").lower()
    if _TYPE_NAME.fullmatch(original):
        return original
    return "article" if paper.type == "article" and paper.venue else dialect.kind(paper)


def paper_fields(paper: Paper, own: Mapping[str, str]) -> dict[str, str]:
    """The fields that both formats name alike, around those that a dialect has its own names for."""
    return {
        "title": braced(escape(paper.title, keep_capitals=True)),
        "author": _names(paper.authors),
        "editor": _names(paper.editors),
        **own,
        "volume": text(paper.volume),
        "number": text(paper.issue),
        "pages": text(paper.pages).replace("–", "--"),
        "doi": address(paper.doi),
        "url": address(paper.urls[0]) if paper.urls else "",
        "isbn": text(paper.isbn),
        "issn": text(paper.issn),
        "language": text(paper.language),
        "abstract": text(paper.abstract),
    }


def text(value: str) -> str:
    """A text as a field's value."""
    return braced(escape(value))


def address(value: str) -> str:
    """An identifier or address, verbatim but for what would break the entry."""
    return braced(value.strip().translate(_ADDRESS_ESCAPES))


def braced(value: str) -> str:
    """A value between its delimiters; empty where there is none."""
    return f"{{{value}}}" if value else ""


def _moved(details: PaperDetails) -> dict[str, str]:
    """What is the reader's own; all addresses, too, which reading takes apart at the spaces between them."""
    paper = details.paper
    fields = {name: _literal(value) for name, value in (jabref_fields(details) | own_texts(details)).items()}
    fields["keywords"] = _with_foreign_words(details.tags, paper.extra.get("keywords", ""))
    fields["comment"] = _with_foreign_note(details.note, paper.extra.get("comment", ""))
    fields[FACTS] = _literal(one_line(paper_facts(paper)))
    return {name: braced(value) for name, value in fields.items()} | {"url": address(" ".join(paper.urls))}


def _unsaid(paper: Paper, foreign: Mapping[str, str]) -> str:
    """The foreign fields that do not stand in the entry under their own names and to the letter, as JSON."""
    unsaid = {
        name: value
        for name, value in paper.extra.items()
        if foreign.get(name) != braced(value)
        or name != name.lower()
        or value != value.strip()
        or is_private(name, value)
    }
    return braced(_literal(one_line(unsaid))) if unsaid else ""


def _literal(value: str) -> str:
    """A text of the reader's own, to be read back to the letter."""
    return escape(value, keep_maths=False)


def _with_foreign_words(tags: tuple[str, ...], foreign: str) -> str:
    """The tags, and behind them the foreign keywords, which are LaTeX already, unless all are among the tags."""
    own = [_literal(tag) for tag in tags]
    known = {word.lower() for tag in own for word in (tag, *_LIST_SEPARATOR.split(tag))}
    if all(word.lower() in known for word in _LIST_SEPARATOR.split(foreign) if word):
        return ", ".join(own)
    return ", ".join([*own, _readable(foreign)])


def _with_foreign_note(note: str, foreign: str) -> str:
    """The note, as JabRef keeps it: in Markdown that is not LaTeX; and below it a foreign one that it does not hold."""
    own = _readable(note)
    return own if foreign in own else "\n\n".join(part for part in (own, _readable(foreign)) if part)


def _readable(foreign: str) -> str:
    """A value as it stands, where BibTeX can read it again so."""
    return foreign if is_verbatim(foreign) else escape(foreign)


def _foreign(paper: Paper, written: Mapping[str, str], dialect: Dialect, profile: Profile) -> dict[str, str]:
    """The foreign fields that may leave, where the paper does not say the same thing itself."""
    fields: dict[str, str] = {}
    for name, value in paper.extra.items():
        if profile is Profile.CITING:
            stays = is_private(name, value) or is_bookkeeping(name, value) or name in _REFERENCES
        else:  # what would come back under another name or with another value goes with the JSON alone
            stays = is_state(name) or name != name.lower() or not is_verbatim(value)
        if stays or name == TYPE_FIELD or not _FIELD_NAME.fullmatch(name):
            continue
        called = dialect.renamed.get(name, name)
        if written.get(called) or called in fields:
            called = name
        if not written.get(called):
            fields[called] = braced(_readable(value))
    return fields


def _names(people: Iterable[Person]) -> str:
    return braced(" and ".join(_name(person) for person in people))


def _name(person: Person) -> str:
    if person.literal or not (person.family and person.given):
        return braced(escape(person.full))
    given, suffix = given_and_suffix(person)
    return ", ".join(_part(part) for part in (person.family, suffix, given) if part)


def _part(name: str) -> str:
    """A part of a name, in braces where BibTeX would part it further."""
    is_parted = bool(_PARTED.search(name)) or "and" in name.lower().split()
    return braced(escape(name)) if is_parted else escape(name)
