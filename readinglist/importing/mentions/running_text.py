"""A text that mentions papers: an e-mail, a reference list, a web page as text. What is read of it are the identifiers.

It is asked last of all formats: whatever has a form of its own is read by that.
"""

from itertools import islice

from readinglist.importing import foreign
from readinglist.importing.mentions.finding import MOST, drafts, mentions, too_long
from readinglist.importing.source import Failure, Parsed, Source

FORMAT = "text"

_MOST_SNIFFED = 200_000


def looks_like(text: str) -> bool:
    """Whether the text is prose, not a file of a known other kind, and mentions a paper near its beginning."""
    return foreign.kind_of(text) is None and next(mentions(text[:_MOST_SNIFFED]), None) is not None


def parse(source: Source) -> Parsed:
    """Read the identifiers that the text mentions, each once; a text without any is a failure. Never raises."""
    found = list(islice(mentions(source.text), MOST + 1))
    if len(found) > MOST:
        return too_long(source, FORMAT)
    if not found:
        said = "It mentions no paper by a DOI, arXiv id, ISBN, PubMed number or link. Copy the part that does."
        return Parsed((), (Failure(source.name, 1, said),), FORMAT)
    return Parsed(drafts(source, found), (), FORMAT)
