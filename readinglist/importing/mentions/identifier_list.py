"""A text of nothing but identifiers and links: arXiv ids, DOIs, ISBNs, PubMed's numbers and the addresses of papers.

What the papers are called is not known from that: a stand-in title is kept until a better account of them comes.
"""

import re
from collections.abc import Iterable, Iterator

from readinglist.importing.mentions.finding import MOST, LineCounter, Mention, drafts, mentions, too_long
from readinglist.importing.source import Failure, Parsed, Source

FORMAT = "identifiers"

_WORD = re.compile(r"[^\s,;]+")
_EDGES = "<>()[]{}\"'.,;:•*-–|#_`“”‘’…"
_LABELS = frozenset({"arxiv", "doi", "isbn", "pmid", "pmcid", "url", "link", "and"})
_NUMBERING = re.compile(r"\d{1,4}[.)\]]?")
_MOST_SNIFFED = 200_000


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
    lines = LineCounter(source.text)
    failures = [
        Failure(source.name, lines.at(start), f"“{word[:60]}” is no identifier or link to a paper. Check its spelling.")
        for start, word in _others(source.text, found)
    ]
    if len(failures) > MOST:
        return too_long(source, FORMAT)
    return Parsed(drafts(source, found), tuple(failures), FORMAT)


def _others(text: str, found: Iterable[Mention]) -> Iterator[tuple[int, str]]:
    """The words between the mentions, with their places; numbers of a list and labels of identifiers are none."""
    done = 0
    for start, end in [*((mention.start, mention.end) for mention in found), (len(text), len(text))]:
        for word in _WORD.finditer(text, done, start):
            bare = word.group().strip(_EDGES)
            if bare and bare.lower() not in _LABELS and not _NUMBERING.fullmatch(bare):
                yield word.start(), bare
        done = end
