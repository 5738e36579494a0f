"""The lines of a papers page that are no title and no abstract: what each kind looks like.

The shapes are those seen on captured pages of huggingface.co/papers, as plain text and as Markdown.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from readinglist.domain.identifiers import parse_arxiv

_MAX_LINE = 300
"""No line of furniture is longer; patterns are tried on shorter lines only."""


class Kind(StrEnum):
    """What a line of furniture is; the first three occur on papers pages and hardly elsewhere."""

    BANNER = "banner"
    SUBMITTER = "submitter"
    AUTHORS = "authors"
    PAPER = "paper"
    LINK = "link"
    DATE = "date"
    VOTES = "votes"
    NAVIGATION = "navigation"
    WORD = "word"
    RULE = "rule"
    NAME = "name"


WEAK = frozenset({Kind.DATE, Kind.VOTES, Kind.NAVIGATION, Kind.WORD})
"""Kinds that are also possible titles: a paper may be called "1984"."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A line of furniture; `link` is the URL it carries, `line` its place in the source, from 1."""

    kind: Kind
    text: str
    line: int
    link: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that says itself that it is a title: a Markdown heading, or a link to a paper's page."""

    text: str
    link: str = ""


_BANNER = re.compile(
    r"(?:(?:get trending papers in your email inbox[!.]?|(?:inbox )?once a day[!.]?|subscribe|daily papers"
    r"|trending papers|by.{0,60}?and the research community)\s*)+",
    re.IGNORECASE,
)
_SUBMITTER = re.compile(r"(?:subscribe)?\s*submitted by:?(?P<name>.{0,60})", re.IGNORECASE)
_AUTHORS = re.compile(r"\+?\d{1,4} authors?", re.IGNORECASE)
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?"
_DATE = re.compile(
    rf"(?:(?:published|submitted) on )?"
    rf"(?:{_MONTH} \d{{1,2}}(?:, ?\d{{4}})?|\d{{1,2}} {_MONTH}(?: \d{{4}})?|\d{{4}}-\d\d-\d\d)",
    re.IGNORECASE,
)
_VOTES = re.compile(r"(?:upvote\s*|\[[-+x ]?\]\s*|[▲△⬆↑+-]\s?)?\d{1,4}(?:\.\d)?k?|\[[-+x ]?\]", re.IGNORECASE)
_NAVIGATION = frozenset(
    "papers|hugging face|models|datasets|spaces|docs|pricing|community|company|careers|privacy|tos|website|search"
    "|previous|next|daily|weekly|monthly|trending".split("|")
)
_WORDS = frozenset(
    "new|subscribe|log in|sign up|upvote|abstract|read more|view pdf|view arxiv page|arxiv page|project page"
    "|add to collection|github|pdf".split("|")
)
_SEPARATOR = re.compile(r"[•·|]|^[*+-]\s")
_BULLETED = re.compile(r"[•·]\s*(?P<text>\w.{0,60})")
_RULE = re.compile(r"[\W_]+")
_URL = re.compile(r"<?(?P<url>(?:https?://|www\.|(?:huggingface\.co|hf\.co|arxiv\.org)/)\S+?)>?", re.IGNORECASE)
_LINK_START = re.compile(r"(?:[*+-]\s+|\d{1,3}\.\s+)?\[")
_LINK_END = re.compile(r"(?P<text>[^\[\]]{0,80})\]\((?P<url>\S+)\)")
_HEADING_START = re.compile(r"#{1,6}\s+")
_DEFINITION = re.compile(r"\[(?P<ref>[^\[\]]{1,40})\]:\s*<?(?P<url>\S+?)>?(?:\s+[\"'(].{0,200})?")
_PROFILE = re.compile(r"(?:https?://)?(?:www\.)?(?:huggingface\.co|hf\.co)/(?P<name>[\w.-]+)/?", re.IGNORECASE)


def definition(line: str) -> tuple[str, str] | None:
    """Read a Markdown link definition, `[32]: https://...`, as its label and URL."""
    found = _DEFINITION.fullmatch(line) if line.startswith("[") and len(line) <= _MAX_LINE * 2 else None
    return (found["ref"], found["url"]) if found else None


def read_line(line: str, number: int, links: Mapping[str, str]) -> Mark | Heading | None:
    """Say what a stripped line is: furniture, a title that shows itself, or, with None, text.

    `links` are the page's link definitions by label.
    """
    if start := _HEADING_START.match(line):
        text = line[start.end() :].rstrip("# ")
        if not text:
            return Mark(Kind.RULE, line, number)
        found = read_line(text, number, links)
        if isinstance(found, Mark) and found.kind in WEAK and parse_arxiv(found.link):
            return Heading(found.text, found.link)
        return found or Heading(text)
    if link := _split_link(line):
        return _linked(*link, number, links)
    if len(line) > _MAX_LINE:
        return None
    if url := _URL.fullmatch(line):
        return _link_mark(line, number, url["url"])
    if parse_arxiv(line) and not _VOTES.fullmatch(line):
        return Mark(Kind.PAPER, line, number, line)
    if (end := _LINK_END.fullmatch(line)) and "[" not in line:
        return Mark(Kind.AUTHORS if _AUTHORS.search(end["text"]) else Kind.LINK, line, number, end["url"])
    kind = _kind(line)
    return Mark(kind, line, number) if kind else None


def names_profile(text: str, link: str) -> bool:
    """Whether a text is the name of the person or organisation whose Hugging Face page the link is."""
    profile = _PROFILE.fullmatch(link)
    return profile is not None and _letters(profile["name"]) == _letters(text)


def is_date(text: str) -> bool:
    """Whether a text is a date as papers pages write it: "Mar 11", "11 March 2026"."""
    return _DATE.fullmatch(text) is not None


def _split_link(line: str) -> tuple[str, str, str] | None:
    """Split a line that is one Markdown link, `[text](url)` or `[text][label]`, into text, URL and label."""
    start = _LINK_START.match(line)
    cut = line.rfind("](" if line.endswith(")") else "][") if start and line.endswith((")", "]")) else -1
    if start is None or cut <= start.end():
        return None
    text, target = line[start.end() : cut].strip(), line[cut + 2 : -1].strip()
    if len(target.split()) > 1 or not text:
        return None
    return (text, target, "") if line.endswith(")") else (text, "", target)


def _linked(text: str, url: str, label: str, number: int, links: Mapping[str, str]) -> Mark | Heading | None:
    url = url or links.get(label, "")
    kind = _kind(text)
    if url and not parse_arxiv(url) and (kind is None or kind in WEAK):
        return Mark(Kind.LINK, text, number, url)
    if kind:
        return Mark(kind, text, number, url)
    return Heading(text, url) if url or label.isdigit() else None


def _link_mark(line: str, number: int, url: str) -> Mark:
    return Mark(Kind.PAPER if parse_arxiv(url) else Kind.LINK, line, number, url)


def _kind(line: str) -> Kind | None:
    lower = line.lower()
    if lower in _WORDS or lower in _NAVIGATION:
        return Kind.WORD if lower in _WORDS else Kind.NAVIGATION
    if _BANNER.fullmatch(line):
        return Kind.BANNER
    if submitter := _SUBMITTER.fullmatch(line):
        name = submitter["name"].strip()
        return (Kind.BANNER if len(name.split()) <= 4 else None) if name else Kind.SUBMITTER
    if line.startswith(("![", "[![")):
        return Kind.LINK
    if _VOTES.fullmatch(line):
        return Kind.VOTES
    if _RULE.fullmatch(line):
        return Kind.RULE
    return _counted(line)


def _counted(line: str) -> Kind | None:
    """Read the line under a title, such as "• 7 authors · Jan 18", or a part of it."""
    parts = [part.strip() for part in _SEPARATOR.split(line) if part.strip()]
    kinds = [_part(part) for part in parts]
    if kinds and None not in kinds:
        return next(kind for kind in (Kind.AUTHORS, Kind.DATE, Kind.VOTES) if kind in kinds)
    bulleted = _BULLETED.fullmatch(line)
    return Kind.NAME if bulleted and len(bulleted["text"].split()) <= 6 and line[-1] not in ".?!,;:" else None


def _part(text: str) -> Kind | None:
    patterns = ((Kind.AUTHORS, _AUTHORS), (Kind.DATE, _DATE), (Kind.VOTES, _VOTES))
    return next((kind for kind, pattern in patterns if pattern.fullmatch(text)), None)


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())
