"""A papers page of Hugging Face, saved or copied as text or Markdown: titles and abstracts between furniture.

The text is taken as the page shows it: the page has removed backslashes and dollar signs, so nothing is decoded.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from readinglist.domain.identifiers import ArxivId, parse_arxiv
from readinglist.domain.paper import Paper
from readinglist.importing.code_links import code_links
from readinglist.importing.page.furniture import (
    WEAK,
    Kind,
    Mark,
    definition,
    is_date,
    names_profile,
    read_line,
)
from readinglist.importing.page.pairing import PROSE, Pairing, Passage, ends_sentence, pair, title_cost
from readinglist.importing.page.wrapping import is_wrapped, join_links, split_title, unwrap
from readinglist.importing.source import Draft, Failure, Parsed, Source

FORMAT = "papers-page"

_MAX_LINES = 1_000_000
_HEAD = 200_000
"""Characters that are looked at to tell whether a text is a papers page."""

_OWN_KINDS = frozenset({Kind.BANNER, Kind.SUBMITTER, Kind.AUTHORS})
_TYPICAL_TITLE = 250
_HANGING = re.compile(r"(?:\b(?:at|in|on|from|of|with|by|is|are|and|or|via|to|see|the|a|an)|[,:(])$")
_SCHOLARLY = re.compile(r"\b(?:we|our|paper|propose[sd]?|results?|method|study|dissertation|thesis|survey)\b", re.I)

Item = Passage | Mark


@dataclass(slots=True)
class _Page:
    """The items of a page as they are read; `block` holds the lines of the text being read."""

    items: list[Item] = field(default_factory=list)
    block: list[str] = field(default_factory=list)
    start: int = 0

    def add(self, line: str, number: int) -> None:
        if not self.block:
            self.start = number
        self.block.append(line)

    def close(self) -> None:
        if self.block:
            last = next((item for item in reversed(self.items) if isinstance(item, Passage)), None)
            self.items += _passages(self.block, self.start, title_due=last is None or last.is_prose)
            self.block = []


def looks_like(text: str) -> bool:
    """Whether a text is a papers page: it has furniture found nowhere else, or it is titles and abstracts in turn."""
    items = _items(text[:_HEAD])
    passages = [item for item in items if isinstance(item, Passage)]
    if len(text) > _HEAD:  # what the cut has parted from its other half is no sign against a page
        passages = passages[:-1]
        if pair(passages).lone == (len(passages) - 1,):
            passages = passages[:-1]
    if not passages:
        return _own_furniture(items) > 0
    return _is_page(items, passages, pair(passages))


def parse(source: Source) -> Parsed:
    """Read the papers of a page. What found no partner is a failure, and so is a page without papers; never raises."""
    if source.text.count("\n") > _MAX_LINES:
        return _refused(source, "This has more lines than any papers page. Split it and import the parts.")
    items = _items(source.text)
    passages = [item for item in items if isinstance(item, Passage)]
    pairing = pair(passages)
    if not _is_page(items, passages, pairing):
        if _own_furniture(items) and not passages:
            return _refused(source, "This page holds no papers, only what stands around them. Copy all of it again.")
        return _refused(source, "This is no papers page: it does not consist of titles, each with its abstract.")
    links = _paper_links(items, pairing)
    drafts = tuple(
        _draft(passages[title], passages[abstract], link)
        for (title, abstract), link in zip(pairing.pairs, links, strict=True)
    )
    failures = tuple(Failure(source.name, passages[index].line, _stray(passages[index])) for index in pairing.lone)
    return Parsed(drafts, failures, FORMAT, _page_date(items))


def _refused(source: Source, message: str) -> Parsed:
    return Parsed((), (Failure(source.name, 1, message),), FORMAT)


def _items(text: str) -> list[Item]:
    """Read a text as passages and marks, in order."""
    lines = join_links([line.strip() for line in text.split("\n")])
    definitions = dict(found for found in map(definition, lines) if found)
    page = _Page()
    for index, line in enumerate(lines):
        number = index + 1
        if not line or definition(line):
            page.close()
            continue
        found = read_line(line, number, definitions)
        following = lines[index + 1] if number < len(lines) else ""
        if found is None or (isinstance(found, Mark) and _runs_on(page.block, found, following)):
            page.add(line, number)
            if len(page.block) == 1 and page.items and _asks_name(page.items[-1]):
                page.close()
            continue
        page.close()
        page.items.append(found if isinstance(found, Mark) else Passage(found.text, number, True, found.link))
    page.close()
    return _with_links(_without_names(_with_furniture_titles(page.items)))


def _asks_name(item: Item) -> bool:
    return isinstance(item, Mark) and item.kind is Kind.SUBMITTER


def _runs_on(block: Sequence[str], mark: Mark, following: str) -> bool:
    """Whether what looks like furniture is the next line of a hard-wrapped abstract: a number, a link, a date."""
    if not block or mark.kind in _OWN_KINDS:
        return False
    if following[:1].islower() or (mark.kind is Kind.NAVIGATION and not ends_sentence(block[-1])):
        return True
    size = sum(map(len, block[-8:]))
    return not ends_sentence(block[-1]) and (size > _TYPICAL_TITLE or _HANGING.search(block[-1][-20:]) is not None)


def _passages(block: Sequence[str], start: int, *, title_due: bool) -> Iterable[Passage]:
    if not is_wrapped(block):
        return [Passage(line, start + offset) for offset, line in enumerate(block)]
    head = split_title(block) if title_due else 0
    parts = ((0, block[:head]), (head, block[head:])) if head else ((0, block),)
    return [Passage(unwrap(lines), start + offset) for offset, lines in parts]


def _with_furniture_titles(items: Sequence[Item]) -> list[Item]:
    """Take as a title the number, date or word that stands alone before an abstract: a paper may be called "1984"."""
    first = next((index for index, item in enumerate(items) if isinstance(item, Passage)), len(items))
    kinds = [item.kind for item in items[first:] if isinstance(item, Mark)]
    result = list(items)
    for index in range(first + 1, len(items) - 1):
        before, item, after = items[index - 1 : index + 2]
        if not isinstance(item, Mark) or item.kind not in WEAK or kinds.count(item.kind) > 1:
            continue
        if isinstance(before, Passage) and before.is_prose and isinstance(after, Passage) and after.is_prose:
            result[index] = Passage(item.text, item.line)
    return result


def _without_names(items: Sequence[Item]) -> list[Item]:
    """Drop the names of submitters and organisations, where what stands around them shows that they are names."""
    result: list[Item] = []
    title_waits = False
    for index, item in enumerate(items):
        if isinstance(item, Mark):
            result.append(item)
        elif _is_name(item, result[-1] if result else None, items[index + 1 : index + 3], title_waits):
            result.append(Mark(Kind.NAME, item.text, item.line))
        else:
            result.append(item)
            title_waits = not item.is_prose
    return result


def _is_name(item: Passage, before: Item | None, after: Sequence[Item], title_waits: bool) -> bool:
    if item.heading or len(item.text.split()) > 6 or ends_sentence(item.text):
        return False
    following = after[0] if after else None
    if before is not None and _asks_name(before):
        return title_waits or not (isinstance(following, Passage) and following.is_prose)
    if not isinstance(following, Mark):
        return False
    if following.kind is Kind.LINK:
        return names_profile(item.text, following.link)
    under_title = isinstance(before, Passage) and not before.is_prose
    dotted = (
        following.kind is Kind.RULE and len(after) > 1 and isinstance(after[1], Mark) and after[1].kind is Kind.DATE
    )
    return under_title and dotted


def _with_links(items: Sequence[Item]) -> list[Item]:
    """Give a title the paper's URL that stands right under it, as a sign that it is a title."""
    result = list(items)
    for index, (item, after) in enumerate(pairwise(items)):
        if isinstance(item, Passage) and not item.is_prose and isinstance(after, Mark) and after.kind is Kind.PAPER:
            result[index] = replace(item, link=item.link or after.link)
    return result


def _own_furniture(items: Iterable[Item]) -> int:
    """Count the lines that are found on papers pages and hardly elsewhere."""
    return sum(isinstance(item, Mark) and item.kind in _OWN_KINDS for item in items)


def _is_page(items: Sequence[Item], passages: Sequence[Passage], pairing: Pairing) -> bool:
    """Whether the passages are those of a papers page.

    With the furniture of one, they may be titles whose abstracts are missing, but not mostly something else: each of
    those titles has furniture of its own. Without, pairs are papers that have links, or that leave no doubt.
    """
    if own := _own_furniture(items):
        return bool(passages) and len(pairing.lone) <= len(pairing.pairs) + own
    if not pairing.pairs:
        return False
    if sum(link is not None for link in _paper_links(items, pairing)) * 2 >= len(pairing.pairs):
        return True
    abstracts = [passages[abstract].text for _, abstract in pairing.pairs]
    scholarly = sum(_SCHOLARLY.search(abstract[:2_000]) is not None for abstract in abstracts)
    return (
        len(pairing.pairs) >= 2
        and not pairing.lone
        and all(" " in passages[title].text for title, _ in pairing.pairs)
        and all(len(abstract) >= PROSE for abstract in abstracts)
        and scholarly * 2 >= len(abstracts)
    )


def _paper_links(items: Sequence[Item], pairing: Pairing) -> list[tuple[str, ArxivId] | None]:
    """Give each pair the URL of its paper: from its heading, between title and abstract, or beside the pair.

    Beside it means above the title on a page whose first link stands above its first title, else below the abstract.
    """
    places: dict[int, list[tuple[str, ArxivId]]] = {}
    position = 0
    for item in items:
        place, link = position * 2, item.link
        if isinstance(item, Passage):
            place, position = position * 2 + 1, position + 1
        if link and (found := parse_arxiv(link)):
            places.setdefault(place, []).append((link, found))
    above = bool(pairing.pairs) and any(place < pairing.pairs[0][0] * 2 + 1 for place in places)
    chosen: list[tuple[str, ArxivId] | None] = []
    for title, abstract in pairing.pairs:
        inside = [found for place in range(title * 2 + 1, abstract * 2 + 1) for found in places.get(place, [])]
        beside = places.get(title * 2 if above else abstract * 2 + 2, [])
        if not inside and len({found.id for _, found in beside}) == 1:
            inside = beside
        chosen.append(inside[0] if inside else None)
    return chosen


def _draft(title: Passage, abstract: Passage, link: tuple[str, ArxivId] | None) -> Draft:
    url, arxiv = link or ("", ArxivId(""))
    if url and "://" not in url:
        url = f"https://{url}" if "/" in url else ""
    paper = Paper(
        title=title.text,
        abstract=abstract.text,
        arxiv_id=arxiv.id,
        arxiv_version=arxiv.version,
        urls=(url,) if url else (),
        code_urls=code_links(abstract.text),
    )
    return Draft(paper, title.line)


def _stray(passage: Passage) -> str:
    beginning = passage.text if len(passage.text) <= 60 else f"{passage.text[:60].rstrip()}…"
    if passage.is_prose:
        return f'The abstract "{beginning}" has no title. Put its title above it, with a blank line between.'
    if title_cost(passage) == 0:
        return f'The title "{beginning}" has no abstract. Put the abstract under it, or add the paper by hand.'
    return f'"{beginning}" is neither a title nor an abstract and was left out.'


def _page_date(items: Iterable[Item]) -> str:
    """The date in the page's head, before any paper."""
    for item in items:
        if isinstance(item, Passage):
            return ""
        if item.kind is Kind.DATE and is_date(item.text):
            return item.text
    return ""
