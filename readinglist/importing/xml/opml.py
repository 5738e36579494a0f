"""Outlines in OPML: reading lists of papers, and lists of feeds.

Format: OPML 2.0. An outline that leads to a paper, by a DOI or an arXiv id in its text or address, is one; its note
(`_note`) is the reader's. Feeds are told and not followed.
"""

from collections.abc import Iterator

from readinglist.domain.identifiers import parse_doi, stand_in_title
from readinglist.domain.normalise import collapse
from readinglist.domain.paper import Paper
from readinglist.domain.reading import ReaderState
from readinglist.domain.text import count_of
from readinglist.importing.source import Draft, Failure, Parsed, Source
from readinglist.importing.xml.notes import markdown
from readinglist.importing.xml.safely import BrokenXmlError, Element, opening_tags, records
from readinglist.importing.xml.told import arxiv_among, broken_failure, is_web, tags

FORMAT = "opml"

_ADDRESSES = ("url", "htmlUrl", "xmlUrl", "href")


def looks_like(text: str) -> bool:
    """Whether a text is OPML."""
    opening = opening_tags(text)
    return bool(opening) and opening[0][0] == "opml"


def parse(source: Source) -> Parsed:
    """Read the outlines that lead to papers; feeds, or an outline without papers, are a failure. Never raises."""
    drafts: list[Draft] = []
    failures: list[Failure] = []
    feeds = 0
    try:
        for outermost in records(source.text, lambda name: name == "outline"):
            for outline, above in _outlines(outermost, ()):
                if draft := _draft(outline, above):
                    drafts.append(draft)
                elif outline.attributes.get("xmlUrl") or outline.attributes.get("type") == "rss":
                    feeds += 1
    except BrokenXmlError as error:
        failures.append(broken_failure(source, error))
    if feeds:
        said = f"{count_of(feeds, 'feed')} in it: Reading List does not follow feeds."
        failures.append(
            Failure(source.name, 1, f"{said} Open a feed's address in a browser, save it, and import that.")
        )
    elif not drafts and not failures:
        said = "No outline in it leads to a paper by a DOI or an arXiv id."
        failures.append(Failure(source.name, 1, f"{said} Copy the titles or links that are meant, and paste those."))
    return Parsed(tuple(drafts), tuple(failures), FORMAT)


def _outlines(outline: Element, above: tuple[str, ...]) -> Iterator[tuple[Element, tuple[str, ...]]]:
    """An outline and all within it, each with the texts of those it stands in."""
    yield outline, above
    title = _title(outline)
    for inner in outline.all("outline"):
        yield from _outlines(inner, (*above, title) if title else above)


def _title(outline: Element) -> str:
    marked = outline.attributes.get("text") or outline.attributes.get("title") or ""
    return collapse(markdown(marked) if "<" in marked else marked)


def _draft(outline: Element, above: tuple[str, ...]) -> Draft | None:
    addresses = [outline.attributes.get(name, "") for name in _ADDRESSES]
    title = _title(outline)
    arxiv = arxiv_among([*addresses, title])
    doi = next((found for text in (*addresses, title) if (found := parse_doi(text))), "")
    if not (arxiv.id or doi):
        return None
    is_name = bool(title) and not is_web(title) and not parse_doi(title)
    paper = Paper(
        title=title if is_name else stand_in_title(arxiv.id, doi),
        doi=doi,
        arxiv_id=arxiv.id,
        arxiv_version=arxiv.version,
        urls=tuple(url for url in addresses if is_web(url) and "arxiv.org/" not in url and not parse_doi(url)),
    )
    note = outline.attributes.get("_note", "").strip()
    words, _ = tags([above[-1]] if above else [])
    return Draft(paper, outline.line, ReaderState(tags=words, notes=(note,) if note else ()))
