"""Finding the papers that a text mentions, and what is known of each by that."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from readinglist.domain.addresses import identify
from readinglist.domain.identifiers import Identifier, Kind
from readinglist.domain.paper import Paper
from readinglist.importing.source import Draft, Failure, Parsed, Source

_STOP = r"[,;](?:https?:|doi:|10\.\d{4})|\]\(|'>|<[a-z/]"
"""Where a link ends though no space follows: before the next one, and at markup (in old DOIs a digit follows "<")."""

_END = rf"(?:(?!{_STOP})[^\s\"。，、；：！？（）【】「」『』《》])+"
_MENTION = re.compile(
    r"\b(?=\w)(?:"  # what begins within a word is not looked at, which is most of a text
    rf"(?:https?://|(?<![@./-])(?:[a-z0-9-]+\.)+[a-z]{{2,}}/){_END}"
    rf"|(?:doi:\s*)?(?<!\.)10\.\d{{4,9}}(?:\.\d+)*/{_END}"
    r"|arxiv:\s*(?:\d{4}\.\d{4,5}|[a-z.-]+/\d{7})(?:v\d{1,3})?(?![\w/])"
    r"|(?<![.$€£/-])\d{4}\.\d{4,5}(?:v\d{1,3})?(?![\w%/-]|\.\d)"
    r"|(?<![./-])[a-z-]{2,9}/\d{7}(?:v\d{1,3})?(?![\w/])"
    r"|ISBN(?:[- ]?1[03])?:?\s*(?:97[89](?:[ -]?\d){10}|\d(?:[ -]?\d){8}[ -]?[\dX])(?![\w-])"
    r"|(?<![.-])97[89](?:[ -]?\d){10}(?![\w-])"
    r"|PMID:?\s*\d{1,9}(?!\w)|(?:PMCID:?\s*)?PMC\d{3,9}(?:\.\d{1,2})?(?!\w)"
    r")",
    re.IGNORECASE | re.ASCII,
)
_TRAILING = ".,;:!?'\"*_`|“”‘’…"
_LONGEST = 2_000
_PAIRS = {")": "(", "]": "[", "}": "{", ">": "<"}

MOST = 100_000
"""Identifiers in one text; a longer list is no reading list."""


@dataclass(frozen=True, slots=True)
class Mention:
    """An identifier where a text has it: as `written`, from `start` to `end`."""

    identifier: Identifier
    written: str
    start: int
    end: int


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
    lines = LineCounter(source.text)
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


def too_long(source: Source, format_name: str) -> Parsed:
    """The answer to a text with more identifiers than anybody reads."""
    said = f"This holds more than {MOST:,} identifiers. Split it and import the parts."
    return Parsed((), (Failure(source.name, 1, said),), format_name)


def _trimmed(written: str) -> str:
    """A mention without the punctuation of the sentence behind it, and without brackets that it did not open."""
    if len(written) > _LONGEST:
        return ""
    while written and (
        written[-1] in _TRAILING
        or (written[-1] in _PAIRS and written.count(written[-1]) > written.count(_PAIRS[written[-1]]))
    ):
        written = written[:-1]
    return written


class LineCounter:
    """The numbers of lines, from 1, at places that are asked for in their order."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._counted = 0
        self._line = 1

    def at(self, place: int) -> int:
        """The number of the line at a place, which is not before the one asked for last."""
        self._line += self._text.count("\n", self._counted, place)
        self._counted = place
        return self._line
