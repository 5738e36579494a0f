"""What the XML formats say in the same way: links, identifiers among them, tags, and what has no place of its own."""

import re
from collections.abc import Iterable

from readinglist.domain.identifiers import ArxivId, parse_arxiv, parse_doi
from readinglist.domain.normalise import collapse
from readinglist.domain.tag import is_tag, tag_name
from readinglist.importing.source import Failure, Source
from readinglist.importing.xml.safely import BrokenXmlError

_PARAGRAPH = re.compile(r"\n[ \t]*\n|\r\n?")
_ISSN = re.compile(r"\d{4}-?\d{3}[\dXx]", re.ASCII)
_ISBN = re.compile(r"(?:\d[ -]?){9}(?:[\dXx]|(?:\d[ -]?){3}\d)", re.ASCII)
_BETWEEN_NUMBERS = re.compile(r"\s*[,;\n]\s*|\s+(?=\d{4}-\d{3}[\dXx])|\s*\([^()]*\)\s*")


def arxiv_among(texts: Iterable[str]) -> ArxivId:
    """The first arXiv id among links, DOIs and texts that name arXiv; an empty one where there is none."""
    named = (text for text in texts if "arxiv" in text.lower() or "huggingface.co/papers/" in text.lower())
    return next((found for text in named if (found := parse_arxiv(text.partition(" [")[0]))), ArxivId(""))


def doi_among(texts: Iterable[str]) -> str:
    """The first DOI among texts that are DOIs, bare or as links; empty where there is none."""
    return next((found for text in texts if (found := parse_doi(text))), "")


def is_web(url: str) -> bool:
    """Whether a text is an address of the web, and one alone."""
    return url.startswith(("http://", "https://", "ftp://")) and not re.search(r"\s", url)


def numbers(text: str) -> tuple[str, str, str]:
    """Part a field that mixes them into ISBN, ISSN, and what is neither; several are joined by a space."""
    isbn, issn, others = [], [], []
    for part in _BETWEEN_NUMBERS.split(text[:1_000]):
        if _ISSN.fullmatch(part):
            issn.append(part)
        elif _ISBN.fullmatch(part):
            isbn.append(part)
        elif part:
            others.append(part)
    return " ".join(isbn), " ".join(issn), " ".join(others)


def tags(texts: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Part keywords into those that can be tags, each once, and those that are too long for one."""
    names = [collapse(text) for text in texts if text.strip()]
    fitting = dict.fromkeys(tag_name(name) for name in names if is_tag(name))
    return tuple(fitting), tuple(name for name in names if not is_tag(name))


def paragraphs(text: str) -> str:
    """A text of several paragraphs, which blank lines or carriage returns part; within one, lines are joined."""
    return "\n\n".join(words for part in _PARAGRAPH.split(text) if (words := collapse(part)))


def damage_failure(source: Source, line: int, title: str, damage: str) -> Failure:
    """What is said of a record that could not be read whole."""
    message = f"“{title[:60]}” is broken: {damage}. The rest of it was imported; correct it and import again."
    return Failure(source.name, line, message)


def untitled_failure(source: Source, line: int, *, damage: str = "") -> Failure:
    """What is said of a record without a title."""
    if damage:
        return Failure(source.name, line, f"A record is broken: {damage}. Correct it and import again.")
    return Failure(source.name, line, "A record has no title. Give it one where it comes from, and import again.")


def broken_failure(source: Source, error: BrokenXmlError) -> Failure:
    """What is said of a document that could not be read to its end."""
    return Failure(
        source.name,
        error.line,
        f"{error.reason} What stands before it was read; export the rest again from where it comes.",
    )
