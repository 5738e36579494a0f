"""A text of nothing but identifiers and links: arXiv ids, DOIs, ISBNs, PubMed's numbers and the addresses of papers.

What the papers are called is not known from that: a stand-in title is kept until a better account of them comes.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from readinglist.domain.addresses import identify
from readinglist.domain.identifiers import Identifier, Kind
from readinglist.domain.paper import Paper
from readinglist.importing.source import Draft, Failure, Parsed, Source

FORMAT = "identifiers"

_END = r"(?:(?![,;](?:https?:|doi:|10\.\d{4}))[^\s\"])+"
_MENTION = re.compile(
    rf"(?:https?://|(?<![\w@./-])(?:[a-z0-9-]+\.)+[a-z]{{2,}}/){_END}"
    rf"|(?:\bdoi:\s*)?(?<![\w.])10\.\d{{4,9}}(?:\.\d+)*/{_END}"
    r"|\barxiv:\s*(?:\d{4}\.\d{4,5}|[a-z.-]+/\d{7})(?:v\d{1,3})?(?![\w/])"
    r"|(?<![\w.$€£/-])\d{4}\.\d{4,5}(?:v\d{1,3})?(?![\w%/-]|\.\d)"
    r"|(?<![\w./-])[a-z-]{2,9}/\d{7}(?:v\d{1,3})?(?![\w/])"
    r"|\bISBN(?:[- ]?1[03])?:?\s*(?:97[89](?:[ -]?\d){10}|\d(?:[ -]?\d){8}[ -]?[\dX])(?![\w-])"
    r"|(?<![\w.-])97[89](?:[ -]?\d){10}(?![\w-])"
    r"|\bPMID:?\s*\d{1,9}(?!\w)|\b(?:PMCID:?\s*)?PMC\d{3,9}(?:\.\d{1,2})?(?!\w)",
    re.IGNORECASE | re.ASCII,
)
_WORD = re.compile(r"[^\s,;]+")
_EDGES = "<>()[]{}\"'.,;:•*-–|#_`“”‘’…"
_TRAILING = ".,;:!?'\"*_`|“”‘’…"
_MARKUP = re.compile(r"\]\(|<(?=[A-Za-z/])")  # in old DOIs of Wiley's a digit follows "<"
_LONGEST = 2_000
_PAIRS = {")": "(", "]": "[", "}": "{", ">": "<"}
_LABELS = frozenset({"arxiv", "doi", "isbn", "pmid", "pmcid", "url", "link", "and"})
_NUMBERING = re.compile(r"\d{1,4}[.)\]]?")
_MOST_SNIFFED = 200_000

MOST = 100_000
"""Identifiers in one text; a longer list is no reading list."""


@dataclass(frozen=True, slots=True)
class Mention:
    """An identifier where a text has it: as `written`, from `start` to `end`."""

    identifier: Identifier
    written: str
    start: int
    end: int


def looks_like(text: str) -> bool:
    """Whether every word of the text is an identifier or a link to a paper."""
    head = text[:_MOST_SNIFFED]
    if len(text) > _MOST_SNIFFED:
        head = head[: max(head.rfind("\n"), head.rfind(" ")) + 1]  # the cut may have parted a word
    found = list(mentions(head))
    return bool(found) and not any(_others(head, found))


def parse(source: Source) -> Parsed:
    """Read the identifiers, each once; a word that is none is a failure with its line."""
    found = list(mentions(source.text))
    if len(found) > MOST:
        return too_long(source, FORMAT)
    lines = _LineCounter(source.text)
    failures = [
        Failure(source.name, lines.at(start), f"“{word[:60]}” is no identifier or link to a paper. Check its spelling.")
        for start, word in _others(source.text, found)
    ]
    if len(failures) > MOST:
        return too_long(source, FORMAT)
    return Parsed(drafts(source, found), tuple(failures), FORMAT)


def too_long(source: Source, format_name: str) -> Parsed:
    """The answer to a text with more identifiers than anybody reads."""
    said = f"This holds more than {MOST:,} identifiers. Split it and import the parts."
    return Parsed((), (Failure(source.name, 1, said),), format_name)


def mentions(text: str) -> Iterator[Mention]:
    """Find the identifiers and links in a text, in order, without the punctuation around them.

    Of what is no link and has no label only what can be nothing else is taken: a DOI, an arXiv id that is a word of its
    own, an ISBN of 13 digits, a number of PubMed Central.
    """
    for found in _MENTION.finditer(text):
        written = _trimmed(found.group())
        if identifier := identify(written):
            yield Mention(identifier, written, found.start(), found.start() + len(written))


def drafts(source: Source, found: Iterable[Mention]) -> tuple[Draft, ...]:
    """A draft for each identifier, at its first mention."""
    lines = _LineCounter(source.text)
    first: dict[Identifier, Draft] = {}
    for mention in found:
        if mention.identifier not in first:
            first[mention.identifier] = Draft(_paper(mention), lines.at(mention.start))
    return tuple(first.values())


def _paper(mention: Mention) -> Paper:
    identifier = mention.identifier
    title, value = str(identifier), identifier.value
    link = (mention.written,) if mention.written.startswith(("http://", "https://")) else ()
    match identifier.kind:
        case Kind.ARXIV:
            version = identifier.version
            return Paper(title, arxiv_id=value, arxiv_version=version, urls=_telling(link))
        case Kind.DOI:
            return Paper(title, doi=value, urls=_telling(link))
        case Kind.ISBN:
            return Paper(title, type="book", isbn=value, urls=link)
        case Kind.PMID:
            return Paper(title, extra={"PMID": value}, urls=(f"https://pubmed.ncbi.nlm.nih.gov/{value}/",))
        case Kind.PMCID:
            return Paper(title, extra={"PMC": value}, urls=(f"https://pmc.ncbi.nlm.nih.gov/articles/{value}/",))
        case Kind.ADDRESS:
            return Paper(title, urls=(value,))


def _telling(link: tuple[str, ...]) -> tuple[str, ...]:
    """The link as it was given, unless it says no more than the id."""
    return tuple(url for url in link if "arxiv.org/" not in url and "doi.org/" not in url)


def _others(text: str, found: Iterable[Mention]) -> Iterator[tuple[int, str]]:
    """The words between the mentions, with their places; numbers of a list and labels of identifiers are none."""
    done = 0
    for start, end in [*((mention.start, mention.end) for mention in found), (len(text), len(text))]:
        for word in _WORD.finditer(text, done, start):
            bare = word.group().strip(_EDGES)
            if bare and bare.lower() not in _LABELS and not _NUMBERING.fullmatch(bare):
                yield word.start(), bare
        done = end


def _trimmed(written: str) -> str:
    """A mention without the punctuation of the sentence behind it, and without brackets that it did not open."""
    written = _MARKUP.split(written, maxsplit=1)[0] if len(written) <= _LONGEST else ""
    while written and (
        written[-1] in _TRAILING
        or (written[-1] in _PAIRS and written.count(written[-1]) > written.count(_PAIRS[written[-1]]))
    ):
        written = written[:-1]
    return written


class _LineCounter:
    """The numbers of lines, from 1, at places that are asked for in their order."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._counted = 0
        self._line = 1

    def at(self, place: int) -> int:
        self._line += self._text.count("\n", self._counted, place)
        self._counted = place
        return self._line
